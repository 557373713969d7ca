/* The outcome, of articles whose links, groups and boilerplate are given: representative, members, see also,
 * cohesion, ids. What it lists of copies, pairs and boilerplate is in test_cluster_outcome_lists.c. */
#include "base/memory.h"
#include "cluster_case.h"
#include "plain_text.h"
#include "result_check.h"
#include "result_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Adds an article of `own` sentences after sentences [first, first + count) of story 1. */
static void add(cluster_case *made, const char *id, unsigned first, unsigned count, unsigned own) {
    plain_text text = {0};
    plain_text_tell(&text, 1, first, count);
    plain_text_tell(&text, 100 + (unsigned char)id[0], 0, own);
    cluster_case_add(made, id, text.text);
    plain_text_free(&text);
}

/* The result of a case. Every result must keep the promises of the header. */
static dedupe_result *outcome_of(cluster_case *made) {
    const dd_findings findings = cluster_case_findings(made);
    dedupe_result *result = NULL;
    assert_int_equal(dd_outcome_make(&findings, &result, NULL), DEDUPE_OK);
    const char *broken = result_check(result);
    if (broken != NULL)
        fail_msg("%s", broken);
    return result;
}

static void finish(cluster_case *made, dedupe_result *result) {
    dd_outcome_free(result);
    cluster_case_free(made);
}

static const char *id_of(const dedupe_result *result, size_t article) {
    return result->articles[article].id;
}

static const dedupe_pair *pair_of(const dedupe_result *result, size_t x, size_t y) {
    const size_t a = x < y ? x : y, b = x < y ? y : x;
    for (size_t i = 0; i < result->pair_count; i++)
        if (result->pairs[i].a == a && result->pairs[i].b == b)
            return &result->pairs[i];
    return NULL;
}

static double larger(double x, double y) {
    return x > y ? x : y;
}

static bool is_close(double x, double y) {
    return larger(x, y) - (x + y - larger(x, y)) < 1e-12;
}

static double strength_of(const dedupe_member *member) {
    return larger(member->coverage, member->coverage_of_other);
}

/* A wire report, a copy with an addition, two shorter reports made from it, and an article with one of its
 * paragraphs; and a stranger. */
static void make_family(cluster_case *made) {
    add(made, "wire", 0, 16, 0);
    add(made, "extended", 0, 16, 2);
    add(made, "short", 0, 7, 0);
    add(made, "mixed", 4, 7, 8);
    add(made, "quoting", 14, 2, 12);
    add(made, "stranger", 0, 0, 15);
    cluster_case_rank(made);
    cluster_case_compare_all(made);
    cluster_case_join(made, "wire", "extended");
    cluster_case_join(made, "wire", "short");
    cluster_case_join(made, "wire", "mixed");
}

/* The family with its result, for tests that only look at it. */
typedef struct family {
    cluster_case made;
    dedupe_result *result;
} family;

static int set_up_family(void **state) {
    family *f = calloc(1, sizeof *f);
    assert_non_null(f);
    make_family(&f->made);
    f->result = outcome_of(&f->made);
    *state = f;
    return 0;
}

static int tear_down_family(void **state) {
    family *f = *state;
    finish(&f->made, f->result);
    free(f);
    return 0;
}

static void no_articles_make_an_empty_result(void **state) {
    (void)state;
    cluster_case made = {0};
    cluster_case_rank(&made);
    dedupe_result *result = outcome_of(&made);
    assert_int_equal(result->article_count, 0);
    assert_int_equal(result->cluster_count, 0);
    assert_int_equal(result->pair_count, 0);
    assert_int_equal(result->boilerplate_count, 0);
    dd_outcome_free(result);
    dd_outcome_free(NULL);
    cluster_case_free(&made);
}

static void the_longest_text_represents(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    assert_int_equal(result->cluster_count, 1);
    assert_string_equal(id_of(result, result->clusters[0].representative), "extended");
}

/* The longer page is longer by its frame only. */
static void boilerplate_does_not_make_a_text_longer(void **state) {
    (void)state;
    cluster_case made = {0};
    make_family(&made);
    const uint32_t wire_letters = made.ranking.stand_in[cluster_case_stand_in(&made, "wire")]->letters;
    const uint32_t letters = made.ranking.stand_in[cluster_case_stand_in(&made, "extended")]->letters;
    cluster_case_mark(&made, "extended", wire_letters - 5, letters);
    dedupe_result *result = outcome_of(&made);
    assert_string_equal(id_of(result, result->clusters[0].representative), "wire");
    finish(&made, result);
}

/* Two texts of one length: whatever they are called, the same text represents. */
static void ties_are_settled_by_content_then_id(void **state) {
    (void)state;
    const char *const texts[2] = {"the quick brown fox jumps over the lazy dog by the river in the rain",
                                  "the quick brown fox jumps over the lazy dog by the rover in the rain"};
    char *chosen[2] = {NULL, NULL};
    for (unsigned swap = 0; swap < 2; swap++) {
        cluster_case made = {0};
        cluster_case_add(&made, swap ? "z" : "a", texts[0]);
        cluster_case_add(&made, swap ? "a" : "z", texts[1]);
        cluster_case_rank(&made);
        cluster_case_compare_all(&made);
        cluster_case_join(&made, "a", "z");
        dedupe_result *result = outcome_of(&made);
        const dedupe_article *best = &result->articles[result->clusters[0].representative];
        chosen[swap] = strndup(best->text, best->text_length);
        finish(&made, result);
    }
    assert_string_equal(chosen[0], chosen[1]);
    free(chosen[0]);
    free(chosen[1]);

    cluster_case made = {0}; /* of one content: by id */
    cluster_case_add(&made, "c", texts[0]);
    cluster_case_add(&made, "a", texts[0]);
    cluster_case_add(&made, "b", texts[0]);
    cluster_case_rank(&made);
    dedupe_result *result = outcome_of(&made);
    assert_string_equal(id_of(result, result->clusters[0].representative), "a");
    finish(&made, result);
}

static void members_come_by_relation_then_strength(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    const dedupe_cluster *cluster = &result->clusters[0];
    assert_int_equal(cluster->member_count, 4);
    assert_string_equal(id_of(result, cluster->members[1].article), "wire");
    assert_int_equal(cluster->members[1].relation, DEDUPE_NEAR);
    assert_string_equal(id_of(result, cluster->members[2].article), "short");
    assert_int_equal(cluster->members[2].relation, DEDUPE_EXCERPT);
    assert_string_equal(id_of(result, cluster->members[3].article), "mixed");
    assert_int_equal(cluster->members[3].relation, DEDUPE_DERIVED);
}

/* A member's line repeats the pair of the article with another member, from its side. */
static void check_line(const dedupe_result *result, const dedupe_member *member) {
    const dedupe_pair *pair = pair_of(result, member->article, member->to);
    assert_non_null(pair);
    const bool is_a = pair->a == member->article;
    assert_int_equal(member->relation, pair->relation);
    assert_int_equal(member->reason, pair->reason);
    assert_true(member->resemblance == pair->resemblance);
    assert_true(member->coverage == (is_a ? pair->coverage_of_a : pair->coverage_of_b));
    assert_true(member->coverage_of_other == (is_a ? pair->coverage_of_b : pair->coverage_of_a));
    assert_int_equal(member->passage_count, pair->passage_count);
    for (size_t i = 0; i < pair->passage_count; i++) {
        const dedupe_passage *mine = &member->passages[i], *listed = &pair->passages[i];
        assert_int_equal(mine->offset, is_a ? listed->offset : listed->other_offset);
        assert_int_equal(mine->length, is_a ? listed->length : listed->other_length);
        assert_int_equal(mine->other_offset, is_a ? listed->other_offset : listed->offset);
        assert_int_equal(mine->other_length, is_a ? listed->other_length : listed->length);
    }
}

static void every_line_is_a_compared_pair(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    const dedupe_cluster *cluster = &result->clusters[0];
    for (size_t i = 1; i < cluster->member_count; i++)
        check_line(result, &cluster->members[i]);
    for (size_t i = 0; i < cluster->related_count; i++)
        check_line(result, &cluster->related[i]);
    const dedupe_member *first = &cluster->members[0];
    assert_int_equal(first->relation, DEDUPE_IDENTICAL);
    assert_true(first->coverage == 1 && first->coverage_of_other == 1 && first->resemblance == 1);
}

/* No link of an article into its cluster says more than the one it is listed with. */
static void members_are_listed_with_their_strongest_link(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    const dedupe_cluster *cluster = &result->clusters[0];
    for (size_t i = 1; i < cluster->member_count; i++)
        for (size_t k = 0; k < cluster->member_count; k++) {
            const dedupe_pair *pair =
                pair_of(result, cluster->members[i].article, cluster->members[k].article);
            assert_true(pair == NULL || pair->relation <= cluster->members[i].relation);
        }
}

static void see_also_lists_each_article_once(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    const dedupe_cluster *cluster = &result->clusters[0];
    assert_int_equal(cluster->related_count, 1); /* though it is linked to two members */
    const dedupe_member *quoting = &cluster->related[0];
    assert_string_equal(id_of(result, quoting->article), "quoting");
    assert_int_equal(quoting->relation, DEDUPE_RELATED);
    size_t links = 0;
    for (size_t i = 0; i < cluster->member_count; i++) {
        const dedupe_pair *pair = pair_of(result, quoting->article, cluster->members[i].article);
        links += pair != NULL;
        assert_true(pair == NULL ||
                    larger(pair->coverage_of_a, pair->coverage_of_b) <= strength_of(quoting) + 1e-12);
    }
    assert_true(links >= 2);
}

/* An article of a form is alike, but has nothing to say about the story. */
static void variants_are_no_see_also(void **state) {
    (void)state;
    cluster_case made = {0};
    make_family(&made);
    dd_link *link = made.links.link;
    for (size_t i = 0; i < made.links.count; i++)
        if (link[i].relation == DEDUPE_RELATED)
            link[i].relation = DEDUPE_VARIANT;
    dedupe_result *result = outcome_of(&made);
    assert_int_equal(result->clusters[0].related_count, 0);
    finish(&made, result);
}

/* Held apart although derived: shown beside the cluster, with its relation and why. */
static void what_is_held_apart_is_see_also(void **state) {
    (void)state;
    cluster_case made = {0};
    add(&made, "wire", 0, 16, 0);
    add(&made, "copy", 0, 16, 1);
    add(&made, "digest", 0, 7, 8);
    cluster_case_rank(&made);
    cluster_case_compare_all(&made);
    cluster_case_join(&made, "wire", "copy");
    made.is_roundup[cluster_case_stand_in(&made, "digest")] = 1;
    dedupe_result *result = outcome_of(&made);
    assert_int_equal(result->cluster_count, 1);
    assert_int_equal(result->clusters[0].member_count, 2);
    assert_int_equal(result->clusters[0].related_count, 1);
    assert_string_equal(id_of(result, result->clusters[0].related[0].article), "digest");
    assert_int_equal(result->clusters[0].related[0].relation, DEDUPE_DERIVED);
    assert_int_equal(result->clusters[0].related[0].reason, DEDUPE_REASON_ROUNDUP);
    for (size_t i = 0; i < result->article_count; i++)
        assert_int_equal(result->articles[i].is_roundup, strcmp(id_of(result, i), "digest") == 0);
    finish(&made, result);
}

static void cohesion_is_the_mean_strength_inside(void **state) {
    const dedupe_result *result = ((const family *)*state)->result;
    const dedupe_cluster *cluster = &result->clusters[0];
    double sum = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < cluster->member_count; i++)
        for (size_t k = 0; k < i; k++) {
            const dedupe_pair *pair =
                pair_of(result, cluster->members[i].article, cluster->members[k].article);
            assert_non_null(pair);
            sum += larger(pair->coverage_of_a, pair->coverage_of_b);
            pairs++;
        }
    assert_true(is_close(cluster->cohesion, sum / (double)pairs));
    assert_true(cluster->cohesion > 0.4 && cluster->cohesion < 1);
}

/* The id of the only cluster of the family, its articles added in another order under other names. */
static void family_id(const char *const *ids, bool backwards, unsigned own_of_last, char id[17]) {
    const unsigned parts[4][3] = {{0, 16, 0}, {0, 16, 2}, {0, 7, 0}, {4, 7, 0}};
    cluster_case made = {0};
    for (unsigned i = 0; i < 4; i++) {
        const unsigned which = backwards ? 3 - i : i;
        plain_text text = {0};
        plain_text_tell(&text, 1, parts[which][0], parts[which][1]);
        plain_text_tell(&text, 2, 0, parts[which][2] + (which == 3 ? own_of_last : 0));
        cluster_case_add(&made, ids[which], text.text);
        plain_text_free(&text);
    }
    cluster_case_rank(&made);
    cluster_case_compare_all(&made);
    for (unsigned i = 1; i < 4; i++)
        cluster_case_join(&made, ids[0], ids[i]);
    dedupe_result *result = outcome_of(&made);
    assert_int_equal(result->cluster_count, 1);
    memcpy(id, result->clusters[0].id, 17);
    finish(&made, result);
}

static void cluster_ids_depend_on_content_only(void **state) {
    (void)state;
    const char *const ids[4] = {"a", "b", "c", "d"}, *const other_ids[4] = {"zeta/9", "y", "m.txt", "b"};
    char wanted[17], found[17];
    family_id(ids, false, 0, wanted);
    family_id(ids, true, 0, found);
    assert_string_equal(found, wanted);
    family_id(other_ids, false, 0, found);
    assert_string_equal(found, wanted);
    family_id(ids, false, 1, found); /* one article has a sentence more */
    assert_string_not_equal(found, wanted);
}

#define FAMILY_TEST(test) cmocka_unit_test_setup_teardown(test, set_up_family, tear_down_family)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_articles_make_an_empty_result),
        FAMILY_TEST(the_longest_text_represents),
        cmocka_unit_test(boilerplate_does_not_make_a_text_longer),
        cmocka_unit_test(ties_are_settled_by_content_then_id),
        FAMILY_TEST(members_come_by_relation_then_strength),
        FAMILY_TEST(every_line_is_a_compared_pair),
        FAMILY_TEST(members_are_listed_with_their_strongest_link),
        FAMILY_TEST(see_also_lists_each_article_once),
        cmocka_unit_test(variants_are_no_see_also),
        cmocka_unit_test(what_is_held_apart_is_see_also),
        FAMILY_TEST(cohesion_is_the_mean_strength_inside),
        cmocka_unit_test(cluster_ids_depend_on_content_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
