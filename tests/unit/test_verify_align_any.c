/* Alignment: promises that hold for any two texts, use and reuse, and the way out without memory. */
#include "base/memory.h"
#include "two_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- any texts */

/* Texts of few letters match everywhere and in every way. */
static void promises_hold_for_texts_that_repeat_themselves(void **state) {
    (void)state;
    static const size_t shingles[] = {5, 8, 9, 16, 32};
    for (uint64_t seed = 0; seed < 400; seed++) {
        two_texts *texts = two_texts_start(seed);
        const size_t alphabet = 1 + random_below(&texts->source, 4);
        texts->a_count = random_below(&texts->source, 600);
        texts->b_count = random_below(&texts->source, 600);
        for (size_t i = 0; i < texts->a_count; i++)
            texts->a[i] = (uint8_t)('a' + random_below(&texts->source, alphabet));
        for (size_t i = 0; i < texts->b_count; i++)
            texts->b[i] = i >= 40 && i < texts->a_count && seed % 2 == 0
                              ? texts->a[i - 40]
                              : (uint8_t)('a' + random_below(&texts->source, alphabet));
        dd_aligner aligner = two_texts_align(texts, shingles[seed % 5]);
        dd_aligner_free(&aligner);
        free(texts);
    }
}

/* How many windows that begin in [begin, end) are of shingles that all stand further on, too. */
static size_t count_recurring(const two_texts *texts, size_t begin, size_t end, size_t letters,
                              size_t shingle) {
    size_t count = 0;
    for (size_t i = begin; i < end && i + letters <= texts->a_count; i++) {
        bool all = true;
        for (size_t k = i; k + shingle <= i + letters && all; k++) {
            bool is_again = false;
            for (size_t j = k + 1; j + shingle <= texts->a_count && !is_again; j++)
                is_again = memcmp(texts->a + k, texts->a + j, shingle) == 0;
            all = is_again;
        }
        count += all;
    }
    return count;
}

static void windows_that_recur_are_counted(void **state) {
    (void)state;
    size_t extra = 0, exact = 0;
    for (uint64_t seed = 0; seed < 60; seed++) {
        two_texts *texts = two_texts_start(seed);
        const size_t shingle = seed % 2 ? 9 : 5, letters = shingle + random_below(&texts->source, 20);
        for (unsigned part = 0; part < 6; part++) { /* 60 letters of each stand in the next, too */
            two_texts_add_a(texts, 40);
            for (size_t i = 0; part > 0 && i < 60; i++)
                texts->a[texts->a_count + i] = texts->a[texts->a_count - 80 + i];
            texts->a_count += part > 0 ? 60 : 0;
        }
        dd_aligner aligner = {0};
        const dd_letters a = {.letter = texts->a, .count = texts->a_count};
        assert_int_equal(dd_aligner_load(&aligner, &a, shingle, NULL), DEDUPE_OK);
        const size_t begin = random_below(&texts->source, 150),
                     end = begin + random_below(&texts->source, 250);
        const size_t found = dd_aligner_recurring(&aligner, (uint32_t)begin, (uint32_t)end, letters),
                     least = count_recurring(texts, begin, end, letters, shingle);
        assert_true(found >= least);
        extra += found - least;
        exact += least;
        dd_aligner_free(&aligner);
        free(texts);
    }
    assert_true(exact > 500 && extra * 20 < exact);
}

static void one_letter_a_million_times_is_no_trouble(void **state) {
    (void)state;
    enum { COUNT = 1000000 };
    uint8_t *text = malloc(COUNT + 16);
    assert_non_null(text);
    memset(text, 'a', COUNT + 16);
    dd_aligner aligner = {0};
    const dd_letters a = {.letter = text, .count = COUNT}, b = {.letter = text, .count = COUNT - 17};
    assert_int_equal(dd_aligner_load(&aligner, &a, TWO_TEXTS_SHINGLE, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
    two_texts_check_runs(&aligner, &a, &b);
    assert_true(aligner.run_count >= 1);
    dd_aligner_free(&aligner);
    free(text);
}

static void every_length_of_shingle_finds_a_copy(void **state) {
    (void)state;
    for (size_t shingle = 5; shingle <= 32; shingle++) {
        two_texts *texts = two_texts_start(shingle);
        two_texts_add_a(texts, 70);
        two_texts_add_b(texts, 40);
        two_texts_add_both(texts, 200);
        dd_aligner aligner = two_texts_align(texts, shingle);
        assert_int_equal(aligner.run_count, 1);
        assert_true(two_texts_is_run(&aligner.run[0], 70, 40, 200));
        assert_int_equal(aligner.run[0].matches, 200 - shingle + 1);
        dd_aligner_free(&aligner);
        free(texts);
    }
}

static void texts_shorter_than_a_shingle_have_no_run(void **state) {
    (void)state;
    static uint8_t letters[32] = "abcdefghijklmnop";
    for (size_t a_count = 0; a_count < 12; a_count++)
        for (size_t b_count = 0; b_count < 12; b_count++) {
            dd_aligner aligner = {0};
            const dd_letters a = {.letter = letters, .count = a_count};
            const dd_letters b = {.letter = letters, .count = b_count};
            assert_int_equal(dd_aligner_load(&aligner, &a, TWO_TEXTS_SHINGLE, NULL), DEDUPE_OK);
            assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
            assert_int_equal(aligner.run_count, 0);
            dd_aligner_free(&aligner);
        }
}

/* ---- use */

static void one_loaded_side_serves_many_others(void **state) {
    (void)state;
    dd_aligner aligner = {0};
    two_texts *texts = two_texts_start(11);
    two_texts_add_both(texts, 3000);
    const dd_letters a = {.letter = texts->a, .count = texts->a_count};
    for (unsigned load = 0; load < 2; load++) {
        assert_int_equal(dd_aligner_load(&aligner, &a, TWO_TEXTS_SHINGLE, NULL), DEDUPE_OK);
        for (size_t begin = 0; begin < 2900; begin += 290) {
            uint8_t part[116];
            memcpy(part, texts->a + begin, sizeof part);
            const dd_letters b = {.letter = part, .count = 100};
            assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
            assert_int_equal(aligner.run_count, 1);
            assert_true(two_texts_is_run(&aligner.run[0], begin, 0, 100));
        }
    }
    /* a shorter side loaded afterwards knows nothing of the first */
    static uint8_t other[64] = "zzyyxxwwvvuuttssrrqqppoonnmm";
    assert_int_equal(
        dd_aligner_load(&aligner, &(dd_letters){.letter = other, .count = 28}, TWO_TEXTS_SHINGLE, NULL),
        DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &a, NULL), DEDUPE_OK);
    assert_int_equal(aligner.run_count, 0);
    dd_aligner_free(&aligner);
    assert_null(aligner.run);
    free(texts);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(12);
    for (unsigned i = 0; i < 60; i++) { /* passages, so that the list of runs grows again and again */
        two_texts_add_both(texts, 30);
        two_texts_add_a(texts, 60);
        two_texts_add_b(texts, 60);
    }
    const dd_letters a = {.letter = texts->a, .count = texts->a_count};
    const dd_letters b = {.letter = texts->b, .count = texts->b_count};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_aligner aligner = {0};
        dd_memory_fail_after(after);
        status = dd_aligner_load(&aligner, &a, TWO_TEXTS_SHINGLE, NULL);
        if (status == DEDUPE_OK)
            status = dd_aligner_align(&aligner, &b, NULL);
        dd_memory_fail_after(-1);
        dd_aligner_free(&aligner);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures >= 2);
    free(texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promises_hold_for_texts_that_repeat_themselves),
        cmocka_unit_test(windows_that_recur_are_counted),
        cmocka_unit_test(one_letter_a_million_times_is_no_trouble),
        cmocka_unit_test(every_length_of_shingle_finds_a_copy),
        cmocka_unit_test(texts_shorter_than_a_shingle_have_no_run),
        cmocka_unit_test(one_loaded_side_serves_many_others),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
