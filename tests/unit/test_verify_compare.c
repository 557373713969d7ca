/* One pair compared in full: relations and coverage of texts whose shared part is known. */
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void check_close(double value, double expected, double tolerance) {
    if (value < expected - tolerance || value > expected + tolerance)
        fail_msg("%.4f is not %.4f", value, expected);
}

/* The relation of two texts without boilerplate. */
static dedupe_relation relation_of(const story *a, const story *b) {
    compared_pair made;
    compared_pair_make(&made, a, b, NULL, NULL);
    const dedupe_relation relation = made.link.relation;
    compared_pair_free(&made);
    return relation;
}

static dedupe_relation relation_of_words(const char *a, const char *b) {
    const story x = {(char *)a, strlen(a), 0}, y = {(char *)b, strlen(b), 0};
    return relation_of(&x, &y);
}

/* Two stories, told from one random source, and what was found out about them. */
typedef struct pair_of_stories {
    random_source source;
    story a, b;
    compared_pair made;
} pair_of_stories;

static pair_of_stories start(uint64_t seed) {
    return (pair_of_stories){.source = random_start(seed)};
}

/* Compares them, perhaps anew, with boilerplate of either side (NULL: none). */
static void compare(pair_of_stories *t, const dd_spans *a_spans, const dd_spans *b_spans) {
    compared_pair_free(&t->made);
    compared_pair_make(&t->made, &t->a, &t->b, a_spans, b_spans);
}

static void finish(pair_of_stories *t) {
    compared_pair_free(&t->made);
    story_free(&t->a);
    story_free(&t->b);
}

/* ---- relations */

static void the_same_letters_are_identical(void **state) {
    (void)state;
    pair_of_stories t = start(1);
    story_add_prose(&t.a, &t.source, 3000);
    for (size_t i = 0; i < t.a.length; i++) { /* shouted, without commas, one word a line */
        const char c = t.a.text[i];
        const char out = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c == ' ' ? '\n' : c);
        if (c != ',')
            story_add_bytes(&t.b, &out, 1);
    }
    compare(&t, NULL, NULL);
    assert_int_equal(t.made.link.relation, DEDUPE_IDENTICAL);
    assert_int_equal(t.made.link.reason, DEDUPE_REASON_SAME_TEXT);
    assert_true(t.made.link.coverage_a == 1 && t.made.link.coverage_b == 1 && t.made.link.resemblance == 1);
    assert_int_equal(t.made.link.passage_count, 1);
    assert_int_equal(t.made.link.passage[0].offset, 0);
    assert_true(t.made.link.passage[0].length > t.a.length - 4);
    assert_true(t.made.link.passage[0].other_length > t.b.length - 4);
    finish(&t);
}

static void short_texts_are_compared_whole(void **state) {
    (void)state;
    assert_int_equal(relation_of_words("cat", "dog"), DEDUPE_NONE);
    assert_int_equal(relation_of_words("cat", "CAT!"), DEDUPE_IDENTICAL);
    assert_int_equal(relation_of_words("cat", "cats"), DEDUPE_NONE);
    assert_int_equal(relation_of_words("a", "b"), DEDUPE_NONE);
    assert_int_equal(relation_of_words("a", "a"), DEDUPE_IDENTICAL);
    assert_int_equal(relation_of_words("Breaking news", "Breaking news: ferry aground"), DEDUPE_NONE);
}

static void a_damaged_copy_is_near(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        pair_of_stories t = start(seed);
        story_add_prose(&t.a, &t.source, 2500);
        story_add_damaged(&t.b, &t.a, &t.source, 0.02);
        compare(&t, NULL, NULL);
        assert_int_equal(t.made.link.relation, DEDUPE_NEAR);
        assert_int_equal(t.made.link.reason, DEDUPE_REASON_BOTH_COVERED);
        assert_true(t.made.link.coverage_a > 0.95 && t.made.link.coverage_b > 0.95);
        finish(&t);
    }
}

static void a_part_inside_a_whole_is_an_excerpt(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        pair_of_stories t = start(seed);
        story_add_prose(&t.a, &t.source, 4000);
        story_add_part(&t.b, &t.a, 300 * seed, 300 * seed + 600);
        compare(&t, NULL, NULL);
        assert_int_equal(t.made.link.relation, DEDUPE_EXCERPT);
        assert_int_equal(t.made.link.reason, DEDUPE_REASON_ONE_COVERED);
        check_close(t.made.link.coverage_b, 1, 0.001);
        check_close(t.made.link.coverage_a,
                    (double)story_count_letters(&t.b, 0, t.b.length) / (double)t.made.a.letters, 0.02);
        finish(&t);
    }
}

static void a_rewrite_is_derived(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        pair_of_stories t = start(seed);
        story_add_prose(&t.a, &t.source, 5000);
        story_add_rewrite(&t.b, &t.a, &t.source, 0.55);
        compare(&t, NULL, NULL);
        assert_int_equal(t.made.link.relation, DEDUPE_DERIVED);
        assert_int_equal(t.made.link.reason, DEDUPE_REASON_PARTLY_COVERED);
        assert_true(t.made.link.passage_count > 2);
        finish(&t);
    }
}

static void a_shared_paragraph_is_related(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        pair_of_stories t = start(seed);
        story_add_prose(&t.a, &t.source, 4000);
        story_add_prose(&t.b, &t.source, 1500);
        story_add_part(&t.b, &t.a, 1000, 1400);
        story_add_text(&t.b, ". ");
        story_add_prose(&t.b, &t.source, 1500);
        compare(&t, NULL, NULL);
        assert_int_equal(t.made.link.relation, DEDUPE_RELATED);
        assert_int_equal(t.made.link.reason, DEDUPE_REASON_PASSAGE);
        assert_true(t.made.link.passage_count >= 1);
        finish(&t);
    }
}

/* Two stories of so many bytes that share parts of the given lengths, in bytes, and nothing else. */
static dedupe_relation relation_by_parts(uint64_t seed, size_t bytes, const size_t *part, size_t parts) {
    pair_of_stories t = start(seed);
    for (size_t i = 0; i < parts; i++) {
        story shared = {0};
        story_add_prose(&shared, &t.source, 400);
        story_add_prose(&t.a, &t.source, bytes);
        story_add_part(&t.a, &shared, 100, 100 + part[i]);
        story_add_text(&t.a, ". ");
        story_add_prose(&t.b, &t.source, bytes);
        story_add_part(&t.b, &shared, 100, 100 + part[i]);
        story_add_text(&t.b, ". ");
        story_free(&shared);
    }
    story_add_prose(&t.a, &t.source, bytes);
    story_add_prose(&t.b, &t.source, bytes);
    compare(&t, NULL, NULL);
    const dedupe_relation relation = t.made.link.relation;
    if (relation == DEDUPE_NONE) {
        assert_int_equal(t.made.link.reason, DEDUPE_REASON_TOO_LITTLE);
        assert_int_equal(t.made.link.passage_count, 0);
    }
    finish(&t);
    return relation;
}

/* The name of a body, an agency's formula: 50 to 70 letters, with spaces some ten bytes more. */
static void a_lone_set_phrase_is_no_relation(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        assert_int_equal(relation_by_parts(seed, 300, (const size_t[]){64}, 1), DEDUPE_NONE);
        assert_int_equal(relation_by_parts(seed, 200, (const size_t[]){64, 24}, 2), DEDUPE_NONE);
    }
}

static void a_long_sentence_or_several_passages_are_related(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        assert_int_equal(relation_by_parts(seed, 400, (const size_t[]){110}, 1), DEDUPE_RELATED);
        assert_int_equal(relation_by_parts(seed, 300, (const size_t[]){70, 60}, 2), DEDUPE_RELATED);
    }
}

/* What is a phrase in an article is a third of a headline with two lines below. */
static void a_phrase_that_fills_a_brief_is_related(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++)
        assert_int_equal(relation_by_parts(seed, 20, (const size_t[]){64}, 1), DEDUPE_RELATED);
}

static void unrelated_texts_have_no_relation(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        pair_of_stories t = start(seed);
        story_add_prose(&t.a, &t.source, 300 + 80 * seed);
        story_add_prose(&t.b, &t.source, 3000);
        compare(&t, NULL, NULL);
        assert_int_equal(t.made.link.relation, DEDUPE_NONE);
        assert_true(t.made.link.reason == DEDUPE_REASON_NOTHING_SHARED ||
                    t.made.link.reason == DEDUPE_REASON_TOO_LITTLE);
        assert_int_equal(t.made.link.passage_count, 0);
        assert_true(dd_link_strength(&t.made.link) < 0.04);
        finish(&t);
    }
}

/* The two articles compared, without passages. */
static dd_link link_of(dd_comparer *comparer, const dd_article *x, const dd_article *y,
                       const dd_compare_options *options) {
    dd_link link;
    assert_int_equal(dd_compare(comparer, &(dd_compare_side){x, NULL}, &(dd_compare_side){y, NULL}, options,
                                NULL, &link, NULL),
                     DEDUPE_OK);
    return link;
}

/* Without it a pair is what it is with it; it is 0 below `derived`, where no later rule asks for it. */
static void weak_resemblance_may_be_left_out(void **state) {
    (void)state;
    unsigned left_out = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        random_source source = random_start(seed);
        story a = {0}, b = {0};
        dd_arena texts = {0};
        dd_comparer comparer = {0};
        dd_article x, y;
        story_add_prose(&a, &source, 3000);
        story_add_rewrite(&b, &a, &source, 0.1 + 0.02 * (double)seed);
        compared_pair_read(&x, &a, &texts);
        compared_pair_read(&y, &b, &texts);
        dd_compare_options options = compared_pair_defaults;
        options.passages = 0;
        const dd_link full = link_of(&comparer, &x, &y, &options);
        options.skip_weak_resemblance = true;
        const dd_link quick = link_of(&comparer, &x, &y, &options);
        assert_int_equal(quick.relation, full.relation);
        assert_int_equal(quick.reason, full.reason);
        assert_true(quick.coverage_a == full.coverage_a && quick.coverage_b == full.coverage_b);
        assert_true(full.relation == DEDUPE_NONE || full.resemblance > 0);
        assert_true(quick.resemblance == (dd_link_may_be_stock(&full) ? full.resemblance : 0));
        left_out += full.relation == DEDUPE_RELATED;
        dd_comparer_free(&comparer);
        dd_arena_free(&texts);
        story_free(&a);
        story_free(&b);
    }
    assert_true(left_out > 0 && left_out < 20);
}

static void the_threshold_of_derived_is_an_option(void **state) {
    (void)state;
    random_source source = random_start(3);
    story a = {0}, b = {0};
    dd_arena texts = {0};
    dd_comparer comparer = {0};
    dd_article x, y;
    story_add_prose(&a, &source, 6000);
    story_add_rewrite(&b, &a, &source, 0.4);
    compared_pair_read(&x, &a, &texts);
    compared_pair_read(&y, &b, &texts);
    dedupe_relation last = DEDUPE_DERIVED;
    unsigned derived = 0;
    for (unsigned percent = 5; percent <= 80; percent += 5) {
        const dd_compare_options options = {.shingle = 9, .derived_coverage = percent / 100.0};
        const dd_link link = link_of(&comparer, &x, &y, &options);
        assert_true(link.relation == DEDUPE_DERIVED || link.relation == DEDUPE_RELATED);
        assert_true(link.relation <= last); /* once it is too high, it stays too high */
        assert_null(link.passage);
        assert_int_equal(link.relation == DEDUPE_DERIVED, link.derived_up_to >= options.derived_coverage);
        last = link.relation;
        derived += last == DEDUPE_DERIVED;
    }
    assert_true(derived >= 5 && derived <= 12);
    dd_comparer_free(&comparer);
    dd_arena_free(&texts);
    story_free(&a);
    story_free(&b);
}

static void a_form_filled_in_anew_is_a_variant(void **state) {
    (void)state;
    static const char one[] =
        "Orvelia Instruments on Tuesday reported net income of 38 million crowns for the first quarter. The "
        "maker of sensors based in Dunmarsh earned 61 crowns a share. Revenue rose to 412 million. For the "
        "quarter to July it expects 405 million. Its shares have climbed 17 percent since January.";
    static const char other[] =
        "Tassenbrook Foods on Thursday reported net income of 9 million crowns for the fourth quarter. The "
        "maker of bread based in Quellan earned 14 crowns a share. Revenue rose to 88 million. For the "
        "quarter to December it expects 91 million. Its shares have climbed 6 percent since August.";
    const story a = {(char *)one, sizeof one - 1, 0}, b = {(char *)other, sizeof other - 1, 0};
    compared_pair made;
    compared_pair_make(&made, &a, &b, NULL, NULL);
    assert_int_equal(made.link.relation, DEDUPE_VARIANT);
    assert_int_equal(made.link.reason, DEDUPE_REASON_FORM);
    assert_true(made.link.coverage_a > 0.5);
    compared_pair_free(&made);
}

/* ---- coverage by construction */

static void coverage_is_the_share_of_letters_that_are_shared(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 40; seed++) {
        pair_of_stories t = start(seed);
        story shared = {0};
        story_add_prose(&shared, &t.source, 300 + random_below(&t.source, 2000));
        story_add_prose(&t.a, &t.source, 200 + random_below(&t.source, 3000));
        story_add_bytes(&t.a, shared.text, shared.length);
        story_add_prose(&t.a, &t.source, 200 + random_below(&t.source, 1000));
        story_add_prose(&t.b, &t.source, 200 + random_below(&t.source, 2000));
        story_add_bytes(&t.b, shared.text, shared.length);
        compare(&t, NULL, NULL);
        const double letters = (double)story_count_letters(&shared, 0, shared.length);
        check_close(t.made.link.coverage_a, letters / (double)t.made.a.letters, 0.02);
        check_close(t.made.link.coverage_b, letters / (double)t.made.b.letters, 0.02);
        assert_true(dd_link_strength(&t.made.link) == (t.made.link.coverage_a > t.made.link.coverage_b
                                                           ? t.made.link.coverage_a
                                                           : t.made.link.coverage_b));
        story_free(&shared);
        finish(&t);
    }
}

/* ---- boilerplate */

/* Letters of a stretch of bytes, as a span. */
static dd_span span_of(const story *text, size_t begin, size_t end) {
    return (dd_span){(uint32_t)story_count_letters(text, 0, begin),
                     (uint32_t)story_count_letters(text, 0, end)};
}

static void boilerplate_alone_ties_nothing(void **state) {
    (void)state;
    pair_of_stories t = start(5);
    story footer = {0}, prose = {0};
    story_add_prose(&footer, &t.source, 1500);
    story_add_prose(&prose, &t.source, 1000);
    story_add_damaged(&t.a, &prose, &t.source, 0.4); /* past recognition: not even stock phrases are left */
    story_add_damaged(&t.b, &prose, &t.source, 0.4);
    const size_t a_begin = t.a.length, b_begin = t.b.length;
    story_add_bytes(&t.a, footer.text, footer.length);
    story_add_bytes(&t.b, footer.text, footer.length);
    const dd_span a_span = span_of(&t.a, a_begin, t.a.length), b_span = span_of(&t.b, b_begin, t.b.length);
    const dd_spans a_spans = {.span = &a_span, .count = 1}, b_spans = {.span = &b_span, .count = 1};
    compare(&t, NULL, NULL);
    assert_true(t.made.link.relation >= DEDUPE_DERIVED); /* as it would look without knowledge */
    compare(&t, &a_spans, &b_spans);
    assert_int_equal(t.made.link.relation, DEDUPE_NONE);
    assert_int_equal(t.made.link.reason, DEDUPE_REASON_BOILERPLATE);
    assert_true(t.made.link.coverage_a == 0 && t.made.link.coverage_b == 0);
    compare(&t, &a_spans, NULL); /* known of one side is known of both */
    assert_int_equal(t.made.link.relation, DEDUPE_NONE);
    story_free(&footer);
    story_free(&prose);
    finish(&t);
}

static void coverage_leaves_boilerplate_out(void **state) {
    (void)state;
    pair_of_stories t = start(6);
    story menu = {0}, shared = {0};
    story_add_prose(&menu, &t.source, 800);
    story_add_prose(&shared, &t.source, 2000);
    story_add_bytes(&t.a, menu.text, menu.length);
    story_add_bytes(&t.b, menu.text, menu.length);
    const dd_span span = span_of(&t.a, 0, t.a.length);
    const dd_spans spans = {.span = &span, .count = 1};
    story_add_bytes(&t.a, shared.text, shared.length);
    story_add_prose(&t.a, &t.source, 2000);
    story_add_prose(&t.b, &t.source, 1000);
    story_add_bytes(&t.b, shared.text, shared.length);
    compare(&t, &spans, &spans);
    const double letters = (double)story_count_letters(&shared, 0, shared.length);
    check_close(t.made.link.coverage_a, letters / (double)(t.made.a.letters - span.end), 0.02);
    check_close(t.made.link.coverage_b, letters / (double)(t.made.b.letters - span.end), 0.02);
    assert_int_equal(t.made.link.relation, DEDUPE_DERIVED);
    for (size_t i = 0; i < t.made.link.passage_count; i++) /* evidence is never boilerplate */
        assert_true(t.made.link.passage[i].offset + 60 > menu.length);
    story_free(&menu);
    story_free(&shared);
    finish(&t);
}

static void a_copy_in_another_frame_is_near(void **state) {
    (void)state;
    pair_of_stories t = start(7);
    story shared = {0};
    story_add_prose(&shared, &t.source, 1500);
    story_add_prose(&t.a, &t.source, 2500);
    story_add_prose(&t.b, &t.source, 2700);
    const dd_span a_span = span_of(&t.a, 0, t.a.length), b_span = span_of(&t.b, 0, t.b.length);
    story_add_bytes(&t.a, shared.text, shared.length);
    story_add_bytes(&t.b, shared.text, shared.length);
    const dd_spans a_spans = {.span = &a_span, .count = 1}, b_spans = {.span = &b_span, .count = 1};
    compare(&t, &a_spans, &b_spans);
    assert_int_equal(t.made.link.relation, DEDUPE_NEAR);
    assert_true(t.made.link.coverage_a > 0.95 && t.made.link.coverage_b > 0.95);
    story_free(&shared);
    finish(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_letters_are_identical),
        cmocka_unit_test(short_texts_are_compared_whole),
        cmocka_unit_test(a_damaged_copy_is_near),
        cmocka_unit_test(a_part_inside_a_whole_is_an_excerpt),
        cmocka_unit_test(a_rewrite_is_derived),
        cmocka_unit_test(a_shared_paragraph_is_related),
        cmocka_unit_test(a_lone_set_phrase_is_no_relation),
        cmocka_unit_test(a_long_sentence_or_several_passages_are_related),
        cmocka_unit_test(a_phrase_that_fills_a_brief_is_related),
        cmocka_unit_test(unrelated_texts_have_no_relation),
        cmocka_unit_test(weak_resemblance_may_be_left_out),
        cmocka_unit_test(the_threshold_of_derived_is_an_option),
        cmocka_unit_test(a_form_filled_in_anew_is_a_variant),
        cmocka_unit_test(coverage_is_the_share_of_letters_that_are_shared),
        cmocka_unit_test(boilerplate_alone_ties_nothing),
        cmocka_unit_test(coverage_leaves_boilerplate_out),
        cmocka_unit_test(a_copy_in_another_frame_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
