/*
 * What fold_vector.h does, where the processor has AVX-512 with its byte shuffles (VBMI and VBMI2: Intel
 * since 2019, AMD since 2022): one shuffle looks up what each byte is, one compression moves the letters
 * together. About 0.1 ns a byte.
 */
#ifndef DD_TEXT_FOLD_WIDE_H
#define DD_TEXT_FOLD_WIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether this processor can. */
bool dd_fold_wide_works(void);

/* Folds as dd_fold_vector does. Only where dd_fold_wide_works. */
size_t dd_fold_wide(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                    size_t *count);

#endif
