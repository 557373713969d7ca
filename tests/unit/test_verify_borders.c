/* Where relations begin and end: what is too little to mean anything. */
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Two pieces of one prose, which have next to nothing in common by chance, with `shared` bytes at their ends.
 */
typedef struct two_pieces {
    story prose, a, b;
} two_pieces;

static void make_pieces(two_pieces *made, uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared) {
    random_source source = random_start(seed);
    *made = (two_pieces){0};
    story_add_prose(&made->prose, &source, a_bytes + b_bytes + shared + 1000);
    story_add_part(&made->a, &made->prose, 0, a_bytes);
    story_add_part(&made->b, &made->prose, a_bytes + 200, a_bytes + b_bytes + 200);
    story_add_text(&made->a, ". ");
    story_add_text(&made->b, ". ");
    story_add_part(&made->a, &made->prose, a_bytes + b_bytes + 500, a_bytes + b_bytes + 500 + shared);
    story_add_part(&made->b, &made->prose, a_bytes + b_bytes + 500, a_bytes + b_bytes + 500 + shared);
}

static void free_pieces(two_pieces *made) {
    story_free(&made->prose);
    story_free(&made->a);
    story_free(&made->b);
}

static dd_link compare_pieces(uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared) {
    two_pieces pieces;
    compared_pair made;
    make_pieces(&pieces, seed, a_bytes, b_bytes, shared);
    compared_pair_make(&made, &pieces.a, &pieces.b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    free_pieces(&pieces);
    return link;
}

/* A passage of some 100 letters in texts of ever more letters: related from a coverage of 0.04 on. */
static void related_ends_where_coverage_is_too_little(void **state) {
    (void)state;
    unsigned related = 0, none = 0;
    for (size_t bytes = 400; bytes < 4000; bytes += 200) {
        const dd_link link = compare_pieces(bytes, bytes, bytes, 120);
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
        const dd_link link = compare_pieces(seed, 250, 400, 30);
        assert_int_equal(link.relation, DEDUPE_NONE);
        assert_true(link.reason == DEDUPE_REASON_TOO_LITTLE || link.reason == DEDUPE_REASON_NOTHING_SHARED);
    }
}

/* A brief is not derived from one phrase of less than 100 letters. */
static void a_brief_is_not_derived_from_one_phrase(void **state) {
    (void)state;
    unsigned related = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link link = compare_pieces(seed, 90, 600, 85);
        assert_true(link.coverage_a > 0.3);
        if (link.coverage_a < 0.78) {
            assert_int_equal(link.relation, DEDUPE_RELATED);
            related++;
        }
    }
    assert_true(related > 10);
}

/* The same share in more letters is. */
static void the_same_share_of_more_letters_is_derived(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link link = compare_pieces(seed, 360, 2400, 340);
        assert_true(link.coverage_a > 0.4 && link.coverage_a < 0.6);
        assert_int_equal(link.relation, DEDUPE_DERIVED);
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
        make_pieces(&pieces, seed, 300, 300, 200);
        story_add_prose(&a_frame, &source, 4000);
        story_add_prose(&b_frame, &source, 4000);
        const dd_span a_span = {0, (uint32_t)story_count_letters(&a_frame, 0, a_frame.length)};
        const dd_span b_span = {0, (uint32_t)story_count_letters(&b_frame, 0, b_frame.length)};
        const dd_spans a_spans = {&a_span, 1}, b_spans = {&b_span, 1};
        story_add_bytes(&a_frame, pieces.a.text, pieces.a.length);
        story_add_bytes(&b_frame, pieces.b.text, pieces.b.length);
        compared_pair_make(&made, &a_frame, &b_frame, &a_spans, &b_spans);
        assert_true(made.link.coverage_a > 0.33 && made.link.coverage_b > 0.33);
        assert_true(made.link.coverage_a < 0.5 && made.link.coverage_b < 0.5);
        assert_int_equal(made.link.relation, DEDUPE_RELATED);
        compared_pair_free(&made);
        story_free(&a_frame);
        story_free(&b_frame);
        free_pieces(&pieces);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(related_ends_where_coverage_is_too_little),
        cmocka_unit_test(a_short_passage_is_too_little),
        cmocka_unit_test(a_brief_is_not_derived_from_one_phrase),
        cmocka_unit_test(the_same_share_of_more_letters_is_derived),
        cmocka_unit_test(a_little_in_large_frames_is_not_derived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
