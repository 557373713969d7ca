/*
 * Postings in the order in which the articles have them.
 *
 * The join leaves them in the order of their hashes, so that an article's postings lie all over the index,
 * and whoever follows them waits for memory at each. Here they are numbered anew: in the order in which they
 * are met first by rank. Those that come one after the other in an article are neighbours then, unless a
 * fuller article has them. What they were numbered before is kept, because signatures are made of numbers
 * that depend on nothing but hashes.
 *
 * Cost: a pass over the samples that are left, and a copy of the index.
 */
#ifndef DD_CANDIDATE_ORDER_H
#define DD_CANDIDATE_ORDER_H

#include "candidate/index.h"

/* Numbers the postings of the index and of the articles' samples anew, and sets index->element. On failure
 * the index is good for freeing only. Errors: MEMORY. */
dedupe_status dd_order_postings(dd_index *index, dd_article *const *article, dd_pool *pool,
                                dedupe_error *error);

#endif
