/* Input that nobody would call an article: the engine must say something sensible of it, the same for any
 * number of threads, without pairing everything with everything. */
#include "engine_corpus.h"
#include "result_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static engine_corpus corpus;

static int clean_up(void **state) {
    (void)state;
    engine_corpus_clear(&corpus);
    return 0;
}

static story *next_text(void) {
    return engine_corpus_next(&corpus);
}

static void repeat(story *made, const char *piece, size_t times) {
    for (size_t i = 0; i < times; i++)
        story_add_text(made, piece);
}

/* Runs with one thread and with three, which must agree, and compares a few pairs. */
static engine_run run(void) {
    dedupe_options options = dedupe_options_default();
    options.threads = 1;
    engine_run one = engine_run_start(&options, &corpus, NULL);
    options.threads = 3;
    engine_run many = engine_run_start(&options, &corpus, NULL);
    assert_true(engine_run_equal(&one, &many));
    engine_run_free(&many);
    for (size_t i = 0; i + 1 < corpus.count && i < 12; i++) {
        const story *a = &corpus.text[i], *b = &corpus.text[i + 1];
        dedupe_comparison *pair = NULL;
        assert_int_equal(dedupe_compare(NULL, a->text, a->length, b->text, b->length, &pair, NULL),
                         DEDUPE_OK);
        assert_null(result_check_comparison(pair));
        dedupe_comparison_free(pair);
    }
    return one;
}

static void one_letter_a_million_times(void **state) {
    (void)state;
    repeat(next_text(), "a", 1000000);
    repeat(next_text(), "a", 999999);
    repeat(next_text(), "a ", 300000);
    repeat(next_text(), "b", 1000000);
    repeat(next_text(), "ab", 500000);
    engine_run made = run();
    assert_int_equal(made.result->counts.compared, 5);
    const dedupe_pair *pair = engine_run_pair(&made, 0, 3); /* of another letter */
    assert_true(pair == NULL || pair->relation == DEDUPE_NONE);
    engine_run_free(&made);
}

static void a_sentence_two_hundred_times(void **state) {
    (void)state;
    random_source source = random_start(1);
    for (unsigned i = 0; i < 6; i++) {
        story *made = next_text();
        story_add_prose(made, &source, 100 * i);
        repeat(made, "The council meets on Thursday to vote on the plan for the old mill. ", 200);
        story_add_prose(made, &source, 50 * i);
    }
    engine_run made = run();
    assert_int_equal(made.result->cluster_count, 1);
    assert_int_equal(made.result->clusters[0].member_count, 6);
    engine_run_free(&made);
}

static void three_hundred_identical_texts(void **state) {
    (void)state;
    for (unsigned i = 0; i < 300; i++)
        story_add_text(next_text(), "The harbour reopened on Monday after a week of storms, the port said.");
    engine_run made = run();
    assert_int_equal(made.result->cluster_count, 1);
    assert_int_equal(made.result->clusters[0].member_count, 300);
    assert_int_equal(made.result->counts.candidate_pairs, 0); /* one stands in for all */
    assert_true(made.result->pair_count < 300 * 4);
    engine_run_free(&made);
}

static void three_hundred_copies_with_a_word_changed(void **state) {
    (void)state;
    random_source source = random_start(5);
    story original = {0};
    story_add_prose(&original, &source, 1500);
    for (unsigned i = 0; i < 300; i++) {
        story *made = next_text();
        const size_t at = random_below(&source, original.length);
        story_add_bytes(made, original.text, at);
        story_add_prose(made, &source, 1); /* a sentence */
        story_add_bytes(made, original.text + at, original.length - at);
    }
    story_free(&original);
    engine_run made = run();
    assert_int_equal(made.result->cluster_count, 1);
    assert_int_equal(made.result->clusters[0].member_count, 300);
    assert_true(made.result->counts.verified_pairs < 300 * 60); /* not all 44,850 */
    engine_run_free(&made);
}

static void texts_of_one_byte(void **state) {
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        const char text = (char)byte;
        story_add_bytes(next_text(), &text, 1);
    }
    engine_run made = run();
    assert_int_equal(made.result->counts.compared, 10 + 2 * 26);
    assert_int_equal(made.result->cluster_count, 26); /* "a" and "A" */
    engine_run_free(&made);
}

static void empty_and_binary_texts(void **state) {
    (void)state;
    random_source source = random_start(2);
    for (unsigned i = 0; i < 10; i++) {
        (void)next_text();
        story_add_text(next_text(), " \n\t");
        story_add_bytes(next_text(), "\0\0\0\0\1\2\0\0\0\0\0\0", 12);
    }
    engine_run made = run();
    assert_int_equal(made.result->counts.compared, 0);
    assert_int_equal(made.result->pair_count, 0);
    assert_int_equal(made.result->cluster_count, 0);
    engine_run_free(&made);
    for (unsigned i = 0; i < 40; i++)
        story_add_noise(next_text(), &source, random_below(&source, 5000));
    made = run();
    assert_int_equal(made.result->cluster_count, 0);
    engine_run_free(&made);
}

/* A story with a byte here and there that is no UTF-8. */
static void invalid_utf8(void **state) {
    (void)state;
    random_source source = random_start(3);
    story original = {0};
    story_add_prose(&original, &source, 3000);
    for (unsigned i = 0; i < 8; i++) {
        story *made = next_text();
        story_add_bytes(made, original.text, original.length);
        for (size_t at = 0; at < made->length; at += 1 + random_below(&source, 160))
            made->text[at] = (char)(0x80 + random_below(&source, 128));
    }
    story_free(&original);
    engine_run made = run();
    assert_int_equal(made.result->cluster_count, 1);
    assert_int_equal(made.result->clusters[0].member_count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_true(made.result->articles[i].invalid_bytes > 0);
    engine_run_free(&made);
}

/* A book of a megabyte among parts of it. */
static void a_very_long_text(void **state) {
    (void)state;
    random_source source = random_start(4);
    story *book = next_text();
    story_add_prose(book, &source, 1000000);
    for (size_t i = 1; i <= 5; i++)
        story_add_part(next_text(), book, 190000 * i, 190000 * i + 1500);
    engine_run made = run();
    for (size_t i = 1; i <= 5; i++) { /* also where positions pass 65536 */
        const dedupe_pair *pair = engine_run_pair(&made, 0, i);
        assert_non_null(pair);
        assert_int_equal(pair->relation, DEDUPE_EXCERPT);
        assert_true(pair->coverage_of_b > 0.99);
    }
    engine_run_free(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(one_letter_a_million_times, clean_up),
        cmocka_unit_test_teardown(a_sentence_two_hundred_times, clean_up),
        cmocka_unit_test_teardown(three_hundred_identical_texts, clean_up),
        cmocka_unit_test_teardown(three_hundred_copies_with_a_word_changed, clean_up),
        cmocka_unit_test_teardown(texts_of_one_byte, clean_up),
        cmocka_unit_test_teardown(empty_and_binary_texts, clean_up),
        cmocka_unit_test_teardown(invalid_utf8, clean_up),
        cmocka_unit_test_teardown(a_very_long_text, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
