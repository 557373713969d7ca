/*
 * The sieve before the join: drops the samples that no other article has.
 *
 * Six samples in seven are of one article alone, and the join is to number and sort the others only. So first
 * 16 bits of each hash are scattered to partitions by its leading bits, in one pass over all articles. In a
 * partition a table of two bits a key, which fits the first-level cache, tells the keys that were met again
 * (a Bloom filter that counts to two; Bloom 1970), and each key is answered by one bit. A second pass over
 * all articles scatters nothing: it meets the samples in the order of the first, so it reads the answers of
 * each partition one after the other, keeps the samples that were met again, and lays them side by side by
 * rank.
 *
 * About one unique sample in twenty has the key of another and is kept too. The join finds that out.
 *
 * Cost: linear in the samples, about 5 ns each, and 2 bytes a sample until it returns.
 */
#ifndef DD_CANDIDATE_SIEVE_H
#define DD_CANDIDATE_SIEVE_H

#include "base/arena.h"
#include "base/pool.h"
#include "sketch/article.h"

/* Drops samples of `count` articles that no other of them has, most of those there are, and moves the others
 * into *arena. Adds to unique[a] how many base samples of article a were dropped. Articles of more than 65535
 * letters keep all samples. On failure some are moved and some are not. Errors: MEMORY. */
dedupe_status dd_sieve_samples(dd_article *const *article, size_t count, dd_pool *pool, dd_arena *arena,
                               uint32_t *unique, dedupe_error *error);

#endif
