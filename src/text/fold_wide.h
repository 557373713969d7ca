/*
 * Plain ASCII and the punctuation of print, 64 bytes at a time, where the processor has AVX-512 with its byte
 * shuffles (VBMI and VBMI2: Intel since 2019, AMD since 2022).
 *
 * One shuffle looks up what each byte is, one compression moves the letters together. Quotes and dashes
 * (U+2000 to U+203F) are passed over in place, since English text would stop at them every few lines. Same
 * letters as fold_ascii.c and fold_vector.c. About 0.1 ns a byte.
 */
#ifndef DD_TEXT_FOLD_WIDE_H
#define DD_TEXT_FOLD_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DD_FOLD_WIDE_BLOCK = 64 };

/* Whether this processor can. */
bool dd_fold_wide_works(void);

/* Folds as dd_fold_vector does but for the punctuation, in blocks of 64 bytes, while more than one is left.
 * There is room for a letter a byte. Only where dd_fold_wide_works. */
size_t dd_fold_wide(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                    size_t *count);

#endif
