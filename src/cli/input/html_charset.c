/* The encoding that a page or feed declares: see html_charset.h. */
#include "html_charset.h"

#include <string.h>
#include <strings.h>

/* Browsers look at 1024 bytes; pages that declare it later exist. */
enum { LOOKED_AT_BYTES = 8192, MOST_NAME_BYTES = 40 };

/* Where `word` stands in any case, from `at` on; `length` if it does not. */
static size_t find(const char *bytes, size_t length, size_t at, const char *word) {
    size_t word_length = strlen(word);
    while (at + word_length <= length && strncasecmp(bytes + at, word, word_length) != 0)
        at++;
    return at + word_length <= length ? at : length;
}

/* Takes the name after "charset=" or "encoding=". */
static bool take_name(const char *bytes, size_t length, size_t at, cli_text_buffer *name) {
    cli_text_buffer_clear(name);
    while (at < length && memchr(" \t\r\n='\"", bytes[at], 7) != NULL)
        at++;
    while (at < length && name->length < MOST_NAME_BYTES && bytes[at] != '\0' &&
           strchr("'\"> ;/?\t\r\n", bytes[at]) == NULL)
        cli_text_buffer_add_bytes(name, &bytes[at++], 1);
    return name->length > 0;
}

bool cli_xml_charset(const char *bytes, size_t length, cli_text_buffer *charset) {
    length = length < LOOKED_AT_BYTES ? length : LOOKED_AT_BYTES;
    size_t start = find(bytes, length, 0, "<?xml");
    size_t end = find(bytes, length, start, "?>");
    size_t at = find(bytes, end, start, "encoding");
    return at < end && take_name(bytes, end, at + strlen("encoding"), charset);
}

bool cli_html_charset(const char *bytes, size_t length, cli_text_buffer *charset) {
    size_t looked_at = length < LOOKED_AT_BYTES ? length : LOOKED_AT_BYTES;
    size_t end;
    for (size_t at = find(bytes, looked_at, 0, "<meta"); at < looked_at;
         at = find(bytes, looked_at, end, "<meta")) {
        end = find(bytes, looked_at, at, ">");
        size_t name = find(bytes, end, at, "charset");
        if (name < end && take_name(bytes, end, name + strlen("charset"), charset))
            return true;
    }
    return cli_xml_charset(bytes, length, charset);
}
