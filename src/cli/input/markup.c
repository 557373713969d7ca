/* What the readers of HTML and XML share: see markup.h. */
#include "markup.h"

#include "../utf8_reader.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

enum { MOST_ATTRIBUTES = 256 };

static pthread_once_t started = PTHREAD_ONCE_INIT;

void cli_markup_start(void) {
    pthread_once(&started, xmlInitParser);
}

static bool is_fine(char byte) {
    return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r';
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Looks at what begins like a tag at `at`. Returns where the tag or the likeness ends; *cut is where its
 * attributes are too many, the end if they are not. What has "</" in it is no tag, but a script perhaps. */
static size_t look_at_tag(const char *bytes, size_t at, size_t length, size_t *cut) {
    size_t words = 0;
    char quote = 0;
    *cut = length;
    for (at++; at < length && (bytes[at] != '>' || quote != 0); at++) {
        if (bytes[at] == '<' && (quote == 0 || (at + 1 < length && bytes[at + 1] == '/'))) {
            *cut = length;
            return at;
        }
        if (quote != 0)
            quote = bytes[at] == quote ? 0 : quote;
        else if (bytes[at] == '"' || bytes[at] == '\'')
            quote = bytes[at];
        else if (is_space(bytes[at]) && !is_space(bytes[at - 1]) && ++words == MOST_ATTRIBUTES)
            *cut = at;
    }
    return at;
}

/* Takes the attributes of a tag that are too many: libxml2 compares each with all before it. */
static void trim_tags(cli_text_buffer *text, size_t start) {
    size_t kept = start;
    for (size_t at = start, end; at < text->length; at = end) {
        size_t cut = text->length;
        const char *tag = memchr(text->bytes + at, '<', text->length - at);
        end = tag != NULL ? (size_t)(tag - text->bytes) : text->length;
        if (tag != NULL && end == at) {
            const bool begins = at + 1 < text->length && is_letter(text->bytes[at + 1]);
            end = begins ? look_at_tag(text->bytes, at, text->length, &cut) : at + 1;
        }
        const size_t keep = (cut < end ? cut : end) - at;
        if (kept != at)
            memmove(text->bytes + kept, text->bytes + at, keep);
        kept += keep;
        if (cut < end && text->bytes[end - 1] == '/')
            text->bytes[kept++] = '/'; /* of XML, which ends itself */
    }
    text->length = kept;
    cli_text_buffer_add_bytes(text, "", 0);
}

static void replace_bad(const char *bytes, size_t length, cli_text_buffer *out) {
    size_t at = 0;
    while (at < length) {
        size_t from = at;
        size_t used = 1;
        uint32_t character = 0;
        while (at < length) {
            if (is_fine(bytes[at])) {
                at++;
                continue;
            }
            character = cli_utf8_next(bytes + at, length - at, &used);
            if (character < 0xA0 || character == CLI_UTF8_INVALID || (character & 0xFFFE) == 0xFFFE)
                break;
            at += used;
        }
        cli_text_buffer_add_bytes(out, bytes + from, at - from);
        if (at == length)
            return;
        cli_text_buffer_add(out, "%s", character == CLI_UTF8_INVALID ? "\xEF\xBF\xBD" : " ");
        at += used;
    }
}

void cli_markup_clean(const char *bytes, size_t length, cli_text_buffer *out) {
    const size_t start = out->length;
    replace_bad(bytes, length, out);
    trim_tags(out, start);
}

size_t cli_markup_squeeze(char *bytes, size_t length) {
    size_t kept = 0;
    bool space = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\xC2' && i + 1 < length && bytes[i + 1] == '\xA0') {
            space = kept > 0;
            i++; /* a space that does not break */
            continue;
        }
        if (is_space(bytes[i])) {
            space = kept > 0;
            continue;
        }
        if (space)
            bytes[kept++] = ' ';
        space = false;
        bytes[kept++] = bytes[i];
    }
    bytes[kept] = '\0';
    return kept;
}
