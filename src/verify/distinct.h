/*
 * How many different shingles a text has, by their 32-bit keys (two different shingles in four thousand
 * million share one). Few are repeated, so the map of bits finds those that may be, and only these are told
 * apart in a table. About 2 ns a letter.
 */
#ifndef DD_VERIFY_DISTINCT_H
#define DD_VERIFY_DISTINCT_H

#include "text/letters.h"
#include "verify/key_map.h"

typedef struct dd_key_list {
    uint64_t *key;
    size_t count, capacity;
} dd_key_list;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_distinct {
    dd_key_list all; /* keys of the text at hand */
    dd_key_map seen, again;
    dd_key_list repeats; /* perhaps */
    uint64_t *slot;      /* open-addressed table of keys, 0 for empty */
    unsigned slot_bits;
    size_t slot_capacity;
} dd_distinct;

/* Counts the different keys among `count`; SIZE_MAX without memory. */
size_t dd_distinct_count(dd_distinct *scratch, const uint64_t *key, size_t count);

/* Counts the different shingles of a text; SIZE_MAX without memory. */
size_t dd_distinct_shingles(dd_distinct *scratch, const dd_letters *letters, size_t shingle);

void dd_distinct_free(dd_distinct *scratch);

#endif
