#include "candidate/index.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/join.h"
#include "candidate/order.h"
#include "candidate/sieve.h"

enum {
    NUMBERING_GRAIN = 256,
    APPENDING_GRAIN = 16,
    NUMBERED_AHEAD = 8, /* prefetch distance, in articles */
    BATCH_SHARE = 4     /* the samples of a batch are at most one in so many of all there were */
};

/* Room of the index arrays while they grow. */
typedef struct room {
    size_t postings;
    size_t carriers;
    size_t positions;
} room;

typedef struct numbering {
    dd_article *const *article;
    const uint32_t *number; /* by posting as the join has it */
    uint32_t *unique_count;
} numbering;

/* ---- postings */

typedef struct appending {
    dd_index *index;
    dd_partition *part;
} appending;

/* Gives the postings of a batch of partitions, and their carriers, places behind those of the index, and
 * makes room for all. */
static dedupe_status place_batch(dd_index *index, room *have, const dd_join *join, dedupe_error *error) {
    size_t postings = index->posting_count, carriers = index->posting_begin[postings];
    for (size_t p = 0; p < join->batch_size; p++) {
        dd_partition *part = &join->batch[p];
        part->first_posting = (uint32_t)postings;
        part->first_carrier = (uint32_t)carriers;
        postings += part->posting_count;
        carriers += part->carrier_count;
        if (carriers > UINT32_MAX || postings >= DD_JOIN_REPLACED)
            return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0,
                                "too much text: more than 2^32 shared shingles");
    }
    if (!dd_memory_reserve(&index->posting_begin, &have->postings, postings + 1, sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->carrier, &have->carriers, carriers, sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->position, &have->positions, carriers, sizeof(uint16_t)))
        return dd_error_memory(error);
    index->posting_count = postings;
    index->posting_begin[postings] = (uint32_t)carriers;
    return DEDUPE_OK;
}

static dedupe_status append_range(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const appending *append = context;
    const dd_index *index = append->index;
    (void)worker;
    (void)error;
    for (size_t p = begin; p < end; p++) {
        const dd_partition *part = &append->part[p];
        uint32_t *posting_begin = index->posting_begin + part->first_posting;
        if (part->carrier_count == 0)
            continue;
        memcpy(index->carrier + part->first_carrier, part->carrier, part->carrier_count * sizeof(uint32_t));
        memcpy(index->position + part->first_carrier, part->position, part->carrier_count * sizeof(uint16_t));
        for (size_t i = 0; i < part->posting_count; i++)
            posting_begin[i] = part->first_carrier + part->begin[i];
    }
    return DEDUPE_OK;
}

/* Appends the postings of the joined batch to the index. */
static dedupe_status append_batch(dd_index *index, room *have, dd_join *join, dedupe_error *error) {
    appending append = {index, join->batch};
    dedupe_status status = place_batch(index, have, join, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(join->pool, join->batch_size, APPENDING_GRAIN, append_range, &append, NULL, NULL,
                             error);
    return status;
}

/* ---- samples */

/* Turns the replaced hashes of a text whose positions all fit 16 bits into posting numbers and drops the
 * other samples, which no other article has: most, so nothing branches on them. Returns how many base samples
 * turned out unique. */
static uint32_t number_samples(dd_samples *samples, const uint32_t *number) {
    uint32_t *hash = samples->hash, kept = 0, unique = 0;
    uint16_t *position = samples->position;
    for (uint32_t i = 0; i < samples->count; i++) {
        const uint32_t is_shared = hash[i] >> 31;
        unique += !is_shared && dd_sample_is_base(samples, i);
        position[kept] = position[i];
        hash[kept] = number[is_shared ? hash[i] & ~DD_JOIN_REPLACED : DD_POSTING_NONE];
        kept += is_shared;
    }
    samples->count = kept;
    return unique;
}

/* The same of a longer text: those stay that must, so that neighbours are less than 65536 letters apart. */
static uint32_t number_long_samples(dd_samples *samples, const uint32_t *number) {
    uint32_t kept = 0, unique = 0, position = 0, kept_position = 0;
    for (uint32_t i = 0; i < samples->count; i++) {
        const bool is_shared = samples->hash[i] & DD_JOIN_REPLACED, is_last = i + 1 == samples->count;
        position = dd_sample_walk(samples, i, position);
        unique += !is_shared && dd_sample_is_base(samples, i);
        if (!is_shared && (is_last || dd_sample_walk(samples, i + 1, position) - kept_position <= UINT16_MAX))
            continue;
        samples->position[kept] = samples->position[i];
        samples->hash[kept++] = number[is_shared ? samples->hash[i] & ~DD_JOIN_REPLACED : DD_POSTING_NONE];
        kept_position = position;
    }
    samples->count = kept;
    return unique;
}

static dedupe_status number_range(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const numbering *n = context;
    (void)worker;
    (void)error;
    for (size_t a = begin; a < end; a++) {
        dd_article *article = n->article[a];
        if (a + NUMBERED_AHEAD < end)
            __builtin_prefetch(&n->article[a + NUMBERED_AHEAD]->samples, 1);
        n->unique_count[a] += article->letters <= UINT16_MAX
                                  ? number_samples(&article->samples, n->number)
                                  : number_long_samples(&article->samples, n->number);
    }
    return DEDUPE_OK;
}

/* Joins all partitions, a batch at a time. */
static dedupe_status join_all(dd_index *index, dd_join *join, room *have, dd_pool_watch *watch,
                              void *watch_context, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    for (size_t done = 0; done < join->parts.count && status == DEDUPE_OK; done += join->batch_size) {
        status = dd_join_batch(join, done, error);
        if (status == DEDUPE_OK)
            status = append_batch(index, have, join, error);
        if (status == DEDUPE_OK)
            status = dd_join_replace(join, error);
        if (status == DEDUPE_OK && watch && !watch(watch_context, done + join->batch_size, join->parts.count))
            status = dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled");
    }
    return status;
}

/* Makes the empty index. */
static dedupe_status start(dd_index *index, room *have, dedupe_error *error) {
    index->unique_count = dd_memory_allocate_zeroed(index->article_count, sizeof *index->unique_count);
    if (!index->unique_count ||
        !dd_memory_reserve(&index->posting_begin, &have->postings, 2, sizeof(uint32_t)))
        return dd_error_memory(error);
    index->posting_begin[0] = index->posting_begin[1] = 0; /* DD_POSTING_NONE has no carriers */
    index->posting_count = 1;
    return DEDUPE_OK;
}

dedupe_status dd_index_build(dd_index *index, dd_article *const *article, size_t count, size_t long_rate,
                             dd_arena *samples, dd_pool *pool, dd_pool_watch *watch, void *watch_context,
                             dedupe_error *error) {
    room have = {0};
    dd_join join = {0};
    const uint64_t given = dd_partitions_total(article, count);
    index->article = (const dd_article *const *)article;
    index->article_count = count;
    index->long_rate = long_rate;
    dedupe_status status = start(index, &have, error);
    if (status == DEDUPE_OK)
        status = dd_sieve_samples(article, count, pool, &index->samples, index->unique_count, error);
    dd_arena_free(samples);
    if (status == DEDUPE_OK)
        status = dd_join_open(&join, article, count, given / BATCH_SHARE + 1, pool, error);
    if (status == DEDUPE_OK)
        status = join_all(index, &join, &have, watch, watch_context, error);
    dd_join_close(&join);
    uint32_t *number = NULL;
    if (status == DEDUPE_OK)
        status = dd_order_postings(index, pool, &number, error);
    numbering n = {article, number, index->unique_count};
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, count, NUMBERING_GRAIN, number_range, &n, NULL, NULL, error);
    dd_memory_free(number);
    if (status != DEDUPE_OK)
        dd_index_free(index);
    return status;
}

void dd_index_free(dd_index *index) {
    dd_memory_free(index->posting_begin);
    dd_memory_free(index->carrier);
    dd_memory_free(index->position);
    dd_memory_free(index->element);
    dd_memory_free(index->unique_count);
    dd_arena_free(&index->samples);
    *index = (dd_index){0};
}
