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

/* The two sets of each test and their scratch memory. */
typedef struct fixture {
    dd_shingle_set x, y;
    dd_resemblance scratch;
} fixture;

static void make(fixture *f, dd_shingle_set *set, const dd_letters *letters, size_t shingle) {
    assert_int_equal(dd_shingle_set_make(set, &f->scratch, letters, shingle, NULL), DEDUPE_OK);
}

static double jaccard(fixture *f, const dd_shingle_set *a, const dd_shingle_set *b) {
    double value = -1;
    assert_int_equal(dd_resemblance_jaccard(&f->scratch, a, b, &value, NULL), DEDUPE_OK);
    return value;
}

static void fixture_free(fixture *f) {
    dd_shingle_set_free(&f->x);
    dd_shingle_set_free(&f->y);
    dd_resemblance_free(&f->scratch);
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
        make(&f, &f.x, &a, shingle);
        make(&f, &f.y, &b, shingle);
        assert_true(jaccard(&f, &f.x, &f.y) == plain_resemblance(&a, &b, shingle));
        assert_true(jaccard(&f, &f.x, &f.y) == jaccard(&f, &f.y, &f.x));
        assert_true(jaccard(&f, &f.x, &f.x) == 1);
    }
    fixture_free(&f);
}

static void few_letters_are_one_shingle(void **state) {
    (void)state;
    static uint8_t cat[32] = "cat", dog[32] = "dog";
    fixture f = {0};
    const dd_letters a = {.letter = cat, .count = 3}, b = {.letter = dog, .count = 3};
    const dd_letters none = {.letter = cat, .count = 0};
    make(&f, &f.x, &a, 9);
    make(&f, &f.y, &b, 9);
    assert_int_equal(f.x.count, 1);
    assert_true(jaccard(&f, &f.x, &f.x) == 1);
    assert_true(jaccard(&f, &f.x, &f.y) == 0);
    make(&f, &f.y, &none, 9);
    assert_true(jaccard(&f, &f.x, &f.y) == 0 && jaccard(&f, &f.y, &f.y) == 0);
    fixture_free(&f);
    assert_null(f.x.key);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static uint8_t text[64] = "words enough for a few shingles and then some";
    const dd_letters letters = {.letter = text, .count = 45};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        fixture f = {0};
        double value;
        dd_memory_fail_after(after);
        status = dd_shingle_set_make(&f.x, &f.scratch, &letters, 9, NULL);
        if (status == DEDUPE_OK)
            status = dd_resemblance_jaccard(&f.scratch, &f.x, &f.x, &value, NULL);
        dd_memory_fail_after(-1);
        fixture_free(&f);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures >= 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resemblance_is_the_jaccard_similarity),
        cmocka_unit_test(few_letters_are_one_shingle),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
