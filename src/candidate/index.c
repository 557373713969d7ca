#include "candidate/index.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/join.h"

enum { NUMBERING_GRAIN = 256 };

/* Room of the index arrays while they grow. */
typedef struct room {
    size_t postings;
    size_t carriers;
    size_t positions;
} room;

typedef struct numbering {
    dd_article *const *article;
    uint32_t *unique_count;
    dd_arena *arena; /* by worker */
} numbering;

/* Appends the postings of a joined partition to the index. */
static dedupe_status append_partition(dd_index *index, room *have, dd_partition *part, dedupe_error *error) {
    const size_t carriers = index->posting_begin[index->posting_count];
    const size_t all = carriers + part->carrier_count;
    if (all > UINT32_MAX || index->posting_count + part->posting_count >= DD_JOIN_REPLACED)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "too much text: more than 2^32 shared shingles");
    part->first_posting = (uint32_t)index->posting_count;
    if (part->carrier_count == 0)
        return DEDUPE_OK;
    if (!dd_memory_reserve(&index->posting_begin, &have->postings,
                           index->posting_count + part->posting_count + 1, sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->carrier, &have->carriers, all, sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->position, &have->positions, all, sizeof(uint16_t)))
        return dd_error_memory(error);
    memcpy(index->carrier + carriers, part->carrier, part->carrier_count * sizeof(uint32_t));
    memcpy(index->position + carriers, part->position, part->carrier_count * sizeof(uint16_t));
    for (size_t p = 0; p < part->posting_count; p++)
        index->posting_begin[index->posting_count++] = (uint32_t)carriers + part->begin[p];
    index->posting_begin[index->posting_count] = (uint32_t)all;
    return DEDUPE_OK;
}

/* Turns the replaced hashes of a text whose positions all fit 16 bits into posting numbers and drops the
 * other samples, which no other article has: most, so nothing branches on them. Returns how many base samples
 * turned out unique. */
static uint32_t number_samples(dd_samples *samples) {
    uint32_t *hash = samples->hash, kept = 0, unique = 0;
    uint16_t *position = samples->position;
    for (uint32_t i = 0; i < samples->count; i++) {
        const uint32_t is_shared = hash[i] >> 31;
        unique += !is_shared && dd_sample_is_base(samples, i);
        position[kept] = position[i];
        hash[kept] = hash[i] & ~DD_JOIN_REPLACED;
        kept += is_shared;
    }
    samples->count = kept;
    return unique;
}

/* The same of a longer text: those stay that must, so that neighbours are less than 65536 letters apart. */
static uint32_t number_long_samples(dd_samples *samples) {
    uint32_t kept = 0, unique = 0, position = 0, kept_position = 0;
    for (uint32_t i = 0; i < samples->count; i++) {
        const bool is_shared = samples->hash[i] & DD_JOIN_REPLACED, is_last = i + 1 == samples->count;
        position = dd_sample_walk(samples, i, position);
        unique += !is_shared && dd_sample_is_base(samples, i);
        if (!is_shared && (is_last || dd_sample_walk(samples, i + 1, position) - kept_position <= UINT16_MAX))
            continue;
        samples->position[kept] = samples->position[i];
        samples->hash[kept++] = is_shared ? samples->hash[i] & ~DD_JOIN_REPLACED : DD_POSTING_NONE;
        kept_position = position;
    }
    samples->count = kept;
    return unique;
}

/* Moves the samples that are left into the arena: side by side in order of rank, the order in which every
 * later stage reads them, and a fraction of the memory. */
static dedupe_status move_samples(dd_samples *samples, dd_arena *arena, dedupe_error *error) {
    if (samples->count == 0) {
        samples->hash = NULL; /* what it points to is about to be freed */
        samples->position = NULL;
        return DEDUPE_OK;
    }
    uint32_t *hash = dd_arena_allocate(arena, samples->count * sizeof *hash, _Alignof(uint32_t));
    uint16_t *position = dd_arena_allocate(arena, samples->count * sizeof *position, _Alignof(uint16_t));
    if (!hash || !position)
        return dd_error_memory(error);
    memcpy(hash, samples->hash, samples->count * sizeof *hash);
    memcpy(position, samples->position, samples->count * sizeof *position);
    samples->hash = hash;
    samples->position = position;
    return DEDUPE_OK;
}

static dedupe_status number_range(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const numbering *n = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t a = begin; a < end && status == DEDUPE_OK; a++) {
        dd_article *article = n->article[a];
        n->unique_count[a] = article->letters <= UINT16_MAX ? number_samples(&article->samples)
                                                            : number_long_samples(&article->samples);
        status = move_samples(&article->samples, &n->arena[worker], error);
    }
    return status;
}

/* Gives all articles their posting numbers. */
static dedupe_status number_all(dd_index *index, dd_article *const *article, dd_pool *pool,
                                dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    numbering n = {article, index->unique_count, dd_memory_allocate_zeroed(workers, sizeof *n.arena)};
    if (!n.arena)
        return dd_error_memory(error);
    dedupe_status status =
        dd_pool_run(pool, index->article_count, NUMBERING_GRAIN, number_range, &n, NULL, NULL, error);
    for (unsigned i = 0; i < workers; i++)
        dd_arena_adopt(&index->samples, &n.arena[i]);
    dd_memory_free(n.arena);
    return status;
}

/* Joins all partitions, a batch at a time. */
static dedupe_status join_all(dd_index *index, dd_join *join, room *have, dd_pool_watch *watch,
                              void *watch_context, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    for (size_t done = 0; done < join->partition_count && status == DEDUPE_OK; done += join->batch_size) {
        status = dd_join_batch(join, done, error);
        for (size_t p = 0; p < join->batch_size && status == DEDUPE_OK; p++)
            status = append_partition(index, have, &join->batch[p], error);
        if (status == DEDUPE_OK)
            status = dd_join_replace(join, error);
        if (status == DEDUPE_OK && watch &&
            !watch(watch_context, done + join->batch_size, join->partition_count))
            status = dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled");
    }
    return status;
}

dedupe_status dd_index_build(dd_index *index, dd_article *const *article, size_t count, size_t long_rate,
                             dd_pool *pool, dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    room have = {0};
    dd_join join = {0};
    dedupe_status status = DEDUPE_OK;
    index->article = (const dd_article *const *)article;
    index->article_count = count;
    index->long_rate = long_rate;
    index->unique_count = dd_memory_allocate_zeroed(count, sizeof *index->unique_count);
    if (!index->unique_count ||
        !dd_memory_reserve(&index->posting_begin, &have.postings, 2, sizeof(uint32_t))) {
        status = dd_error_memory(error);
    } else {
        index->posting_begin[0] = index->posting_begin[1] = 0; /* DD_POSTING_NONE has no carriers */
        index->posting_count = 1;
        status = dd_join_open(&join, article, count, pool, error);
    }
    if (status == DEDUPE_OK)
        status = join_all(index, &join, &have, watch, watch_context, error);
    dd_join_close(&join);
    if (status == DEDUPE_OK)
        status = number_all(index, article, pool, error);
    if (status != DEDUPE_OK)
        dd_index_free(index);
    return status;
}

void dd_index_free(dd_index *index) {
    dd_memory_free(index->posting_begin);
    dd_memory_free(index->carrier);
    dd_memory_free(index->position);
    dd_memory_free(index->unique_count);
    dd_arena_free(&index->samples);
    *index = (dd_index){0};
}
