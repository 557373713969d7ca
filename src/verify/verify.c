#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

enum {
    GRAIN = 32,  /* pairs that a thread takes at once, so that side a is loaded once for many */
    CHUNKS = 64, /* or fewer pairs, so that there are so many chunks */
};

/* One thread's scratch memory and results. */
typedef struct worker {
    dd_comparer comparer;
    dd_arena arena;
    dd_link *link;
    size_t count, capacity;
    DD_POOL_APART;
} worker;

typedef struct verification {
    const dd_candidates *candidates;
    const dd_article *const *article;
    const dd_spans *spans;
    const dd_compare_options *options;
    bool unrelated; /* pairs that came to nothing are wanted, too */
    dd_pool *pool;
    worker *workers;
} verification;

/* Whether pair i has the same long side a as the one before, and so is its thread's to compare: the letters
 * and the table of a book are not needed twice at the same time. */
static bool is_continued(const verification *v, size_t i) {
    const dd_candidate *pair = v->candidates->pair;
    return i > 0 && i < v->candidates->count && pair[i].a == pair[i - 1].a &&
           v->article[pair[i].a]->letters > DD_NEARBY_LONG;
}

static dedupe_status verify_range(void *context, unsigned worker_number, size_t begin, size_t end,
                                  dedupe_error *error) {
    const verification *v = context;
    worker *w = &v->workers[worker_number];
    while (begin < end && is_continued(v, begin))
        begin++;
    while (begin < end && is_continued(v, end))
        end++;
    for (size_t i = begin; i < end && dd_pool_look(v->pool, worker_number); i++) {
        const dd_candidate pair = v->candidates->pair[i];
        const dd_compare_side a = {v->article[pair.a], &v->spans[pair.a]};
        const dd_compare_side b = {v->article[pair.b], &v->spans[pair.b]};
        dd_link link = {.a = pair.a, .b = pair.b};
        dedupe_status status = dd_compare(&w->comparer, &a, &b, v->options, &w->arena, &link, error);
        if (status != DEDUPE_OK)
            return status;
        if (link.relation == DEDUPE_NONE && !v->unrelated)
            continue;
        if (!dd_memory_reserve(&w->link, &w->capacity, w->count + 1, sizeof link))
            return dd_error_memory(error);
        w->link[w->count++] = link;
    }
    return DEDUPE_OK;
}

static dedupe_status merge(const verification *v, unsigned workers, dd_link **link, size_t *link_count,
                           dedupe_error *error) {
    size_t count = 0;
    for (unsigned i = 0; i < workers; i++)
        count += v->workers[i].count;
    dd_link *all = dd_memory_allocate(count, sizeof *all);
    if (!all)
        return dd_error_memory(error);
    count = 0;
    for (unsigned i = 0; i < workers; i++) {
        if (v->workers[i].count > 0)
            memcpy(all + count, v->workers[i].link, v->workers[i].count * sizeof *all);
        count += v->workers[i].count;
    }
    if (count > 0)
        qsort(all, count, sizeof *all, dd_link_order);
    *link = all;
    *link_count = count;
    return DEDUPE_OK;
}

static size_t choose_grain(size_t pairs) {
    const size_t grain = pairs / CHUNKS;
    return grain < 1 ? 1 : grain > GRAIN ? GRAIN : grain;
}

/* Compares all, with worker memory that is freed again. */
static dedupe_status verify_all(verification *v, dd_pool *pool, dd_pool_watch *watch, void *watch_context,
                                dd_arena *arena, dd_link **link, size_t *link_count, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    v->pool = pool;
    v->workers = dd_memory_allocate_zeroed(workers, sizeof *v->workers);
    if (!v->workers)
        return dd_error_memory(error);
    const size_t count = v->candidates->count;
    dedupe_status status =
        dd_pool_run(pool, count, choose_grain(count), verify_range, v, watch, watch_context, error);
    if (status == DEDUPE_OK)
        status = merge(v, workers, link, link_count, error);
    for (unsigned i = 0; i < workers; i++) {
        dd_comparer_free(&v->workers[i].comparer);
        dd_memory_free(v->workers[i].link);
        dd_arena_adopt(arena, &v->workers[i].arena);
    }
    dd_memory_free(v->workers);
    return status;
}

dedupe_status dd_verify_pairs(const dd_candidates *candidates, const dd_article *const *article,
                              const dd_spans *spans, const dd_compare_options *options, dd_pool *pool,
                              dd_pool_watch *watch, void *watch_context, dd_arena *arena, dd_link **link,
                              size_t *link_count, dedupe_error *error) {
    verification v = {candidates, article, spans, options, false, NULL, NULL};
    return verify_all(&v, pool, watch, watch_context, arena, link, link_count, error);
}

dedupe_status dd_verify_all_pairs(const dd_candidates *candidates, const dd_article *const *article,
                                  const dd_spans *spans, const dd_compare_options *options, dd_pool *pool,
                                  dd_pool_watch *watch, void *watch_context, dd_arena *arena, dd_link **link,
                                  size_t *link_count, dedupe_error *error) {
    verification v = {candidates, article, spans, options, true, NULL, NULL};
    return verify_all(&v, pool, watch, watch_context, arena, link, link_count, error);
}
