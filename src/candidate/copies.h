/*
 * Copies by locality-sensitive hashing: articles whose signatures agree in a whole band of bins share a
 * bucket. 16 bands of 8 bins find a copy of resemblance 0.9 with probability 0.9999, one of 0.8 with 0.95.
 * Signatures are taken of the sampled shingles, which estimate the same resemblance at an eighth or a
 * sixteenth of the cost, and only of those that the index has postings for, outside boilerplate: an article
 * of which no other has much needs none, and those are most.
 */
#ifndef DD_CANDIDATE_COPIES_H
#define DD_CANDIDATE_COPIES_H

#include "candidate/boilerplate.h"
#include "candidate/filter.h"
#include "candidate/index.h"

enum { DD_BANDS = 16, DD_BAND_ROWS = 8 };

/* Computes the band keys of all articles of the index, DD_BANDS each; all 0 for an article that no other can
 * be a copy of. Errors: MEMORY. */
dedupe_status dd_copies_bands(uint64_t *band, const dd_index *index, const dd_boilerplate *boilerplate,
                              dd_pool *pool, dedupe_error *error);

/* Connects the articles 0 to count - 1 that share a bucket in any band, each with the first one of its bucket
 * unless earlier pairs connect the two: at most one pair an article, whatever the size of the buckets. Where
 * the filter (NULL: none) forbids that pair, the other end is the first that may be paired with that first
 * one. Calls emit(context, a, b) with a < b, each pair once. False if memory ran out or emit returned false.
 */
bool dd_copies_pair(const uint64_t *band, size_t count, const dd_filter *filter,
                    bool (*emit)(void *context, uint32_t a, uint32_t b), void *context);

#endif
