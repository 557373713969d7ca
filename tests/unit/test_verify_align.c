/* Alignment: runs by construction, at every border of the rules. */
#include "two_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Aligns, frees everything, and returns how many runs there were. */
static size_t count_runs(two_texts *texts) {
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    const size_t runs = aligner.run_count;
    dd_aligner_free(&aligner);
    free(texts);
    return runs;
}

/* ---- one stretch */

static void the_same_text_is_one_run(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(1);
    two_texts_add_both(texts, 5000);
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, 1);
    assert_true(two_texts_is_run(&aligner.run[0], 0, 0, 5000));
    assert_int_equal(aligner.run[0].matches, 5000 - TWO_TEXTS_SHINGLE + 1);
    dd_aligner_free(&aligner);
    free(texts);
}

static void texts_with_nothing_in_common_have_no_run(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(2);
    two_texts_add_a(texts, 5000);
    two_texts_add_b(texts, 4000);
    assert_int_equal(count_runs(texts), 0);
}

static void a_stretch_is_found_to_the_letter_wherever_it_stands(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        two_texts *texts = two_texts_start(seed);
        two_texts_add_a(texts, random_below(&texts->source, 900));
        two_texts_add_b(texts, random_below(&texts->source, 900));
        const size_t a_begin = texts->a_count, b_begin = texts->b_count;
        const size_t letters = DD_RUN_LEAST_LETTERS + random_below(&texts->source, 400);
        two_texts_add_both(texts, letters);
        two_texts_add_a(texts, random_below(&texts->source, 900));
        two_texts_add_b(texts, random_below(&texts->source, 900));
        dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
        assert_int_equal(aligner.run_count, 1);
        assert_true(two_texts_is_run(&aligner.run[0], a_begin, b_begin, letters));
        assert_int_equal(aligner.run[0].matches, letters - TWO_TEXTS_SHINGLE + 1);
        dd_aligner_free(&aligner);
        free(texts);
    }
}

static size_t runs_of_stretch(size_t letters) {
    two_texts *texts = two_texts_start(letters);
    two_texts_add_a(texts, 100);
    two_texts_add_b(texts, 150);
    two_texts_add_both(texts, letters);
    two_texts_add_a(texts, 100);
    two_texts_add_b(texts, 100);
    return count_runs(texts);
}

static void a_stretch_shorter_than_a_run_is_a_stock_phrase(void **state) {
    (void)state;
    assert_int_equal(runs_of_stretch(DD_RUN_LEAST_LETTERS - 1), 0);
    assert_int_equal(runs_of_stretch(DD_RUN_LEAST_LETTERS), 1);
}

/* ---- stretches with something between */

/* Runs of two stretches with so many other letters between them on either side. */
static size_t runs_of_gap(size_t a_letters, size_t b_letters) {
    two_texts *texts = two_texts_start(a_letters * 1000 + b_letters);
    two_texts_add_both(texts, 60);
    two_texts_add_a(texts, a_letters);
    two_texts_add_b(texts, b_letters);
    two_texts_add_both(texts, 60);
    return count_runs(texts);
}

static void small_damage_is_bridged_and_rewritten_text_is_not(void **state) {
    (void)state;
    assert_int_equal(runs_of_gap(1, 1), 1);
    assert_int_equal(runs_of_gap(12, 12), 1);
    assert_int_equal(runs_of_gap(DD_RUN_GAP, DD_RUN_GAP), 1);
    assert_int_equal(runs_of_gap(DD_RUN_GAP + 1, DD_RUN_GAP + 1), 2);
    assert_int_equal(runs_of_gap(500, 500), 2);
}

static void the_sides_may_slip_a_little(void **state) {
    (void)state;
    assert_int_equal(runs_of_gap(0, DD_RUN_DRIFT), 1);
    assert_int_equal(runs_of_gap(DD_RUN_DRIFT, 0), 1);
    assert_int_equal(runs_of_gap(20, 20 + DD_RUN_DRIFT), 1);
    assert_int_equal(runs_of_gap(0, DD_RUN_DRIFT + 1), 2);
    assert_int_equal(runs_of_gap(DD_RUN_DRIFT + 1, 0), 2);
    assert_int_equal(runs_of_gap(20, 21 + DD_RUN_DRIFT), 2);
}

/* Runs of so many single shared shingles, 12 letters apart. */
static size_t runs_of_shingles(size_t shingles) {
    two_texts *texts = two_texts_start(shingles);
    for (size_t i = 0; i < shingles; i++) {
        two_texts_add_a(texts, 12);
        two_texts_add_b(texts, 12);
        two_texts_add_both(texts, TWO_TEXTS_SHINGLE);
    }
    two_texts_add_a(texts, 50);
    two_texts_add_b(texts, 50);
    return count_runs(texts);
}

static void a_run_needs_enough_shared_shingles(void **state) {
    (void)state;
    assert_int_equal(runs_of_shingles(DD_RUN_LEAST_MATCHES - 1), 0);
    assert_int_equal(runs_of_shingles(DD_RUN_LEAST_MATCHES), 1);
}

static void runs_are_counted_together_through_damage(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(5);
    for (unsigned i = 0; i < 20; i++) {
        two_texts_add_both(texts, 40);
        two_texts_add_a(texts, 1);
        two_texts_add_b(texts, i % 2);
    }
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, 1);
    assert_int_equal(aligner.run[0].matches, 20 * (40 - TWO_TEXTS_SHINGLE + 1));
    assert_int_equal(aligner.run[0].a_end, texts->a_count - 1);
    dd_aligner_free(&aligner);
    free(texts);
}

/* ---- order of passages */

static void moved_passages_are_runs_of_their_own(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(6);
    two_texts_add_both(texts, 300);
    two_texts_add_a(texts, 200);
    two_texts_add_both(texts, 250);
    uint8_t first[300]; /* b has the two stretches the other way round */
    memcpy(first, texts->b, 300);
    memmove(texts->b, texts->b + 300, 250);
    memcpy(texts->b + 250, first, 300);
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, 2);
    assert_true(two_texts_is_run(&aligner.run[0], 500, 0, 250)); /* in order of b */
    assert_true(two_texts_is_run(&aligner.run[1], 0, 250, 300));
    dd_aligner_free(&aligner);
    free(texts);
}

static void many_passages_are_all_found_in_order_of_b(void **state) {
    (void)state;
    enum { PASSAGES = 40 };
    two_texts *texts = two_texts_start(7);
    size_t begin[PASSAGES];
    for (unsigned i = 0; i < PASSAGES; i++) {
        two_texts_add_a(texts, 60 + random_below(&texts->source, 60));
        two_texts_add_b(texts, 60 + random_below(&texts->source, 60));
        begin[i] = texts->b_count;
        two_texts_add_both(texts, 30 + random_below(&texts->source, 90));
    }
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, PASSAGES);
    for (unsigned i = 0; i < PASSAGES; i++)
        assert_int_equal(aligner.run[i].b_begin, begin[i]);
    dd_aligner_free(&aligner);
    free(texts);
}

static void runs_come_by_their_ends_in_b(void **state) {
    (void)state;
    enum { BLOCKS = 20, LETTERS = 14, SHORTER = 18 };
    two_texts *texts = two_texts_start(9);
    for (unsigned i = 0; i < BLOCKS; i++) { /* damaged, so that each block is looked up */
        two_texts_add_both(texts, LETTERS);
        two_texts_add_a(texts, 1);
        two_texts_add_b(texts, 1);
    }
    const size_t shorter = (LETTERS + 1) * SHORTER;
    two_texts_add_a(texts, 200);
    memcpy(texts->a + texts->a_count, texts->a, shorter);
    texts->a_count += shorter;
    two_texts_add_b(texts, 20); /* where both runs are still open at the end */
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, 2);
    assert_int_equal(aligner.run[0].b_begin, 0);
    assert_true(aligner.run[0].a_begin > (LETTERS + 1) * BLOCKS);
    assert_int_equal(aligner.run[1].a_begin, 0);
    assert_true(aligner.run[0].b_end < aligner.run[1].b_end);
    dd_aligner_free(&aligner);
    free(texts);
}

static void a_passage_that_one_side_repeats_covers_every_copy_there(void **state) {
    (void)state;
    two_texts *texts = two_texts_start(8);
    two_texts_add_both(texts, 120);
    for (unsigned i = 0; i < 3; i++) { /* b has it four times, a once */
        two_texts_add_b(texts, 100);
        memcpy(texts->b + texts->b_count, texts->b, 120);
        texts->b_count += 120;
    }
    two_texts_add_a(texts, 400);
    dd_aligner aligner = two_texts_align(texts, TWO_TEXTS_SHINGLE);
    assert_int_equal(aligner.run_count, 4);
    for (unsigned i = 0; i < 4; i++)
        assert_true(two_texts_is_run(&aligner.run[i], 0, i * 220, 120));
    dd_aligner_free(&aligner);
    free(texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_is_one_run),
        cmocka_unit_test(texts_with_nothing_in_common_have_no_run),
        cmocka_unit_test(a_stretch_is_found_to_the_letter_wherever_it_stands),
        cmocka_unit_test(a_stretch_shorter_than_a_run_is_a_stock_phrase),
        cmocka_unit_test(small_damage_is_bridged_and_rewritten_text_is_not),
        cmocka_unit_test(the_sides_may_slip_a_little),
        cmocka_unit_test(a_run_needs_enough_shared_shingles),
        cmocka_unit_test(runs_are_counted_together_through_damage),
        cmocka_unit_test(moved_passages_are_runs_of_their_own),
        cmocka_unit_test(many_passages_are_all_found_in_order_of_b),
        cmocka_unit_test(runs_come_by_their_ends_in_b),
        cmocka_unit_test(a_passage_that_one_side_repeats_covers_every_copy_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
