#include "sketch/sketch.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/collection.h"

enum { GRAIN = 16 };

/* One thread's scratch memory. */
typedef struct worker {
    dd_letters letters;
    dd_samples samples;
    uint32_t *scratch;
    size_t hash_capacity, position_capacity, scratch_capacity;
    dd_arena arena;
} worker;

typedef struct sketching {
    dd_article *const *article;
    size_t long_rate;
    worker *workers;
} sketching;

/* Copies the worker's samples into its arena, to size. */
static dedupe_status keep_samples(worker *w, dd_article *article, dedupe_error *error) {
    article->samples = w->samples;
    const size_t hash_bytes = w->samples.count * sizeof *w->samples.hash;
    const size_t position_bytes = w->samples.count * sizeof *w->samples.position;
    article->samples.hash = dd_arena_allocate(&w->arena, hash_bytes, _Alignof(uint32_t));
    article->samples.position = dd_arena_allocate(&w->arena, position_bytes, _Alignof(uint16_t));
    if (!article->samples.hash || !article->samples.position)
        return dd_error_memory(error);
    memcpy(article->samples.hash, w->samples.hash, hash_bytes);
    memcpy(article->samples.position, w->samples.position, position_bytes);
    return DEDUPE_OK;
}

static dedupe_status sketch_article(worker *w, dd_article *article, size_t long_rate, dedupe_error *error) {
    article->samples = (dd_samples){0};
    if (article->state == DEDUPE_ARTICLE_BINARY)
        return DEDUPE_OK;
    dedupe_status status = dd_article_fold(article, &w->letters, error);
    if (status != DEDUPE_OK || article->state != DEDUPE_ARTICLE_COMPARED)
        return status;
    const size_t bound = dd_sample_bound(w->letters.count);
    if (!dd_memory_reserve(&w->samples.hash, &w->hash_capacity, bound, sizeof *w->samples.hash) ||
        !dd_memory_reserve(&w->samples.position, &w->position_capacity, bound, sizeof *w->samples.position) ||
        !dd_memory_reserve(&w->scratch, &w->scratch_capacity, bound, sizeof *w->scratch))
        return dd_error_memory(error);
    dd_sample_take(w->letters.letter, w->letters.count, long_rate, w->scratch, &w->samples);
    return keep_samples(w, article, error);
}

static dedupe_status sketch_range(void *context, unsigned worker_number, size_t begin, size_t end,
                                  dedupe_error *error) {
    const sketching *s = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t a = begin; a < end && status == DEDUPE_OK; a++)
        status = sketch_article(&s->workers[worker_number], s->article[a], s->long_rate, error);
    return status;
}

dedupe_status dd_sketch_articles(dd_article *const *article, size_t count, size_t long_rate, dd_pool *pool,
                                 dd_arena *arena, dd_pool_watch *watch, void *watch_context,
                                 dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    sketching s = {article, long_rate, dd_memory_allocate_zeroed(workers, sizeof *s.workers)};
    if (!s.workers)
        return dd_error_memory(error);
    dedupe_status status = dd_pool_run(pool, count, GRAIN, sketch_range, &s, watch, watch_context, error);
    for (unsigned i = 0; i < workers; i++) {
        dd_letters_free(&s.workers[i].letters);
        dd_memory_free(s.workers[i].samples.hash);
        dd_memory_free(s.workers[i].samples.position);
        dd_memory_free(s.workers[i].scratch);
        dd_arena_adopt(arena, &s.workers[i].arena);
    }
    dd_memory_free(s.workers);
    return status;
}
