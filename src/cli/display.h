/*
 * Text made fit for a terminal: control characters, direction overrides and bad bytes never reach it
 * raw, and widths are counted in columns (a Han character takes two, a combining accent none).
 */
#ifndef CLI_DISPLAY_H
#define CLI_DISPLAY_H

#include "text_buffer.h"

#include <stddef.h>
#include <stdint.h>

/* Columns that a character takes: 0, 1 or 2. Control characters count 0. */
unsigned cli_display_width_of(uint32_t character);

/* Columns that text takes which was made by one of the functions below. */
size_t cli_display_width(const char *bytes, size_t length);

/* Appends a path (or id, or message): control characters and bad bytes as \xNN, all else as it is. */
void cli_display_path(cli_text_buffer *out, const char *path);

/* Appends running text: white space and control characters as one space, bad bytes as U+FFFD. Stops
 * before it would take more than `columns`. Returns the bytes of `text` that were used. */
size_t cli_display_text(cli_text_buffer *out, const char *text, size_t length, size_t columns);

#endif
