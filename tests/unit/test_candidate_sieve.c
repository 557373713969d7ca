/* The sieve against a count of every hash: what others have must stay, most of the rest must go. */
#include "base/memory.h"
#include "candidate/sieve.h"
#include "random_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ARTICLES = 300, SAMPLES = 400, ALL = ARTICLES * SAMPLES };

/* Articles of SAMPLES each, and what they were given. */
typedef struct shelf {
    dd_article article[ARTICLES];
    dd_article *order[ARTICLES];
    uint32_t hash[ALL], given[ALL], sorted[ALL];
    uint16_t position[ALL];
    uint32_t unique[ARTICLES];
} shelf;

static shelf made;

static int by_value(const void *left, const void *right) {
    const uint32_t x = *(const uint32_t *)left, y = *(const uint32_t *)right;
    return x < y ? -1 : x > y;
}

/* One sample in `share` has a hash that the article before has at the same position. */
static void give(random_source *source, size_t share) {
    for (size_t i = 0; i < ALL; i++)
        made.given[i] = i >= SAMPLES && random_below(source, share) == 0
                            ? made.given[i - SAMPLES]
                            : (uint32_t)random_below(source, (size_t)1 << 31);
    memcpy(made.sorted, made.given, sizeof made.sorted);
    qsort(made.sorted, ALL, sizeof *made.sorted, by_value);
}

/* Article 7 is a long one; every third has dense samples. */
static void lay_out(void) {
    memcpy(made.hash, made.given, sizeof made.hash);
    memset(made.unique, 0, sizeof made.unique);
    for (size_t a = 0; a < ARTICLES; a++) {
        dd_samples *samples = &made.article[a].samples;
        made.article[a].letters = a == 7 ? 70000 : 7000;
        *samples = (dd_samples){made.hash + a * SAMPLES, made.position + a * SAMPLES, SAMPLES, a % 3 == 0};
        for (size_t i = 0; i < SAMPLES; i++)
            samples->position[i] =
                (uint16_t)(samples->has_dense && i % 2 == 0 ? 16 * i | DD_SAMPLE_DENSE : 16 * i);
        made.order[a] = &made.article[a];
    }
}

static bool is_shared(uint32_t hash) {
    const uint32_t *found = bsearch(&hash, made.sorted, ALL, sizeof hash, by_value);
    return (found > made.sorted && found[-1] == hash) || (found + 1 < made.sorted + ALL && found[1] == hash);
}

/* Checks what is left of one article. Returns how many unique samples are. */
static size_t check_article(size_t a) {
    const dd_samples *samples = &made.article[a].samples;
    size_t left = 0, accidents = 0, dropped = 0;
    for (size_t i = 0; i < SAMPLES; i++) {
        const uint32_t hash = made.given[a * SAMPLES + i];
        const bool dense = a % 3 == 0 && i % 2 == 0;
        const bool stays = left < samples->count && dd_sample_place(samples, left) == 16 * i;
        if (!stays) {
            assert_false(is_shared(hash));
            dropped += !dense;
            continue;
        }
        assert_int_equal(samples->hash[left], hash);
        assert_int_equal(dd_sample_is_base(samples, left), !dense);
        accidents += !is_shared(hash);
        left++;
    }
    assert_int_equal(left, samples->count);
    assert_int_equal(made.unique[a], dropped);
    return accidents;
}

static void what_others_have_stays(void **state) {
    (void)state;
    static const unsigned threads[] = {1, 2, 7};
    static const size_t shares[] = {1, 2, 7, 1000000};
    random_source source = random_start(1);
    for (size_t s = 0; s < sizeof shares / sizeof *shares; s++) {
        give(&source, shares[s]);
        for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
            dd_pool *pool = NULL;
            dd_arena arena = {0};
            size_t accidents = 0;
            lay_out();
            assert_int_equal(dd_pool_create(threads[t], &pool, NULL), DEDUPE_OK);
            assert_int_equal(dd_sieve_samples(made.order, ARTICLES, pool, &arena, made.unique, NULL),
                             DEDUPE_OK);
            memset(made.hash, 0, sizeof made.hash); /* what is left has been moved */
            for (size_t a = 0; a < ARTICLES; a++) {
                const size_t here = check_article(a);
                accidents += a == 7 ? 0 : here;
            }
            assert_true(accidents * 10 < ALL);
            assert_true(made.unique[7] == 0 && made.article[7].samples.count == SAMPLES);
            dd_pool_free(pool);
            dd_arena_free(&arena);
        }
    }
}

static void nothing_is_sieved_too(void **state) {
    (void)state;
    dd_pool *pool = NULL;
    dd_arena arena = {0};
    dd_article bare = {.letters = 10};
    dd_article *order[] = {&bare};
    uint32_t unique = 0;
    assert_int_equal(dd_pool_create(1, &pool, NULL), DEDUPE_OK);
    assert_int_equal(dd_sieve_samples(order, 0, pool, &arena, &unique, NULL), DEDUPE_OK);
    assert_int_equal(dd_sieve_samples(order, 1, pool, &arena, &unique, NULL), DEDUPE_OK);
    assert_int_equal(bare.samples.count, 0);
    assert_int_equal(unique, 0);
    dd_pool_free(pool);
    dd_arena_free(&arena);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(2);
    dd_pool *pool = NULL;
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    give(&source, 3);
    assert_int_equal(dd_pool_create(1, &pool, NULL), DEDUPE_OK);
    for (long after = 0; status != DEDUPE_OK; after++) {
        dd_arena arena = {0};
        lay_out();
        dd_memory_fail_after(after);
        status = dd_sieve_samples(made.order, ARTICLES, pool, &arena, made.unique, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
        failures += status != DEDUPE_OK;
        dd_arena_free(&arena);
    }
    assert_true(failures > 6);
    dd_pool_free(pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_others_have_stays),
        cmocka_unit_test(nothing_is_sieved_too),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
