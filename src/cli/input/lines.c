/* Lines of a file: see lines.h. */
#include "lines.h"

#include <stdbool.h>
#include <string.h>

/* What is searched at once: where each line ends in CR, the search for a LF would go to the end each time. */
enum { WINDOW_BYTES = 256 };

/* Whether the byte at a place is a CR that belongs to a LF. */
static bool is_half(const char *bytes, size_t at, size_t length) {
    return bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n';
}

/* Nearly all bytes end no line, and memchr passes over them fastest. */
static size_t next_place(const char *bytes, char byte, size_t from, size_t to) {
    const char *found = from < to ? memchr(bytes + from, byte, to - from) : NULL;
    return found != NULL ? (size_t)(found - bytes) : to;
}

size_t cli_lines_count(const char *bytes, size_t from, size_t to, size_t length) {
    size_t lines = 0;
    for (size_t at = from; (at = next_place(bytes, '\n', at, to)) < to; at++)
        lines++;
    for (size_t at = from; (at = next_place(bytes, '\r', at, to)) < to; at++)
        lines += !is_half(bytes, at, length);
    return lines;
}

size_t cli_lines_past(const char *bytes, size_t at, size_t length) {
    while (at < length) {
        const size_t to = length - at > WINDOW_BYTES ? at + WINDOW_BYTES : length;
        at = next_place(bytes, '\r', at, next_place(bytes, '\n', at, to));
        if (at < to)
            return at + (is_half(bytes, at, length) ? 2 : 1);
    }
    return length;
}
