/* Sizes in bytes, as people write them: "64M", "256 MiB". */
#ifndef CLI_SIZE_H
#define CLI_SIZE_H

#include "text_buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads digits and perhaps K, M, G or T (times 1024, 1024^2, ...). False: it is no such size, or 0. */
bool cli_size_parse(const char *value, uint64_t *bytes);

/* Appends a size in the largest unit that leaves a whole number: "256 MiB", "1000 bytes". */
void cli_size_add(cli_text_buffer *out, uint64_t bytes);

#endif
