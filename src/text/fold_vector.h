/*
 * Plain ASCII, 16 bytes at a time, where the processor can: x86 with SSSE3, and ARM of 64 bits.
 *
 * A block is classified by comparisons of all bytes at once, and its letters are moved together by a byte
 * shuffle whose pattern is looked up by which bytes stay, eight at a time (the compaction of Lemire and
 * Mula's despacing). Same letters as fold_ascii.c, which does what has no such processor, the offsets, and
 * every block with something rarer in it. About 0.15 ns a byte.
 */
#ifndef DD_TEXT_FOLD_VECTOR_H
#define DD_TEXT_FOLD_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether this processor can. */
bool dd_fold_vector_works(void);

/* Folds from text + at, at > 0, in blocks of 16 bytes, up to the last whole one or to the first byte that is
 * beyond ASCII, a control character, or a point or comma that may be a decimal sign. Appends to letter +
 * *count, and to offset + *count unless it is NULL: there is room for a letter a byte and 8 more. Returns the
 * place of the first byte that was not folded. Only where dd_fold_vector_works. */
size_t dd_fold_vector(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                      size_t *count);

#endif
