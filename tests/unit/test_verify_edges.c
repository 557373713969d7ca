/* What is no relation because it stands at the edge of both texts, and what is a form because it is half of
 * both. */
#include "two_pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Alone at the end of both it is the line about an author or an outlet, up to the length of a paragraph. */
static void a_tail_is_no_story(void **state) {
    (void)state;
    unsigned tails = 0, paragraphs = 0;
    for (size_t shared = 80; shared <= 600; shared += 40) {
        const dd_link tail = two_pieces_compare(shared, 4000, 5000, shared, 0),
                      inside = two_pieces_compare(shared, 4000, 5000, shared, 60);
        const size_t letters = (size_t)(tail.coverage_a * 3400); /* about */
        if (dd_link_strength(&inside) < 0.045)
            continue;
        assert_int_equal(inside.relation, DEDUPE_RELATED);
        if (letters < 260) {
            assert_int_equal(tail.relation, DEDUPE_NONE);
            assert_int_equal(tail.reason, DEDUPE_REASON_EDGE);
            tails++;
        } else if (letters > 340) {
            assert_int_equal(tail.relation, DEDUPE_RELATED);
            paragraphs++;
        }
    }
    assert_true(tails >= 2 && paragraphs >= 3);
}

/* Alone at the beginning of both it is a masthead or a caption; a lead is longer. */
static void a_head_is_no_story(void **state) {
    (void)state;
    for (size_t shared = 100; shared <= 200; shared += 50) {
        random_source source = random_start(shared);
        compared_pair made;
        story head = {0}, a = {0}, b = {0};
        story_add_prose(&head, &source, 400);
        story_add_part(&a, &head, 0, shared);
        story_add_part(&b, &head, 0, shared);
        story_add_prose(&a, &source, 900);
        story_add_prose(&b, &source, 1300);
        compared_pair_make(&made, &a, &b, NULL, NULL);
        assert_int_equal(made.link.relation, shared == 100 ? DEDUPE_NONE : DEDUPE_RELATED);
        assert_true(shared > 100 || made.link.reason == DEDUPE_REASON_EDGE);
        compared_pair_free(&made);
        story_free(&head);
        story_free(&a);
        story_free(&b);
    }
}

/* Two texts of their own with two parts of a third: `a_at` and `b_at` say at which of 6 places (the first and
 * the last are the edges) each has them, -1 nowhere. */
static dd_link compare_places(uint64_t seed, const int a_at[2], const int b_at[2]) {
    enum { PLACES = 6, OWN = 300, SHARED = 100 };
    random_source source = random_start(seed);
    compared_pair made;
    story part[2] = {{0}}, own_a = {0}, own_b = {0}, a = {0}, b = {0};
    for (unsigned i = 0; i < 2; i++)
        story_add_prose(&part[i], &source, SHARED + 200);
    story_add_prose(&own_a, &source, PLACES * OWN);
    story_add_prose(&own_b, &source, PLACES * OWN);
    for (int place = 0; place < PLACES; place++) {
        for (unsigned i = 0; i < 2; i++) {
            if (a_at[i] == place)
                story_add_part(&a, &part[i], 0, SHARED);
            if (b_at[i] == place)
                story_add_part(&b, &part[i], 0, SHARED);
        }
        if (place + 1 < PLACES) {
            story_add_part(&a, &own_a, (size_t)place * OWN, (size_t)(place + 1) * OWN);
            story_add_part(&b, &own_b, (size_t)place * OWN, (size_t)(place + 1) * OWN);
        }
    }
    compared_pair_make(&made, &a, &b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    story_free(&part[0]);
    story_free(&part[1]);
    story_free(&own_a);
    story_free(&own_b);
    story_free(&a);
    story_free(&b);
    return link;
}

/* It is an edge only if it is one of both texts, the same one, and nothing else is shared. */
static void an_edge_is_one_of_both_and_alone(void **state) {
    (void)state;
    static const struct {
        int a_at[2], b_at[2];
        dedupe_relation wanted;
    } cases[] = {
        {{0, -1}, {0, -1}, DEDUPE_NONE},    {{5, -1}, {5, -1}, DEDUPE_NONE},
        {{0, -1}, {3, -1}, DEDUPE_RELATED}, {{3, -1}, {0, -1}, DEDUPE_RELATED},
        {{5, -1}, {3, -1}, DEDUPE_RELATED}, {{3, -1}, {5, -1}, DEDUPE_RELATED},
        {{0, -1}, {5, -1}, DEDUPE_RELATED}, {{3, -1}, {3, -1}, DEDUPE_RELATED},
        {{5, 2}, {5, 3}, DEDUPE_RELATED},   {{0, 5}, {0, 5}, DEDUPE_RELATED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 0; seed < 5; seed++) {
            const dd_link link = compare_places(seed, cases[i].a_at, cases[i].b_at);
            assert_true(dd_link_strength(&link) > 0.045 && dd_link_strength(&link) < 0.15);
            assert_int_equal(link.relation, cases[i].wanted);
        }
}

/* Which side is which does not matter where one side of the passage has a word more (compared_pair_make
 * asks). */
static void a_tail_is_as_long_as_its_longer_side(void **state) {
    (void)state;
    unsigned none = 0, related = 0;
    for (size_t shared = 330; shared < 400; shared++) {
        random_source source = random_start(shared);
        compared_pair made;
        story tail = {0}, a = {0}, b = {0};
        story_add_prose(&tail, &source, 600);
        story_add_prose(&a, &source, 4000);
        story_add_prose(&b, &source, 5000);
        story_add_part(&a, &tail, 0, shared);
        const size_t begin = b.length;
        story_add_part(&b, &tail, 0, 100);
        const size_t cut = b.length - begin + 1; /* behind the word there */
        story_add_text(&b, " zyzzyz ");
        story_add_part(&b, &tail, cut, shared);
        compared_pair_make(&made, &a, &b, NULL, NULL);
        none += made.link.relation == DEDUPE_NONE;
        related += made.link.relation == DEDUPE_RELATED;
        compared_pair_free(&made);
        story_free(&tail);
        story_free(&a);
        story_free(&b);
    }
    assert_true(none > 10 && related > 10 && none + related == 70);
}

/* A threshold that is raised makes no form of a rewrite, and takes no relation away. */
static void a_raised_threshold_leaves_relations(void **state) {
    (void)state;
    for (unsigned percent = 30; percent <= 80; percent += 10) {
        random_source source = random_start(percent);
        dd_comparer comparer = {0};
        dd_arena texts = {0};
        dd_article x, y;
        dd_link link;
        story a = {0}, b = {0}, block = {0};
        dd_compare_options options = compared_pair_defaults;
        options.derived_coverage = percent / 100.0;
        options.passages = 0;
        story_add_prose(&block, &source, 2000);
        story_add_prose(&a, &source, 1500);
        story_add_prose(&b, &source, 1500);
        story_add_bytes(&a, block.text, block.length);
        story_add_bytes(&b, block.text, block.length);
        compared_pair_read(&x, &a, &texts);
        compared_pair_read(&y, &b, &texts);
        assert_int_equal(dd_compare(&comparer, &(dd_compare_side){&x, NULL}, &(dd_compare_side){&y, NULL},
                                    &options, NULL, &link, NULL),
                         DEDUPE_OK);
        assert_true(link.coverage_a > 0.5 && link.coverage_b > 0.5);
        assert_int_equal(link.relation, percent <= 40 ? DEDUPE_DERIVED : DEDUPE_RELATED);
        dd_comparer_free(&comparer);
        dd_arena_free(&texts);
        story_free(&a);
        story_free(&b);
        story_free(&block);
    }
}

/* What is no copy for want of text, and yet is half of both briefs, is a form; but not of the one pair of
 * which that half has the figures, and all names but one that opens a sentence. */
static void half_of_both_briefs_is_a_form(void **state) {
    (void)state;
    enum { TOLD_TWICE = 7 };
    for (uint64_t seed = 0; seed < 20; seed++) {
        const dd_link half = two_pieces_compare(seed, 60, 70, 130, 0),
                      third = two_pieces_compare(seed, 120, 500, 130, 0);
        assert_true(half.coverage_a > 0.5 && half.coverage_b > 0.5 && half.coverage_b < 0.8);
        assert_int_equal(half.relation, seed == TOLD_TWICE ? DEDUPE_DERIVED : DEDUPE_VARIANT);
        assert_int_equal(half.reason, seed == TOLD_TWICE ? DEDUPE_REASON_PARTLY_COVERED : DEDUPE_REASON_HALF);
        assert_int_equal(third.relation, DEDUPE_RELATED);
    }
}

/* Where damage is why so little agrees, half of both is a copy. */
static void a_damaged_copy_is_no_form(void **state) {
    (void)state;
    unsigned duplicates = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        random_source source = random_start(seed);
        compared_pair made;
        story told = {0}, a = {0}, b = {0};
        story_add_prose(&told, &source, 900);
        story_add_damaged(&a, &told, &source, 0.09);
        story_add_damaged(&b, &told, &source, 0.09);
        compared_pair_make(&made, &a, &b, NULL, NULL);
        assert_int_not_equal(made.link.reason, DEDUPE_REASON_HALF);
        duplicates += made.link.relation >= DEDUPE_DERIVED;
        compared_pair_free(&made);
        story_free(&told);
        story_free(&a);
        story_free(&b);
    }
    assert_true(duplicates >= 38);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tail_is_no_story),
        cmocka_unit_test(a_head_is_no_story),
        cmocka_unit_test(an_edge_is_one_of_both_and_alone),
        cmocka_unit_test(a_tail_is_as_long_as_its_longer_side),
        cmocka_unit_test(a_raised_threshold_leaves_relations),
        cmocka_unit_test(half_of_both_briefs_is_a_form),
        cmocka_unit_test(a_damaged_copy_is_no_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
