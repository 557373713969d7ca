#include "sketch/sketch.h"

#include "base/error.h"
#include "base/memory.h"
#include "sketch/fetch.h"
#include "sketch/sketcher.h"

enum { GRAIN = 16 };

/* One thread's scratch memory. */
typedef struct worker {
    dd_fetched fetched;
    dd_sketcher sketcher; /* last: it keeps apart from that of the next */
} worker;

typedef struct sketching {
    dd_article *const *article;
    size_t long_rate;
    worker *workers;
} sketching;

static dedupe_status sketch_article(worker *w, dd_article *article, size_t long_rate, dedupe_error *error) {
    dd_text text;
    dedupe_status status = dd_article_text(article, &w->fetched, &text, error);
    return status == DEDUPE_OK ? dd_sketcher_take(&w->sketcher, article, &text, long_rate, error) : status;
}

static dedupe_status sketch_range(void *context, unsigned worker_number, size_t begin, size_t end,
                                  dedupe_error *error) {
    const sketching *s = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t a = begin; a < end && status == DEDUPE_OK; a++)
        if (s->article[a]->sampled_rate != s->long_rate)
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
        dd_sketcher_free(&s.workers[i].sketcher, arena);
        dd_memory_free(s.workers[i].fetched.bytes);
    }
    dd_memory_free(s.workers);
    return status;
}
