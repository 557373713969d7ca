/* Where relations begin and end: what is too little to mean anything. */
#include "two_pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A passage of some 100 letters in texts of ever more letters: related from a coverage of 0.04 on. */
static void related_ends_where_coverage_is_too_little(void **state) {
    (void)state;
    unsigned related = 0, none = 0;
    for (size_t bytes = 400; bytes < 4000; bytes += 200) {
        const dd_link link = two_pieces_compare(bytes, bytes, bytes, 120, 60);
        const double most = dd_link_strength(&link);
        if (most > 0.042 && most < 0.2) {
            assert_int_equal(link.relation, DEDUPE_RELATED);
            related++;
        } else if (most < 0.038) {
            assert_int_equal(link.relation, DEDUPE_NONE);
            assert_int_equal(link.reason, DEDUPE_REASON_TOO_LITTLE);
            none++;
        }
    }
    assert_true(related >= 4 && none >= 3);
}

/* A stock sentence of some 30 letters ties nothing, whatever its share of a brief. */
static void a_short_passage_is_too_little(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link link = two_pieces_compare(seed, 250, 400, 30, 0);
        assert_int_equal(link.relation, DEDUPE_NONE);
        assert_true(link.reason == DEDUPE_REASON_TOO_LITTLE || link.reason == DEDUPE_REASON_NOTHING_SHARED);
    }
}

/* A brief is not derived from one sentence of less than 150 letters. */
static void a_brief_is_not_derived_from_one_sentence(void **state) {
    (void)state;
    unsigned related = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link link = two_pieces_compare(seed, 140, 700, 135, 0);
        assert_true(link.coverage_a > 0.4);
        if (link.coverage_a < 0.78) {
            assert_int_equal(link.relation, DEDUPE_RELATED);
            assert_int_equal(link.reason, DEDUPE_REASON_SHORT);
            related++;
        }
    }
    assert_true(related > 10);
}

/* The same share in more letters is. */
static void the_same_share_of_more_letters_is_derived(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link link = two_pieces_compare(seed, 360, 2400, 340, 0);
        assert_true(link.coverage_a > 0.4 && link.coverage_a < 0.6);
        assert_int_equal(link.relation, DEDUPE_DERIVED);
    }
}

/* A copyright line makes no reuse, however short the page is that carries it. */
static void a_copyright_line_is_no_reuse(void **state) {
    static const char line[] = "Copyright 2031 Lowmark Stations. All rights reserved. These pages may not be "
                               "printed, sent, rewritten or passed on by anybody else. ";
    (void)state;
    compared_pair made;
    story page = {0}, other = {0};
    story_add_text(&page, line);
    story_add_text(&page, "Back: nine habits of quiet neighbours. ");
    story_add_text(&page, "Next: the ferry that never was. ");
    story_add_text(&other, "More to read. Do not miss. ");
    story_add_text(&other, line);
    story_add_text(&other,
                   "Police gave the names of two people who died when a lorry left the hill road at dusk, "
                   "and asked drivers who passed there to call the station in the valley. ");
    compared_pair_make(&made, &page, &other, NULL, NULL);
    assert_true(made.link.coverage_a > 0.5 || made.link.coverage_b > 0.5);
    assert_int_equal(made.link.relation, DEDUPE_VARIANT); /* two pages of one frame */
    compared_pair_free(&made);
    story_free(&page);
    story_free(&other);
}

/* Runs bridge what differs. A text in which only short phrases agree, word of another story between them, is
 * covered by such runs and yet no rewrite. */
static void bridged_phrases_are_no_rewrite(void **state) {
    (void)state;
    unsigned related = 0;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        random_source source = random_start(seed);
        dd_comparer comparer = {0};
        dd_arena texts = {0};
        dd_article x, y;
        dd_link link = {0};
        dd_compare_options options = compared_pair_defaults;
        story prose = {0}, other_prose = {0}, a = {0}, b = {0};
        story_add_prose(&prose, &source, 2000);
        story_add_prose(&other_prose, &source, 2000);
        story_add_part(&a, &prose, 0, 1300);
        for (size_t at = 0; at < 560; at += 56) { /* 20 bytes in common, 36 that are not, so on */
            story_add_part(&b, &prose, at, at + 20);
            story_add_part(&b, &other_prose, at, at + 36);
        }
        story_add_part(&b, &other_prose, 800, 1400);
        options.passages = 0;
        compared_pair_read(&x, &a, &texts);
        compared_pair_read(&y, &b, &texts);
        assert_int_equal(dd_compare(&comparer, &(dd_compare_side){&x, NULL}, &(dd_compare_side){&y, NULL},
                                    &options, NULL, &link, NULL),
                         DEDUPE_OK);
        if (dd_link_strength(&link) > 0.32) {
            assert_true(link.relation < DEDUPE_DERIVED);
            related++;
        }
        dd_comparer_free(&comparer);
        dd_arena_free(&texts);
        story_free(&prose);
        story_free(&other_prose);
        story_free(&a);
        story_free(&b);
    }
    assert_true(related >= 5);
}

/* Names of bodies and titles that fill a good part of two notices, each in another place, are phrases. */
static void phrases_in_other_places_are_no_rewrite(void **state) {
    enum { PHRASES = 12, PHRASE = 48, OWN = 60 };
    (void)state;
    unsigned phrased = 0;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        random_source source = random_start(seed);
        compared_pair made;
        story phrases = {0}, own_a = {0}, own_b = {0}, a = {0}, b = {0};
        story_add_prose(&phrases, &source, PHRASES * PHRASE + 200);
        story_add_prose(&own_a, &source, PHRASES * OWN + 200);
        story_add_prose(&own_b, &source, PHRASES * OWN + 200);
        for (size_t i = 0; i < PHRASES; i++) {
            const size_t back = PHRASES - 1 - i;
            story_add_part(&a, &phrases, i * PHRASE, (i + 1) * PHRASE);
            story_add_part(&a, &own_a, i * OWN, (i + 1) * OWN);
            story_add_part(&b, &phrases, back * PHRASE, (back + 1) * PHRASE);
            story_add_part(&b, &own_b, i * OWN, (i + 1) * OWN);
        }
        compared_pair_make(&made, &a, &b, NULL, NULL);
        assert_true(dd_link_strength(&made.link) > 0.35);
        assert_true(made.link.relation < DEDUPE_DERIVED);
        phrased += made.link.relation == DEDUPE_RELATED && made.link.reason == DEDUPE_REASON_PHRASES;
        compared_pair_free(&made);
        story_free(&phrases);
        story_free(&own_a);
        story_free(&own_b);
        story_free(&a);
        story_free(&b);
    }
    assert_true(phrased >= 4);
}

/* The borders of boilerplate are known to a few letters only: what a run has beside it is not text in common,
 * unless it is long enough for a passage. */
static void rests_beside_boilerplate_do_not_count(void **state) {
    (void)state;
    for (uint32_t missed = 0; missed <= 120; missed += 20) {
        random_source source = random_start(missed + 1);
        compared_pair made;
        story frame = {0}, a = {0}, b = {0};
        story_add_prose(&frame, &source, 500);
        const uint32_t letters = (uint32_t)story_count_letters(&frame, 0, frame.length);
        const dd_span span = {missed, letters - missed};
        const dd_spans spans = {.span = &span, .count = 1};
        story_add_bytes(&a, frame.text, frame.length);
        story_add_bytes(&b, frame.text, frame.length);
        story_add_prose(&a, &source, 700);
        story_add_prose(&b, &source, 900);
        compared_pair_make(&made, &a, &b, &spans, &spans);
        if (missed <= 40) {
            assert_int_equal(made.link.relation, DEDUPE_NONE);
            assert_int_equal(made.link.reason, DEDUPE_REASON_BOILERPLATE);
        } else {
            assert_true(made.link.relation >= DEDUPE_RELATED);
        }
        compared_pair_free(&made);
        story_free(&frame);
        story_free(&a);
        story_free(&b);
    }
}

/* Where little stands outside the frame, a part of that little is not enough: with boilerplate at half weight
 * a fifth must be covered. */
static void a_little_in_large_frames_is_not_derived(void **state) {
    (void)state;
    random_source source = random_start(7);
    for (uint64_t seed = 0; seed < 10; seed++) {
        two_pieces pieces;
        compared_pair made;
        story a_frame = {0}, b_frame = {0};
        two_pieces_make(&pieces, seed, 300, 300, 200, 0);
        story_add_prose(&a_frame, &source, 4000);
        story_add_prose(&b_frame, &source, 4000);
        const dd_span a_span = {0, (uint32_t)story_count_letters(&a_frame, 0, a_frame.length)};
        const dd_span b_span = {0, (uint32_t)story_count_letters(&b_frame, 0, b_frame.length)};
        const dd_spans a_spans = {.span = &a_span, .count = 1}, b_spans = {.span = &b_span, .count = 1};
        story_add_bytes(&a_frame, pieces.a.text, pieces.a.length);
        story_add_bytes(&b_frame, pieces.b.text, pieces.b.length);
        compared_pair_make(&made, &a_frame, &b_frame, &a_spans, &b_spans);
        assert_true(made.link.coverage_a > 0.33 && made.link.coverage_b > 0.33);
        assert_true(made.link.coverage_a < 0.5 && made.link.coverage_b < 0.5);
        assert_int_equal(made.link.relation, DEDUPE_RELATED);
        compared_pair_free(&made);
        story_free(&a_frame);
        story_free(&b_frame);
        two_pieces_free(&pieces);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(related_ends_where_coverage_is_too_little),
        cmocka_unit_test(a_short_passage_is_too_little),
        cmocka_unit_test(a_brief_is_not_derived_from_one_sentence),
        cmocka_unit_test(the_same_share_of_more_letters_is_derived),
        cmocka_unit_test(a_copyright_line_is_no_reuse),
        cmocka_unit_test(bridged_phrases_are_no_rewrite),
        cmocka_unit_test(phrases_in_other_places_are_no_rewrite),
        cmocka_unit_test(rests_beside_boilerplate_do_not_count),
        cmocka_unit_test(a_little_in_large_frames_is_not_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
