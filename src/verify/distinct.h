/*
 * How many different shingles a text has, by their 64-bit keys (dd_shingle_key; two shingles of one key count
 * as one). Few are repeated, so the map of bits finds those that may be, and only these are told
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

enum { DD_DISTINCT_KNOWN_BITS = 9 };

/* What has been counted of a text. */
typedef struct dd_distinct_known {
    const void *text;
    size_t shingle, count;
} dd_distinct_known;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_distinct {
    dd_distinct_known known[1 << DD_DISTINCT_KNOWN_BITS]; /* by text: the last one of each place */
    dd_key_list all;                                      /* keys of the text at hand */
    dd_key_map seen, again;
    dd_key_list repeats; /* perhaps */
    uint64_t *slot;      /* open-addressed table of keys, 0 for empty */
    unsigned slot_bits;
    size_t slot_capacity;
} dd_distinct;

/* Counts the different keys among `count`; SIZE_MAX without memory. */
size_t dd_distinct_count(dd_distinct *scratch, const uint64_t *key, size_t count);

/* Counts the different shingles of a text; SIZE_MAX without memory. `text` is any address that stands for the
 * text as long as the scratch memory lives: one that was counted lately is not counted again. */
size_t dd_distinct_shingles(dd_distinct *scratch, const void *text, const dd_letters *letters,
                            size_t shingle);

void dd_distinct_free(dd_distinct *scratch);

#endif
