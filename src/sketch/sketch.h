/* The sketch stage: folds every article and takes its samples, in parallel. */
#ifndef DD_SKETCH_SKETCH_H
#define DD_SKETCH_SKETCH_H

#include "base/arena.h"
#include "base/pool.h"
#include "sketch/article.h"

/* Folds `count` articles and takes the samples of those that can be compared, long ones at 1 in long_rate;
 * leaves out those whose samples were taken at that rate already. Samples are allocated in *arena
 * (zero-initialised by the caller, who frees it after the samples are of no more use). Errors: MEMORY, LIMIT,
 * CANCELLED, SYSTEM (a text that had to be fetched is not to be had). */
dedupe_status dd_sketch_articles(dd_article *const *article, size_t count, size_t long_rate, dd_pool *pool,
                                 dd_arena *arena, dd_pool_watch *watch, void *watch_context,
                                 dedupe_error *error);

#endif
