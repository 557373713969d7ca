/*
 * Postings in the order in which the articles have them.
 *
 * The join leaves them in the order of their hashes, so that an article's postings lie all over the index,
 * and whoever follows them waits for memory at each. Here they are numbered anew: by the first article, by
 * rank, that has them. Those of one article are neighbours then, unless a fuller article has them. What they
 * were numbered before is kept, because signatures are made of numbers that depend on nothing but hashes.
 *
 * Cost: a counting sort of the postings, and a copy of the index.
 */
#ifndef DD_CANDIDATE_ORDER_H
#define DD_CANDIDATE_ORDER_H

#include "candidate/index.h"

/* Numbers the postings of the index anew, and sets index->element and *number: by old number the new one, for
 * the samples of the articles; the caller frees it. On failure the index is good for freeing only, and
 * *number is as it was. Errors: MEMORY. */
dedupe_status dd_order_postings(dd_index *index, dd_pool *pool, uint32_t **number, dedupe_error *error);

#endif
