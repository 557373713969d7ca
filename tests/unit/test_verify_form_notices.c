/* What counts tell of short notices: forms of labels and of another day, and what is told twice. */
#include "verify/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A line of labels in which the firm and a figure are others: what agrees are labels. */
static dd_form_counts notice(void) {
    return (dd_form_counts){
        .slots = 2,
        .conflict_slots = 2,
        .conflicts = 2,
        .numbers = 1,
        .agreeing = 11,
        .agreeing_short = 11,
        .agreeing_sure = 11,
        .opening = 2,
        .intact_letters = 40,
        .letters = 120,
        .matched_letters = 100,
        .matched_words = 20,
        .matched_facts = 11,
        .shared = {.figures = {3, 3}, .figures_shared = 2, .names = {12, 12}, .names_shared = 11}};
}

static void check(dd_form_counts counts, dd_verdict expected) {
    assert_int_equal(dd_form_judge(&counts), expected);
}

static void labels_with_other_facts_are_a_form(void **state) {
    (void)state;
    check(notice(), DD_VERDICT_FORM);
}

static void prose_has_fewer_capitals(void **state) {
    (void)state;
    dd_form_counts counts = notice();
    counts.matched_facts = 10; /* of 20 words */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = notice();
    counts.intact_letters = DD_FORM_PASSAGE_LETTERS + 1;
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void one_other_fact_is_a_correction(void **state) {
    (void)state;
    dd_form_counts counts = notice();
    counts.conflicts = 1;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = notice();
    counts.matched_letters = 201; /* a blank in more than a hundred letters */
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void the_words_it_opens_with_are_a_blank(void **state) {
    (void)state;
    dd_form_counts counts = notice();
    counts.slots = counts.conflict_slots = counts.conflicts = 1;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.opens_apart = 1;
    check(counts, DD_VERDICT_FORM);
    counts.slots = 2; /* two of three with the opening */
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void another_wording_leaves_the_figures(void **state) {
    (void)state;
    dd_form_counts counts = notice();
    counts.numbers = 0;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = notice();
    counts.shared.figures[0] = counts.shared.figures[1] = 8;
    counts.shared.figures_shared = 6; /* three quarters of several */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.shared.figures_shared = 5;
    check(counts, DD_VERDICT_FORM);
}

static void figures_alone_will_do_if_half_are_others(void **state) {
    (void)state;
    dd_form_counts counts = notice();
    counts.slots = 6; /* other wording */
    counts.numbers = 2;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.shared.figures_shared = 1; /* of three */
    check(counts, DD_VERDICT_FORM);
    counts.shared = (dd_shared_facts){.figures = {1, 1}, .names = {12, 12}, .names_shared = 11};
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* A market report in prose: six figures, of which one is kept. */
static dd_form_counts market_report(void) {
    return (dd_form_counts){
        .slots = 5,
        .conflict_slots = 3,
        .conflicts = 2,
        .numbers = 3,
        .agreeing = 9,
        .agreeing_short = 9,
        .agreeing_sure = 9,
        .intact_letters = 130,
        .letters = 430,
        .matched_letters = 300,
        .matched_words = 60,
        .matched_facts = 9,
        .shared = {.figures = {6, 6}, .figures_shared = 1, .names = {8, 8}, .names_shared = 8}};
}

static void hardly_a_figure_is_kept_in_a_report_of_another_day(void **state) {
    (void)state;
    check(market_report(), DD_VERDICT_FORM);
    dd_form_counts counts = market_report();
    counts.shared.figures_shared = 2;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = market_report();
    counts.shared = (dd_shared_facts){.figures = {4, 4}, .names = {8, 8}, .names_shared = 8};
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = market_report();
    counts.numbers = 1;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = market_report();
    counts.conflicts = 1;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = market_report();
    counts.slots = 6; /* half of them have other words */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = market_report();
    counts.intact_letters = DD_FORM_PASSAGE_LETTERS + 1;
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* What an office says of two firms: two conflicts among few facts that agree, after other names. */
static void other_names_wherever_it_differs_are_another_firm(void **state) {
    (void)state;
    const dd_form_counts firm = {
        .slots = 2,
        .conflict_slots = 2,
        .conflicts = 2,
        .numbers = 1,
        .opens_apart = 1,
        .agreeing = 5,
        .agreeing_short = 5,
        .agreeing_sure = 4,
        .opening = 1,
        .intact_letters = 84,
        .letters = 177,
        .matched_letters = 125,
        .matched_words = 25,
        .matched_facts = 4,
        .shared = {.figures = {3, 3}, .figures_shared = 2, .names = {8, 6}, .names_shared = 3}};
    check(firm, DD_VERDICT_FORM);
    dd_form_counts counts = firm;
    counts.opens_apart = 0;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = firm;
    counts.slots = 3;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = firm;
    counts.numbers = 2;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = firm;
    counts.shared.names_shared = 4;
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void what_keeps_many_figures_keeps_them_all(void **state) {
    (void)state;
    dd_form_counts counts = {.shared = {.figures = {8, 20}, .figures_shared = 8}};
    assert_true(dd_form_keeps_many_figures(&counts));
    counts.shared.figures_shared = 7;
    assert_false(dd_form_keeps_many_figures(&counts));
    counts.shared = (dd_shared_facts){.figures = {7, 20}, .figures_shared = 7};
    assert_false(dd_form_keeps_many_figures(&counts));
}

/* What one text has, the other has, too: figures, and most names. */
static void what_tells_the_same_has_all_figures_and_most_names(void **state) {
    (void)state;
    const dd_form_counts same = {
        .conflicts = 2,
        .shared = {.figures = {3, 8}, .figures_shared = 3, .names = {12, 13}, .names_shared = 9}};
    assert_true(dd_form_tells_the_same(&same));
    dd_form_counts counts = same;
    counts.shared.figures[0] = 4; /* one of them is another */
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.shared.names_shared = 8; /* eleven of 15 facts */
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.numbers = 1;
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.worded = 1;
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.matched_words = 10; /* in prose other words are names */
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.ends_apart = 1;
    assert_false(dd_form_tells_the_same(&counts));
    counts = same;
    counts.shared = (dd_shared_facts){.figures = {2, 2}, .figures_shared = 2};
    assert_false(dd_form_tells_the_same(&counts));
}

static void under_another_headline_nearly_all_names_are_the_same(void **state) {
    (void)state;
    dd_form_counts counts = {
        .opens_apart = 1,
        .shared = {.figures = {3, 8}, .figures_shared = 3, .names = {7, 13}, .names_shared = 6}};
    assert_true(dd_form_tells_the_same(&counts));
    counts.shared.names_shared = 5; /* eight of ten facts */
    assert_false(dd_form_tells_the_same(&counts));
}

static void a_notice_that_is_cut_has_no_fact_of_its_own(void **state) {
    (void)state;
    const dd_form_counts cut = {
        .shared = {.figures = {4, 2}, .figures_shared = 2, .names = {25, 4}, .names_shared = 4}};
    assert_true(dd_form_is_cut(&cut));
    dd_form_counts counts = cut;
    counts.shared.names[1] = 5;
    assert_false(dd_form_is_cut(&counts));
    counts = cut;
    counts.shared =
        (dd_shared_facts){.figures = {4, 2}, .figures_shared = 2, .names = {25, 3}, .names_shared = 3};
    assert_false(dd_form_is_cut(&counts));
    counts = cut;
    counts.shared =
        (dd_shared_facts){.figures = {4, 1}, .figures_shared = 1, .names = {25, 6}, .names_shared = 6};
    assert_false(dd_form_is_cut(&counts));
    counts = cut;
    counts.conflicts = 1;
    assert_false(dd_form_is_cut(&counts));
}

static void the_same_in_the_blanks_of_a_form_is_told_twice(void **state) {
    (void)state;
    const dd_form_counts filled = {
        .conflicts = 2, .letters = 400, .shared = {.figures = {5, 7}, .figures_shared = 5}};
    assert_true(dd_form_is_told_twice(&filled));
    dd_form_counts counts = filled;
    counts.letters = 401; /* an article, whose formulae may have as many */
    assert_false(dd_form_is_told_twice(&counts));
    counts = filled;
    counts.shared.figures[0] = 6;
    assert_false(dd_form_is_told_twice(&counts));
    counts = filled;
    counts.shared =
        (dd_shared_facts){.figures = {3, 3}, .figures_shared = 3, .names = {7, 7}, .names_shared = 7};
    assert_false(dd_form_is_told_twice(&counts)); /* so few may be the same by chance */
    counts.conflicts = 0;
    assert_true(dd_form_is_told_twice(&counts));
    counts.shared.names[0] = counts.shared.names[1] = counts.shared.names_shared = 0;
    assert_false(dd_form_is_told_twice(&counts));
}

/* A river's level of two mornings: three of seven figures are others. */
static void a_notice_of_another_day_has_other_figures(void **state) {
    (void)state;
    const dd_form_counts level = {
        .slots = 4,
        .conflict_slots = 4,
        .conflicts = 4,
        .numbers = 4,
        .intact_letters = 66,
        .matched_letters = 170,
        .letters = 185,
        .shared = {.figures = {7, 7}, .figures_shared = 4, .names = {8, 7}, .names_shared = 7}};
    assert_true(dd_form_is_of_another_day(&level));
    dd_form_counts counts = level;
    counts.shared.figures_shared = 5; /* more than six of ten */
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.conflicts = 1; /* an update */
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.numbers = 0;
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.slots = 11; /* of which four are 36 per cent */
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.matched_letters = 401;
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.restyled = 4; /* as many are put in another way */
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.letters = 401; /* an article */
    assert_false(dd_form_is_of_another_day(&counts));
    counts = level;
    counts.intact_letters = DD_FORM_PASSAGE_LETTERS + 1;
    assert_false(dd_form_is_of_another_day(&counts));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_with_other_facts_are_a_form),
        cmocka_unit_test(prose_has_fewer_capitals),
        cmocka_unit_test(one_other_fact_is_a_correction),
        cmocka_unit_test(the_words_it_opens_with_are_a_blank),
        cmocka_unit_test(another_wording_leaves_the_figures),
        cmocka_unit_test(figures_alone_will_do_if_half_are_others),
        cmocka_unit_test(hardly_a_figure_is_kept_in_a_report_of_another_day),
        cmocka_unit_test(other_names_wherever_it_differs_are_another_firm),
        cmocka_unit_test(what_keeps_many_figures_keeps_them_all),
        cmocka_unit_test(what_tells_the_same_has_all_figures_and_most_names),
        cmocka_unit_test(under_another_headline_nearly_all_names_are_the_same),
        cmocka_unit_test(a_notice_that_is_cut_has_no_fact_of_its_own),
        cmocka_unit_test(the_same_in_the_blanks_of_a_form_is_told_twice),
        cmocka_unit_test(a_notice_of_another_day_has_other_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
