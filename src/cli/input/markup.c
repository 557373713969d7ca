/* What the readers of HTML and XML share: see markup.h. */
#include "markup.h"

#include "../utf8_reader.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdbool.h>

static pthread_once_t started = PTHREAD_ONCE_INIT;

void cli_markup_start(void) {
    pthread_once(&started, xmlInitParser);
}

static bool is_fine(char byte) {
    return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r';
}

void cli_markup_clean(const char *bytes, size_t length, cli_text_buffer *out) {
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

size_t cli_markup_squeeze(char *bytes, size_t length) {
    size_t kept = 0;
    bool space = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\xC2' && i + 1 < length && bytes[i + 1] == '\xA0') {
            space = kept > 0;
            i++; /* a space that does not break */
            continue;
        }
        if (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r') {
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
