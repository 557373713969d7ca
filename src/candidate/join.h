/*
 * The sort join behind the index: brings equal sampled hashes of all articles together.
 *
 * Hashes are split into partitions by their leading bits, and partitions are worked on in batches: the
 * samples of a batch are scattered to their partitions in one pass over all articles. Of each partition,
 * within the cache, most samples are dropped by a Bloom filter that counts to two (Bloom 1970), since no
 * other sample has their hash; the rest is sorted, and runs of equal hashes become postings. A batch is a
 * quarter of the samples, so that the entries of the join never take more than a fraction of the samples' own
 * memory.
 */
#ifndef DD_CANDIDATE_JOIN_H
#define DD_CANDIDATE_JOIN_H

#include "base/pool.h"
#include "sketch/article.h"

/* Set in samples.hash where it holds a posting number; elsewhere the hash stands that no other article has.
 */
#define DD_JOIN_REPLACED 0x80000000u

/* One partition of a batch: the postings made of it. Offsets and numbers are local until all earlier
 * partitions are known. */
typedef struct dd_partition {
    uint64_t *entry; /* sorted; inside the join's entries */
    size_t entry_count;
    uint32_t *begin; /* by posting: first carrier */
    size_t posting_count;
    uint32_t *carrier;
    uint16_t *position;
    size_t carrier_count;
    uint32_t first_posting; /* set by the caller before dd_join_replace */
} dd_partition;

/* What the join needs of an article, side by side: following pointers to it would cost a cache miss each. */
typedef struct dd_join_source {
    uint32_t *hash;
    const uint16_t *position;
    uint16_t position_mask; /* takes DD_SAMPLE_DENSE off */
} dd_join_source;

typedef struct dd_join {
    dd_article *const *article;
    dd_join_source *source; /* by article */
    size_t article_count;
    dd_pool *pool;
    uint64_t *first; /* number of the first sample of each article, then the total */
    uint32_t *hint;  /* by number of a sample / 64: an article at or little before it */
    unsigned partition_bits;
    size_t partition_count;
    size_t batch_size;
    size_t first_partition; /* of the batch at work */
    dd_partition *batch;
    uint64_t *entry; /* of the batch */
    size_t entry_capacity;
    size_t *chunk_begin;   /* articles of each chunk that is scattered on its own */
    uint32_t *chunk_count; /* samples by chunk and partition */
    size_t *cursor;        /* where each chunk writes its samples of each partition of the batch */
} dd_join;

/* Numbers and counts the samples. Zero-initialise *join; close it whatever happened. Errors: MEMORY, LIMIT.
 */
dedupe_status dd_join_open(dd_join *join, dd_article *const *article, size_t count, dd_pool *pool,
                           dedupe_error *error);

/* Joins partitions [first, first + batch_size) into join->batch. Errors: MEMORY. */
dedupe_status dd_join_batch(dd_join *join, size_t first, dedupe_error *error);

/* Replaces the hashes of the batch's postings by their numbers. */
dedupe_status dd_join_replace(dd_join *join, dedupe_error *error);

void dd_join_close(dd_join *join);

#endif
