/* A 128-bit hash of folded text: what "the same text" means. */
#ifndef DD_TEXT_IDENTITY_H
#define DD_TEXT_IDENTITY_H

#include <stddef.h>
#include <stdint.h>

/*
 * Letters alone do not tell alphabets apart: a one-byte letter holds the low 7 bits of its code point. The
 * trace notes where the upper bits change, which is rare within a text; letters and trace together say every
 * code point.
 */
typedef struct dd_identity_trace {
    uint64_t state[2];
    uint32_t block; /* upper bits in force */
} dd_identity_trace;

/* The block of three-byte letters; no code point has these upper bits. */
#define DD_IDENTITY_WIDE 0x3fffU

/* A trace before the first letter. */
dd_identity_trace dd_identity_start(void);

/* Notes that from letter `at` on, letters of 0x80 or more belong to `block`. */
void dd_identity_change(dd_identity_trace *trace, size_t at, uint32_t block);

/* The identity of `count` letters, which at least 16 zero bytes follow, and their trace. */
void dd_identity_finish(const dd_identity_trace *trace, const uint8_t *letter, size_t count,
                        uint64_t identity[2]);

#endif
