/*
 * The samples of all articles in partitions by the leading bits of their hashes, for passes that work on one
 * partition at a time within the cache.
 *
 * What a partition holds of its samples lies one after the other at "places", in order of the articles. Two
 * passes over the articles that count up the places of each partition meet every sample at the same place: so
 * one can write to the partitions and another read what has become of it, both in streams and without a
 * search. Articles are cut into chunks, which threads pass over on their own.
 */
#ifndef DD_CANDIDATE_PARTITIONS_H
#define DD_CANDIDATE_PARTITIONS_H

#include "base/pool.h"
#include "sketch/article.h"

enum {
    DD_PARTITIONS_CHUNKS = 32,
    DD_PARTITIONS_HASH_BITS = 31,
    DD_PARTITIONS_ALIGNMENT = 64, /* partitions begin at multiples of this */
    DD_PARTITIONS_AHEAD = 3       /* prefetch distance of samples, in articles */
};

/* Free with dd_partitions_free. */
typedef struct dd_partitions {
    dd_samples *samples; /* by article, side by side: following a pointer to each would cost a cache miss */
    size_t article_count;
    size_t chunk_begin[DD_PARTITIONS_CHUNKS + 1]; /* articles; each chunk has about as many samples */
    unsigned bits;
    size_t count;
    size_t *start; /* by chunk and partition: place of the first sample */
    size_t *begin; /* by partition: place of the first sample; after the last: where another would begin */
    size_t *size;  /* by partition: samples */
} dd_partitions;

/* Of hashes that are 31 bits long; others are in none. */
static inline size_t dd_partitions_of(const dd_partitions *parts, uint32_t hash) {
    return hash >> (DD_PARTITIONS_HASH_BITS - parts->bits);
}

/* The samples of all articles. */
uint64_t dd_partitions_total(dd_article *const *article, size_t count);

/* Lays out 1 << bits partitions. Zero-initialise *parts; free it whatever happened. Errors: MEMORY. */
dedupe_status dd_partitions_make(dd_partitions *parts, dd_article *const *article, size_t count,
                                 unsigned bits, dd_pool *pool, dedupe_error *error);

/* Prefetches the hashes of an article that comes soon after a: by rank they lie all over memory. */
static inline void dd_partitions_prefetch(const dd_partitions *parts, size_t a) {
    const size_t next = a + DD_PARTITIONS_AHEAD;
    for (size_t i = 0; next < parts->article_count && i < parts->samples[next].count; i += 16)
        __builtin_prefetch(parts->samples[next].hash + i);
}

void dd_partitions_free(dd_partitions *parts);

#endif
