/* What counts tell: forms of many blanks, and texts worded anew that keep their figures. */
#include "verify/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { LETTERS = 1000 };

/* Counts of a pair like two notes on two elections: nine blanks, four of them names, around a standing
 * passage. */
static dd_form_counts election_notes(void) {
    return (dd_form_counts){.slots = 12,
                            .conflict_slots = 9,
                            .conflicts = 9,
                            .numbers = 5,
                            .agreeing = 30,
                            .agreeing_short = 15,
                            .agreeing_sure = 28,
                            .opening = 3,
                            .intact_letters = 400,
                            .matched_letters = 800};
}

static void check(dd_form_counts counts, dd_verdict expected) {
    assert_int_equal(dd_form_judge(&counts, LETTERS), expected);
}

static void a_form_may_have_a_long_passage_if_names_differ(void **state) {
    (void)state;
    check(election_notes(), DD_VERDICT_FORM);
}

static void an_update_of_figures_is_no_form(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.numbers = 7; /* two slots have other names alone */
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void a_passage_that_is_most_of_a_text_is_its_story(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.intact_letters = LETTERS / 2;
    check(counts, DD_VERDICT_SAME_EVENT);
}

static void a_form_has_hardly_other_slots_or_facts(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.slots = 16; /* of which nine are 56 per cent */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = election_notes();
    counts.agreeing_short = 22; /* nine of 31 facts are 29 per cent */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = election_notes();
    counts.conflicts = 7;
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* Without a long passage it needs neither: what agrees is a list. */
static void a_form_around_a_list_needs_no_names(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.numbers = 9;
    counts.agreeing_short = 30;
    counts.intact_letters = 240;
    check(counts, DD_VERDICT_FORM);
    counts.intact_letters = 260;
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* ---- where there is no case */

/* A form by words alone, in half of its slots, with five figures of which four are in both. */
static dd_form_counts reworded(void) {
    return (dd_form_counts){.slots = 12,
                            .conflict_slots = 6,
                            .conflicts = 6,
                            .worded = 7,
                            .intact_letters = 80,
                            .shared = {.figures = {5, 6}, .figures_shared = 4}};
}

static void a_text_worded_anew_keeps_its_figures(void **state) {
    (void)state;
    dd_form_counts counts = reworded();
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), DD_VERDICT_SAME_EVENT);
    counts.shared.figures_shared = 3;
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), DD_VERDICT_FORM);
}

static void a_form_with_a_few_figures_may_repeat_them(void **state) {
    (void)state;
    dd_form_counts counts = reworded();
    counts.shared = (dd_shared_facts){.figures = {3, 4}, .figures_shared = 3};
    counts.remainder = (dd_remainder_counts){.known = 10, .windows = 100};
    assert_true(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), DD_VERDICT_FORM);
}

/* Names in all slots, and the figures of the form: of the law it rests on, of an office's telephone. */
static void a_form_whose_slots_are_blanks_may_repeat_figures(void **state) {
    (void)state;
    dd_form_counts counts = reworded();
    counts.slots = 9;
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), DD_VERDICT_FORM);
}

static void a_number_that_conflicts_is_another_figure(void **state) {
    (void)state;
    dd_form_counts counts = reworded();
    counts.numbers = 1;
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), DD_VERDICT_FORM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_may_have_a_long_passage_if_names_differ),
        cmocka_unit_test(an_update_of_figures_is_no_form),
        cmocka_unit_test(a_passage_that_is_most_of_a_text_is_its_story),
        cmocka_unit_test(a_form_has_hardly_other_slots_or_facts),
        cmocka_unit_test(a_form_around_a_list_needs_no_names),
        cmocka_unit_test(a_text_worded_anew_keeps_its_figures),
        cmocka_unit_test(a_form_with_a_few_figures_may_repeat_them),
        cmocka_unit_test(a_form_whose_slots_are_blanks_may_repeat_figures),
        cmocka_unit_test(a_number_that_conflicts_is_another_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
