/* Links: found by pair in any order, compared on demand and only once, kept while the table grows. */
#include "base/memory.h"
#include "cluster/links.h"
#include "cluster_case.h"
#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 1000 };

/* Articles a wire report, its copy with an end of its own, and an article about something else. */
static void make_three(cluster_case *made) {
    plain_text wire = {0}, copy = {0}, other = {0};
    plain_text_tell(&wire, 1, 0, 12);
    plain_text_tell(&copy, 1, 0, 6);
    plain_text_tell(&copy, 2, 0, 5);
    plain_text_tell(&other, 3, 0, 10);
    cluster_case_add(made, "wire", wire.text);
    cluster_case_add(made, "copy", copy.text);
    cluster_case_add(made, "other", other.text);
    cluster_case_rank(made);
    plain_text_free(&wire);
    plain_text_free(&copy);
    plain_text_free(&other);
}

static void an_empty_table_has_no_link(void **state) {
    (void)state;
    cluster_case made = {0};
    make_three(&made);
    for (uint32_t a = 0; a < 3; a++)
        for (uint32_t b = 0; b < 3; b++)
            assert_null(dd_links_find(&made.links, a, b));
    cluster_case_free(&made);
}

static void every_link_is_found_in_any_order(void **state) {
    (void)state;
    dd_links links = {0};
    dd_link *link = NULL;
    size_t capacity = 0;
    assert_true(dd_memory_reserve(&link, &capacity, MANY, sizeof *link));
    for (uint32_t i = 0; i < MANY; i++) /* pairs that differ in one end only, and neighbours */
        link[i] = (dd_link){.a = i % 40, .b = 40 + i / 40, .coverage_a = (double)i / MANY};
    assert_int_equal(dd_links_index(&links, link, MANY, NULL), DEDUPE_OK);
    assert_int_equal(links.count, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        const dd_link *found = dd_links_find(&links, i % 40, 40 + i / 40);
        assert_ptr_equal(found, &links.link[i]);
        assert_ptr_equal(dd_links_find(&links, 40 + i / 40, i % 40), found);
        assert_true(found->coverage_a == (double)i / MANY);
    }
    assert_null(dd_links_find(&links, 0, 39));
    assert_null(dd_links_find(&links, 39, 40 + MANY / 40));
    assert_null(dd_links_find(&links, 7, 7));
    dd_links_free(&links);
    assert_null(links.link);
}

static void a_known_link_is_not_compared_again(void **state) {
    (void)state;
    const link_given given = {0, 1, DEDUPE_NEAR, 0.875, 0.9375};
    dd_links links;
    cluster_links_given(&links, 2, &given, 1);
    const dd_link *link = NULL; /* there are no articles: a comparison would crash */
    assert_int_equal(dd_links_get(&links, 1, 0, &link, NULL), DEDUPE_OK);
    assert_int_equal(link->relation, DEDUPE_NEAR);
    assert_true(link->coverage_a == 0.875 && link->coverage_b == 0.9375);
    assert_true(dd_link_strength(link) == 0.9375);
    assert_int_equal(links.asked_count, 0);
    dd_links_free(&links);
}

static void a_missing_link_is_compared_once(void **state) {
    (void)state;
    cluster_case made = {0};
    make_three(&made);
    const uint32_t wire = cluster_case_stand_in(&made, "wire"), copy = cluster_case_stand_in(&made, "copy");
    const dd_link *link = NULL;
    assert_int_equal(dd_links_get(&made.links, copy, wire, &link, NULL), DEDUPE_OK);
    assert_true(link->a < link->b);
    const bool wire_is_a = link->a == wire;
    assert_int_equal(wire_is_a ? link->b : link->a, copy);
    const double of_wire = wire_is_a ? link->coverage_a : link->coverage_b;
    const double of_copy = wire_is_a ? link->coverage_b : link->coverage_a;
    assert_int_equal(link->relation, DEDUPE_DERIVED);
    assert_true(of_wire > 0.4 && of_wire < 0.6);
    assert_true(of_copy > 0.45 && of_copy < 0.65);
    assert_true(link->passage_count >= 1 && link->passage[0].length > 300);
    for (int repeat = 0; repeat < 3; repeat++) {
        const dd_link *again = NULL;
        assert_int_equal(dd_links_get(&made.links, wire, copy, &again, NULL), DEDUPE_OK);
        assert_ptr_equal(again, link);
    }
    assert_int_equal(made.links.asked_count, 1);
    assert_int_equal(made.links.count, 1);
    cluster_case_free(&made);
}

static void a_pair_without_relation_is_kept_too(void **state) {
    (void)state;
    cluster_case made = {0};
    make_three(&made);
    const uint32_t wire = cluster_case_stand_in(&made, "wire"), other = cluster_case_stand_in(&made, "other");
    const dd_link *link = NULL;
    assert_int_equal(dd_links_get(&made.links, wire, other, &link, NULL), DEDUPE_OK);
    assert_int_equal(link->relation, DEDUPE_NONE);
    assert_ptr_equal(dd_links_find(&made.links, other, wire), link);
    assert_int_equal(dd_links_get(&made.links, wire, other, &link, NULL), DEDUPE_OK);
    assert_int_equal(made.links.asked_count, 1);
    cluster_case_free(&made);
}

/* Boilerplate of the articles counts in a comparison on demand as it does in the verify stage. */
static void comparing_on_demand_leaves_boilerplate_out(void **state) {
    (void)state;
    enum { FRAME_LETTERS = 250 }; /* four sentences of twelve words have more */
    cluster_case made = {0};
    plain_text left = {0}, right = {0};
    plain_text_tell(&left, 9, 0, 4);
    plain_text_tell(&left, 1, 0, 6);
    plain_text_tell(&right, 9, 0, 4);
    plain_text_tell(&right, 2, 0, 5);
    cluster_case_add(&made, "left", left.text);
    cluster_case_add(&made, "right", right.text);
    cluster_case_rank(&made);
    const dd_link *link = NULL;
    assert_int_equal(dd_links_get(&made.links, 0, 1, &link, NULL), DEDUPE_OK);
    const double with_frame = dd_link_strength(link);
    dd_links_free(&made.links);
    dd_ranking_free(&made.ranking);
    cluster_case_rank(&made);
    cluster_case_mark(&made, "left", 0, FRAME_LETTERS);
    cluster_case_mark(&made, "right", 0, FRAME_LETTERS);
    assert_int_equal(dd_links_get(&made.links, 0, 1, &link, NULL), DEDUPE_OK);
    assert_true(with_frame > 0.30);
    assert_true(dd_link_strength(link) < with_frame / 2);
    plain_text_free(&left);
    plain_text_free(&right);
    cluster_case_free(&made);
}

static void links_stay_findable_while_the_table_grows(void **state) {
    (void)state;
    enum { ARTICLES = 60 };
    cluster_case made = {0};
    for (unsigned i = 0; i < ARTICLES; i++) {
        char id[16];
        plain_text text = {0};
        snprintf(id, sizeof id, "%02u", i);
        plain_text_tell(&text, i / 2, 0, 2); /* two of each text, told apart by a word */
        plain_text_add(&text, i % 2 ? "odd" : "even");
        cluster_case_add(&made, id, text.text);
        plain_text_free(&text);
    }
    cluster_case_rank(&made);
    const dd_link *link = NULL;
    size_t near = 0;
    for (uint32_t a = 0; a < ARTICLES; a++)
        for (uint32_t b = 0; b < a; b++) {
            assert_int_equal(dd_links_get(&made.links, a, b, &link, NULL), DEDUPE_OK);
            assert_true(link->a == b && link->b == a);
            near += link->relation == DEDUPE_NEAR;
        }
    assert_int_equal(made.links.count, ARTICLES * (ARTICLES - 1) / 2);
    assert_int_equal(made.links.asked_count, made.links.count);
    assert_int_equal(near, ARTICLES / 2);
    for (uint32_t a = 0; a < ARTICLES; a++)
        for (uint32_t b = 0; b < a; b++) {
            link = dd_links_find(&made.links, a, b);
            assert_non_null(link);
            assert_true(link->a == b && link->b == a);
        }
    cluster_case_free(&made);
}

static void without_memory_the_vector_stays_the_callers(void **state) {
    (void)state;
    dd_links links = {0};
    dd_link *link = NULL;
    size_t capacity = 0;
    dedupe_error error = {0};
    assert_true(dd_memory_reserve(&link, &capacity, MANY, sizeof *link));
    memset(link, 0, MANY * sizeof *link);
    dd_memory_fail_after(0);
    assert_int_equal(dd_links_index(&links, link, MANY, &error), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(error.code, DEDUPE_ERROR_MEMORY);
    dd_links_free(&links);
    dd_memory_free(link);
}

/* A comparison that runs out of memory leaves the table as it was. */
static void without_memory_the_table_is_unchanged(void **state) {
    (void)state;
    cluster_case made = {0};
    make_three(&made);
    const dd_link *link = NULL;
    long left = -1;
    long planted = 0;
    for (; left < 0; planted++) {
        dd_memory_fail_after(planted);
        const dedupe_status status = dd_links_get(&made.links, 0, 1, &link, NULL);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        assert_int_equal(made.links.count, left < 0 ? 0 : 1);
        assert_true((dd_links_find(&made.links, 0, 1) != NULL) == (left >= 0));
    }
    assert_true(planted > 5);
    cluster_case_free(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_has_no_link),
        cmocka_unit_test(every_link_is_found_in_any_order),
        cmocka_unit_test(a_known_link_is_not_compared_again),
        cmocka_unit_test(a_missing_link_is_compared_once),
        cmocka_unit_test(a_pair_without_relation_is_kept_too),
        cmocka_unit_test(comparing_on_demand_leaves_boilerplate_out),
        cmocka_unit_test(links_stay_findable_while_the_table_grows),
        cmocka_unit_test(without_memory_the_vector_stays_the_callers),
        cmocka_unit_test(without_memory_the_table_is_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
