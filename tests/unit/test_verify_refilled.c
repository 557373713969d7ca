/* Texts whose passages cover nearly all of them and agree in little of it: a form filled in anew has other
 * words and facts in the gaps, a damaged copy the same words, and a story told anew the same facts. */
#include "compared_pair.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Nothing in it that the guard could take for a name, and one figure. */
static const char snow[] =
    "the evening news: snow lies deep on the northern ridges. at the end of the programme, let us walk "
    "together through quiet frozen forests of our land. (page made 17302)";
static const char ships[] =
    "the evening news: ships sail home past crowded harbours. at the end of the programme, let us walk "
    "together along bright sandy beaches of our land. (page made 94658)";

/* How the two, which are freed, relate. They cover nearly all of each other. */
static dd_link link_of(story a, story b) {
    compared_pair made;
    compared_pair_make(&made, &a, &b, NULL, NULL);
    const dd_link link = made.link;
    assert_true(link.coverage_a >= 0.80 && link.coverage_b >= 0.80);
    compared_pair_free(&made);
    story_free(&a);
    story_free(&b);
    return link;
}

static void other_words_in_the_gaps_are_blanks(void **state) {
    (void)state;
    const dd_link link = link_of(facts_case_plain(snow), facts_case_plain(ships));
    assert_int_equal(link.relation, DEDUPE_VARIANT);
    assert_int_equal(link.reason, DEDUPE_REASON_FORM);
    assert_true(link.resemblance < 0.40); /* the passages agree in little */
}

static void a_text_told_anew_keeps_its_facts(void **state) {
    (void)state;
    story told = facts_case_plain(ships);
    facts_case_replace(&told, "94658", "17302");
    assert_int_equal(link_of(facts_case_plain(snow), told).relation, DEDUPE_NEAR);
}

static void gaps_of_which_few_are_blanks_are_updates(void **state) {
    (void)state;
    story updated = facts_case_plain(snow);
    facts_case_replace(&updated, "northern ridges", "southern slopes");
    facts_case_replace(&updated, "17302", "94658");
    assert_int_equal(link_of(facts_case_plain(snow), updated).relation, DEDUPE_NEAR);
}

static void damaged_words_are_the_same_words(void **state) {
    (void)state;
    story damaged = facts_case_plain(snow);
    static const char *const misread[][2] = {
        {"evening", "evenirg"}, {"snow", "snew"},         {"northern", "morthern"},
        {"ridges", "ridqes"},   {"the end", "thc end"},   {"programme", "prograrnme"},
        {"walk", "waik"},       {"together", "togetber"}, {"quiet", "quiat"},
        {"frozen", "fiozen"},   {"forests", "foresta"},   {"our land", "oui land"},
        {"17302", "94658"},     {"lies", "1ies"}};
    for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
        facts_case_replace(&damaged, misread[i][0], misread[i][1]);
    const dd_link link = link_of(facts_case_plain(snow), damaged);
    assert_int_equal(link.relation, DEDUPE_NEAR);
    assert_true(link.resemblance < 0.25);
}

/* A scanner takes a Han character for a letter or two, which have none of its own in common. */
static void characters_read_as_letters_are_the_same_words(void **state) {
    (void)state;
    static const char *const read[][2] = {{"强台风", "强a风"}, {"登陆", "b陆"}, {"渔船", "渔cd"},
                                          {"避风港", "避e港"}, {"学校", "f校"}, {"停课", "停g"},
                                          {"三十", "h十"},     {"列车", "列i"}, {"停运", "k运"},
                                          {"居民", "居m"},     {"转移", "n移"}, {"2017", "20l9"}};
    static const char notice[] =
        "强台风昨夜在海湾登陆，渔船全部回到避风港，沿岸学校今天停课，三十趟列车停运，"
        "低洼处的居民已经转移到高处，这是2017年以来最大的一次";
    story damaged = facts_case_plain(notice);
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        facts_case_replace(&damaged, read[i][0], read[i][1]);
    const dd_link link = link_of(facts_case_plain(notice), damaged);
    assert_int_equal(link.relation, DEDUPE_NEAR);
    assert_true(link.resemblance < 0.40);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_words_in_the_gaps_are_blanks),
        cmocka_unit_test(a_text_told_anew_keeps_its_facts),
        cmocka_unit_test(gaps_of_which_few_are_blanks_are_updates),
        cmocka_unit_test(damaged_words_are_the_same_words),
        cmocka_unit_test(characters_read_as_letters_are_the_same_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
