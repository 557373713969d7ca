/* Distinct shingles, and resemblance against a plain count of distinct shingles. */
#include "base/memory.h"
#include "random_source.h"
#include "verify/align.h"
#include "verify/distinct.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The distinct shingles of a few letters, counted one against the other. */
static double plain_resemblance(const dd_letters *a, const dd_letters *b, size_t shingle) {
    size_t both = 0, either = 0;
    for (unsigned side = 0; side < 2; side++) {
        const dd_letters *x = side == 0 ? a : b, *y = side == 0 ? b : a;
        for (size_t i = 0; i + shingle <= x->count; i++) {
            bool is_first = true, is_there = false;
            for (size_t k = 0; k < i && is_first; k++)
                is_first = memcmp(x->letter + i, x->letter + k, shingle) != 0;
            for (size_t k = 0; k + shingle <= y->count && !is_there; k++)
                is_there = memcmp(x->letter + i, y->letter + k, shingle) == 0;
            both += side == 0 && is_first && is_there;
            either += is_first && (side == 0 || !is_there);
        }
    }
    return either > 0 ? (double)both / (double)either : 0;
}

/* The Jaccard similarity as the comparison takes it, from the aligner and the count of distinct keys. */
enum { COUNT = 2000 };

typedef struct fixture {
    dd_aligner aligner;
    dd_distinct distinct;
    char text[COUNT]; /* each stands for a text */
    size_t texts;
} fixture;

static double jaccard(fixture *f, const dd_letters *a, const dd_letters *b, size_t shingle) {
    assert_int_equal(dd_aligner_load(&f->aligner, a, shingle, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&f->aligner, b, NULL), DEDUPE_OK);
    const size_t distinct_b = dd_distinct_shingles(&f->distinct, &f->text[f->texts++ % COUNT], b, shingle);
    const size_t both = dd_aligner_shared(&f->aligner),
                 either = dd_aligner_distinct(&f->aligner) + distinct_b - both;
    return either > 0 ? (double)both / (double)either : 0;
}

static void fixture_free(fixture *f) {
    dd_aligner_free(&f->aligner);
    dd_distinct_free(&f->distinct);
}

static void resemblance_is_the_jaccard_similarity(void **state) {
    (void)state;
    static const size_t shingles[] = {5, 9, 32};
    random_source source = random_start(15);
    fixture f = {0};
    for (unsigned round = 0; round < 300; round++) {
        uint8_t text[2][900] = {{0}};
        dd_letters a = {.letter = text[0]}, b = {.letter = text[1]};
        const size_t shingle = shingles[round % 3], alphabet = 1 + random_below(&source, 6);
        a.count = shingle + random_below(&source, round % 10 == 0 ? 700 : 120);
        b.count = shingle + random_below(&source, 120);
        for (size_t i = 0; i < a.count; i++)
            text[0][i] = (uint8_t)('a' + random_below(&source, alphabet));
        for (size_t i = 0; i < b.count; i++)
            text[1][i] = i >= 20 && i < a.count ? text[0][i - 20] : 'z';
        const double plain = plain_resemblance(&a, &b, shingle);
        assert_true(jaccard(&f, &a, &b, shingle) == plain);
        assert_true(jaccard(&f, &b, &a, shingle) == plain);
        assert_true(jaccard(&f, &a, &a, shingle) == 1);
    }
    fixture_free(&f);
}

/* 32-bit keys would lose a hundred of a million shingles, on one side only. */
static void long_texts_lose_no_shingle(void **state) {
    (void)state;
    enum { LETTERS = 1000000, MORE = 50 };
    random_source source = random_start(16);
    uint8_t *text = calloc(LETTERS + MORE + 16, 1);
    assert_non_null(text);
    for (size_t i = 0; i < LETTERS + MORE; i++)
        text[i] = (uint8_t)('a' + random_below(&source, 26));
    const dd_letters a = {.letter = text, .count = LETTERS}, b = {.letter = text, .count = LETTERS + MORE};
    const double expected = (double)(LETTERS - 8) / (LETTERS + MORE - 8);
    fixture f = {0};
    assert_true(jaccard(&f, &a, &b, 9) == expected);
    assert_true(jaccard(&f, &b, &a, 9) == expected);
    fixture_free(&f);
    free(text);
}

static void repeats_count_once(void **state) {
    (void)state;
    dd_distinct distinct = {0};
    const uint64_t key[] = {0, 7, 0, 1ull << 63, 7, 7, 9, UINT64_MAX, 1ull << 63};
    assert_int_equal(dd_distinct_count(&distinct, key, 9), 5);
    assert_int_equal(dd_distinct_count(&distinct, key, 2), 2);
    assert_int_equal(dd_distinct_count(&distinct, key, 0), 0);
    dd_distinct_free(&distinct);
    assert_null(distinct.slot);
}

static void a_text_is_counted_once(void **state) {
    (void)state;
    uint8_t text[40] = "aaaaaaaaaabcdefgh";
    dd_letters letters = {.letter = text, .count = 17};
    dd_distinct distinct = {0};
    assert_int_equal(dd_distinct_shingles(&distinct, text, &letters, 9), 8);
    assert_int_equal(dd_distinct_shingles(&distinct, text, &letters, 8), 8);
    letters.count = 9;
    assert_int_equal(dd_distinct_shingles(&distinct, text, &letters, 8), 8); /* known */
    assert_int_equal(dd_distinct_shingles(&distinct, text + 1, &letters, 8), 1);
    static const char names[COUNT];
    for (size_t i = 0; i < COUNT; i++) /* more than are remembered: the same all the same */
        assert_int_equal(dd_distinct_shingles(&distinct, names + i, &letters, 8), 1);
    dd_distinct_free(&distinct);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    const uint64_t key[] = {1, 2, 3, 2};
    size_t count = SIZE_MAX;
    unsigned failures = 0;
    for (long after = 0; count == SIZE_MAX; after++, failures++) {
        dd_distinct distinct = {0};
        dd_memory_fail_after(after);
        count = dd_distinct_count(&distinct, key, 4);
        dd_memory_fail_after(-1);
        dd_distinct_free(&distinct);
    }
    assert_int_equal(count, 3);
    assert_true(failures >= 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resemblance_is_the_jaccard_similarity),
        cmocka_unit_test(long_texts_lose_no_shingle),
        cmocka_unit_test(repeats_count_once),
        cmocka_unit_test(a_text_is_counted_once),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
