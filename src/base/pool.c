/* A pool of threads. Workers sleep until a loop starts, then take chunks by one atomic counter until it
 * runs out or the loop is stopped. Chunks are taken in order and a chunk that was taken is always run, so
 * the lowest chunk that fails is run in every schedule, and it is the one whose error is returned. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "base/pool.h"

#include "base/error.h"
#include "base/memory.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WATCH_INTERVAL_NS = 50 * 1000 * 1000, CACHE_LINE = 64 };

typedef struct pool_worker {
    dd_pool *pool;
    pthread_t thread;
    unsigned index;
} pool_worker;

/* One run of dd_pool_run; set before the workers are woken. */
typedef struct pool_loop {
    size_t count;
    size_t grain;
    size_t chunks;
    dd_pool_task *task;
    void *context;
} pool_loop;

/* Who watches this loop, on the calling thread. */
typedef struct pool_watcher {
    dd_pool_watch *watch; /* NULL: nobody, or the loop was cancelled */
    void *context;
} pool_watcher;

struct dd_pool {
    unsigned workers;
    unsigned started; /* threads to join: workers 1 to started */
    pool_worker *threads;
    pthread_mutex_t mutex; /* guards the fields up to `error` */
    pthread_cond_t wake;   /* a loop begins, or the pool closes */
    pthread_cond_t idle;   /* the last thread left the loop */
    uint64_t loop_number;  /* changes when a loop begins */
    unsigned busy;         /* threads that have not left the loop */
    bool closing;
    size_t failed_chunk; /* the lowest so far; SIZE_MAX: none */
    dedupe_error error;  /* of that chunk */
    pool_loop loop;
    pool_watcher usual;     /* of loops that name none */
    pool_watcher watcher;   /* of the calling thread alone, as is: */
    uint64_t watched_ns;    /* time of the last call of a watch; 0: never */
    char apart[CACHE_LINE]; /* keeps the counters off the line of the fields that are only read */
    atomic_size_t next_chunk;
    atomic_size_t done_items;
    atomic_bool stop;
    atomic_bool cancelled;
};

unsigned dd_pool_processors(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    long count = 0;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        count = CPU_COUNT(&set);
    else
        count = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than a cpu_set_t names */
    return count < 1 ? 1 : (unsigned)count;
}

static uint64_t monotonic_ns(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void record_failure(dd_pool *pool, size_t chunk, dedupe_status status, dedupe_error *error) {
    error->code = status;
    pthread_mutex_lock(&pool->mutex);
    if (chunk < pool->failed_chunk) {
        pool->failed_chunk = chunk;
        pool->error = *error;
    }
    pthread_mutex_unlock(&pool->mutex);
    atomic_store(&pool->stop, true);
}

/* Takes and runs one chunk. False if there is none left or the loop was stopped. */
static bool run_chunk(dd_pool *pool, unsigned worker) {
    const pool_loop *loop = &pool->loop;
    if (atomic_load_explicit(&pool->stop, memory_order_relaxed))
        return false;
    size_t chunk = atomic_fetch_add_explicit(&pool->next_chunk, 1, memory_order_relaxed);
    if (chunk >= loop->chunks)
        return false;
    size_t begin = chunk * loop->grain;
    size_t end = loop->count - begin < loop->grain ? loop->count : begin + loop->grain;
    dedupe_error error = {0};
    dedupe_status status = loop->task(loop->context, worker, begin, end, &error);
    if (status != DEDUPE_OK)
        record_failure(pool, chunk, status, &error);
    else
        atomic_fetch_add_explicit(&pool->done_items, end - begin, memory_order_relaxed);
    return true;
}

static void *work(void *argument) {
    pool_worker *self = argument;
    dd_pool *pool = self->pool;
    uint64_t loop_number = 0;
    pthread_mutex_lock(&pool->mutex);
    for (;;) {
        while (pool->loop_number == loop_number && !pool->closing)
            pthread_cond_wait(&pool->wake, &pool->mutex);
        if (pool->closing)
            break;
        loop_number = pool->loop_number;
        pthread_mutex_unlock(&pool->mutex);
        while (run_chunk(pool, self->index))
            continue;
        pthread_mutex_lock(&pool->mutex);
        if (--pool->busy == 0)
            pthread_cond_signal(&pool->idle);
    }
    pthread_mutex_unlock(&pool->mutex);
    return NULL;
}

/* Starts the threads with all signals blocked: a program's handlers are to run on its own threads. */
static dedupe_status start_threads(dd_pool *pool, dedupe_error *error) {
    sigset_t all;
    sigset_t before;
    (void)sigfillset(&all);
    int refused = pthread_sigmask(SIG_SETMASK, &all, &before);
    if (refused != 0)
        return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0, "the system refused to block signals");
    for (unsigned index = 1; index < pool->workers && refused == 0; index++) {
        pool_worker *worker = &pool->threads[index - 1];
        worker->pool = pool;
        worker->index = index;
        refused = pthread_create(&worker->thread, NULL, work, worker);
        if (refused == 0)
            pool->started++;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (refused != 0)
        return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0, "the system refused thread %u of %u",
                            pool->started + 2, pool->workers);
    return DEDUPE_OK;
}

static bool init_idle(pthread_cond_t *idle) {
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return false;
    bool ready = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                 pthread_cond_init(idle, &attributes) == 0;
    (void)pthread_condattr_destroy(&attributes);
    return ready;
}

static dedupe_status init_locks(dd_pool *pool, dedupe_error *error) {
    if (pthread_mutex_init(&pool->mutex, NULL) == 0) {
        if (pthread_cond_init(&pool->wake, NULL) == 0) {
            if (init_idle(&pool->idle))
                return DEDUPE_OK;
            (void)pthread_cond_destroy(&pool->wake);
        }
        (void)pthread_mutex_destroy(&pool->mutex);
    }
    return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0, "the system refused a lock");
}

static void close_threads(dd_pool *pool) {
    pthread_mutex_lock(&pool->mutex);
    pool->closing = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->mutex);
    for (unsigned i = 0; i < pool->started; i++)
        (void)pthread_join(pool->threads[i].thread, NULL);
}

void dd_pool_free(dd_pool *pool) {
    if (pool == NULL)
        return;
    close_threads(pool);
    (void)pthread_cond_destroy(&pool->idle);
    (void)pthread_cond_destroy(&pool->wake);
    (void)pthread_mutex_destroy(&pool->mutex);
    dd_memory_free(pool->threads);
    dd_memory_free(pool);
}

dedupe_status dd_pool_create(unsigned workers, dd_pool **pool, dedupe_error *error) {
    if (workers == 0)
        workers = dd_pool_processors();
    dd_pool *created = dd_memory_allocate_zeroed(1, sizeof *created);
    pool_worker *threads = dd_memory_allocate_zeroed(workers - 1, sizeof *threads);
    if (created == NULL || threads == NULL) {
        dd_memory_free(threads);
        dd_memory_free(created);
        return dd_error_memory(error);
    }
    created->workers = workers;
    created->threads = threads;
    dedupe_status status = init_locks(created, error);
    if (status != DEDUPE_OK) {
        dd_memory_free(threads);
        dd_memory_free(created);
        return status;
    }
    status = start_threads(created, error);
    if (status != DEDUPE_OK)
        dd_pool_free(created);
    else
        *pool = created;
    return status;
}

unsigned dd_pool_workers(const dd_pool *pool) {
    return pool->workers;
}

/* Calls the watch if its time has come; stops the loop if it says so. */
static void look(dd_pool *pool) {
    pool_watcher *watcher = &pool->watcher;
    if (watcher->watch == NULL)
        return;
    uint64_t now_ns = monotonic_ns();
    if (pool->watched_ns != 0 && now_ns - pool->watched_ns < WATCH_INTERVAL_NS)
        return;
    pool->watched_ns = now_ns;
    size_t done = atomic_load_explicit(&pool->done_items, memory_order_relaxed);
    if (!watcher->watch(watcher->context, done, pool->loop.count)) {
        watcher->watch = NULL;
        atomic_store(&pool->cancelled, true);
        atomic_store(&pool->stop, true);
    }
}

bool dd_pool_look(dd_pool *pool, unsigned worker) {
    if (worker == 0)
        look(pool);
    return !atomic_load_explicit(&pool->cancelled, memory_order_relaxed);
}

/* Waits for the other threads to leave the loop, and goes on watching meanwhile. */
static void wait_until_idle(dd_pool *pool) {
    pthread_mutex_lock(&pool->mutex);
    while (pool->busy > 0) {
        if (pool->watcher.watch == NULL) {
            pthread_cond_wait(&pool->idle, &pool->mutex);
            continue;
        }
        uint64_t until_ns = monotonic_ns() + WATCH_INTERVAL_NS;
        struct timespec until = {.tv_sec = (time_t)(until_ns / 1000000000u),
                                 .tv_nsec = (long)(until_ns % 1000000000u)};
        if (pthread_cond_timedwait(&pool->idle, &pool->mutex, &until) != 0) {
            pthread_mutex_unlock(&pool->mutex);
            look(pool);
            pthread_mutex_lock(&pool->mutex);
        }
    }
    pthread_mutex_unlock(&pool->mutex);
}

/* Publishes the loop; the threads are woken only if there is a chunk for one of them. */
static void begin_loop(dd_pool *pool, const pool_loop *loop) {
    pthread_mutex_lock(&pool->mutex);
    pool->loop = *loop;
    pool->failed_chunk = SIZE_MAX;
    atomic_store(&pool->next_chunk, 0);
    atomic_store(&pool->done_items, 0);
    atomic_store(&pool->stop, false);
    atomic_store(&pool->cancelled, false);
    if (pool->started > 0 && loop->chunks > 1) {
        pool->busy = pool->started;
        pool->loop_number++;
        pthread_cond_broadcast(&pool->wake);
    }
    pthread_mutex_unlock(&pool->mutex);
}

void dd_pool_set_watch(dd_pool *pool, dd_pool_watch *watch, void *watch_context) {
    pool->usual = (pool_watcher){watch, watch_context};
}

dedupe_status dd_pool_run(dd_pool *pool, size_t count, size_t grain, dd_pool_task *task, void *context,
                          dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    if (count == 0)
        return DEDUPE_OK;
    pool_loop loop = {.count = count, .grain = grain, .task = task, .context = context};
    loop.chunks = count / grain + (count % grain != 0);
    pool->watcher = watch != NULL ? (pool_watcher){watch, watch_context} : pool->usual;
    begin_loop(pool, &loop);
    do
        look(pool);
    while (run_chunk(pool, 0));
    wait_until_idle(pool);
    if (pool->failed_chunk != SIZE_MAX) {
        if (error != NULL)
            *error = pool->error;
        return pool->error.code;
    }
    if (atomic_load(&pool->cancelled))
        return dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled by the progress callback");
    return DEDUPE_OK;
}
