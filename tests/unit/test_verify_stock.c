/* Stock text: what strangers share, too, makes no duplicate, and copies of it stay copies. */
#include "base/pool.h"
#include "cluster_case.h"
#include "plain_text.h"
#include "verify/stock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { STOCK = 0, OWN_STEP = 100 }; /* stories: the stock sentences; each article's own are of its number */

/* Adds an article: of each digit the stock sentence of that number, of each dash a sentence of its own; and
 * so many more of its own. */
static void add(cluster_case *made, unsigned number, const char *sentences, unsigned more) {
    plain_text text = {0};
    char id[8];
    unsigned told = 0;
    for (const char *s = sentences; *s; s++) {
        if (*s == '-')
            plain_text_tell(&text, OWN_STEP + number, told++, 1);
        else
            plain_text_tell(&text, STOCK, (unsigned)(*s - '0'), 1);
    }
    plain_text_tell(&text, OWN_STEP + number, told, more);
    (void)snprintf(id, sizeof id, "%u", number);
    cluster_case_add(made, id, text.text);
    plain_text_free(&text);
}

/* Takes back the pairs of stock text. */
static void judge_links(cluster_case *made, unsigned threads) {
    dd_pool *pool;
    const dd_stock_case stock = {.link = made->links.link,
                                 .link_count = made->links.count,
                                 .article = made->links.article,
                                 .spans = made->spans,
                                 .article_count = made->ranking.stand_in_count,
                                 .options = &made->links.options};
    assert_int_equal(dd_pool_create(threads, &pool, NULL), DEDUPE_OK);
    assert_int_equal(dd_stock_judge(&stock, pool, NULL, NULL, NULL), DEDUPE_OK);
    dd_pool_free(pool);
}

/* The same after comparing all. */
static void judge(cluster_case *made, unsigned threads) {
    cluster_case_rank(made);
    cluster_case_compare_all(made);
    judge_links(made, threads);
}

static const dd_link *link_of(const cluster_case *made, const char *one, const char *other) {
    const dd_link *link =
        dd_links_find(&made->links, cluster_case_stand_in(made, one), cluster_case_stand_in(made, other));
    assert_non_null(link);
    return link;
}

/* The relation of articles 1 and 2, which share four sentences and have so many more of their own, in the
 * company of the given strangers. */
static void check_pair(const char *const *strangers, size_t count, unsigned more, dedupe_relation wanted) {
    cluster_case made = {0};
    add(&made, 1, "0-1-2-3-", more);
    add(&made, 2, "0-1-2-3-", more);
    for (size_t i = 0; i < count; i++)
        add(&made, 10 + (unsigned)i, strangers[i], 8);
    judge(&made, 1);
    assert_int_equal(link_of(&made, "1", "2")->relation, wanted);
    if (wanted == DEDUPE_RELATED)
        assert_int_equal(link_of(&made, "1", "2")->reason, DEDUPE_REASON_STOCK);
    for (size_t i = 0; i < count; i++) {
        char id[8];
        (void)snprintf(id, sizeof id, "%zu", 10 + i);
        assert_int_equal(link_of(&made, "1", id)->relation, DEDUPE_RELATED);
        assert_int_not_equal(link_of(&made, "1", id)->reason, DEDUPE_REASON_STOCK);
    }
    cluster_case_free(&made);
}

#define CHECK_PAIR(wanted, ...)                                                                              \
    check_pair((const char *const[]){__VA_ARGS__},                                                           \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), 2, wanted)

static void a_pair_alone_is_derived(void **state) {
    (void)state;
    check_pair(NULL, 0, 2, DEDUPE_DERIVED);
}

static void what_three_strangers_have_makes_none(void **state) {
    (void)state;
    CHECK_PAIR(DEDUPE_RELATED, "0-1-", "1-2-", "2-3-", "3-0-", "2-0-", "3-1-");
}

static void three_quarters_of_it_are_enough(void **state) {
    (void)state;
    static const char *const strangers[] = {"0-1-", "1-2-", "2-0-", "0--1", "1--2", "2--0"};
    check_pair(strangers, 6, 3, DEDUPE_RELATED);
}

static void what_two_strangers_have_may_be_taken_from_the_pair(void **state) {
    (void)state;
    CHECK_PAIR(DEDUPE_DERIVED, "0-1-", "1-2-", "2-0-"); /* three sentences of the four */
}

static void unless_it_is_nearly_all_that_the_pair_shares(void **state) {
    (void)state;
    CHECK_PAIR(DEDUPE_RELATED, "0-1-", "1-2-", "2-3-", "3-0-");
}

static void half_of_it_stock_leaves_enough(void **state) {
    (void)state;
    CHECK_PAIR(DEDUPE_DERIVED, "0-1-", "1-0-", "0--1-");
}

/* The relation of articles 1 and 2, which share four sentences that three of six strangers have each, as so
 * many other versions do. */
static dedupe_relation relation_among(unsigned versions) {
    static const char *const strangers[] = {"0-1-", "1-2-", "2-3-", "3-0-", "2-0-", "3-1-"};
    cluster_case made = {0};
    for (unsigned i = 0; i < versions; i++)
        add(&made, 1 + i, "0-1-2-3-", 2);
    for (unsigned i = 0; i < 6; i++)
        add(&made, 20 + i, strangers[i], 8);
    judge(&made, 1);
    const dedupe_relation relation = link_of(&made, "1", "2")->relation;
    cluster_case_free(&made);
    return relation;
}

static void a_story_of_more_versions_than_strangers_is_no_stock(void **state) {
    (void)state;
    assert_int_equal(relation_among(6), DEDUPE_RELATED);
    assert_int_equal(relation_among(7), DEDUPE_DERIVED); /* each has six duplicates */
}

static void copies_of_a_stranger_are_one_stranger(void **state) {
    (void)state;
    cluster_case made = {0};
    add(&made, 1, "0-1-2-3-", 2);
    add(&made, 2, "0-1-2-3-", 2);
    add(&made, 10, "0-1-", 8);
    add(&made, 10, "0-1-", 9); /* and a sentence more */
    add(&made, 10, "0-1-", 10);
    add(&made, 12, "2-3-", 8);
    add(&made, 12, "2-3-", 9);
    add(&made, 12, "2-3-", 10);
    judge(&made, 1);
    assert_int_equal(link_of(&made, "1", "2")->relation, DEDUPE_DERIVED);
    cluster_case_free(&made);
}

/* Two copies of one article, told from its sentences and one or two of its own, among strangers. */
static void check_copies(const char *sentences, const char *const *strangers, unsigned count) {
    cluster_case made = {0};
    add(&made, 1, sentences, 1);
    add(&made, 1, sentences, 2);
    for (unsigned i = 0; i < count; i++)
        add(&made, 10 + i, strangers[i], 8);
    judge(&made, 1);
    size_t copies = 0;
    for (size_t i = 0; i < made.links.count; i++)
        copies += made.links.link[i].relation >= DEDUPE_EXCERPT;
    assert_int_equal(copies, 1);
    cluster_case_free(&made);
}

/* Six of seven shared sentences are of two strangers each, and a quarter of what is each one's own is shared.
 */
static void nearly_all_of_it_of_two_strangers_makes_a_form(void **state) {
    (void)state;
    static const char *const strangers[] = {"0-1-", "1-2-", "2-3-", "3-4-", "4-5-", "5-0-"};
    cluster_case made = {0};
    add(&made, 1, "0123456-", 2);
    add(&made, 2, "0123456-", 2);
    for (unsigned i = 0; i < 6; i++)
        add(&made, 10 + i, strangers[i], 8);
    judge(&made, 1);
    assert_int_equal(link_of(&made, "1", "2")->relation, DEDUPE_VARIANT);
    cluster_case_free(&made);
}

static void copies_of_what_holds_stock_stay_copies(void **state) {
    (void)state;
    static const char *const of_three[] = {"0-1-", "1-2-", "2-3-", "3-0-", "2-0-", "3-1-"};
    static const char *const of_two[] = {"0-1-", "1-2-", "2-3-", "3-4-", "4-5-", "5-6-", "6-7-", "7-0-"};
    check_copies("0-1-2-3-", of_three, 6);
    check_copies("01234567", of_two, 8);
}

static void stock_that_is_most_of_a_text_is_a_form(void **state) {
    (void)state;
    cluster_case made = {0};
    add(&made, 1, "01-23-45-", 1);
    add(&made, 2, "01-23-45-", 1);
    const char *const strangers[] = {"0-1-", "2-3-", "4-5-", "1-2-", "3-4-", "5-0-", "0-3-", "1-4-", "2-5-"};
    for (unsigned i = 0; i < 9; i++)
        add(&made, 10 + i, strangers[i], 10);
    judge(&made, 1);
    assert_int_equal(link_of(&made, "1", "2")->relation, DEDUPE_VARIANT);
    assert_int_equal(link_of(&made, "1", "2")->reason, DEDUPE_REASON_STOCK);
    cluster_case_free(&made);
}

static void a_related_pair_that_is_mostly_stock_is_a_form(void **state) {
    (void)state;
    cluster_case made = {0};
    add(&made, 1, "012-", 1);
    add(&made, 2, "012-", 1);
    const char *const strangers[] = {"0-1-", "1-2-", "2-0-", "1--0", "2--1", "0--2"};
    for (unsigned i = 0; i < 6; i++)
        add(&made, 10 + i, strangers[i], 9);
    cluster_case_rank(&made);
    cluster_case_compare_all(&made);
    for (size_t i = 0; i < made.links.count; i++)
        if (made.links.link[i].relation >= DEDUPE_DERIVED) { /* as if little of what is bridged agreed */
            made.links.link[i].relation = DEDUPE_RELATED;
            made.links.link[i].reason = DEDUPE_REASON_PASSAGE;
        }
    judge_links(&made, 1);
    assert_int_equal(link_of(&made, "1", "2")->relation, DEDUPE_VARIANT);
    assert_int_equal(link_of(&made, "1", "10")->relation, DEDUPE_RELATED);
    cluster_case_free(&made);
}

static void threads_change_nothing(void **state) {
    (void)state;
    dedupe_relation first[CLUSTER_CASE_MOST] = {0};
    for (unsigned threads = 1; threads <= 7; threads += 3) {
        cluster_case made = {0};
        for (unsigned i = 0; i < 12; i++) {
            char sentences[] = "0-1-2-3-";
            for (unsigned k = 0; k < 4; k++)
                sentences[2 * k] = (char)('0' + (i + k) % 5);
            add(&made, i, i < 4 ? sentences : sentences + 4, i < 4 ? 2 : 9);
        }
        judge(&made, threads);
        for (size_t i = 0; i < made.links.count && i < CLUSTER_CASE_MOST; i++) {
            if (threads == 1)
                first[i] = made.links.link[i].relation;
            assert_int_equal(made.links.link[i].relation, first[i]);
        }
        cluster_case_free(&made);
    }
}

static void nothing_is_judged_without_links(void **state) {
    (void)state;
    cluster_case made = {0};
    add(&made, 1, "", 6);
    judge(&made, 2);
    assert_int_equal(made.links.count, 0);
    cluster_case_free(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_alone_is_derived),
        cmocka_unit_test(what_three_strangers_have_makes_none),
        cmocka_unit_test(three_quarters_of_it_are_enough),
        cmocka_unit_test(what_two_strangers_have_may_be_taken_from_the_pair),
        cmocka_unit_test(unless_it_is_nearly_all_that_the_pair_shares),
        cmocka_unit_test(half_of_it_stock_leaves_enough),
        cmocka_unit_test(a_story_of_more_versions_than_strangers_is_no_stock),
        cmocka_unit_test(copies_of_a_stranger_are_one_stranger),
        cmocka_unit_test(nearly_all_of_it_of_two_strangers_makes_a_form),
        cmocka_unit_test(copies_of_what_holds_stock_stay_copies),
        cmocka_unit_test(stock_that_is_most_of_a_text_is_a_form),
        cmocka_unit_test(a_related_pair_that_is_mostly_stock_is_a_form),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(nothing_is_judged_without_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
