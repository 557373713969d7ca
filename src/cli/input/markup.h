/* What the readers of HTML and XML share: making text fit for libxml2, which stops at a NUL and takes a
 * wrong byte as a sign of another encoding. */
#ifndef CLI_MARKUP_H
#define CLI_MARKUP_H

#include "../text_buffer.h"

#include <stddef.h>

/* Readies libxml2; any thread, any number of times. */
void cli_markup_start(void);

/* Appends text as valid UTF-8 without control characters. */
void cli_markup_clean(const char *bytes, size_t length, cli_text_buffer *out);

/* Makes each run of white space one space, and drops it at both ends; returns the new length. A NUL
 * follows. */
size_t cli_markup_squeeze(char *bytes, size_t length);

#endif
