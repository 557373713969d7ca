/*
 * The exact Jaccard similarity of two shingle sets.
 *
 * Most pairs share little, so most shingles are told apart by a bit in a small map that fits the first-level
 * cache: "seen in the other text, perhaps". The few that pass are looked up in a table. Repeats within a text
 * are found the same way. About 5 ns a letter.
 */
#ifndef DD_VERIFY_RESEMBLANCE_H
#define DD_VERIFY_RESEMBLANCE_H

#include "text/letters.h"

/* A bit for the leading bits of each key. */
typedef struct dd_key_map {
    uint64_t *word;
    unsigned shift;
    size_t capacity;
} dd_key_map;

typedef struct dd_key_list {
    uint32_t *key;
    size_t count, capacity;
} dd_key_list;

/* The shingles of one text as 32-bit keys (two different ones in two thousand million share one).
 * Zero-initialise; reuse. */
typedef struct dd_shingle_set {
    uint32_t *key; /* of every shingle in order of position; odd */
    size_t count;
    size_t distinct;
    dd_key_map seen;
    size_t key_capacity;
} dd_shingle_set;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_resemblance {
    dd_key_list few, more;
    dd_key_map map;
    uint32_t *slot; /* open-addressed table of keys, 0 for empty */
    unsigned slot_bits;
    size_t slot_capacity;
} dd_resemblance;

/* Makes the set of a text's shingles. A text shorter than a shingle is one shingle; a text without letters
 * has none. Errors: MEMORY. */
dedupe_status dd_shingle_set_make(dd_shingle_set *set, dd_resemblance *scratch, const dd_letters *letters,
                                  size_t shingle, dedupe_error *error);

/* Sets *jaccard to |A and B| / |A or B|; 0 if both are empty. Errors: MEMORY. */
dedupe_status dd_resemblance_jaccard(dd_resemblance *scratch, const dd_shingle_set *a,
                                     const dd_shingle_set *b, double *jaccard, dedupe_error *error);

void dd_shingle_set_free(dd_shingle_set *set);

void dd_resemblance_free(dd_resemblance *scratch);

#endif
