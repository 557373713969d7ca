/* Briefs of one outlet in one form: six with something else in its blank are no duplicates, and what is no
 * such series stays what it is. */
#include "headline_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    MOST = 30,
    SERIES = 6,
    FEWER = SERIES - 1,
    PAIRS = SERIES * (SERIES - 1) / 2,
    PAIRS_OF_FEWER = PAIRS - FEWER
};

static const char *const channels[MOST] = {
    "Alice",          "Giallo",       "Frisbee",       "Marco Polo",     "Radiant",     "Super 8",
    "Dolomiti News",  "Kanal Nord",   "Cielo",         "Paramount",      "Quarta Rete", "Boing",
    "Sportitalia",    "Vatican",      "Gambero Rosso", "Telenova",       "Equ TV",      "Fishing and Hunting",
    "Lombardia",      "Primocanale",  "Zelig",         "Umbria Weather", "Inter Club",  "Wine Hour",
    "Yacht and Sail", "Horse Racing", "Ondaradio",     "Jimmy",          "Nuvolari",    "Kiss FM"};

static headline_page pages[MOST];
static char headline[MOST][80];

static int clean_up(void **state) {
    (void)state;
    headline_pages_free(pages, MOST);
    return 0;
}

static void set_headline(size_t i, const char *opening, const char *rest) {
    (void)snprintf(headline[i], sizeof headline[i], "%s%s", opening, rest);
    pages[i].headline = headline[i];
    pages[i].outlet = 9;
}

/* A notice under its headline: what it is about, and a sentence that all have. */
static void make_notice(size_t i, const char *name, const char *told) {
    set_headline(i, name, ": change of channel (western satellite)");
    story_add_text(&pages[i].text, told);
    story_add_text(&pages[i].text, ": change of channel (western satellite), from Sunday on at half past"
                                   " eight");
}

static void make_notices(size_t count) {
    for (size_t i = 0; i < count; i++)
        make_notice(i, channels[i], channels[i]);
}

static headline_pairs compare(size_t count) {
    return headline_pages_compare(pages, count, DEDUPE_REASON_SERIES);
}

static void expect_duplicates(size_t count, size_t duplicates) {
    const headline_pairs pairs = compare(count);
    assert_int_equal(pairs.duplicates, duplicates);
    assert_int_equal(pairs.of_reason, 0);
}

static void six_are_a_series(void **state) {
    (void)state;
    make_notices(SERIES);
    const headline_pairs pairs = compare(SERIES);
    assert_int_equal(pairs.duplicates, 0);
    assert_int_equal(pairs.of_reason, PAIRS);
}

static void five_are_not(void **state) {
    (void)state;
    make_notices(FEWER);
    expect_duplicates(FEWER, PAIRS_OF_FEWER);
}

/* Of a series, too, one notice may be printed twice: a duplicate, if only of the other. */
static void a_notice_and_its_correction_stay_together(void **state) {
    (void)state;
    make_notices(SERIES);
    make_notice(SERIES, channels[0], channels[0]);
    story_add_text(&pages[SERIES].text, ", corrected");
    const headline_pairs pairs = compare(SERIES + 1);
    assert_int_equal(pairs.duplicates, 1);
    assert_int_equal(pairs.of_reason, PAIRS + SERIES - 1);
}

/* Under one headline they are the same brief, as far as anybody knows: five, and one of them twice. */
static void a_headline_counts_once(void **state) {
    (void)state;
    make_notices(FEWER);
    make_notice(FEWER, channels[0], channels[0]);
    story_add_text(&pages[FEWER].text, ", corrected");
    expect_duplicates(SERIES, PAIRS);
}

static void what_several_outlets_print_is_none(void **state) {
    (void)state;
    make_notices(SERIES);
    for (size_t i = 0; i < SERIES; i++)
        pages[i].outlet = (uint32_t)(i + 1);
    expect_duplicates(SERIES, PAIRS);
    for (size_t i = 0; i < SERIES; i++)
        pages[i].outlet = 0; /* not known */
    expect_duplicates(SERIES, PAIRS);
}

static void one_without_a_headline_is_none_of_it(void **state) {
    (void)state;
    make_notices(SERIES);
    pages[2].headline = NULL;
    expect_duplicates(SERIES, PAIRS);
}

/* An update has new figures, however often it is updated. */
static void figures_make_no_series(void **state) {
    static const char *const figures[SERIES] = {"12345", "6789", "24680", "13579", "98765", "55443"};
    (void)state;
    for (size_t i = 0; i < SERIES; i++)
        make_notice(i, figures[i], figures[i]);
    expect_duplicates(SERIES, PAIRS);
}

/* What no text tells is of the page, not of the brief. */
static void what_only_the_headlines_tell_makes_none(void **state) {
    (void)state;
    for (size_t i = 0; i < SERIES; i++)
        make_notice(i, channels[i], channels[i + 1]);
    expect_duplicates(SERIES, PAIRS);
}

static void what_all_texts_tell_makes_none(void **state) {
    (void)state;
    make_notices(SERIES);
    for (size_t i = 0; i < SERIES; i++) {
        story_free(&pages[i].text);
        story_add_text(&pages[i].text, "Alice: change of channel; ");
        story_add_text(&pages[i].text, headline[i]);
    }
    assert_int_equal(compare(SERIES).of_reason, 0);
}

/* One story that is told on and on opens alike. */
static void headlines_that_open_alike_make_none(void **state) {
    (void)state;
    for (size_t i = 0; i < SERIES; i++) {
        make_notice(i, channels[i], channels[i]);
        set_headline(i, "Change of channel (western satellite) for ", channels[i]);
    }
    expect_duplicates(SERIES, PAIRS);
}

/* An article that says more than its headline has other ways to be told apart. */
static void articles_make_none(void **state) {
    random_source source = random_start(7);
    story body = {0};
    (void)state;
    story_add_prose(&body, &source, 120);
    make_notices(SERIES);
    for (size_t i = 0; i < SERIES; i++)
        story_add_bytes(&pages[i].text, body.text, body.length);
    story_free(&body);
    expect_duplicates(SERIES, PAIRS);
}

enum { FINALS = 3 };

static void two_series_do_not_mix(void **state) {
    (void)state;
    make_notices(SERIES);
    for (size_t i = SERIES; i < SERIES + FINALS; i++) {
        set_headline(i, channels[i], " wins the regional final in extra time");
        story_add_text(&pages[i].text, channels[i]);
        story_add_text(&pages[i].text, " wins the regional final in extra time, in front of the largest crowd"
                                       " of the season");
    }
    const headline_pairs pairs = compare(SERIES + FINALS);
    assert_int_equal(pairs.of_reason, PAIRS);
    assert_int_equal(pairs.duplicates, FINALS * (FINALS - 1) / 2);
}

/* Of many not all pairs are compared, and some only when the report lists them. */
static void thirty_are_a_series(void **state) {
    (void)state;
    make_notices(MOST);
    const headline_pairs pairs = compare(MOST);
    assert_int_equal(pairs.duplicates, 0);
    assert_int_equal(pairs.of_reason, MOST * (MOST - 1) / 2);
}

/* A name that is spelled or completed in another way is that of the same thing. */
static void one_name_in_two_spellings_is_no_blank(void **state) {
    (void)state;
    make_notices(SERIES);
    make_notice(SERIES, "Allice", "Allice");
    headline_pairs pairs = compare(SERIES + 1);
    assert_int_equal(pairs.duplicates, 1);
    assert_int_equal(pairs.of_reason, PAIRS + SERIES - 1);
    story_free(&pages[SERIES].text);
    make_notice(SERIES, "Alice HD", "Alice HD");
    pairs = compare(SERIES + 1);
    assert_int_equal(pairs.duplicates, 1);
    assert_int_equal(pairs.of_reason, PAIRS + SERIES - 1);
}

/* A name may end in a figure. */
static void names_with_figures_are_names(void **state) {
    static const char *const names[] = {"TV 2000", "Ibox 65"};
    (void)state;
    make_notices(SERIES);
    for (size_t i = 0; i < 2; i++)
        make_notice(SERIES + i, names[i], names[i]);
    assert_int_equal(compare(SERIES + 2).duplicates, 0);
}

static void a_headline_without_end_is_none(void **state) {
    static char endless[4096];
    (void)state;
    make_notices(SERIES + 1);
    memset(endless, 'a', sizeof endless - 1);
    pages[SERIES].headline = endless;
    assert_int_equal(compare(SERIES + 1).duplicates, SERIES);
}

/* A text that stands there twice is of the series with both. */
static void a_copy_is_of_the_series_too(void **state) {
    (void)state;
    make_notices(SERIES);
    make_notice(SERIES, channels[0], channels[0]);
    const headline_pairs pairs = compare(SERIES + 1);
    assert_int_equal(pairs.duplicates, 0); /* but for what is identical */
    assert_int_equal(pairs.of_reason, PAIRS + SERIES - 1);
}

static size_t count_series(dedupe_corpus *corpus) {
    dedupe_result *result = NULL;
    size_t pairs = 0;
    assert_int_equal(dedupe_corpus_run(corpus, &result, NULL), DEDUPE_OK);
    for (size_t i = 0; i < result->pair_count; i++)
        pairs += result->pairs[i].reason == DEDUPE_REASON_SERIES;
    dedupe_result_free(result);
    return pairs;
}

/* Each run judges anew: a copy that nobody is known to have printed stands in for one of the six then. */
static void an_earlier_run_decides_nothing(void **state) {
    const dedupe_options options = dedupe_options_default();
    dedupe_corpus *corpus = NULL;
    (void)state;
    make_notices(SERIES);
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    for (size_t i = 0; i < SERIES; i++) {
        const dedupe_origin origin = {.outlet = 9, .headline = headline[i]};
        assert_int_equal(dedupe_corpus_add_from(corpus, channels[i], pages[i].text.text, pages[i].text.length,
                                                &origin, NULL),
                         DEDUPE_OK);
    }
    assert_int_equal(count_series(corpus), PAIRS);
    assert_int_equal(dedupe_corpus_add(corpus, "A", pages[0].text.text, pages[0].text.length, NULL),
                     DEDUPE_OK);
    assert_int_equal(count_series(corpus), 0);
    dedupe_corpus_free(corpus);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(six_are_a_series, clean_up),
        cmocka_unit_test_teardown(five_are_not, clean_up),
        cmocka_unit_test_teardown(a_notice_and_its_correction_stay_together, clean_up),
        cmocka_unit_test_teardown(a_headline_counts_once, clean_up),
        cmocka_unit_test_teardown(what_several_outlets_print_is_none, clean_up),
        cmocka_unit_test_teardown(one_without_a_headline_is_none_of_it, clean_up),
        cmocka_unit_test_teardown(figures_make_no_series, clean_up),
        cmocka_unit_test_teardown(what_only_the_headlines_tell_makes_none, clean_up),
        cmocka_unit_test_teardown(what_all_texts_tell_makes_none, clean_up),
        cmocka_unit_test_teardown(headlines_that_open_alike_make_none, clean_up),
        cmocka_unit_test_teardown(articles_make_none, clean_up),
        cmocka_unit_test_teardown(two_series_do_not_mix, clean_up),
        cmocka_unit_test_teardown(thirty_are_a_series, clean_up),
        cmocka_unit_test_teardown(one_name_in_two_spellings_is_no_blank, clean_up),
        cmocka_unit_test_teardown(names_with_figures_are_names, clean_up),
        cmocka_unit_test_teardown(a_headline_without_end_is_none, clean_up),
        cmocka_unit_test_teardown(an_earlier_run_decides_nothing, clean_up),
        cmocka_unit_test_teardown(a_copy_is_of_the_series_too, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
