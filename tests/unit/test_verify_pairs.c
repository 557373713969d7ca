/* The verify stage: every candidate is compared, by any number of threads, and only real relations are kept.
 */
#include "base/memory.h"
#include "engine_stages.h"
#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXTS = 120 };

static const dd_compare_options options = {.shingle = 9, .derived_coverage = 0.30, .passages = 3};

static story texts[TEXTS];
static engine_stages stages;

/* Links of one run of the stage. */
typedef struct verified {
    dd_link *link;
    size_t count;
    dd_arena passages;
} verified;

static int set_up(void **state) {
    (void)state;
    random_source source = random_start(1);
    for (size_t i = 0; i < TEXTS; i++)
        if (i % 6 == 0)
            story_add_prose(&texts[i], &source, 800 + random_below(&source, 3000));
        else
            story_add_rewrite(&texts[i], &texts[i - i % 6], &source, 0.15 * (double)(i % 6));
    engine_stages_run(&stages, texts, TEXTS, 1);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    engine_stages_free(&stages);
    for (size_t i = 0; i < TEXTS; i++)
        story_free(&texts[i]);
    return 0;
}

static dedupe_status verify(verified *made, const dd_candidates *candidates, dd_pool *pool,
                            dd_pool_watch *watch, void *context) {
    *made = (verified){0};
    return dd_verify_pairs(candidates, (const dd_article *const *)stages.ranking.stand_in,
                           stages.boilerplate.spans, &options, pool, watch, context, &made->passages,
                           &made->link, &made->count, NULL);
}

static void release(verified *made) {
    dd_memory_free(made->link);
    dd_arena_free(&made->passages);
}

static void check_equal(const dd_link *x, const dd_link *y) {
    assert_int_equal(x->a, y->a);
    assert_int_equal(x->b, y->b);
    assert_int_equal(x->relation, y->relation);
    assert_int_equal(x->reason, y->reason);
    assert_true(x->coverage_a == y->coverage_a && x->coverage_b == y->coverage_b);
    assert_true(x->resemblance == y->resemblance);
    assert_int_equal(x->passage_count, y->passage_count);
    if (x->passage_count > 0)
        assert_memory_equal(x->passage, y->passage, x->passage_count * sizeof *x->passage);
}

/* ---- tests */

static void each_candidate_is_compared(void **state) {
    (void)state;
    verified made;
    dd_comparer comparer = {0};
    dd_arena passages = {0};
    size_t at = 0;
    assert_int_equal(verify(&made, &stages.candidates, stages.pool, NULL, NULL), DEDUPE_OK);
    assert_true(made.count > TEXTS);
    for (size_t i = 0; i < stages.candidates.count; i++) {
        const dd_candidate pair = stages.candidates.pair[i];
        const dd_compare_side a = {stages.ranking.stand_in[pair.a], &stages.boilerplate.spans[pair.a]};
        const dd_compare_side b = {stages.ranking.stand_in[pair.b], &stages.boilerplate.spans[pair.b]};
        dd_link link = {.a = pair.a, .b = pair.b};
        assert_int_equal(dd_compare(&comparer, &a, &b, &options, &passages, &link, NULL), DEDUPE_OK);
        if (link.relation == DEDUPE_NONE)
            continue;
        assert_true(at < made.count);
        check_equal(&made.link[at++], &link);
    }
    assert_int_equal(at, made.count);
    dd_comparer_free(&comparer);
    dd_arena_free(&passages);
    release(&made);
}

static void threads_verify_the_same(void **state) {
    (void)state;
    verified one, many;
    assert_int_equal(verify(&one, &stages.candidates, stages.pool, NULL, NULL), DEDUPE_OK);
    for (unsigned threads = 2; threads <= 7; threads += 5) {
        dd_pool *pool = NULL;
        assert_int_equal(dd_pool_create(threads, &pool, NULL), DEDUPE_OK);
        assert_int_equal(verify(&many, &stages.candidates, pool, NULL, NULL), DEDUPE_OK);
        assert_int_equal(one.count, many.count);
        for (size_t i = 0; i < one.count; i++)
            check_equal(&one.link[i], &many.link[i]);
        release(&many);
        dd_pool_free(pool);
    }
    release(&one);
}

static void no_candidate_is_no_link(void **state) {
    (void)state;
    verified made;
    const dd_candidates none = {0};
    assert_int_equal(verify(&made, &none, stages.pool, NULL, NULL), DEDUPE_OK);
    assert_int_equal(made.count, 0);
    release(&made);
}

static bool refuse(void *context, size_t done, size_t total) {
    (void)context;
    assert_true(done <= total);
    return false;
}

static void a_watcher_can_cancel(void **state) {
    (void)state;
    verified made;
    assert_int_equal(verify(&made, &stages.candidates, stages.pool, refuse, NULL), DEDUPE_ERROR_CANCELLED);
    assert_null(made.link);
    release(&made);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    const dd_candidates few = {stages.candidates.pair, 6};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        verified made;
        dd_memory_fail_after(after);
        status = verify(&made, &few, stages.pool, NULL, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || (status == DEDUPE_ERROR_MEMORY && made.link == NULL));
        release(&made);
    }
    assert_true(failures > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_candidate_is_compared), cmocka_unit_test(threads_verify_the_same),
        cmocka_unit_test(no_candidate_is_no_link),    cmocka_unit_test(a_watcher_can_cancel),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
