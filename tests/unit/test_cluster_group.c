/* Groups: what binds at which level, average link over the three longest, no chain through a weak link. */
#include "base/memory.h"
#include "cluster/group.h"
#include "cluster_case.h"
#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 12 };

/* Groups of `articles` articles with the given links (and no relation between the others) as one digit an
 * article: the lowest article of its group. */
static void check_groups_of(const link_given *given, size_t count, dedupe_relation level,
                            const uint8_t *is_roundup, const char *wanted) {
    static const uint8_t no_roundup[MOST];
    dd_links links;
    uint32_t group[MOST];
    char found[MOST + 1] = "";
    const size_t articles = strlen(wanted);
    cluster_links_given(&links, articles, given, count);
    assert_int_equal(
        dd_groups_find(&links, articles, level, is_roundup ? is_roundup : no_roundup, group, NULL),
        DEDUPE_OK);
    for (size_t a = 0; a < articles; a++)
        found[a] = (char)('0' + group[a]);
    found[articles] = '\0';
    dd_links_free(&links);
    assert_string_equal(found, wanted);
}

#define CHECK_GROUPS(given, level, wanted) check_groups_of(given, COUNT(given), level, NULL, wanted)

/* Coverage of one by the other, both ways the same. */
#define LINK(a, b, relation, coverage)                                                                       \
    { a, b, relation, coverage, coverage }

static void a_link_binds_from_its_level_on(void **state) {
    (void)state;
    const uint8_t is_roundup[2] = {0, 0};
    for (dedupe_relation level = DEDUPE_VARIANT; level <= DEDUPE_IDENTICAL; level++)
        for (dedupe_relation relation = DEDUPE_NONE; relation <= DEDUPE_IDENTICAL; relation++) {
            const dd_link link = {.a = 0, .b = 1, .relation = relation, .coverage_a = 1};
            assert_true(dd_groups_binds(&link, level, is_roundup) == (relation >= level));
        }
}

static void a_round_up_binds_to_copies_of_itself_only(void **state) {
    (void)state;
    for (unsigned which = 0; which < 2; which++) {
        const uint8_t is_roundup[2] = {which == 0, which == 1};
        for (dedupe_relation relation = DEDUPE_RELATED; relation <= DEDUPE_IDENTICAL; relation++) {
            const dd_link link = {.a = 0, .b = 1, .relation = relation, .coverage_a = 1};
            assert_true(dd_groups_binds(&link, DEDUPE_RELATED, is_roundup) == (relation >= DEDUPE_NEAR));
        }
    }
}

static void nothing_makes_no_group(void **state) {
    (void)state;
    check_groups_of(NULL, 0, DEDUPE_DERIVED, NULL, "");
    check_groups_of(NULL, 0, DEDUPE_DERIVED, NULL, "0123");
}

static void a_group_is_named_by_its_lowest_article(void **state) {
    (void)state;
    const link_given links[] = {LINK(3, 5, DEDUPE_NEAR, 0.9), LINK(1, 5, DEDUPE_NEAR, 0.95),
                                LINK(1, 3, DEDUPE_NEAR, 0.9), LINK(2, 4, DEDUPE_DERIVED, 0.5)};
    CHECK_GROUPS(links, DEDUPE_DERIVED, "012121");
}

static void levels_decide_what_is_joined(void **state) {
    (void)state;
    const link_given links[] = {LINK(0, 1, DEDUPE_IDENTICAL, 1.0), LINK(2, 3, DEDUPE_NEAR, 0.9),
                                LINK(4, 5, DEDUPE_EXCERPT, 0.85), LINK(6, 7, DEDUPE_DERIVED, 0.35),
                                LINK(8, 9, DEDUPE_RELATED, 0.05)};
    CHECK_GROUPS(links, DEDUPE_IDENTICAL, "0023456789");
    CHECK_GROUPS(links, DEDUPE_NEAR, "0022456789");
    CHECK_GROUPS(links, DEDUPE_EXCERPT, "0022446789");
    CHECK_GROUPS(links, DEDUPE_DERIVED, "0022446689");
    CHECK_GROUPS(links, DEDUPE_RELATED, "0022446688");
}

static void variants_are_joined_at_their_level_only(void **state) {
    (void)state;
    const link_given links[] = {LINK(0, 1, DEDUPE_VARIANT, 0.9), LINK(2, 3, DEDUPE_DERIVED, 0.4)};
    CHECK_GROUPS(links, DEDUPE_VARIANT, "0022");
    CHECK_GROUPS(links, DEDUPE_RELATED, "0122");
    CHECK_GROUPS(links, DEDUPE_DERIVED, "0122");
}

/* A weaker level never takes apart what a stronger one joins. */
static void the_weakest_level_joins_related_articles_too(void **state) {
    (void)state;
    const link_given links[] = {LINK(0, 1, DEDUPE_RELATED, 0.06), LINK(2, 3, DEDUPE_VARIANT, 0.9)};
    CHECK_GROUPS(links, DEDUPE_RELATED, "0023");
    CHECK_GROUPS(links, DEDUPE_VARIANT, "0022");
}

static void a_weak_link_does_not_chain_two_tight_groups(void **state) {
    (void)state;
    const link_given links[] = {LINK(0, 2, DEDUPE_NEAR, 0.9),   LINK(0, 4, DEDUPE_NEAR, 0.95),
                                LINK(2, 4, DEDUPE_NEAR, 0.9),   LINK(1, 3, DEDUPE_NEAR, 0.9),
                                LINK(1, 5, DEDUPE_NEAR, 0.9),   LINK(3, 5, DEDUPE_NEAR, 0.95),
                                LINK(4, 5, DEDUPE_DERIVED, 0.6)};
    CHECK_GROUPS(links, DEDUPE_DERIVED, "010101");
}

static void weak_links_all_over_join_two_tight_groups(void **state) {
    (void)state;
    link_given links[7 + 9] = {LINK(0, 2, DEDUPE_NEAR, 0.9), LINK(0, 4, DEDUPE_NEAR, 0.95),
                               LINK(2, 4, DEDUPE_NEAR, 0.9), LINK(1, 3, DEDUPE_NEAR, 0.9),
                               LINK(1, 5, DEDUPE_NEAR, 0.9), LINK(3, 5, DEDUPE_NEAR, 0.95)};
    size_t count = 6;
    for (uint32_t a = 0; a < 6; a++)
        for (uint32_t b = a + 1; b < 6; b++)
            if ((a + b) % 2 == 1)
                links[count++] = (link_given)LINK(a, b, DEDUPE_DERIVED, 0.31);
    check_groups_of(links, count, DEDUPE_DERIVED, NULL, "000000");
}

/* 0, 1 and 2 are the longest of a group of five and speak for it. */
static void the_three_longest_speak_for_a_group(void **state) {
    (void)state;
    link_given links[10 + 3];
    size_t count = 0;
    for (uint32_t a = 0; a < 5; a++)
        for (uint32_t b = a + 1; b < 5; b++)
            links[count++] = (link_given)LINK(a, b, DEDUPE_NEAR, 0.95);
    links[count] = (link_given)LINK(3, 5, DEDUPE_DERIVED, 0.7);
    links[count + 1] = (link_given)LINK(4, 5, DEDUPE_DERIVED, 0.7);
    check_groups_of(links, count + 2, DEDUPE_DERIVED, NULL, "000005");
    for (uint32_t a = 0; a < 3; a++)
        links[count + a] = (link_given)LINK(a, 5, DEDUPE_DERIVED, 0.31);
    check_groups_of(links, count + 3, DEDUPE_DERIVED, NULL, "000000");
    links[count] = (link_given)LINK(2, 5, DEDUPE_DERIVED, 0.65); /* the third of three is enough */
    check_groups_of(links, count + 1, DEDUPE_DERIVED, NULL, "000000");
}

/* A chain of strong links holds; a weaker one ends where the mean falls under two thirds of the threshold. */
static void a_chain_holds_while_the_mean_does(void **state) {
    (void)state;
    const link_given strong[] = {LINK(0, 1, DEDUPE_NEAR, 0.9), LINK(1, 2, DEDUPE_DERIVED, 0.5)};
    CHECK_GROUPS(strong, DEDUPE_DERIVED, "000");
    const link_given weak[] = {LINK(0, 1, DEDUPE_NEAR, 0.9), LINK(1, 2, DEDUPE_DERIVED, 0.35)};
    CHECK_GROUPS(weak, DEDUPE_DERIVED, "002");
}

static void the_strongest_links_come_first(void **state) {
    (void)state;
    /* 1 is linked to both sides; it goes with the one it resembles more, and the other stays alone. */
    const link_given left[] = {LINK(0, 1, DEDUPE_DERIVED, 0.38), LINK(1, 2, DEDUPE_DERIVED, 0.36)};
    CHECK_GROUPS(left, DEDUPE_DERIVED, "002");
    const link_given right[] = {LINK(0, 1, DEDUPE_DERIVED, 0.36), LINK(1, 2, DEDUPE_DERIVED, 0.38)};
    CHECK_GROUPS(right, DEDUPE_DERIVED, "011");
}

/* The larger coverage counts: a short extract of a long interview is bound to it. */
static void strength_is_the_larger_coverage(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_EXCERPT, 0.05, 0.95}};
    CHECK_GROUPS(links, DEDUPE_DERIVED, "00");
}

static void a_round_up_joins_nothing_but_its_copies(void **state) {
    (void)state;
    const uint8_t is_roundup[5] = {1, 1, 0, 0, 0}; /* the digest, its copy, a story twice, another story */
    const link_given links[] = {LINK(0, 1, DEDUPE_NEAR, 0.95),    LINK(0, 2, DEDUPE_DERIVED, 0.45),
                                LINK(0, 3, DEDUPE_DERIVED, 0.45), LINK(1, 2, DEDUPE_DERIVED, 0.45),
                                LINK(1, 3, DEDUPE_DERIVED, 0.45), LINK(0, 4, DEDUPE_EXCERPT, 0.80),
                                LINK(2, 3, DEDUPE_NEAR, 0.97)};
    check_groups_of(links, COUNT(links), DEDUPE_DERIVED, is_roundup, "00224");
    check_groups_of(links, COUNT(links), DEDUPE_RELATED, is_roundup, "00224");
}

/* Pairs that nobody compared are compared before two groups are joined. */
static void missing_pairs_are_compared(void **state) {
    (void)state;
    cluster_case made = {0};
    const unsigned parts[4][2] = {{0, 12}, {1, 10}, {2, 9}, {0, 11}};
    char id[2] = "a";
    for (unsigned i = 0; i < 4; i++, id[0]++) {
        plain_text text = {0};
        plain_text_tell(&text, 7, parts[i][0], parts[i][1]);
        cluster_case_add(&made, id, text.text);
        plain_text_free(&text);
    }
    cluster_case_rank(&made);
    const dd_link *link;
    for (uint32_t a = 1; a < 4; a++) /* a star: all with the longest */
        assert_int_equal(dd_links_get(&made.links, 0, a, &link, NULL), DEDUPE_OK);
    uint32_t group[4];
    assert_int_equal(dd_groups_find(&made.links, 4, DEDUPE_DERIVED, made.is_roundup, group, NULL), DEDUPE_OK);
    for (uint32_t a = 0; a < 4; a++)
        assert_int_equal(group[a], 0);
    assert_true(made.links.asked_count > 3);
    cluster_case_free(&made);
}

static void memory_may_run_out_at_any_point(void **state) {
    (void)state;
    const link_given given[] = {LINK(0, 1, DEDUPE_NEAR, 0.9), LINK(1, 2, DEDUPE_NEAR, 0.9)};
    const uint8_t is_roundup[3] = {0};
    dd_links links;
    uint32_t group[3];
    cluster_links_given(&links, 3, given, COUNT(given));
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        dd_memory_fail_after(planted);
        const dedupe_status status = dd_groups_find(&links, 3, DEDUPE_DERIVED, is_roundup, group, NULL);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
    }
    assert_true(planted > 2);
    dd_links_free(&links);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_binds_from_its_level_on),
        cmocka_unit_test(a_round_up_binds_to_copies_of_itself_only),
        cmocka_unit_test(nothing_makes_no_group),
        cmocka_unit_test(a_group_is_named_by_its_lowest_article),
        cmocka_unit_test(levels_decide_what_is_joined),
        cmocka_unit_test(variants_are_joined_at_their_level_only),
        cmocka_unit_test(the_weakest_level_joins_related_articles_too),
        cmocka_unit_test(a_weak_link_does_not_chain_two_tight_groups),
        cmocka_unit_test(weak_links_all_over_join_two_tight_groups),
        cmocka_unit_test(the_three_longest_speak_for_a_group),
        cmocka_unit_test(a_chain_holds_while_the_mean_does),
        cmocka_unit_test(the_strongest_links_come_first),
        cmocka_unit_test(strength_is_the_larger_coverage),
        cmocka_unit_test(a_round_up_joins_nothing_but_its_copies),
        cmocka_unit_test(missing_pairs_are_compared),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
