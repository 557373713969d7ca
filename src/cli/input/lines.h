/* Lines of a file, counted to tell where a record stands. A line ends with LF, with CR LF, or with CR alone.
 */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stddef.h>

/* How many lines end between two places of `length` bytes. CR LF ends one where its LF stands; a CR that is
 * the last of all bytes counts. */
size_t cli_lines_count(const char *bytes, size_t from, size_t to, size_t length);

/* The place past the line end that follows `at`; `length` if none does. */
size_t cli_lines_past(const char *bytes, size_t at, size_t length);

#endif
