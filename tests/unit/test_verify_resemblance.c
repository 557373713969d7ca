/* Resemblance against a plain count of distinct shingles. */
#include "base/memory.h"
#include "random_source.h"
#include "verify/resemblance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
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

static void resemblance_is_the_jaccard_similarity(void **state) {
    (void)state;
    static const size_t shingles[] = {5, 9, 32};
    random_source source = random_start(15);
    dd_shingle_set x = {0}, y = {0};
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
        assert_int_equal(dd_resemblance_set(&x, &a, shingle, NULL), DEDUPE_OK);
        assert_int_equal(dd_resemblance_set(&y, &b, shingle, NULL), DEDUPE_OK);
        assert_true(dd_resemblance_jaccard(&x, &y) == plain_resemblance(&a, &b, shingle));
        assert_true(dd_resemblance_jaccard(&x, &y) == dd_resemblance_jaccard(&y, &x));
        assert_true(dd_resemblance_jaccard(&x, &x) == 1);
    }
    dd_resemblance_free(&x);
    dd_resemblance_free(&y);
}

static void few_letters_are_one_shingle(void **state) {
    (void)state;
    static uint8_t cat[32] = "cat", dog[32] = "dog";
    dd_shingle_set x = {0}, y = {0};
    const dd_letters a = {.letter = cat, .count = 3}, b = {.letter = dog, .count = 3};
    const dd_letters none = {.letter = cat, .count = 0};
    assert_int_equal(dd_resemblance_set(&x, &a, 9, NULL), DEDUPE_OK);
    assert_int_equal(dd_resemblance_set(&y, &b, 9, NULL), DEDUPE_OK);
    assert_int_equal(x.count, 1);
    assert_true(dd_resemblance_jaccard(&x, &x) == 1);
    assert_true(dd_resemblance_jaccard(&x, &y) == 0);
    assert_int_equal(dd_resemblance_set(&y, &none, 9, NULL), DEDUPE_OK);
    assert_true(dd_resemblance_jaccard(&x, &y) == 0 && dd_resemblance_jaccard(&y, &y) == 0);
    dd_resemblance_free(&x);
    dd_resemblance_free(&y);
    assert_null(x.slot);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static uint8_t text[64] = "words enough for a few shingles and then some";
    const dd_letters letters = {.letter = text, .count = 45};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_shingle_set set = {0};
        dd_memory_fail_after(after);
        status = dd_resemblance_set(&set, &letters, 9, NULL);
        dd_memory_fail_after(-1);
        dd_resemblance_free(&set);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures >= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resemblance_is_the_jaccard_similarity),
        cmocka_unit_test(few_letters_are_one_shingle),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
