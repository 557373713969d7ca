/*
 * Candidate pairs: the few pairs of articles that are worth aligning.
 *
 * From the index: two articles that share sampled shingles in step, that is at the same distance on both
 * sides, so that phrases which meet by chance do not count. Boilerplate is left out. A shingle that many
 * articles carry (a story printed hundreds of times, a form) does not pair all with all: every carrier is
 * paired with the first few by rank, the fullest copies. Linear in the number of carriers. Where a filter
 * forbids pairs, a few more are anchors (anchors.h).
 *
 * From signatures: copies, by banding (LSH). Each article is paired with the first of its bucket, so that
 * the whole-text copies of a story are found even where every passage is common.
 */
#ifndef DD_CANDIDATE_PAIRS_H
#define DD_CANDIDATE_PAIRS_H

#include "candidate/boilerplate.h"
#include "candidate/filter.h"

/* Two articles of the index, a < b. */
typedef struct dd_candidate {
    uint32_t a;
    uint32_t b;
} dd_candidate;

/* Ascending by a, then b, each once. Zero-initialise; free with dd_candidates_free. */
typedef struct dd_candidates {
    dd_candidate *pair;
    size_t count;
} dd_candidates;

/* Finds the candidates that the filter lets through (NULL: all). Errors: MEMORY, CANCELLED. */
dedupe_status dd_candidates_find(dd_candidates *candidates, const dd_index *index,
                                 const dd_boilerplate *boilerplate, const dd_filter *filter, dd_pool *pool,
                                 dd_pool_watch *watch, void *watch_context, dedupe_error *error);

void dd_candidates_free(dd_candidates *candidates);

#endif
