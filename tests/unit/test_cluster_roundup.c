/* Round-ups: a digest of unrelated stories is one, an ordinary article is none. */
#include "base/memory.h"
#include "cluster/roundup.h"
#include "cluster_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 80 };

/* Which of `wanted`'s articles are round-ups, as digits 0 and 1. */
static void check_roundups_of(const link_given *given, size_t count, const char *wanted) {
    dd_links links;
    uint8_t is_roundup[MOST] = {0};
    char found[MOST + 1] = "";
    const size_t articles = strlen(wanted);
    cluster_links_given(&links, articles, given, count);
    assert_int_equal(dd_roundups_find(&links, articles, is_roundup, NULL), DEDUPE_OK);
    for (size_t a = 0; a < articles; a++)
        found[a] = (char)('0' + is_roundup[a]);
    found[articles] = '\0';
    assert_int_equal(links.asked_count, 0);
    dd_links_free(&links);
    assert_string_equal(found, wanted);
}

#define CHECK_ROUNDUPS(given, wanted) check_roundups_of(given, COUNT(given), wanted)

static void nothing_is_no_round_up(void **state) {
    (void)state;
    check_roundups_of(NULL, 0, "");
    check_roundups_of(NULL, 0, "000");
}

static void a_digest_of_four_stories_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_DERIVED, 0.25, 0.40},
                                {0, 2, DEDUPE_DERIVED, 0.22, 0.38},
                                {0, 3, DEDUPE_RELATED, 0.20, 0.30},
                                {0, 4, DEDUPE_RELATED, 0.18, 0.25}};
    CHECK_ROUNDUPS(links, "10000");
}

/* The digest need not be the longest: it may be either end of a link. */
static void a_short_digest_is_one_too(void **state) {
    (void)state;
    const link_given links[] = {{0, 3, DEDUPE_DERIVED, 0.10, 0.45},
                                {1, 3, DEDUPE_DERIVED, 0.10, 0.35},
                                {0, 1, DEDUPE_NONE, 0, 0},
                                {0, 2, DEDUPE_NEAR, 0.90, 0.95},
                                {2, 3, DEDUPE_DERIVED, 0.10, 0.45}};
    CHECK_ROUNDUPS(links, "0001");
}

static void a_bridge_of_two_thirds_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 2, DEDUPE_DERIVED, 0.34, 0.34}, {1, 2, DEDUPE_DERIVED, 0.34, 0.33}};
    CHECK_ROUNDUPS(links, "001");
}

static void an_article_and_its_copies_are_none(void **state) {
    (void)state;
    link_given links[10];
    size_t count = 0;
    for (uint32_t a = 0; a < 5; a++)
        for (uint32_t b = a + 1; b < 5; b++)
            links[count++] = (link_given){a, b, DEDUPE_DERIVED, 0.45, 0.50};
    check_roundups_of(links, count, "00000");
}

/* Two sources that are versions of one story, however weakly, do not divide an article. */
static void sources_that_know_each_other_are_one(void **state) {
    (void)state;
    const link_given apart[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40}, {1, 2, DEDUPE_DERIVED, 0.40, 0.30}};
    CHECK_ROUNDUPS(apart, "001");
    const link_given related[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40},
                                  {1, 2, DEDUPE_DERIVED, 0.40, 0.30},
                                  {0, 1, DEDUPE_RELATED, 0.05, 0.05}};
    CHECK_ROUNDUPS(related, "000");
    const link_given forms[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40},
                                {1, 2, DEDUPE_DERIVED, 0.40, 0.30},
                                {0, 1, DEDUPE_VARIANT, 0.90, 0.90}};
    CHECK_ROUNDUPS(forms, "000");
}

/* 1 and 3 are linked over 2 only. */
static void sources_may_know_each_other_through_a_third(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_DERIVED, 0.35, 0.35},
                                {0, 2, DEDUPE_DERIVED, 0.32, 0.35},
                                {0, 3, DEDUPE_DERIVED, 0.30, 0.35},
                                {1, 2, DEDUPE_DERIVED, 0.40, 0.40},
                                {2, 3, DEDUPE_DERIVED, 0.40, 0.40}};
    CHECK_ROUNDUPS(links, "0000");
}

static void an_article_mostly_of_one_story_is_none(void **state) {
    (void)state;
    const link_given links[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.70}, {1, 2, DEDUPE_DERIVED, 0.40, 0.29}};
    CHECK_ROUNDUPS(links, "000");
}

static void a_short_quote_from_elsewhere_divides_nothing(void **state) {
    (void)state;
    const link_given small[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.50}, {1, 2, DEDUPE_RELATED, 0.06, 0.08}};
    CHECK_ROUNDUPS(small, "000");
    const link_given minor[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.50}, {1, 2, DEDUPE_RELATED, 0.10, 0.15}};
    CHECK_ROUNDUPS(minor, "000"); /* less than two fifths of the first */
}

/* Two briefs that a longer report took over whole are its sources, and not stories of their own. */
static void whole_sources_make_no_round_up(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_EXCERPT, 0.45, 0.95}, {0, 2, DEDUPE_EXCERPT, 0.40, 0.95}};
    CHECK_ROUNDUPS(links, "000");
}

static void forms_and_strangers_do_not_count(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_VARIANT, 0.30, 0.40}, {0, 2, DEDUPE_VARIANT, 0.30, 0.40}};
    CHECK_ROUNDUPS(links, "000");
}

/* Many stories in a digest, each with many versions: more neighbours than are looked at. */
static void a_digest_of_hot_stories_is_one(void **state) {
    (void)state;
    enum { VERSIONS = 39, ALL = 1 + 2 * VERSIONS };
    static link_given links[ALL * ALL];
    size_t count = 0;
    for (uint32_t b = 1; b < ALL; b++)
        links[count++] = (link_given){0, b, DEDUPE_DERIVED, b % 2 ? 0.30 : 0.25, 0.40};
    for (uint32_t a = 1; a < ALL; a++)
        for (uint32_t b = a + 2; b < ALL; b += 2)
            links[count++] = (link_given){a, b, DEDUPE_NEAR, 0.95, 0.95};
    char wanted[ALL + 1];
    memset(wanted, '0', ALL);
    wanted[0] = '1';
    wanted[ALL] = '\0';
    check_roundups_of(links, count, wanted);
}

/* A digest that a second paper prints is a round-up in both. */
static void a_digest_with_a_copy_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_NEAR, 0.97, 0.98},    {0, 2, DEDUPE_DERIVED, 0.25, 0.40},
                                {1, 2, DEDUPE_DERIVED, 0.25, 0.40}, {0, 3, DEDUPE_DERIVED, 0.22, 0.38},
                                {1, 3, DEDUPE_DERIVED, 0.22, 0.38}, {0, 4, DEDUPE_RELATED, 0.20, 0.30},
                                {1, 4, DEDUPE_RELATED, 0.20, 0.30}};
    CHECK_ROUNDUPS(links, "11000");
}

static void memory_may_run_out_at_any_point(void **state) {
    (void)state;
    const link_given given[] = {{0, 2, DEDUPE_DERIVED, 0.34, 0.34}, {1, 2, DEDUPE_DERIVED, 0.34, 0.33}};
    dd_links links;
    cluster_links_given(&links, 3, given, COUNT(given));
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        uint8_t is_roundup[3] = {0};
        dd_memory_fail_after(planted);
        const dedupe_status status = dd_roundups_find(&links, 3, is_roundup, NULL);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
    }
    assert_true(planted > 2);
    dd_links_free(&links);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_no_round_up),
        cmocka_unit_test(a_digest_of_four_stories_is_one),
        cmocka_unit_test(a_short_digest_is_one_too),
        cmocka_unit_test(a_bridge_of_two_thirds_is_one),
        cmocka_unit_test(an_article_and_its_copies_are_none),
        cmocka_unit_test(sources_that_know_each_other_are_one),
        cmocka_unit_test(sources_may_know_each_other_through_a_third),
        cmocka_unit_test(an_article_mostly_of_one_story_is_none),
        cmocka_unit_test(a_short_quote_from_elsewhere_divides_nothing),
        cmocka_unit_test(whole_sources_make_no_round_up),
        cmocka_unit_test(forms_and_strangers_do_not_count),
        cmocka_unit_test(a_digest_of_hot_stories_is_one),
        cmocka_unit_test(a_digest_with_a_copy_is_one),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
