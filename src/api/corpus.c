#include "api/corpus.h"

#include "api/options.h"
#include "base/error.h"
#include "base/memory.h"

dedupe_status dedupe_corpus_create(const dedupe_options *options, dedupe_corpus **corpus,
                                   dedupe_error *error) {
    if (!corpus)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "corpus is NULL");
    const dedupe_options chosen = options ? *options : dedupe_options_default();
    dedupe_status status = dd_options_check(&chosen, error);
    if (status != DEDUPE_OK)
        return status;
    dedupe_corpus *made = dd_memory_allocate_zeroed(1, sizeof *made);
    if (!made)
        return dd_error_memory(error);
    made->options = chosen;
    status = dd_collection_open(&made->collection, error);
    made->collection.fetcher = (dd_fetcher){chosen.fetch, chosen.fetch_data};
    if (status == DEDUPE_OK)
        status = dd_pool_create(chosen.threads, &made->pool, error);
    if (status != DEDUPE_OK) {
        dedupe_corpus_free(made);
        return status;
    }
    *corpus = made;
    return DEDUPE_OK;
}

void dedupe_corpus_free(dedupe_corpus *corpus) {
    if (!corpus)
        return;
    dd_pool_free(corpus->pool);
    dd_collection_close(&corpus->collection);
    dd_memory_free(corpus);
}

dedupe_status dedupe_corpus_add(dedupe_corpus *corpus, const char *id, const void *text, size_t length,
                                dedupe_error *error) {
    return dedupe_corpus_add_from(corpus, id, text, length, NULL, error);
}

dedupe_status dedupe_corpus_add_from(dedupe_corpus *corpus, const char *id, const void *text, size_t length,
                                     const dedupe_origin *origin, dedupe_error *error) {
    if (!corpus || !id || (!text && length > 0))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "%s is NULL",
                            !corpus ? "corpus"
                            : !id   ? "id"
                                    : "text");
    return dd_collection_add(&corpus->collection, id, text, length, origin, error);
}

void dedupe_corpus_expect(dedupe_corpus *corpus, uint64_t bytes) {
    if (corpus)
        dd_collection_expect(&corpus->collection, bytes);
}

size_t dedupe_corpus_count(const dedupe_corpus *corpus) {
    return corpus ? corpus->collection.count : 0;
}
