#include "candidate/partitions.h"

#include "base/error.h"
#include "base/memory.h"

enum { STRUCTS_AHEAD = 16 }; /* prefetch distance, in articles */

uint64_t dd_partitions_total(dd_article *const *article, size_t count) {
    uint64_t total = 0;
    for (size_t a = 0; a < count; a++) {
        if (a + STRUCTS_AHEAD < count)
            __builtin_prefetch(&article[a + STRUCTS_AHEAD]->samples);
        total += article[a]->samples.count;
    }
    return total;
}

static void cut_chunks(dd_partitions *parts, dd_article *const *article) {
    const uint64_t total = dd_partitions_total(article, parts->article_count);
    uint64_t before = 0;
    size_t chunk = 0;
    for (size_t a = 0; a < parts->article_count; a++) {
        while (chunk < DD_PARTITIONS_CHUNKS && before >= total * chunk / DD_PARTITIONS_CHUNKS)
            parts->chunk_begin[chunk++] = a;
        parts->samples[a] = article[a]->samples;
        before += parts->samples[a].count;
    }
    while (chunk <= DD_PARTITIONS_CHUNKS)
        parts->chunk_begin[chunk++] = parts->article_count;
}

static dedupe_status count_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const dd_partitions *parts = context;
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        size_t *count = parts->start + chunk * parts->count;
        for (size_t a = parts->chunk_begin[chunk]; a < parts->chunk_begin[chunk + 1]; a++) {
            const dd_samples *samples = &parts->samples[a];
            dd_partitions_prefetch(parts, a);
            for (size_t i = 0; i < samples->count; i++)
                count[dd_partitions_of(parts, samples->hash[i])]++;
        }
    }
    return DEDUPE_OK;
}

/* Turns counts into places: partitions one after the other, and the chunks within each. */
static void lay_out(dd_partitions *parts) {
    size_t at = 0;
    for (size_t p = 0; p < parts->count; p++) {
        parts->begin[p] = at;
        for (size_t chunk = 0; chunk < DD_PARTITIONS_CHUNKS; chunk++) {
            size_t *start = &parts->start[chunk * parts->count + p];
            const size_t count = *start;
            *start = at;
            at += count;
        }
        parts->size[p] = at - parts->begin[p];
        at = (at + DD_PARTITIONS_ALIGNMENT - 1) / DD_PARTITIONS_ALIGNMENT * DD_PARTITIONS_ALIGNMENT;
    }
    parts->begin[parts->count] = at;
}

dedupe_status dd_partitions_make(dd_partitions *parts, dd_article *const *article, size_t count,
                                 unsigned bits, dd_pool *pool, dedupe_error *error) {
    parts->article_count = count;
    parts->bits = bits;
    parts->count = (size_t)1 << bits;
    parts->samples = dd_memory_allocate(count, sizeof *parts->samples);
    parts->start = dd_memory_allocate_zeroed(DD_PARTITIONS_CHUNKS * parts->count, sizeof *parts->start);
    parts->begin = dd_memory_allocate(parts->count + 1, sizeof *parts->begin);
    parts->size = dd_memory_allocate(parts->count, sizeof *parts->size);
    if (!parts->samples || !parts->start || !parts->begin || !parts->size)
        return dd_error_memory(error);
    cut_chunks(parts, article);
    dedupe_status status = dd_pool_run(pool, DD_PARTITIONS_CHUNKS, 1, count_chunks, parts, NULL, NULL, error);
    if (status == DEDUPE_OK)
        lay_out(parts);
    return status;
}

void dd_partitions_free(dd_partitions *parts) {
    dd_memory_free(parts->samples);
    dd_memory_free(parts->start);
    dd_memory_free(parts->begin);
    dd_memory_free(parts->size);
    *parts = (dd_partitions){0};
}
