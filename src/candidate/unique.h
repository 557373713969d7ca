/*
 * Drops the samples that no other article can share, before anything is sorted: most of them.
 *
 * Two bits a key, "an article has it" and "a second one has it", by a part of the hash: a Bloom filter of one
 * function (Bloom 1970) that counts to two. A sample whose key one article alone has is unique for certain;
 * of the others some are kept by accident and found out by the join. Each thread fills keys of its own.
 */
#ifndef DD_CANDIDATE_UNIQUE_H
#define DD_CANDIDATE_UNIQUE_H

#include "base/pool.h"
#include "sketch/article.h"

/* Drops such samples from all articles and adds the number of base samples dropped from article a to
 * unique_count[a]. Errors: MEMORY. */
dedupe_status dd_unique_drop(dd_article *const *article, size_t count, uint32_t *unique_count, dd_pool *pool,
                             dedupe_error *error);

/* Keeps the samples for which keep[i] is set, and of the others those that must stay so that neighbours are
 * less than 65536 letters apart (their hash becomes 0 with clear_lonely). Returns how many base samples were
 * not kept for their own sake. */
uint32_t dd_unique_compact(dd_samples *samples, const uint8_t *keep, bool clear_lonely);

#endif
