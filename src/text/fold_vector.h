/*
 * Plain ASCII and the punctuation of print, 32 bytes at a time where x86 has AVX2 (Intel since 2013, AMD
 * since 2015), 16 on ARM of 64 bits.
 *
 * A block is classified by comparisons of all bytes at once, and its letters are moved together by a byte
 * shuffle whose pattern is looked up by which bytes stay, eight at a time (the compaction of Lemire and
 * Mula's despacing). Quotes and dashes (U+2000 to U+203F) are passed over in place, since English text would
 * stop at them every few lines. Same letters as fold_ascii.c, which does what has no such processor, and
 * every block with something rarer in it. About 0.3 ns a byte.
 */
#ifndef DD_TEXT_FOLD_VECTOR_H
#define DD_TEXT_FOLD_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether this processor can. */
bool dd_fold_vector_works(void);

/* Folds from text + at, at > 0, in blocks while more than DD_FOLD_BLOCK bytes are left, up to the first
 * byte that is beyond ASCII and none of that punctuation, a control character, or a point or comma that may
 * be a decimal sign. Appends to letter + *count, and to offset + *count unless it is NULL: there is room for
 * a letter a byte and 8 more. Returns the place of the first byte that was not folded. Only where
 * dd_fold_vector_works. */
size_t dd_fold_vector(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                      size_t *count);

#endif
