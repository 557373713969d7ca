/* What is behind dedupe_corpus: articles are added to the collection, runs use the pool. */
#ifndef DD_API_CORPUS_H
#define DD_API_CORPUS_H

#include <dedupe/dedupe.h>

#include "base/pool.h"
#include "sketch/collection.h"

struct dedupe_corpus {
    dedupe_options options;
    dd_collection collection;
    dd_pool *pool;
};

#endif
