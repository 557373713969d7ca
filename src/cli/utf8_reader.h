/* UTF-8 as the reports need it: one character at a time, bad bytes told apart. */
#ifndef CLI_UTF8_READER_H
#define CLI_UTF8_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What cli_utf8_next gives for a byte that belongs to no valid character. */
#define CLI_UTF8_INVALID UINT32_MAX

/* The character at the start of `bytes` (`length` > 0). *used is its length in bytes, 1 for
 * CLI_UTF8_INVALID. Surrogates, overlong forms and values past U+10FFFF are invalid. */
uint32_t cli_utf8_next(const char *bytes, size_t length, size_t *used);

/* The length of as many whole characters as fit into `most` bytes; `length` if all do. */
size_t cli_utf8_cut(const char *bytes, size_t length, size_t most);

/* Whether all bytes are valid UTF-8. */
bool cli_utf8_valid(const char *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
