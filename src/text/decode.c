/*
 * What the bytes are, and UTF-16 to UTF-8. UTF-16 is known by its byte order mark alone. Other bytes are
 * binary if control characters are more than about one in fifty: text has next to none, compressed data has 8
 * % and the heads of most file formats are full of NUL. One pass.
 */
#include "text/decode.h"

#include <string.h>

#include "text/utf8.h"

#define LOOK_BYTES ((size_t)8192)
#define SUM_BYTES  ((size_t)240)
/* Stray control characters that even a short text may have. */
#define STRAY_CONTROLS ((size_t)4)
#define REPLACEMENT    0xfffdU

static bool starts_with(const uint8_t *bytes, size_t length, const char *start, size_t start_length) {
    return length >= start_length && memcmp(bytes, start, start_length) == 0;
}

/* A control character that no plain text has. The ones of terminals (bell, backspace, tab to carriage return,
 * escape) pass. */
static inline uint8_t is_foreign(uint8_t byte) {
    return (byte < 0x20) & !((byte >= 0x07) & (byte <= 0x0d)) & (byte != 0x1b);
}

/* Foreign bytes among up to SUM_BYTES, whose sum fits a byte: then the compiler counts 16 at a time. */
static size_t count_stretch(const uint8_t *bytes, size_t length) {
    uint8_t controls = 0, foreign = 0;
    for (size_t i = 0; i < length; i++) {
        controls = (uint8_t)(controls + ((bytes[i] < 0x20) & (bytes[i] != '\n')));
    }
    for (size_t i = 0; i < length && controls > 0; i++) { /* most have line breaks at most */
        foreign = (uint8_t)(foreign + is_foreign(bytes[i]));
    }
    return foreign;
}

static size_t count_foreign(const uint8_t *bytes, size_t length) {
    size_t foreign = 0;
    for (size_t begin = 0; begin < length; begin += SUM_BYTES) {
        foreign += count_stretch(bytes + begin, length - begin < SUM_BYTES ? length - begin : SUM_BYTES);
    }
    return foreign;
}

static bool is_binary(const uint8_t *bytes, size_t length) {
    /* A PDF may open with kilobytes of plain text. */
    if (starts_with(bytes, length, "%PDF-", 5)) {
        return true;
    }
    size_t look = length < LOOK_BYTES ? length : LOOK_BYTES;
    return count_foreign(bytes, look) > STRAY_CONTROLS + look / 64;
}

dd_encoding dd_decode_detect(const void *bytes, size_t length) {
    const uint8_t *text = bytes;
    if (starts_with(text, length, "\xff\xfe\0\0", 4)) {
        return DD_ENCODING_BINARY; /* UTF-32 */
    }
    if (starts_with(text, length, "\xff\xfe", 2)) {
        return DD_ENCODING_UTF16_LE;
    }
    if (starts_with(text, length, "\xfe\xff", 2)) {
        return DD_ENCODING_UTF16_BE;
    }
    return is_binary(text, length) ? DD_ENCODING_BINARY : DD_ENCODING_UTF8;
}

static uint32_t unit_at(const uint8_t *bytes, dd_encoding encoding) {
    uint32_t first = bytes[0];
    uint32_t second = bytes[1];
    return encoding == DD_ENCODING_UTF16_LE ? second << 8 | first : first << 8 | second;
}

/* Decodes the character at the start of `room` bytes, at least 1. Returns its bytes; *valid tells whether it
 * is one. */
static size_t decode_utf16(const uint8_t *bytes, size_t room, dd_encoding encoding, uint32_t *code_point,
                           bool *valid) {
    *code_point = REPLACEMENT;
    *valid = false;
    if (room < 2) {
        return 1;
    }
    uint32_t unit = unit_at(bytes, encoding);
    if (unit < 0xd800 || unit > 0xdfff) {
        *code_point = unit;
        *valid = true;
        return 2;
    }
    uint32_t low = unit < 0xdc00 && room >= 4 ? unit_at(bytes + 2, encoding) : 0;
    if (low < 0xdc00 || low > 0xdfff) {
        return 2;
    }
    *code_point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    *valid = true;
    return 4;
}

/* Where the text starts: behind its byte order mark. */
static size_t text_start(const uint8_t *text, size_t length, dd_encoding encoding) {
    return length >= 2 && unit_at(text, encoding) == 0xfeff ? 2 : 0;
}

size_t dd_decode_utf16_length(const void *bytes, size_t length, dd_encoding encoding) {
    const uint8_t *text = bytes;
    size_t written = 0;
    size_t at = text_start(text, length, encoding);
    while (at < length) {
        uint32_t code_point;
        bool valid;
        at += decode_utf16(text + at, length - at, encoding, &code_point, &valid);
        written += code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    }
    return written;
}

size_t dd_decode_utf16(const void *bytes, size_t length, dd_encoding encoding, char *out,
                       size_t *invalid_units) {
    const uint8_t *text = bytes;
    size_t written = 0;
    size_t invalid = 0;
    size_t at = text_start(text, length, encoding);
    while (at < length) {
        uint32_t code_point;
        bool valid;
        at += decode_utf16(text + at, length - at, encoding, &code_point, &valid);
        written += dd_utf8_encode(code_point, (uint8_t *)out + written);
        invalid += !valid;
    }
    *invalid_units = invalid;
    return written;
}
