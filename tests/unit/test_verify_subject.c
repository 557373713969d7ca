/* The subjects of two texts: headlines that name what the texts put for one another. All names are invented.
 */
#include "facts_case.h"
#include "verify/subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STANDING                                                                                             \
    "Residents can apply for identity cards and driving licences, register a move or pay fees there. "       \
    "Whoever "                                                                                               \
    "wants to come needs an appointment, which can be made by telephone on 0555 2400 or on the pages of "    \
    "the "                                                                                                   \
    "county. The office is closed on holidays, and appointments that are not kept are cancelled after ten "  \
    "minutes. "

static const char office[] =
    "The county opens a citizens' office in {0} in March. It is in the old {1} and has "
    "four rooms. " STANDING "\"We have waited for this,\" said {2}, who will lead it. The "
    "office in {0} is the third of its kind.";
static const char *const arrel[] = {"Arrel", "Savings Bank", "Marta Ellingsen"};
static const char *const norlund[] = {"Norlund", "Post Office", "Osk Renwick"};

typedef struct version {
    const char *const *values;
    const char *headline; /* NULL: none */
    uint32_t outlet;
} version;

static bool differ_in_order(const story *one, const version *a, const story *other, const version *b) {
    facts_text text_a, text_b;
    facts_text_read(&text_a, one->text, one->length);
    facts_text_read(&text_b, other->text, other->length);
    const dd_slot_side side_a = {&text_a.words, &text_a.letters}, side_b = {&text_b.words, &text_b.letters};
    const dd_article article_a = {.origin = {.outlet = a->outlet, .headline = a->headline}},
                     article_b = {.origin = {.outlet = b->outlet, .headline = b->headline}};
    dd_facts facts = {0};
    dd_subjects subjects = {0};
    dd_verdict verdict;
    bool differ = false;
    assert_int_equal(dd_facts_judge(&facts, &side_a, &side_b, &verdict, NULL), DEDUPE_OK);
    assert_int_equal(
        dd_subjects_differ(&subjects, &facts, &article_a, &side_a, &article_b, &side_b, &differ, NULL),
        DEDUPE_OK);
    dd_subjects_free(&subjects);
    dd_facts_free(&facts);
    facts_text_free(&text_a);
    facts_text_free(&text_b);
    return differ;
}

/* Whether a form that is filled in twice has two subjects, which does not depend on which is which. */
static bool differ(const char *form, version a, version b) {
    story one = facts_case_fill(form, a.values), other = facts_case_fill(form, b.values);
    const bool forth = differ_in_order(&one, &a, &other, &b), back = differ_in_order(&other, &b, &one, &a);
    story_free(&one);
    story_free(&other);
    assert_int_equal(forth, back);
    return forth;
}

static void two_offices_of_one_form_are_two_subjects(void **state) {
    (void)state;
    assert_true(differ(office, (version){arrel, "Citizens' office opens in Arrel", 7},
                       (version){norlund, "Citizens' office opens in Norlund", 7}));
    assert_true(differ(office, (version){arrel, "Arrel to have a citizens' office", 0},
                       (version){norlund, "Norlund to have a citizens' office", 7}));
}

static void headlines_that_name_neither_tell_nothing(void **state) {
    (void)state;
    const version one = {arrel, "Citizens' office opens in Arrel", 7};
    assert_false(differ(office, one, (version){norlund, "Citizens' office opens in March", 7}));
    assert_false(differ(office, one, (version){norlund, "Arrel and Norlund to have offices", 7}));
    assert_false(differ(office, one, (version){norlund, NULL, 7}));
    assert_false(differ(office, (version){arrel, "County opens an office", 7},
                        (version){norlund, "County opens an office", 7}));
}

/* A name is known by six letters; of a headline that is a text nothing is read. */
static void a_stem_has_six_letters_and_a_headline_an_end(void **state) {
    (void)state;
    static const char *const haven[] = {"Norlhaven", "Savings Bank", "Marta Ellingsen"};
    static const char *const bright[] = {"Norlbrightsted", "Post Office", "Osk Renwick"};
    assert_true(differ(office, (version){haven, "An office in Norlhaven", 7},
                       (version){bright, "An office in Norlbrightsted", 7}));
    char headline[1100] = "Citizens' office opens in Arrel";
    memset(headline + strlen(headline), '!', sizeof headline - 1 - strlen(headline));
    assert_false(
        differ(office, (version){arrel, headline, 7}, (version){norlund, "Citizens' office in Norlund", 7}));
}

/* Who told a story further writes another headline, and one form's differ in their names alone. */
static void headlines_of_one_form_have_half_their_wording_in_common(void **state) {
    (void)state;
    const version one = {arrel, "Arrel to have a citizens' office", 7};
    assert_true(differ(office, one, (version){norlund, "At last a citizens' office: Norlund", 7}));
    assert_false(differ(office, one, (version){norlund, "At last county officials go to Norlund", 7}));
}

/* Whoever overtakes is in the headline now, and both are in both texts. */
static void a_race_that_goes_on_is_one_subject(void **state) {
    (void)state;
    static const char count[] =
        "{0} was ahead of {1} when the ballots of most districts of Kell had been counted. " STANDING
        "\"We will wait until the last ballot is counted,\" said {2}, who speaks for {0}. {1} was in {3}.";
    static const char *const early[] = {"Ellingsen", "Renwick", "Marta Oldham", "Arrel"};
    static const char *const late[] = {"Renwick", "Ellingsen", "Peder Quist", "Norlund"};
    static const char *const other[] = {"Hallstrom", "Wiberg", "Peder Quist", "Norlund"};
    const version first = {early, "Ellingsen is ahead in Kell", 7};
    assert_false(differ(count, first, (version){late, "Renwick is ahead in Kell", 7}));
    assert_true(differ(count, first, (version){other, "Hallstrom is ahead in Kell", 7}));
}

/* A form of so many lines, of which the first `filled` have two blanks each. Release with free. */
static char *make_form(int lines, int filled) {
    enum { LENGTH = 128 };
    char *form = malloc((size_t)lines * LENGTH);
    assert_non_null(form);
    for (int i = 0, length = 0; i < lines; i++) {
        const char letter[] = {(char)('a' + i / 676), (char)('a' + i / 26 % 26), (char)('a' + i % 26), '\0'};
        length += snprintf(form + length, LENGTH,
                           "ward%s has its rooms near market%s for %s and desks under arcade%s for %s; ",
                           letter, letter, i < filled ? "{0}" : "all", letter, i < filled ? "{1}" : "none");
    }
    return form;
}

/* A form has some blanks, not hundreds, and is no book. */
static void neither_a_book_nor_what_differs_everywhere_is_a_form(void **state) {
    (void)state;
    static const struct {
        int lines, filled;
        bool differ;
    } cases[] = {{200, 100, true}, {200, 200, false}, {800, 2, true}, {1400, 2, false}};
    const version one = {arrel, "An office in Arrel", 7}, other = {norlund, "An office in Norlund", 7};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *form = make_form(cases[i].lines, cases[i].filled);
        assert_int_equal(differ(form, one, other), cases[i].differ);
        free(form);
    }
}

/* Two papers that print one release put their own town into it. */
static void two_outlets_may_have_one_subject(void **state) {
    (void)state;
    assert_false(differ(office, (version){arrel, "Citizens' office opens in Arrel", 7},
                        (version){norlund, "Citizens' office opens in Norlund", 8}));
}

/* The name is all that was wrong, in all its forms. */
static void a_name_put_right_is_one_subject(void **state) {
    (void)state;
    static const char *const misnamed[] = {"Quellanburg", "Savings Bank", "Marta Ellingsen"};
    static const char *const renamed[] = {"Saint Brede", "Savings Bank", "Marta Ellingsen"};
    static const char inflected[] =
        "The county opens a citizens' office in {0} in March. It is in the old {1}. " STANDING
        "\"{0}ers have waited,\" said {2}, who will lead it.";
    assert_false(differ(inflected, (version){misnamed, "Citizens' office opens in Quellanburg", 7},
                        (version){renamed, "Citizens' office opens in Saint Brede", 7}));
}

/* Its first name stands beside it once, and in no headline. */
static void a_name_put_right_with_its_first_name_is_one_subject(void **state) {
    (void)state;
    static const char chief[] =
        "The town council of Kell has chosen {0} {1} as chief of the fire brigade. " STANDING
        "\"I look forward to it,\" {1} said. The council voted for {1} on Monday.";
    static const char *const misnamed[] = {"Hans", "Hallstrom"}, *const renamed[] = {"Karl", "Wiberg"};
    assert_false(differ(chief, (version){misnamed, "Hallstrom is new fire chief", 7},
                        (version){renamed, "Wiberg is new fire chief", 7}));
}

/* An update: the toll is in the headline. */
static void other_figures_are_no_other_subject(void **state) {
    (void)state;
    static const char fire[] = "A fire in {2} killed {0} people on Monday night and hurt {1} more. " STANDING
                               "The police said that the cause was not known.";
    static const char *const early[] = {"3", "12", "Arrel"}, *const late[] = {"5", "17", "Arrel"};
    assert_false(differ(fire, (version){early, "Fire in Arrel kills 3", 7},
                        (version){late, "Fire in Arrel kills 5", 7}));
}

/* Words may be other wording where there is no case: it takes three of them, one in the headlines; that one
 * of them stands twice makes no third. */
static void without_case_three_words_differ(void **state) {
    (void)state;
    static const char notice[] =
        "市政府昨天宣布，{0}便民服务中心将于三月开放，地点在{1}。市民可以办理身份证、驾驶证和缴费等业务，"
        "需提前电话预约，节假日不开放，迟到十分钟以上预约取消。中心设有四个窗口，负责人{2}说，大家等待已久。"
        "这是全市第三个同类中心，今后还将增加自助设备，延长服务时间。{2}表示欢迎市民前来办事。";
    static const char *const one[] = {"松岭", "旧百货大楼", "陈立新"},
                             *const other[] = {"青溪", "原邮政支局", "周海波"},
                             *const same_place[] = {"青溪", "旧百货大楼", "周海波"};
    assert_true(differ(notice, (version){one, "松岭便民服务中心三月开放", 7},
                       (version){other, "青溪便民服务中心三月开放", 7}));
    assert_false(differ(notice, (version){one, "松岭便民服务中心三月开放", 7},
                        (version){same_place, "青溪便民服务中心三月开放", 7}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_offices_of_one_form_are_two_subjects),
        cmocka_unit_test(headlines_that_name_neither_tell_nothing),
        cmocka_unit_test(a_stem_has_six_letters_and_a_headline_an_end),
        cmocka_unit_test(headlines_of_one_form_have_half_their_wording_in_common),
        cmocka_unit_test(a_race_that_goes_on_is_one_subject),
        cmocka_unit_test(neither_a_book_nor_what_differs_everywhere_is_a_form),
        cmocka_unit_test(two_outlets_may_have_one_subject),
        cmocka_unit_test(a_name_put_right_is_one_subject),
        cmocka_unit_test(a_name_put_right_with_its_first_name_is_one_subject),
        cmocka_unit_test(other_figures_are_no_other_subject),
        cmocka_unit_test(without_case_three_words_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
