/* What counts tell: forms of many blanks, and stories that were updated, corrected, reordered or worded anew.
 */
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
                            .matched_letters = 800,
                            .letters = LETTERS};
}

static void check(dd_form_counts counts, dd_verdict expected) {
    assert_int_equal(dd_form_judge(&counts), expected);
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

/* An update of a toll in many sentences has as many figures as the table of a day, but the names stay. */
static void an_update_of_many_figures_keeps_its_names(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.numbers = 9;
    counts.agreeing_short = 30;
    counts.intact_letters = 240;
    counts.shared.names[0] = counts.shared.names[1] = 20;
    counts.shared.names_shared = 19;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.shared.names_shared = 18;
    check(counts, DD_VERDICT_FORM);
    counts.shared = (dd_shared_facts){.names = {7, 7}, .names_shared = 7};
    check(counts, DD_VERDICT_FORM);
}

/* ---- a form with a standing text */

/* A recall: half of the text is advice, six facts differ, four of them names alone. */
static dd_form_counts recall(void) {
    return (dd_form_counts){.slots = 8,
                            .conflict_slots = 6,
                            .conflicts = 6,
                            .numbers = 2,
                            .agreeing = 40,
                            .agreeing_short = 20,
                            .agreeing_sure = 38,
                            .opening = 2,
                            .intact_letters = 550,
                            .matched_letters = 850,
                            .letters = LETTERS,
                            .shared = {.names = {30, 28}, .names_shared = 21}};
}

static void other_names_are_another_event(void **state) {
    (void)state;
    check(recall(), DD_VERDICT_FORM);
}

static void an_update_with_a_standing_text_has_the_same_names(void **state) {
    (void)state;
    dd_form_counts counts = recall();
    counts.shared.names_shared = 24; /* of 28: 86 per cent */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.shared = (dd_shared_facts){.names = {12, 12}, .names_shared = 9}; /* three are others */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.numbers = 5; /* one slot conflicts by names alone */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.conflicts = 4;
    counts.matched_letters = 590;
    counts.letters = 800;
    check(counts, DD_VERDICT_FORM);
    counts.conflicts = 3;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.slots = 13; /* the rest is other wording */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.slots = 12;
    counts.conflict_slots = counts.conflicts = 8;
    check(counts, DD_VERDICT_FORM);
    counts.rewritten = 3; /* five of twelve are short enough for blanks */
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* Credits, captions and other wordings: no figure differs. Only names in the opening, before the standing
 * text, tell a form then. */
static void credits_are_other_names_of_one_story(void **state) {
    (void)state;
    dd_form_counts counts = recall();
    counts.opening = 0;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.numbers = 1;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.opening = 3;
    counts.agreeing_short = 14; /* six conflicts are 30 per cent */
    check(counts, DD_VERDICT_FORM);
    counts.agreeing_short = 15;
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* A fact in more than 200 letters is a correction; and where a third is left over, it is told anew. */
static void other_names_in_a_long_or_a_rewritten_text_are_no_form(void **state) {
    (void)state;
    dd_form_counts counts = recall();
    counts.matched_letters = 1300;
    counts.letters = 1500;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts = recall();
    counts.letters = 1300;
    check(counts, DD_VERDICT_SAME_EVENT);
}

/* ---- one story in another order */

/* A form by its conflicts, of which the diff matches 400 letters of 1,000. Of the rest the other text has
 * half somewhere else, and of the five figures four. */
static dd_form_counts reordered(void) {
    return (dd_form_counts){.slots = 9,
                            .conflict_slots = 4,
                            .conflicts = 4,
                            .numbers = 1,
                            .agreeing_sure = 3,
                            .intact_letters = 120,
                            .matched_letters = 400,
                            .letters = LETTERS,
                            .shared = {.figures = {5, 9}, .figures_shared = 4, .names = {20, 12}},
                            .remainder = {.windows = 500, .known = 250}};
}

static void settle(dd_form_counts counts, dd_verdict expected) {
    assert_int_equal(dd_form_judge(&counts), DD_VERDICT_FORM);
    assert_int_equal(dd_form_settle(&counts, DD_VERDICT_FORM), expected);
}

static void what_is_told_in_another_order_is_no_form(void **state) {
    (void)state;
    dd_form_counts counts = reordered();
    assert_true(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    settle(counts, DD_VERDICT_SAME_EVENT);
}

static void a_form_has_other_figures_in_its_order(void **state) {
    (void)state;
    dd_form_counts counts = reordered();
    counts.shared.figures_shared = 3;
    settle(counts, DD_VERDICT_FORM);
    counts = reordered();
    counts.remainder.known = 150;
    settle(counts, DD_VERDICT_FORM);
    counts = reordered();
    counts.remainder = (dd_remainder_counts){.windows = 300, .known = 300};
    settle(counts, DD_VERDICT_FORM);
    counts = reordered();
    counts.slots = 5; /* most conflict: two lists, in the order of their day */
    settle(counts, DD_VERDICT_FORM);
}

/* The remainder is dear: it is asked for only where it may change something. */
static void a_form_that_matches_in_order_is_not_asked_for_its_rest(void **state) {
    (void)state;
    dd_form_counts counts = reordered();
    counts.matched_letters = 700;
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    counts = reordered();
    counts.intact_letters = 40;
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    counts = reordered();
    counts.shared.figures_shared = 3;
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
    counts = reordered();
    counts.slots = 5;
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_FORM));
}

/* ---- house style */

/* A brief of which a desk put six nouns otherwise: more than agree. The figures are the same. */
static dd_form_counts edited(void) {
    return (dd_form_counts){.slots = 8,
                            .conflict_slots = 6,
                            .conflicts = 6,
                            .agreeing = 5,
                            .agreeing_short = 5,
                            .agreeing_sure = 5,
                            .opening = 3,
                            .intact_letters = 120,
                            .matched_letters = 800,
                            .letters = LETTERS,
                            .shared = {.figures = {3, 4}, .figures_shared = 3, .names = {25, 25}}};
}

static void other_nouns_beside_the_same_figures_are_an_edit(void **state) {
    (void)state;
    check(edited(), DD_VERDICT_SAME_EVENT);
}

static void a_form_has_other_figures_or_opens_with_names(void **state) {
    (void)state;
    dd_form_counts counts = edited();
    counts.shared.figures_shared = 2;
    check(counts, DD_VERDICT_FORM);
    counts = edited();
    counts.opening = 4;
    check(counts, DD_VERDICT_FORM);
    counts = edited();
    counts.shared.figures[0] = counts.shared.figures[1] = counts.shared.figures_shared = 0;
    check(counts, DD_VERDICT_FORM);
    counts = edited();
    counts.numbers = 1;
    check(counts, DD_VERDICT_FORM);
    counts = edited();
    counts.slots = 6;                /* nothing else differs */
    counts.shared.names_shared = 13; /* of 25 */
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.shared.names_shared = 12;
    check(counts, DD_VERDICT_FORM);
}

static void one_number_in_two_ways_is_house_style(void **state) {
    (void)state;
    dd_form_counts counts = election_notes();
    counts.restyled = 9;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.restyled = 8; /* of nine conflicts */
    check(counts, DD_VERDICT_FORM);
}

/* A form of few blanks is none either; two numbers may be the same by chance. */
static void house_style_has_three_such_numbers(void **state) {
    (void)state;
    dd_form_counts counts = {.slots = 4,
                             .conflict_slots = 2,
                             .conflicts = 2,
                             .worded = 2,
                             .restyled = 2,
                             .matched_letters = 150,
                             .letters = 200,
                             .shared = {.figures = {4, 4}, .figures_shared = 1}};
    assert_true(dd_form_asks_remainder(&counts, DD_VERDICT_SAME_EVENT));
    counts.restyled = 3;
    assert_false(dd_form_asks_remainder(&counts, DD_VERDICT_SAME_EVENT));
}

/* ---- corrections */

/* One name for another in five gaps, as it is where a form is filled in for another firm. */
static dd_form_counts swapped(void) {
    return (dd_form_counts){.slots = 7,
                            .conflict_slots = 5,
                            .conflicts = 2,
                            .agreeing = 8,
                            .agreeing_sure = 8,
                            .swapped_most = 5,
                            .swapped_items = 1,
                            .intact_letters = 150,
                            .matched_letters = 800,
                            .letters = LETTERS,
                            .shared = {.figures = {5, 5}, .figures_shared = 3}};
}

static void a_name_that_is_corrected_leaves_the_figures(void **state) {
    (void)state;
    dd_form_counts counts = swapped();
    check(counts, DD_VERDICT_SWAPPED);
    counts.shared.figures_shared = 4;
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.numbers = 1;
    check(counts, DD_VERDICT_SWAPPED);
    counts.numbers = 0;
    counts.shared = (dd_shared_facts){.figures = {8, 9}, .figures_shared = 6};
    check(counts, DD_VERDICT_SAME_EVENT);
    counts.shared.figures[0] = 9; /* six of nine are 67 per cent */
    check(counts, DD_VERDICT_SWAPPED);
}

/* ---- where there is no case */

/* An update of a toll: five figures and nothing else, two of them in the opening, around a long passage. */
static dd_form_counts updated_toll(void) {
    return (dd_form_counts){.slots = 5,
                            .conflict_slots = 5,
                            .conflicts = 5,
                            .numbers = 5,
                            .opening = 2,
                            .intact_letters = 450,
                            .matched_letters = 860,
                            .letters = 870,
                            .shared = {.figures = {5, 5}}};
}

static void figures_that_change_throughout_are_an_update(void **state) {
    (void)state;
    check(updated_toll(), DD_VERDICT_SAME_EVENT);
}

static void a_form_has_words_for_blanks_or_opens_with_them_or_has_no_passage(void **state) {
    (void)state;
    dd_form_counts counts = updated_toll();
    counts.worded = 1;
    check(counts, DD_VERDICT_FORM);
    counts = updated_toll();
    counts.numbers = 4; /* and one of another kind */
    check(counts, DD_VERDICT_FORM);
    counts = updated_toll();
    counts.opening = 5;
    check(counts, DD_VERDICT_FORM);
    counts = updated_toll();
    counts.intact_letters = 200;
    check(counts, DD_VERDICT_FORM);
    counts = updated_toll(); /* names that could agree do not */
    counts.shared.names[0] = counts.shared.names[1] = 6;
    check(counts, DD_VERDICT_FORM);
}

/* A form by words alone, in half of its slots, with five figures of which four are in both. */
static dd_form_counts reworded(void) {
    return (dd_form_counts){.slots = 12,
                            .conflict_slots = 6,
                            .conflicts = 6,
                            .worded = 7,
                            .intact_letters = 80,
                            .matched_letters = 800,
                            .letters = LETTERS,
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
        cmocka_unit_test(an_update_of_many_figures_keeps_its_names),
        cmocka_unit_test(other_names_are_another_event),
        cmocka_unit_test(an_update_with_a_standing_text_has_the_same_names),
        cmocka_unit_test(credits_are_other_names_of_one_story),
        cmocka_unit_test(other_nouns_beside_the_same_figures_are_an_edit),
        cmocka_unit_test(a_form_has_other_figures_or_opens_with_names),
        cmocka_unit_test(other_names_in_a_long_or_a_rewritten_text_are_no_form),
        cmocka_unit_test(one_number_in_two_ways_is_house_style),
        cmocka_unit_test(house_style_has_three_such_numbers),
        cmocka_unit_test(what_is_told_in_another_order_is_no_form),
        cmocka_unit_test(a_form_has_other_figures_in_its_order),
        cmocka_unit_test(a_form_that_matches_in_order_is_not_asked_for_its_rest),
        cmocka_unit_test(a_name_that_is_corrected_leaves_the_figures),
        cmocka_unit_test(figures_that_change_throughout_are_an_update),
        cmocka_unit_test(a_form_has_words_for_blanks_or_opens_with_them_or_has_no_passage),
        cmocka_unit_test(a_text_worded_anew_keeps_its_figures),
        cmocka_unit_test(a_form_with_a_few_figures_may_repeat_them),
        cmocka_unit_test(a_form_whose_slots_are_blanks_may_repeat_figures),
        cmocka_unit_test(a_number_that_conflicts_is_another_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
