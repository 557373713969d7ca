/* The exact Jaccard similarity of two shingle sets, by sorted lists of hashes. */
#ifndef DD_VERIFY_RESEMBLANCE_H
#define DD_VERIFY_RESEMBLANCE_H

#include "text/letters.h"

/* Writes the distinct 32-bit shingle hashes of a text, ascending, to `set` and returns how many. `set`,
 * `scratch` and `hash` have room for letters->count + 1. A text shorter than a shingle is one shingle; a text
 * without letters has none. */
size_t dd_resemblance_set(const dd_letters *letters, size_t shingle, uint64_t *hash, uint32_t *scratch,
                          uint32_t *set);

/* |A and B| / |A or B| of two ascending sets; 0 if both are empty. */
double dd_resemblance_jaccard(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);

#endif
