/* The blanks of two briefs: what makes them differ, to the letter. */
#include "verify/blank.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FORM ": change of channel"

typedef struct brief {
    const char *headline, *text;
    uint32_t outlet;
} brief;

static dd_article article_of(const brief *made) {
    dd_letters letters = {0};
    assert_int_equal(dd_letters_fold(&letters, made->text, strlen(made->text), false, NULL), DEDUPE_OK);
    const dd_article article = {.text = made->text,
                                .text_length = strlen(made->text),
                                .letters = (uint32_t)letters.count,
                                .origin = {.outlet = made->outlet, .headline = made->headline}};
    dd_letters_free(&letters);
    return article;
}

/* Whether their blanks differ, which does not depend on which is which. */
static bool differ(const brief *one, const brief *other) {
    const dd_article a = article_of(one), b = article_of(other);
    dd_blanks scratch = {0};
    bool forth = false, back = true;
    assert_int_equal(dd_blanks_differ(&scratch, &a, &b, &forth, NULL), DEDUPE_OK);
    assert_int_equal(dd_blanks_differ(&scratch, &b, &a, &back, NULL), DEDUPE_OK);
    assert_int_equal(forth, back);
    dd_blanks_free(&scratch);
    return forth;
}

/* The same of two briefs that say their headlines and nothing else. */
static bool headlines_differ(const char *one, const char *other) {
    return differ(&(brief){one, one, 9}, &(brief){other, other, 9});
}

static void two_names_in_one_form_differ(void **state) {
    (void)state;
    assert_true(headlines_differ("Alice" FORM, "Giallo" FORM));
    assert_true(headlines_differ("TV 2000" FORM, "Ibox 65" FORM));
    assert_true(headlines_differ("Жуков" FORM, "Иванов" FORM));
    assert_true(headlines_differ("北京：道路施工通知", "上海：道路施工通知"));
    assert_false(headlines_differ("Alice" FORM, "Alice" FORM));
}

static void figures_do_not(void **state) {
    (void)state;
    assert_false(headlines_differ("12345" FORM, "6789" FORM));
    assert_false(headlines_differ("1.5" FORM, "2.7" FORM));
    assert_false(headlines_differ("Twelve" FORM, "6789" FORM));
    assert_false(headlines_differ("Line 12" FORM, "Line 34" FORM));
}

static void nor_does_one_name_spelled_or_completed_anew(void **state) {
    (void)state;
    assert_false(headlines_differ("Alice" FORM, "Allice" FORM));
    assert_false(headlines_differ("Alice" FORM, "Alise" FORM));
    assert_false(headlines_differ("Alice" FORM, "Alice HD" FORM));
    assert_false(headlines_differ("Alice" FORM, "New: Alice" FORM));
    assert_true(headlines_differ("abcdefgh" FORM, "abcdWXYZ" FORM)); /* half of it is its own */
    assert_false(headlines_differ("abcdefgh" FORM, "abcdeXYZ" FORM));
}

static void headlines_that_open_alike_do_not(void **state) {
    (void)state;
    assert_true(headlines_differ("Kanal Alicante" FORM, "Kanal Giallorossi" FORM));
    assert_false(headlines_differ("Canale Alicante" FORM, "Canale Giallorossi" FORM));
    assert_false(headlines_differ("Change of channel: Alice", "Change of channel: Giallo"));
}

static void half_of_the_shorter_headline_is_the_form(void **state) {
    (void)state;
    assert_true(headlines_differ("abcdefgh 23456789", "stuvwxyz 23456789"));
    assert_false(headlines_differ("abcdefgh1 3456789", "stuvwxyz0 3456789"));
    assert_false(headlines_differ("abcde 23456", "vwxyz 23456")); /* too short for a form */
    assert_true(headlines_differ("abcdef 123456", "uvwxyz 123456"));
}

static void they_are_of_one_known_outlet_and_have_headlines(void **state) {
    (void)state;
    const brief alice = {"Alice" FORM, "Alice" FORM, 9}, giallo = {"Giallo" FORM, "Giallo" FORM, 9};
    const brief elsewhere = {"Giallo" FORM, "Giallo" FORM, 10}, untitled = {NULL, "Giallo" FORM, 9};
    const brief unknown = {"Alice" FORM, "Alice" FORM, 0}, unknown_too = {"Giallo" FORM, "Giallo" FORM, 0};
    assert_true(differ(&alice, &giallo));
    assert_false(differ(&alice, &elsewhere));
    assert_false(differ(&alice, &untitled));
    assert_false(differ(&unknown, &unknown_too));
}

static void each_text_tells_its_own(void **state) {
    (void)state;
    const brief alice = {"Alice" FORM, "From today, Alice" FORM, 9};
    assert_true(differ(&alice, &(brief){"Giallo" FORM, "From today, Giallo" FORM, 9}));
    assert_false(differ(&alice, &(brief){"Giallo" FORM, "From today" FORM, 9}));
    assert_false(differ(&alice, &(brief){"Giallo" FORM, "Giallo" FORM " (Alice" FORM ")", 9}));
    assert_true(differ(&alice, &(brief){"Giallo" FORM, "Giallo" FORM " (not Alice)", 9}));
    assert_false(differ(&alice, &(brief){"Giallo" FORM, "Giallo, chan", 9})); /* cut within the form */
}

/* A brief has at most two letters for each of its headline: 20 and 40. */
static void what_says_more_than_its_headline_is_no_brief(void **state) {
    (void)state;
    const brief alice = {"Alice" FORM, "Alice" FORM, 9};
    assert_true(differ(&alice, &(brief){"Bruno" FORM, "Bruno" FORM " 1234567890abcdefghij", 9}));
    assert_false(differ(&alice, &(brief){"Bruno" FORM, "Bruno" FORM " 1234567890abcdefghijk", 9}));
}

/* A headline: an opening, so many bytes between it and the form, and so many letters in all. */
static const char *make_long(char *headline, char opening, size_t between, size_t letters) {
    memset(headline, opening, 8);
    memset(headline + 8, '-', between);
    memset(headline + 8 + between, 'x', letters - 8);
    headline[between + letters] = 0;
    return headline;
}

static void a_headline_has_128_letters_at_most(void **state) {
    char one[256], other[256];
    (void)state;
    assert_true(headlines_differ(make_long(one, 'a', 0, 128), make_long(other, 'b', 0, 128)));
    assert_false(headlines_differ(make_long(one, 'a', 0, 129), make_long(other, 'b', 0, 129)));
}

static void a_headline_has_1024_bytes_at_most(void **state) {
    char one[2048], other[2048];
    (void)state;
    assert_true(headlines_differ(make_long(one, 'a', 924, 100), make_long(other, 'b', 924, 100)));
    assert_false(headlines_differ(make_long(one, 'a', 925, 100), make_long(other, 'b', 925, 100)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_names_in_one_form_differ),
        cmocka_unit_test(figures_do_not),
        cmocka_unit_test(nor_does_one_name_spelled_or_completed_anew),
        cmocka_unit_test(headlines_that_open_alike_do_not),
        cmocka_unit_test(half_of_the_shorter_headline_is_the_form),
        cmocka_unit_test(they_are_of_one_known_outlet_and_have_headlines),
        cmocka_unit_test(each_text_tells_its_own),
        cmocka_unit_test(what_says_more_than_its_headline_is_no_brief),
        cmocka_unit_test(a_headline_has_128_letters_at_most),
        cmocka_unit_test(a_headline_has_1024_bytes_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
