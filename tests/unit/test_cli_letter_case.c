/* Letter case in the scripts that have it, and words that are equal but for it. */
#include "letter_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool equal(const char *a, const char *b) {
    cli_letter_case *rules = cli_letter_case_create();
    const bool there = cli_letter_case_equal(rules, a, strlen(a), b, strlen(b));
    assert_int_equal(there, cli_letter_case_equal(rules, b, strlen(b), a, strlen(a)));
    cli_letter_case_free(rules);
    return there;
}

static void words_in_capitals_are_the_same_words(void **state) {
    (void)state;
    assert_true(equal("The", "the") && equal("FERRY", "Ferry"));
    assert_true(equal("ÉLYSÉE", "élysée") && equal("ÄÖÜẞ", "äöüß") && equal("Łódź", "ŁÓDŹ"));
    assert_true(equal("ČEŠTINA", "čeština") && equal("Ÿ", "ÿ") && equal("İzmir", "izmir"));
    assert_true(equal("VIỆT", "Việt") && equal("ƯƠNG", "ương") && equal("Ə", "ə"));
    assert_true(equal("ΝΈΟΣ", "νέος") && equal("ΛΌΓΟΣ", "λόγος")); /* the sigma that ends a word */
    assert_true(equal("МОСКВА", "Москва") && equal("Ѐ", "ѐ") && equal("ҚАЗАҚ", "қазақ"));
    assert_true(equal("ՀԱՅ", "հայ") && equal("ᲡᲐᲥ", "საქ") && equal("Ａ", "ａ"));
}

static void other_letters_are_other_words(void **state) {
    (void)state;
    assert_false(equal("the", "them") || equal("", "a") || equal("ferry", "fjrry"));
    assert_false(equal("café", "cafe") || equal("said,", "said.") || equal("@", "`") || equal("[", "{"));
    assert_false(equal("×", "÷") || equal("ā", "Ă") || equal("Straße", "STRASSE"));
    assert_false(equal("東", "京") || equal("ك", "ل"));
    assert_true(equal("", "") && equal("東京 4,200", "東京 4,200"));
}

static void bytes_that_are_no_utf8_must_be_equal(void **state) {
    (void)state;
    assert_true(equal("A\xff", "a\xff"));
    assert_false(equal("a\xff", "a\xfe") || equal("\xc3", "\xc3\x89") || equal("\xff", "a"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_capitals_are_the_same_words),
        cmocka_unit_test(other_letters_are_other_words),
        cmocka_unit_test(bytes_that_are_no_utf8_must_be_equal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
