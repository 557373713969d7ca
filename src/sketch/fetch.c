#include "sketch/fetch.h"

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum { GRAIN = 16 };

uint64_t dd_text_hash(const void *text, size_t length) {
    return dd_shingle_hash(text, length);
}

/* Fetches a text into `out`, which has room for it. A file may have been written to meanwhile, and all that
 * is known of the article is of the text it had. */
static dedupe_status fetch_into(const dd_article *article, char *out, dedupe_error *error) {
    const dd_fetcher *fetcher = article->fetcher;
    if (!fetcher->fetch(fetcher->data, article->id, out, article->text_length))
        return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0,
                            "the text of \"%.100s\" cannot be read a second time; was it written over?",
                            article->id);
    if (dd_text_hash(out, article->text_length) != article->text_hash)
        return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0,
                            "the text of \"%.100s\" was changed after it was read; run again", article->id);
    return DEDUPE_OK;
}

dedupe_status dd_article_text(const dd_article *article, dd_fetched *scratch, dd_text *text,
                              dedupe_error *error) {
    *text = (dd_text){article->text, article->text_length};
    if (article->text)
        return DEDUPE_OK;
    if (!dd_memory_reserve(&scratch->bytes, &scratch->capacity, article->text_length, 1))
        return dd_error_memory(error);
    text->bytes = scratch->bytes;
    return fetch_into(article, scratch->bytes, error);
}

typedef struct fetching {
    dd_article *const *article;
    dd_arena *arenas; /* one a worker */
} fetching;

static dedupe_status fetch_range(void *context, unsigned worker, size_t begin, size_t end,
                                 dedupe_error *error) {
    const fetching *f = context;
    for (size_t i = begin; i < end; i++) {
        dd_article *article = f->article[i];
        if (article->text)
            continue;
        char *text = dd_arena_allocate(&f->arenas[worker], article->text_length, 1);
        if (!text)
            return dd_error_memory(error);
        dedupe_status status = fetch_into(article, text, error);
        if (status != DEDUPE_OK)
            return status;
        article->text = text;
    }
    return DEDUPE_OK;
}

dedupe_status dd_articles_fetch(dd_article *const *article, size_t count, dd_pool *pool, dd_arena *arena,
                                dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    fetching f = {article, dd_memory_allocate_zeroed(workers, sizeof *f.arenas)};
    if (!f.arenas)
        return dd_error_memory(error);
    dedupe_status status = dd_pool_run(pool, count, GRAIN, fetch_range, &f, watch, watch_context, error);
    for (unsigned i = 0; i < workers; i++) /* also after a failure: texts that were fetched lie there */
        dd_arena_adopt(arena, &f.arenas[i]);
    dd_memory_free(f.arenas);
    return status;
}
