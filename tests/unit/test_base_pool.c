/* The pool: every item is done once, whatever the number of workers and the grain; the lowest failure
 * wins in every schedule; a watch runs on the calling thread and can cancel. */
#include "base/error.h"
#include "base/memory.h"
#include "base/pool.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { ITEMS_MAX = 3000, WORKERS_MAX = 9 };

typedef struct tally {
    atomic_uint seen[ITEMS_MAX];
    atomic_uint chunks;
    atomic_uint bad_chunks; /* empty, too long or with a wrong worker */
    size_t grain;
    unsigned workers;
    pthread_t caller;
} tally;

static tally shared;

static dedupe_status count_items(void *context, unsigned worker, size_t begin, size_t end,
                                 dedupe_error *error) {
    tally *t = context;
    (void)error;
    atomic_fetch_add(&t->chunks, 1);
    int on_caller = pthread_equal(pthread_self(), t->caller) != 0;
    if (begin >= end || end - begin > t->grain || worker >= t->workers || (worker == 0) != on_caller)
        atomic_fetch_add(&t->bad_chunks, 1);
    for (size_t i = begin; i < end; i++)
        atomic_fetch_add(&t->seen[i], 1);
    return DEDUPE_OK;
}

static void check_loop(dd_pool *pool, size_t count, size_t grain) {
    memset(&shared, 0, sizeof shared);
    shared.grain = grain;
    shared.workers = dd_pool_workers(pool);
    shared.caller = pthread_self();
    dedupe_error error = {.code = DEDUPE_OK, .message = "untouched"};
    assert_int_equal(dd_pool_run(pool, count, grain, count_items, &shared, NULL, NULL, &error), DEDUPE_OK);
    assert_string_equal(error.message, "untouched");
    for (size_t i = 0; i < ITEMS_MAX; i++)
        assert_int_equal(atomic_load(&shared.seen[i]), i < count ? 1 : 0);
    assert_int_equal(atomic_load(&shared.chunks), (count + grain - 1) / grain);
    assert_int_equal(atomic_load(&shared.bad_chunks), 0);
}

static void every_item_is_done_once(void **state) {
    (void)state;
    const size_t counts[] = {0, 1, 2, 3, 10, 100, 1000, ITEMS_MAX};
    const size_t grains[] = {1, 2, 3, 7, 64, 999, 1000, 1001, 100000};
    for (unsigned workers = 1; workers <= WORKERS_MAX; workers++) {
        dd_pool *pool = NULL;
        assert_int_equal(dd_pool_create(workers, &pool, NULL), DEDUPE_OK);
        assert_int_equal(dd_pool_workers(pool), workers);
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
            for (size_t g = 0; g < sizeof grains / sizeof grains[0]; g++)
                check_loop(pool, counts[i], grains[g]);
        dd_pool_free(pool);
    }
}

static void pool_of_all_processors_works(void **state) {
    (void)state;
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(0, &pool, NULL), DEDUPE_OK);
    assert_true(dd_pool_workers(pool) >= 1);
    check_loop(pool, 100, 1);
    dd_pool_free(pool);
    dd_pool_free(NULL);
}

/* Every fifth item from `first` on fails. */
typedef struct failing {
    size_t first;
    atomic_size_t highest; /* the highest item that was begun */
} failing;

static void nap_us(long us) {
    struct timespec nap = {.tv_nsec = us * 1000};
    (void)nanosleep(&nap, NULL);
}

static dedupe_status fail_some(void *context, unsigned worker, size_t begin, size_t end,
                               dedupe_error *error) {
    failing *f = context;
    (void)worker;
    (void)end;
    size_t highest = atomic_load(&f->highest);
    while (begin > highest && !atomic_compare_exchange_weak(&f->highest, &highest, begin))
        continue;
    if (begin < f->first || begin % 5 != 0)
        return DEDUPE_OK;
    if (begin == f->first)
        nap_us(300); /* so that a higher item often fails before it */
    return dd_error_set(error, DEDUPE_ERROR_LIMIT, begin, "item %zu failed", begin);
}

static void lowest_failure_wins(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        dd_pool *pool = NULL;
        assert_int_equal(dd_pool_create(workers, &pool, NULL), DEDUPE_OK);
        for (size_t round = 0; round < 60; round++) {
            failing context = {.first = round * 5};
            dedupe_error error = {0};
            dedupe_error wanted = {0};
            (void)dd_error_set(&wanted, DEDUPE_ERROR_LIMIT, context.first, "item %zu failed", context.first);
            assert_int_equal(dd_pool_run(pool, 1000, 1, fail_some, &context, NULL, NULL, &error),
                             wanted.code);
            assert_int_equal(error.code, wanted.code);
            assert_int_equal(error.position, wanted.position);
            assert_string_equal(error.message, wanted.message);
            if (workers == 1) /* no new chunk starts after a failure */
                assert_int_equal(atomic_load(&context.highest), context.first);
            assert_int_equal(dd_pool_run(pool, 1000, 1, fail_some, &context, NULL, NULL, NULL), wanted.code);
        }
        check_loop(pool, 1000, 3); /* the pool is as good as new */
        dd_pool_free(pool);
    }
}

static dedupe_status fail_silently(void *context, unsigned worker, size_t begin, size_t end,
                                   dedupe_error *error) {
    (void)context;
    (void)worker;
    (void)begin;
    (void)end;
    (void)error;
    return DEDUPE_ERROR_SYSTEM;
}

static void failure_without_a_message_has_its_code(void **state) {
    (void)state;
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(2, &pool, NULL), DEDUPE_OK);
    dedupe_error error = {.code = DEDUPE_ERROR_LIMIT, .message = "old", .position = 3};
    assert_int_equal(dd_pool_run(pool, 5, 1, fail_silently, NULL, NULL, NULL, &error), DEDUPE_ERROR_SYSTEM);
    assert_int_equal(error.code, DEDUPE_ERROR_SYSTEM);
    assert_string_equal(error.message, "");
    assert_int_equal(error.position, 0);
    dd_pool_free(pool);
}

/* What a watch saw. */
typedef struct watched {
    pthread_t caller;
    unsigned calls;
    unsigned calls_elsewhere; /* not on the calling thread */
    unsigned wrong_numbers;
    size_t last_done;
    size_t total;
    unsigned allowed_calls; /* the call after these cancels */
    atomic_uint *announce;  /* counts calls, for a task that waits for them; may be NULL */
} watched;

static bool watch(void *context, size_t done, size_t total) {
    watched *w = context;
    w->calls++;
    w->calls_elsewhere += pthread_equal(pthread_self(), w->caller) == 0;
    w->wrong_numbers += total != w->total || done > total || done < w->last_done;
    w->last_done = done;
    if (w->announce != NULL)
        atomic_fetch_add(w->announce, 1);
    return w->calls <= w->allowed_calls;
}

static dedupe_status nap_and_count(void *context, unsigned worker, size_t begin, size_t end,
                                   dedupe_error *error) {
    (void)worker;
    (void)error;
    nap_us(1000);
    atomic_fetch_add((atomic_size_t *)context, end - begin);
    return DEDUPE_OK;
}

static void watch_is_called_on_the_calling_thread(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 3; workers += 2) {
        dd_pool *pool = NULL;
        assert_int_equal(dd_pool_create(workers, &pool, NULL), DEDUPE_OK);
        atomic_size_t done = 0;
        watched w = {.caller = pthread_self(), .total = 400, .allowed_calls = 1000};
        assert_int_equal(dd_pool_run(pool, 400, 2, nap_and_count, &done, watch, &w, NULL), DEDUPE_OK);
        assert_int_equal(atomic_load(&done), 400);
        assert_true(w.calls >= (workers == 1 ? 2 : 1)); /* alone it naps for 200 ms at least */
        assert_int_equal(w.calls_elsewhere, 0);
        assert_int_equal(w.wrong_numbers, 0);
        dd_pool_free(pool);
    }
}

static void watch_cancels(void **state) {
    (void)state;
    for (unsigned workers = 1; workers <= 4; workers++) {
        dd_pool *pool = NULL;
        assert_int_equal(dd_pool_create(workers, &pool, NULL), DEDUPE_OK);
        for (unsigned allowed = 0; allowed < 2; allowed++) {
            atomic_size_t done = 0;
            watched w = {.caller = pthread_self(), .total = 1000000, .allowed_calls = allowed};
            dedupe_error error = {0};
            assert_int_equal(dd_pool_run(pool, 1000000, 1, nap_and_count, &done, watch, &w, &error),
                             DEDUPE_ERROR_CANCELLED);
            assert_int_equal(error.code, DEDUPE_ERROR_CANCELLED);
            assert_true(strlen(error.message) > 0);
            assert_int_equal(w.calls, allowed + 1); /* not asked again */
            assert_true(atomic_load(&done) < 1000000);
        }
        check_loop(pool, 500, 7);
        dd_pool_free(pool);
    }
}

static void loops_that_name_no_watch_have_the_usual_one(void **state) {
    (void)state;
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(2, &pool, NULL), DEDUPE_OK);
    atomic_size_t done = 0;
    watched usual = {.caller = pthread_self(), .total = 1000000, .allowed_calls = 0};
    watched own = {.caller = pthread_self(), .total = 40, .allowed_calls = 1000};
    dd_pool_set_watch(pool, watch, &usual);
    assert_int_equal(dd_pool_run(pool, 40, 2, nap_and_count, &done, watch, &own, NULL), DEDUPE_OK);
    assert_int_equal(usual.calls, 0);
    assert_int_equal(dd_pool_run(pool, 1000000, 1, nap_and_count, &done, NULL, NULL, NULL),
                     DEDUPE_ERROR_CANCELLED);
    assert_int_equal(usual.calls, 1);
    dd_pool_set_watch(pool, NULL, NULL);
    assert_int_equal(dd_pool_run(pool, 40, 2, nap_and_count, &done, NULL, NULL, NULL), DEDUPE_OK);
    assert_int_equal(usual.calls, 1);
    dd_pool_free(pool);
}

/* A loop of two chunks that makes sure that two threads take one each. */
typedef struct meeting {
    atomic_uint begun;
    atomic_uint watched; /* calls of the watch */
    atomic_uint blocked; /* a signal is blocked on the other thread */
    unsigned leave_at;   /* the other thread stays until so many calls of the watch */
} meeting;

static dedupe_status meet(void *context, unsigned worker, size_t begin, size_t end, dedupe_error *error) {
    meeting *m = context;
    (void)begin;
    (void)end;
    (void)error;
    atomic_fetch_add(&m->begun, 1);
    while (atomic_load(&m->begun) < 2)
        nap_us(100);
    if (worker != 0) {
        sigset_t mask;
        if (pthread_sigmask(SIG_BLOCK, NULL, &mask) == 0 && sigismember(&mask, SIGINT) == 1)
            atomic_fetch_add(&m->blocked, 1);
        while (atomic_load(&m->watched) < m->leave_at)
            nap_us(100);
    }
    return DEDUPE_OK;
}

/* The other thread leaves only after watch calls that can come from the waiting caller alone. */
static void caller_watches_while_it_waits(void **state) {
    (void)state;
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(2, &pool, NULL), DEDUPE_OK);
    meeting m = {.leave_at = 4};
    watched w = {.caller = pthread_self(), .total = 2, .allowed_calls = 1000, .announce = &m.watched};
    assert_int_equal(dd_pool_run(pool, 2, 1, meet, &m, watch, &w, NULL), DEDUPE_OK);
    assert_true(w.calls >= 4);
    assert_int_equal(w.calls_elsewhere, 0);
    assert_int_equal(w.wrong_numbers, 0);
    dd_pool_free(pool);
}

/* One long item that ends only when its own looks have cancelled the loop. */
typedef struct long_item {
    dd_pool *pool;
    unsigned looks;
} long_item;

static dedupe_status look_until_cancelled(void *context, unsigned worker, size_t begin, size_t end,
                                          dedupe_error *error) {
    long_item *item = context;
    (void)begin;
    (void)end;
    (void)error;
    while (dd_pool_look(item->pool, worker)) {
        item->looks++;
        nap_us(1000);
    }
    return DEDUPE_OK;
}

static void a_long_item_lets_the_watch_look(void **state) {
    (void)state;
    long_item item = {0};
    assert_int_equal(dd_pool_create(1, &item.pool, NULL), DEDUPE_OK);
    watched w = {.caller = pthread_self(), .total = 1, .allowed_calls = 2};
    assert_int_equal(dd_pool_run(item.pool, 1, 1, look_until_cancelled, &item, watch, &w, NULL),
                     DEDUPE_ERROR_CANCELLED);
    assert_int_equal(w.calls, 3);
    assert_int_equal(w.wrong_numbers, 0);
    assert_true(item.looks > 1);
    check_loop(item.pool, 500, 7);
    dd_pool_free(item.pool);
}

static void signals_stay_with_the_caller(void **state) {
    (void)state;
    sigset_t before;
    sigset_t after;
    assert_int_equal(pthread_sigmask(SIG_BLOCK, NULL, &before), 0);
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(2, &pool, NULL), DEDUPE_OK);
    assert_int_equal(pthread_sigmask(SIG_BLOCK, NULL, &after), 0);
    assert_int_equal(sigismember(&before, SIGINT), sigismember(&after, SIGINT));
    meeting m = {0};
    assert_int_equal(dd_pool_run(pool, 2, 1, meet, &m, NULL, NULL, NULL), DEDUPE_OK);
    assert_int_equal(atomic_load(&m.blocked), 1);
    dd_pool_free(pool);
}

static void create_reports_missing_memory(void **state) {
    (void)state;
    for (long after = 0; after < 2; after++) {
        dd_pool *pool = NULL;
        dedupe_error error = {0};
        (void)dd_memory_fail_after(after);
        assert_int_equal(dd_pool_create(3, &pool, &error), DEDUPE_ERROR_MEMORY);
        assert_int_equal(error.code, DEDUPE_ERROR_MEMORY);
        assert_null(pool);
    }
    assert_int_equal(dd_memory_fail_after(-1), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_is_done_once),
        cmocka_unit_test(pool_of_all_processors_works),
        cmocka_unit_test(lowest_failure_wins),
        cmocka_unit_test(failure_without_a_message_has_its_code),
        cmocka_unit_test(watch_is_called_on_the_calling_thread),
        cmocka_unit_test(watch_cancels),
        cmocka_unit_test(loops_that_name_no_watch_have_the_usual_one),
        cmocka_unit_test(caller_watches_while_it_waits),
        cmocka_unit_test(a_long_item_lets_the_watch_look),
        cmocka_unit_test(signals_stay_with_the_caller),
        cmocka_unit_test(create_reports_missing_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
