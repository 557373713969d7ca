/* A pool of threads that runs one loop at a time. The calling thread works too, so a pool of one has no
 * other thread. Chunks are handed out in order; results must not depend on who ran them. */
#ifndef DD_BASE_POOL_H
#define DD_BASE_POOL_H

#include <dedupe/dedupe.h>

typedef struct dd_pool dd_pool;

/* Does items [begin, end) of the loop. `worker` is 0 to dd_pool_workers - 1, for scratch memory of its
 * own; worker 0 is the calling thread. */
typedef dedupe_status dd_pool_task(void *context, unsigned worker, size_t begin, size_t end,
                                   dedupe_error *error);

/* Called on the calling thread between its chunks, while it waits and from dd_pool_look, at most every 50 ms,
 * with the number of finished items. Return false to stop the loop with DEDUPE_ERROR_CANCELLED. */
typedef bool dd_pool_watch(void *context, size_t done, size_t total);

/* The last member of what is one worker's in an array of all workers': what two threads write to must not be
 * on one line of the cache, nor on two that are fetched together. */
#define DD_POOL_APART char apart[128]

/* The processors that this process may use, at least 1. */
unsigned dd_pool_processors(void);

/* A pool of `workers` (0: dd_pool_processors). */
dedupe_status dd_pool_create(unsigned workers, dd_pool **pool, dedupe_error *error);

/* Joins the threads. NULL is fine. */
void dd_pool_free(dd_pool *pool);

/* How many workers take part, at least 1. */
unsigned dd_pool_workers(const dd_pool *pool);

/* For a task whose items may take long: lets the watch of the loop look if `worker` is the calling thread.
 * False once the loop is cancelled; then return DEDUPE_OK at once, for no result of the loop is used. */
bool dd_pool_look(dd_pool *pool, unsigned worker);

/* Who watches the loops that name nobody; NULL: nobody. */
void dd_pool_set_watch(dd_pool *pool, dd_pool_watch *watch, void *watch_context);

/* Runs task over [0, count) in chunks of `grain` (at least 1) and returns when all is done. After a
 * failure no new chunk starts; the failure of the lowest chunk is returned. `watch` NULL: see
 * dd_pool_set_watch. */
dedupe_status dd_pool_run(dd_pool *pool, size_t count, size_t grain, dd_pool_task *task, void *context,
                          dd_pool_watch *watch, void *watch_context, dedupe_error *error);

#endif
