/*
 * Word diff: which words of two texts correspond, in order.
 *
 * Anchors are word n-grams that occur once on either side (patience diff, Bram Cohen), put into order by a
 * longest increasing chain; what lies between anchors is treated the same way with shorter n-grams, and
 * small rests by the plain longest-common-subsequence table. The n-grams of side b are entered into a table
 * and those of side a looked up, so that memory is for side b and the anchors only: it should be the shorter
 * one. Cost: O(n log n) and a bounded table a rest.
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

/* An n-gram of side b, and where it stands. */
typedef struct dd_gram {
    uint32_t hash;
    uint32_t b; /* its place + 1; 0: a free entry; UINT32_MAX: it has several */
    uint32_t a; /* the same on side a; 0: none */
} dd_gram;

/* Scratch memory and result. Zero-initialise; reuse; one a thread. */
typedef struct dd_diff {
    dd_match *match; /* ascending on both sides, never touching: adjoining ones are joined */
    size_t count;
    size_t capacity;
    dd_gram *gram; /* open-addressed table of the range at work */
    size_t gram_capacity;
    uint32_t *met; /* entries of the table that side a has, in the order in which it has them first */
    size_t met_capacity;
    uint32_t *chain;
    size_t chain_capacity;
} dd_diff;

/* Compares two texts by the hashes of their words. Errors: MEMORY. */
dedupe_status dd_diff_words(dd_diff *diff, const dd_words *a, const dd_words *b, dedupe_error *error);

void dd_diff_free(dd_diff *diff);

#endif
