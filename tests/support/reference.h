/*
 * A slow, obvious aligner for the reference test: every pair of equal shingles of two texts is listed, chains
 * of them are built by dynamic programming, and the longest chain is taken again and again until none is a
 * run any more. It knows the rules and constants of verify/align.h and nothing of how they are followed
 * there: no open runs, no hash table, no sampling. Cost: quadratic in the number of texts, some 50 steps an
 * equal pair of shingles.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "story.h"

/* A folded text with its shingles. */
typedef struct reference_text {
    unsigned char *letter;
    size_t count;
    unsigned *sorted; /* start of every shingle, in order of its letters */
    size_t shingles;
} reference_text;

/* Share of either text's letters in runs that both have, boilerplate unknown. */
typedef struct reference_coverage {
    double of_a;
    double of_b;
    size_t covered; /* letters, of the side that has fewer */
} reference_coverage;

/* Folds a text; the caller frees it with reference_free. Aborts without memory. */
reference_text reference_read(const story *text);

/* Aligns two texts. */
reference_coverage reference_align(const reference_text *a, const reference_text *b);

void reference_free(reference_text *text);

#endif
