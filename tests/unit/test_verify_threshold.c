/* The highest threshold at which a pair is derived: below it the pair is, above it is not. */
#include "compared_pair.h"
#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Two stories and what was found out about them, with boilerplate of either side (NULL: none). */
typedef struct judged {
    story a, b;
    const dd_spans *a_spans, *b_spans;
    dd_arena texts;
    dd_article read_a, read_b;
    dd_link link;
} judged;

static dd_link link_at(const judged *t, double threshold) {
    dd_comparer comparer = {0};
    dd_arena arena = {0};
    dd_link link = {.a = 0, .b = 1};
    const dd_compare_side a = {&t->read_a, t->a_spans}, b = {&t->read_b, t->b_spans};
    const dd_compare_options options = {.shingle = 9, .derived_coverage = threshold};
    assert_int_equal(dd_compare(&comparer, &a, &b, &options, &arena, &link, NULL), DEDUPE_OK);
    dd_comparer_free(&comparer);
    dd_arena_free(&arena);
    return link;
}

static void judge(judged *t) {
    compared_pair_read(&t->read_a, &t->a, &t->texts);
    compared_pair_read(&t->read_b, &t->b, &t->texts);
    t->link = link_at(t, 0.30);
}

static void finish(judged *t) {
    dd_arena_free(&t->texts);
    story_free(&t->a);
    story_free(&t->b);
}

static void check_border(const judged *t, double least, double most) {
    const double highest = t->link.derived_up_to;
    assert_true(highest > least && highest < most);
    assert_int_equal(link_at(t, highest - 0.0001).relation, DEDUPE_DERIVED);
    assert_int_equal(link_at(t, highest + 0.0001).relation, DEDUPE_RELATED);
}

/* Sentences of a story that is told in plain words. */
static void tell(story *text, unsigned number, unsigned first, unsigned count) {
    plain_text told = {0};
    plain_text_tell(&told, number, first, count);
    story_add_bytes(text, told.text, told.length);
    plain_text_free(&told);
}

/* Many passages may be a rewrite, so a lower coverage is enough for them. */
static void passages_and_coverage_set_it(void **state) {
    (void)state;
    for (unsigned passages = 1; passages <= 3; passages++)
        for (unsigned own = 4; own <= 12; own += 4) {
            judged t = {.a_spans = NULL};
            for (unsigned i = 0; i < passages; i++) {
                tell(&t.a, 2, 20 * i, own / passages + 1);
                tell(&t.b, 3, 20 * i, own / passages + 1);
                tell(&t.a, 1, 20 * i, 3);
                tell(&t.b, 1, 20 * i, 3);
            }
            judge(&t);
            check_border(&t, 0.1, 0.8);
            finish(&t);
        }
}

/* Damage is bridged, so it leaves coverage as it is; less and less agrees. */
static void what_agrees_sets_it_too(void **state) {
    (void)state;
    unsigned by_agreement = 0;
    for (unsigned damage = 8; damage <= 18; damage++) {
        random_source source = random_start(damage);
        judged t = {.a_spans = NULL};
        story shared = {0};
        story_add_prose(&shared, &source, 3000);
        story_add_prose(&t.a, &source, 2500);
        story_add_bytes(&t.a, shared.text, shared.length);
        story_add_damaged(&t.b, &shared, &source, 0.01 * damage);
        story_add_prose(&t.b, &source, 2500);
        judge(&t);
        check_border(&t, 0.05, 0.8);
        by_agreement += t.link.derived_up_to < dd_link_strength(&t.link) * 0.8; /* not by one passage */
        story_free(&shared);
        finish(&t);
    }
    assert_true(by_agreement > 0);
}

/* Ten passages hardly longer than the name of an office cover half of both texts. */
static void phrases_lower_it(void **state) {
    (void)state;
    random_source source = random_start(4);
    judged t = {.a_spans = NULL};
    story shared = {0};
    story_add_prose(&shared, &source, 1200);
    for (size_t i = 0; i < 10; i++) {
        story_add_prose(&t.a, &source, 80);
        story_add_prose(&t.b, &source, 80);
        story_add_part(&t.a, &shared, 120 * i, 120 * i + 56);
        story_add_part(&t.b, &shared, 120 * i, 120 * i + 56);
    }
    judge(&t);
    assert_true(dd_link_strength(&t.link) > 0.3);
    check_border(&t, 0.05, 0.25);
    story_free(&shared);
    finish(&t);
}

static void what_is_too_short_has_none(void **state) {
    (void)state;
    judged t = {.a_spans = NULL};
    tell(&t.a, 1, 0, 1);
    tell(&t.b, 1, 0, 1);
    tell(&t.a, 2, 0, 2);
    tell(&t.b, 3, 0, 2);
    judge(&t);
    assert_true(t.link.coverage_a > 0.2);
    assert_false(t.link.derived_up_to > 0);
    assert_true(link_at(&t, 0.05).relation < DEDUPE_DERIVED);
    finish(&t);
}

/* Of a page that is nearly all frame half the frame counts. */
static void a_frame_lowers_it(void **state) {
    (void)state;
    random_source source = random_start(8);
    judged t = {.a_spans = NULL};
    story shared = {0};
    story_add_prose(&shared, &source, 700);
    story_add_prose(&t.a, &source, 7000);
    story_add_prose(&t.b, &source, 7000);
    const dd_span a_span = {0, (uint32_t)story_count_letters(&t.a, 0, t.a.length)};
    const dd_span b_span = {0, (uint32_t)story_count_letters(&t.b, 0, t.b.length)};
    const dd_spans a_spans = {.span = &a_span, .count = 1}, b_spans = {.span = &b_span, .count = 1};
    t.a_spans = &a_spans;
    t.b_spans = &b_spans;
    story_add_prose(&t.a, &source, 900);
    story_add_prose(&t.b, &source, 900);
    story_add_bytes(&t.a, shared.text, shared.length);
    story_add_bytes(&t.b, shared.text, shared.length);
    judge(&t);
    assert_true(t.link.coverage_a > 0.4);
    check_border(&t, 0.1, 0.3);
    story_free(&shared);
    finish(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_and_coverage_set_it),
        cmocka_unit_test(what_agrees_sets_it_too),
        cmocka_unit_test(phrases_lower_it),
        cmocka_unit_test(what_is_too_short_has_none),
        cmocka_unit_test(a_frame_lowers_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
