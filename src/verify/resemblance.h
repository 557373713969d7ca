/*
 * The exact Jaccard similarity of two shingle sets, by open-addressed sets of 32-bit hashes: one side's set
 * is kept while the other is looked up in it.
 */
#ifndef DD_VERIFY_RESEMBLANCE_H
#define DD_VERIFY_RESEMBLANCE_H

#include "text/letters.h"

/* A set of hashes. Zero-initialise; reuse. */
typedef struct dd_shingle_set {
    uint32_t *slot; /* hash | 1, or 0 for empty */
    unsigned bits;
    uint32_t *key; /* the distinct ones in order of appearance */
    size_t count;
    size_t capacity, key_capacity;
} dd_shingle_set;

/* Makes the set of a text's shingles. A text shorter than a shingle is one shingle; a text without letters
 * has none. Errors: MEMORY. */
dedupe_status dd_resemblance_set(dd_shingle_set *set, const dd_letters *letters, size_t shingle,
                                 dedupe_error *error);

/* |A and B| / |A or B|; 0 if both are empty. */
double dd_resemblance_jaccard(const dd_shingle_set *a, const dd_shingle_set *b);

void dd_resemblance_free(dd_shingle_set *set);

#endif
