/* Which edited text each one that is gone finds, against a list of all pairs; and how many looks that takes.
 */
#include "gate/edited.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LEAST_BINS = 24 };

static uint64_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return *state >> 33;
}

/* ---- the rule, with a list of all pairs */

typedef struct pair {
    unsigned bins;
    size_t gone;
    size_t fresh;
} pair;

static int compare_pairs(const void *left, const void *right) {
    const pair *x = left, *y = right;
    if (x->bins != y->bins)
        return x->bins > y->bins ? -1 : 1;
    if (x->gone != y->gone)
        return x->gone < y->gone ? -1 : 1;
    return (x->fresh > y->fresh) - (x->fresh < y->fresh);
}

static unsigned count_equal(const cli_sketched *x, const cli_sketched *y) {
    unsigned equal = 0;
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        equal += x->sketch[i] == y->sketch[i];
    return equal;
}

/* `number` of a fresh text is its place here. */
static void find_by_pairs(const cli_sketched *gone, size_t gone_count, const cli_sketched *fresh,
                          size_t fresh_count, size_t *found) {
    pair *pairs = calloc(gone_count * fresh_count + 1, sizeof *pairs);
    bool *taken = calloc(fresh_count + 1, sizeof *taken);
    size_t count = 0;
    assert_true(pairs && taken);
    for (size_t i = 0; i < gone_count; i++) {
        found[i] = SIZE_MAX;
        for (size_t k = 0; k < fresh_count; k++) {
            const unsigned bins = count_equal(&gone[i], &fresh[k]);
            if (bins >= LEAST_BINS)
                pairs[count++] = (pair){bins, i, k};
        }
    }
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++) {
        if (found[pairs[i].gone] != SIZE_MAX || taken[pairs[i].fresh])
            continue;
        found[pairs[i].gone] = pairs[i].fresh;
        taken[pairs[i].fresh] = true;
    }
    free(pairs);
    free(taken);
}

/* ---- texts */

/* A sketch of its own for every number. */
static void fill(cli_sketched *text, uint64_t number) {
    uint64_t state = number * 0x9E3779B97F4A7C15U + 1;
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        text->sketch[i] = (uint8_t)next_random(&state);
}

static void change(cli_sketched *text, size_t bins, uint64_t *state) {
    for (size_t i = 0; i < bins; i++)
        text->sketch[next_random(state) % CLI_SKETCH_BYTES] ^= (uint8_t)(1 + next_random(state) % 3);
}

/* Few different texts, in copies, each with up to `most` bins changed, which may be the same again. */
static cli_sketched *make_texts(size_t count, size_t different, size_t most, uint64_t *state) {
    cli_sketched *texts = calloc(count, sizeof *texts);
    assert_non_null(texts);
    for (size_t i = 0; i < count; i++) {
        fill(&texts[i], next_random(state) % different);
        texts[i].number = i;
        if (i > 0 && next_random(state) % 3 == 0)
            memcpy(texts[i].sketch, texts[i - 1].sketch, CLI_SKETCH_BYTES);
        else
            change(&texts[i], next_random(state) % (most + 1), state);
    }
    return texts;
}

static void found_are_those_of_a_list_of_all_pairs(void **state) {
    uint64_t random = 7;
    (void)state;
    for (size_t round = 0; round < 600; round++) {
        const size_t gone_count = 1 + next_random(&random) % 60, fresh_count = 1 + next_random(&random) % 60;
        const size_t different = 1 + next_random(&random) % 8, most = next_random(&random) % 10;
        cli_sketched *gone = make_texts(gone_count, different, most, &random);
        cli_sketched *fresh = make_texts(fresh_count, different, most, &random);
        size_t *expected = calloc(gone_count, sizeof *expected), *found = calloc(gone_count, sizeof *found);
        assert_true(expected && found);
        find_by_pairs(gone, gone_count, fresh, fresh_count, expected);
        cli_edited_find(gone, gone_count, fresh, fresh_count, found);
        assert_memory_equal(found, expected, gone_count * sizeof *found);
        free(gone);
        free(fresh);
        free(expected);
        free(found);
    }
}

/* 24 equal bins are an edit, wherever the eight others are, and 23 are none. */
static void as_few_as_24_equal_bins_will_do(void **state) {
    (void)state;
    for (size_t step = 1; step < CLI_SKETCH_BYTES; step += 2) {
        cli_sketched gone = {.number = 0}, fresh = {.number = 5};
        size_t found = 0;
        for (size_t i = 0; i < 8; i++)
            fresh.sketch[i * step % CLI_SKETCH_BYTES] = 1;
        cli_edited_find(&gone, 1, &fresh, 1, &found);
        assert_int_equal(found, 5);
        fresh.sketch[8 * step % CLI_SKETCH_BYTES] = 1;
        cli_edited_find(&gone, 1, &fresh, 1, &found);
        assert_true(found == SIZE_MAX);
    }
}

static void nothing_finds_nothing(void **state) {
    cli_sketched text = {.number = 0};
    size_t found = 0;
    (void)state;
    assert_int_equal(cli_edited_find(&text, 1, NULL, 0, &found), 0);
    assert_true(found == SIZE_MAX);
    assert_int_equal(cli_edited_find(NULL, 0, &text, 1, NULL), 0);
}

/* ---- looks */

/* How texts of so many kinds, in copies of which all were edited, are found again. */
static size_t looks_at(size_t count, size_t copies) {
    cli_sketched *gone = calloc(count, sizeof *gone), *fresh = calloc(count, sizeof *fresh);
    size_t *found = calloc(count, sizeof *found);
    assert_true(gone && fresh && found);
    for (size_t i = 0; i < count; i++) {
        fill(&gone[i], i / copies);
        fresh[i] = gone[i];
        fresh[i].number = i;
        fresh[i].sketch[i / copies % CLI_SKETCH_BYTES] ^= 1;
    }
    const size_t looks = cli_edited_find(gone, count, fresh, count, found);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(found[i], i);
    free(gone);
    free(fresh);
    free(found);
    return looks;
}

static void looks_grow_with_different_texts_and_not_with_pairs(void **state) {
    (void)state;
    assert_true(looks_at(10000, 10000) <= 2);
    assert_true(looks_at(10000, 1) <= 10000 * 2 * 9);
    assert_true(looks_at(10000, 2) <= 5000 * 2 * 9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_are_those_of_a_list_of_all_pairs),
        cmocka_unit_test(as_few_as_24_equal_bins_will_do),
        cmocka_unit_test(nothing_finds_nothing),
        cmocka_unit_test(looks_grow_with_different_texts_and_not_with_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
