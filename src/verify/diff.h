/*
 * Word diff: which words of two texts correspond, in order.
 *
 * Anchors are word n-grams that occur once on either side (patience diff, Bram Cohen), put into order by a
 * longest increasing chain; what lies between anchors is treated the same way with shorter n-grams, and
 * small rests by the plain longest-common-subsequence table. Cost: O(n log n) and a bounded table a rest.
 */
#ifndef DD_VERIFY_DIFF_H
#define DD_VERIFY_DIFF_H

#include "text/words.h"

/* `length` words from word a of one text equal those from word b of the other. */
typedef struct dd_match {
    uint32_t a;
    uint32_t b;
    uint32_t length;
} dd_match;

/* Scratch memory and result. Zero-initialise; reuse; one a thread. */
typedef struct dd_diff {
    dd_match *match; /* ascending on both sides, never touching: adjoining ones are joined */
    size_t count;
    size_t capacity;
    uint64_t *gram; /* n-grams of the range at work, and room to sort them */
    size_t gram_capacity;
    uint32_t *chain;
    size_t chain_capacity;
} dd_diff;

/* Compares two texts by the hashes of their words. Errors: MEMORY. */
dedupe_status dd_diff_words(dd_diff *diff, const dd_words *a, const dd_words *b, dedupe_error *error);

void dd_diff_free(dd_diff *diff);

#endif
