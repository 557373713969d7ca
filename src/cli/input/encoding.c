/* Encodings: see encoding.h. */
#include "encoding.h"

#include "../program_memory.h"
#include "../utf8_reader.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { OUT_BYTES = 64 * 1024, REST_BYTES = 32, BINARY_BYTES = 8192 };

struct cli_decoder {
    iconv_t conversion;
    char rest[REST_BYTES]; /* the start of a character that is not whole yet */
    size_t rest_length;
    size_t invalid;
};

static const iconv_t no_conversion = (iconv_t)-1;

bool cli_encoding_known(const char *name) {
    /* "//TRANSLIT" and the like are orders, not encodings. */
    if (*name == '\0' || strchr(name, '/') != NULL)
        return false;
    iconv_t conversion = iconv_open("UTF-8", name);
    if (conversion == no_conversion)
        return false;
    iconv_close(conversion);
    return true;
}

const char *cli_encoding_of_mark(const char *bytes, size_t length, size_t *mark_length) {
    static const struct {
        const char *name;
        size_t length;
        const char *bytes;
    } marks[] = {
        {"UTF-8", 3, "\xEF\xBB\xBF"}, {"UTF-32LE", 4, "\xFF\xFE\0\0"}, {"UTF-32BE", 4, "\0\0\xFE\xFF"},
        {"UTF-16LE", 2, "\xFF\xFE"},  {"UTF-16BE", 2, "\xFE\xFF"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (length >= marks[i].length && memcmp(bytes, marks[i].bytes, marks[i].length) == 0) {
            *mark_length = marks[i].length;
            return marks[i].name;
        }
    }
    *mark_length = 0;
    return NULL;
}

cli_decoder *cli_decoder_create(const char *name) {
    cli_decoder *decoder = cli_memory_allocate(1, sizeof *decoder);
    decoder->conversion = iconv_open("UTF-8", name);
    if (decoder->conversion == no_conversion)
        decoder->conversion = iconv_open("UTF-8", "UTF-8");
    return decoder;
}

void cli_decoder_free(cli_decoder *decoder) {
    if (decoder == NULL)
        return;
    if (decoder->conversion != no_conversion)
        iconv_close(decoder->conversion);
    free(decoder);
}

/* Converts what it can; returns the bytes that wait for more. */
static size_t convert(cli_decoder *decoder, char *bytes, size_t length, bool ends, cli_text_buffer *out) {
    char buffer[OUT_BYTES];
    while (length > 0) {
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t failed = iconv(decoder->conversion, &bytes, &length, &to, &room);
        int why = failed == (size_t)-1 ? errno : 0;
        cli_text_buffer_add_bytes(out, buffer, (size_t)(to - buffer));
        if (why == EINVAL && !ends && length < REST_BYTES)
            return length;
        if (why != 0 && why != E2BIG) {
            cli_text_buffer_add_bytes(out, "\xEF\xBF\xBD", 3);
            decoder->invalid++;
            bytes++;
            length--;
        }
    }
    return 0;
}

/* Some encodings hold a letter back until they know that no mark follows. */
static void flush(cli_decoder *decoder, cli_text_buffer *out) {
    char buffer[REST_BYTES];
    char *to = buffer;
    size_t room = sizeof buffer;
    (void)iconv(decoder->conversion, NULL, NULL, &to, &room);
    cli_text_buffer_add_bytes(out, buffer, (size_t)(to - buffer));
}

static void feed(cli_decoder *decoder, const char *bytes, size_t length, bool ends, cli_text_buffer *out) {
    while (decoder->rest_length > 0 && (length > 0 || ends)) {
        /* Byte by byte, until the character that was cut off is whole. */
        char joined[REST_BYTES];
        size_t count = decoder->rest_length;
        memcpy(joined, decoder->rest, count);
        if (length > 0) {
            joined[count++] = *bytes++;
            length--;
        }
        decoder->rest_length =
            convert(decoder, joined, count, count == REST_BYTES || (ends && length == 0), out);
        memcpy(decoder->rest, joined + count - decoder->rest_length, decoder->rest_length);
    }
    if (length == 0)
        return;
    /* iconv does not write to its input, whatever its type says. */
    decoder->rest_length = convert(decoder, (char *)(uintptr_t)bytes, length, ends, out);
    memcpy(decoder->rest, bytes + length - decoder->rest_length, decoder->rest_length);
}

void cli_decoder_feed(cli_decoder *decoder, const char *bytes, size_t length, bool ends,
                      cli_text_buffer *out) {
    feed(decoder, bytes, length, ends, out);
    if (ends)
        flush(decoder, out);
}

/* Counts characters beyond ASCII, and bytes that belong to no character. */
static void count_utf8(const char *bytes, size_t length, size_t *beyond_ascii, size_t *invalid) {
    static const uint64_t high_bits = 0x8080808080808080u;
    size_t at = 0;
    *beyond_ascii = 0;
    *invalid = 0;
    while (at < length) {
        uint64_t eight;
        while (length - at >= sizeof eight &&
               (memcpy(&eight, bytes + at, sizeof eight), (eight & high_bits) == 0))
            at += sizeof eight;
        if (at == length)
            return;
        size_t used;
        uint32_t character = cli_utf8_next(bytes + at, length - at, &used);
        *invalid += character == CLI_UTF8_INVALID;
        *beyond_ascii += character != CLI_UTF8_INVALID && character >= 0x80;
        at += used;
    }
}

bool cli_encoding_is_utf8(const char *bytes, size_t length) {
    size_t beyond_ascii;
    size_t invalid;
    count_utf8(bytes, length, &beyond_ascii, &invalid);
    return beyond_ascii >= invalid;
}

static cli_decoded convert_whole(const char *name, const char *bytes, size_t length, bool told,
                                 cli_batch *batch) {
    cli_text_buffer out = {0};
    cli_decoder *decoder = cli_decoder_create(name);
    cli_decoder_feed(decoder, bytes, length, true, &out);
    if (told && decoder->invalid > 0) {
        cli_text_buffer message = {0};
        cli_text_buffer_add(&message, "%zu %s not %s", decoder->invalid,
                            decoder->invalid == 1 ? "byte is" : "bytes are", name);
        cli_batch_warn(batch, message.bytes);
        cli_text_buffer_free(&message);
    }
    cli_decoder_free(decoder);
    cli_decoded decoded = {cli_batch_copy(batch, out.bytes, out.length), out.length};
    cli_text_buffer_free(&out);
    return decoded;
}

/* What a declaration means: browsers read Latin-1 as Windows-1252, and so do those who write it. NULL: it
 * means nothing that helps with bytes that are not UTF-8. */
static const char *meaning_of(const char *declared) {
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
                                        "latin-1",    "us-ascii",  "ascii"};
    if (declared == NULL || strcasecmp(declared, "utf-8") == 0 || strcasecmp(declared, "utf8") == 0)
        return NULL;
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) {
        if (strcasecmp(declared, latin[i]) == 0)
            return "windows-1252";
    }
    return cli_encoding_known(declared) ? declared : NULL;
}

/* Encodings that write other scripts in ASCII bytes. */
static bool uses_escapes(const char *declared) {
    return declared != NULL &&
           (strncasecmp(declared, "iso-2022", 8) == 0 || strcasecmp(declared, "hz-gb-2312") == 0 ||
            strcasecmp(declared, "utf-7") == 0);
}

cli_decoded cli_encoding_decode(const cli_input_settings *settings, const char *declared, const char *bytes,
                                size_t length, cli_batch *batch) {
    size_t mark_length;
    size_t beyond_ascii;
    size_t invalid;
    const char *mark = cli_encoding_of_mark(bytes, length, &mark_length);
    const char *meaning = meaning_of(declared);
    if (mark != NULL && strcmp(mark, "UTF-8") == 0)
        return (cli_decoded){bytes + mark_length, length - mark_length};
    if (settings->encoding != NULL && mark == NULL)
        return convert_whole(settings->encoding, bytes, length, true, batch);
    if (mark != NULL)
        return convert_whole(mark, bytes + mark_length, length - mark_length, true, batch);
    const bool escapes = uses_escapes(declared);
    if (!escapes && cli_utf8_valid(bytes, length))
        return (cli_decoded){bytes, length};
    count_utf8(bytes, length, &beyond_ascii, &invalid);
    if (escapes && meaning != NULL && beyond_ascii == 0 && invalid == 0)
        return convert_whole(meaning, bytes, length, false, batch);
    if (beyond_ascii >= invalid)
        return (cli_decoded){bytes, length};
    if (meaning != NULL)
        return convert_whole(meaning, bytes, length, true, batch);
    if (memchr(bytes, '\0', length < BINARY_BYTES ? length : BINARY_BYTES) != NULL)
        return (cli_decoded){bytes, length}; /* no text at all; that is told elsewhere */
    cli_batch_warn(batch, "not UTF-8, so it was read as Windows-1252; --encoding NAME says what it is");
    return convert_whole("windows-1252", bytes, length, false, batch);
}
