/*
 * The sort join behind the index: brings equal sampled hashes of all articles together.
 *
 * Samples are scattered to partitions by the leading bits of their hashes (partitions.h) in one pass over all
 * articles. Each partition is sorted within the cache, and runs of equal hashes become postings. Another pass
 * meets the samples in the same order and puts the posting numbers in place of the hashes. There is one such
 * batch of all partitions, unless so many samples have gone through the sieve (sieve.h) that it would take
 * more memory than the sieve has freed.
 */
#ifndef DD_CANDIDATE_JOIN_H
#define DD_CANDIDATE_JOIN_H

#include "candidate/partitions.h"

/* Set in samples.hash where it holds a posting number; elsewhere the hash stands that no other article has.
 */
#define DD_JOIN_REPLACED 0x80000000u

/* One partition of a batch: the postings made of it. Offsets and numbers are local until all earlier
 * partitions are known. */
typedef struct dd_partition {
    uint32_t *begin; /* by posting: first carrier */
    size_t posting_count;
    uint32_t *carrier;
    uint16_t *position;
    size_t carrier_count;
    uint32_t first_posting; /* set by the caller before dd_join_replace */
    uint32_t first_carrier; /* the caller's own */
} dd_partition;

typedef struct dd_join {
    dd_pool *pool;
    dd_partitions parts;
    size_t batch_size;
    size_t first_partition; /* of the batch at work */
    dd_partition *batch;
    uint32_t *key; /* of the batch, by place: the hash without the partition's bits; then the local number of
                      the posting from 1, or 0 for none */
    uint32_t *article;  /* the same: whose sample it is */
    uint16_t *position; /* and where */
} dd_join;

/* Counts the samples. A batch has about most_entries of them at most. Zero-initialise *join; close it
 * whatever happened. Errors: MEMORY, LIMIT. */
dedupe_status dd_join_open(dd_join *join, dd_article *const *article, size_t count, uint64_t most_entries,
                           dd_pool *pool, dedupe_error *error);

/* Joins partitions [first, first + batch_size) into join->batch. Errors: MEMORY. */
dedupe_status dd_join_batch(dd_join *join, size_t first, dedupe_error *error);

/* Replaces the hashes of the batch's postings by their numbers. */
dedupe_status dd_join_replace(dd_join *join, dedupe_error *error);

void dd_join_close(dd_join *join);

#endif
