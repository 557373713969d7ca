/* Alignment: runs by construction at every border of the rules, and promises that hold for any two texts. */
#include "base/memory.h"
#include "random_source.h"
#include "verify/align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHINGLE = 9, ROOM = 20000 };

/* Two texts under construction. What only one has is of letters that the other never has, so nothing but what
 * is added to both can match. */
typedef struct two_texts {
    random_source source;
    uint8_t a[ROOM + 16], b[ROOM + 16];
    size_t a_count, b_count;
} two_texts;

static two_texts *start(uint64_t seed) {
    two_texts *texts = calloc(1, sizeof *texts);
    assert_non_null(texts);
    texts->source = random_start(seed);
    return texts;
}

/* Adds the same random letters to both. */
static void add_both(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->a[texts->a_count++] = texts->b[texts->b_count++] =
            (uint8_t)('a' + random_below(&texts->source, 10));
}

static void add_a(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->a[texts->a_count++] = (uint8_t)('k' + random_below(&texts->source, 8));
}

static void add_b(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->b[texts->b_count++] = (uint8_t)('s' + random_below(&texts->source, 8));
}

/* What any aligner must keep to: a run begins and ends with a shared shingle on both sides, is long and dense
 * enough, and lies in the texts. */
static void check_runs(const dd_aligner *aligner, const dd_letters *a, const dd_letters *b) {
    const size_t shingle = aligner->shingle;
    for (size_t i = 0; i < aligner->run_count; i++) {
        const dd_run *run = &aligner->run[i];
        assert_true(run->a_begin < run->a_end && run->a_end <= a->count);
        assert_true(run->b_begin < run->b_end && run->b_end <= b->count);
        assert_true(run->b_end - run->b_begin >= DD_RUN_LEAST_LETTERS);
        assert_true(run->matches >= DD_RUN_LEAST_MATCHES);
        assert_true(run->matches <= run->a_end - run->a_begin - shingle + 1);
        assert_true(run->matches <= run->b_end - run->b_begin - shingle + 1);
        assert_memory_equal(a->letter + run->a_begin, b->letter + run->b_begin, shingle);
        assert_memory_equal(a->letter + run->a_end - shingle, b->letter + run->b_end - shingle, shingle);
    }
}

/* Aligns the two texts; the aligner is the caller's to free. */
static dd_aligner align(two_texts *texts, size_t shingle) {
    dd_aligner aligner = {0};
    const dd_letters a = {.letter = texts->a, .count = texts->a_count};
    const dd_letters b = {.letter = texts->b, .count = texts->b_count};
    assert_int_equal(dd_aligner_load(&aligner, &a, shingle, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
    check_runs(&aligner, &a, &b);
    return aligner;
}

static void check_run(const dd_run *run, size_t a_begin, size_t b_begin, size_t letters) {
    assert_int_equal(run->a_begin, a_begin);
    assert_int_equal(run->b_begin, b_begin);
    assert_int_equal(run->a_end, a_begin + letters);
    assert_int_equal(run->b_end, b_begin + letters);
}

/* Aligns, frees everything, and returns how many runs there were. */
static size_t count_runs(two_texts *texts) {
    dd_aligner aligner = align(texts, SHINGLE);
    const size_t runs = aligner.run_count;
    dd_aligner_free(&aligner);
    free(texts);
    return runs;
}

/* ---- one stretch */

static void the_same_text_is_one_run(void **state) {
    (void)state;
    two_texts *texts = start(1);
    add_both(texts, 5000);
    dd_aligner aligner = align(texts, SHINGLE);
    assert_int_equal(aligner.run_count, 1);
    check_run(&aligner.run[0], 0, 0, 5000);
    assert_int_equal(aligner.run[0].matches, 5000 - SHINGLE + 1);
    dd_aligner_free(&aligner);
    free(texts);
}

static void texts_with_nothing_in_common_have_no_run(void **state) {
    (void)state;
    two_texts *texts = start(2);
    add_a(texts, 5000);
    add_b(texts, 4000);
    assert_int_equal(count_runs(texts), 0);
}

static void a_stretch_is_found_to_the_letter_wherever_it_stands(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        two_texts *texts = start(seed);
        add_a(texts, random_below(&texts->source, 900));
        add_b(texts, random_below(&texts->source, 900));
        const size_t a_begin = texts->a_count, b_begin = texts->b_count;
        const size_t letters = DD_RUN_LEAST_LETTERS + random_below(&texts->source, 400);
        add_both(texts, letters);
        add_a(texts, random_below(&texts->source, 900));
        add_b(texts, random_below(&texts->source, 900));
        dd_aligner aligner = align(texts, SHINGLE);
        assert_int_equal(aligner.run_count, 1);
        check_run(&aligner.run[0], a_begin, b_begin, letters);
        assert_int_equal(aligner.run[0].matches, letters - SHINGLE + 1);
        dd_aligner_free(&aligner);
        free(texts);
    }
}

static size_t runs_of_stretch(size_t letters) {
    two_texts *texts = start(letters);
    add_a(texts, 100);
    add_b(texts, 150);
    add_both(texts, letters);
    add_a(texts, 100);
    add_b(texts, 100);
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
    two_texts *texts = start(a_letters * 1000 + b_letters);
    add_both(texts, 60);
    add_a(texts, a_letters);
    add_b(texts, b_letters);
    add_both(texts, 60);
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
    two_texts *texts = start(shingles);
    for (size_t i = 0; i < shingles; i++) {
        add_a(texts, 12);
        add_b(texts, 12);
        add_both(texts, SHINGLE);
    }
    add_a(texts, 50);
    add_b(texts, 50);
    return count_runs(texts);
}

static void a_run_needs_enough_shared_shingles(void **state) {
    (void)state;
    assert_int_equal(runs_of_shingles(DD_RUN_LEAST_MATCHES - 1), 0);
    assert_int_equal(runs_of_shingles(DD_RUN_LEAST_MATCHES), 1);
}

static void runs_are_counted_together_through_damage(void **state) {
    (void)state;
    two_texts *texts = start(5);
    for (unsigned i = 0; i < 20; i++) {
        add_both(texts, 40);
        add_a(texts, 1);
        add_b(texts, i % 2);
    }
    dd_aligner aligner = align(texts, SHINGLE);
    assert_int_equal(aligner.run_count, 1);
    assert_int_equal(aligner.run[0].matches, 20 * (40 - SHINGLE + 1));
    assert_int_equal(aligner.run[0].a_end, texts->a_count - 1);
    dd_aligner_free(&aligner);
    free(texts);
}

/* ---- order of passages */

static void moved_passages_are_runs_of_their_own(void **state) {
    (void)state;
    two_texts *texts = start(6);
    add_both(texts, 300);
    add_a(texts, 200);
    add_both(texts, 250);
    uint8_t first[300]; /* b has the two stretches the other way round */
    memcpy(first, texts->b, 300);
    memmove(texts->b, texts->b + 300, 250);
    memcpy(texts->b + 250, first, 300);
    dd_aligner aligner = align(texts, SHINGLE);
    assert_int_equal(aligner.run_count, 2);
    check_run(&aligner.run[0], 500, 0, 250); /* in order of b */
    check_run(&aligner.run[1], 0, 250, 300);
    dd_aligner_free(&aligner);
    free(texts);
}

static void many_passages_are_all_found_in_order_of_b(void **state) {
    (void)state;
    enum { PASSAGES = 40 };
    two_texts *texts = start(7);
    size_t begin[PASSAGES];
    for (unsigned i = 0; i < PASSAGES; i++) {
        add_a(texts, 60 + random_below(&texts->source, 60));
        add_b(texts, 60 + random_below(&texts->source, 60));
        begin[i] = texts->b_count;
        add_both(texts, 30 + random_below(&texts->source, 90));
    }
    dd_aligner aligner = align(texts, SHINGLE);
    assert_int_equal(aligner.run_count, PASSAGES);
    for (unsigned i = 0; i < PASSAGES; i++)
        assert_int_equal(aligner.run[i].b_begin, begin[i]);
    dd_aligner_free(&aligner);
    free(texts);
}

static void a_passage_that_one_side_repeats_covers_every_copy_there(void **state) {
    (void)state;
    two_texts *texts = start(8);
    add_both(texts, 120);
    for (unsigned i = 0; i < 3; i++) { /* b has it four times, a once */
        add_b(texts, 100);
        memcpy(texts->b + texts->b_count, texts->b, 120);
        texts->b_count += 120;
    }
    add_a(texts, 400);
    dd_aligner aligner = align(texts, SHINGLE);
    assert_int_equal(aligner.run_count, 4);
    for (unsigned i = 0; i < 4; i++)
        check_run(&aligner.run[i], 0, i * 220, 120);
    dd_aligner_free(&aligner);
    free(texts);
}

/* ---- any texts */

/* Texts of few letters match everywhere and in every way. */
static void promises_hold_for_texts_that_repeat_themselves(void **state) {
    (void)state;
    static const size_t shingles[] = {5, 8, 9, 16, 32};
    for (uint64_t seed = 0; seed < 400; seed++) {
        two_texts *texts = start(seed);
        const size_t alphabet = 1 + random_below(&texts->source, 4);
        texts->a_count = random_below(&texts->source, 600);
        texts->b_count = random_below(&texts->source, 600);
        for (size_t i = 0; i < texts->a_count; i++)
            texts->a[i] = (uint8_t)('a' + random_below(&texts->source, alphabet));
        for (size_t i = 0; i < texts->b_count; i++)
            texts->b[i] = i >= 40 && i < texts->a_count && seed % 2 == 0
                              ? texts->a[i - 40]
                              : (uint8_t)('a' + random_below(&texts->source, alphabet));
        dd_aligner aligner = align(texts, shingles[seed % 5]);
        dd_aligner_free(&aligner);
        free(texts);
    }
}

static void one_letter_a_million_times_is_no_trouble(void **state) {
    (void)state;
    enum { COUNT = 1000000 };
    uint8_t *text = malloc(COUNT + 16);
    assert_non_null(text);
    memset(text, 'a', COUNT + 16);
    dd_aligner aligner = {0};
    const dd_letters a = {.letter = text, .count = COUNT}, b = {.letter = text, .count = COUNT - 17};
    assert_int_equal(dd_aligner_load(&aligner, &a, SHINGLE, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
    check_runs(&aligner, &a, &b);
    assert_true(aligner.run_count >= 1);
    dd_aligner_free(&aligner);
    free(text);
}

static void every_length_of_shingle_finds_a_copy(void **state) {
    (void)state;
    for (size_t shingle = 5; shingle <= 32; shingle++) {
        two_texts *texts = start(shingle);
        add_a(texts, 70);
        add_b(texts, 40);
        add_both(texts, 200);
        dd_aligner aligner = align(texts, shingle);
        assert_int_equal(aligner.run_count, 1);
        check_run(&aligner.run[0], 70, 40, 200);
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
            assert_int_equal(dd_aligner_load(&aligner, &a, SHINGLE, NULL), DEDUPE_OK);
            assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
            assert_int_equal(aligner.run_count, 0);
            dd_aligner_free(&aligner);
        }
}

/* ---- use */

static void one_loaded_side_serves_many_others(void **state) {
    (void)state;
    dd_aligner aligner = {0};
    two_texts *texts = start(11);
    add_both(texts, 3000);
    const dd_letters a = {.letter = texts->a, .count = texts->a_count};
    for (unsigned load = 0; load < 2; load++) {
        assert_int_equal(dd_aligner_load(&aligner, &a, SHINGLE, NULL), DEDUPE_OK);
        for (size_t begin = 0; begin < 2900; begin += 290) {
            uint8_t part[116];
            memcpy(part, texts->a + begin, sizeof part);
            const dd_letters b = {.letter = part, .count = 100};
            assert_int_equal(dd_aligner_align(&aligner, &b, NULL), DEDUPE_OK);
            assert_int_equal(aligner.run_count, 1);
            check_run(&aligner.run[0], begin, 0, 100);
        }
    }
    /* a shorter side loaded afterwards knows nothing of the first */
    static uint8_t other[64] = "zzyyxxwwvvuuttssrrqqppoonnmm";
    assert_int_equal(dd_aligner_load(&aligner, &(dd_letters){.letter = other, .count = 28}, SHINGLE, NULL),
                     DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &a, NULL), DEDUPE_OK);
    assert_int_equal(aligner.run_count, 0);
    dd_aligner_free(&aligner);
    assert_null(aligner.run);
    free(texts);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    two_texts *texts = start(12);
    for (unsigned i = 0; i < 60; i++) { /* passages, so that the list of runs grows again and again */
        add_both(texts, 30);
        add_a(texts, 60);
        add_b(texts, 60);
    }
    const dd_letters a = {.letter = texts->a, .count = texts->a_count};
    const dd_letters b = {.letter = texts->b, .count = texts->b_count};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_aligner aligner = {0};
        dd_memory_fail_after(after);
        status = dd_aligner_load(&aligner, &a, SHINGLE, NULL);
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
        cmocka_unit_test(a_passage_that_one_side_repeats_covers_every_copy_there),
        cmocka_unit_test(promises_hold_for_texts_that_repeat_themselves),
        cmocka_unit_test(one_letter_a_million_times_is_no_trouble),
        cmocka_unit_test(every_length_of_shingle_finds_a_copy),
        cmocka_unit_test(texts_shorter_than_a_shingle_have_no_run),
        cmocka_unit_test(one_loaded_side_serves_many_others),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
