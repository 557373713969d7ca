/* The variant guard on forms that end in what they say each time: not the story, however long it is. All
 * names and figures are invented. */
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char recall[] =
    "{0} calls back {1} sold from {2} to {3} at the shops of {4} in Marrow, Kell, Port Senna, Vanna, Holm "
    "and "
    "Dunmarsh, because pieces of plastic may be in it, the Food Office says. It has the lot number {5}. "
    "Whoever "
    "has bought it should not eat it, but throw it away or take it back to the shop, where the price is paid "
    "back "
    "without a receipt; those who have eaten of it and have pains should see a doctor and tell of it, and "
    "children "
    "and people who are ill should be watched with care in the days that follow, for the pieces are small "
    "and their "
    "edges sharp; a list of all goods that were called back can be read at town halls and libraries.";
static const char *const recall_one[] = {"Ellmore Dairy", "plum yogurt", "2 May", "9 May", "Harrow", "A4471"};

static void a_form_with_long_instructions_is_a_form(void **state) {
    (void)state;
    static const char *const other[] = {"Tavish Bakers", "rye rolls", "14 June",
                                        "20 June",       "Penzer",    "K9028"};
    dd_facts_counts counts;
    assert_int_equal(facts_case_judge_filled(recall, recall_one, other, &counts), DD_VERDICT_FORM);
    assert_true(counts.intact_letters > 300 && counts.left_over <= 4 /* before the first match */);
}

/* Three facts are corrected, or figures alone. */
static void a_corrected_form_with_instructions_is_the_same_event(void **state) {
    (void)state;
    static const char *const three[] = {"Ellmore Dairy", "plum yogurt", "3 May", "9 May", "Penzer", "A4417"};
    static const char *const one[] = {"Ellmore Dairy", "120 jars of jam", "2 May",
                                      "9 May",         "Harrow",          "A4471"};
    static const char *const figures[] = {"Ellmore Dairy", "180 jars of jam", "3 May",
                                          "11 May",        "Harrow",          "A4417"};
    dd_facts_counts counts;
    assert_int_equal(facts_case_judge_filled(recall, recall_one, three, &counts), DD_VERDICT_SAME_EVENT);
    assert_int_equal(counts.conflicts, 3);
    assert_int_equal(facts_case_judge_filled(recall, one, figures, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.conflicts >= 4 && counts.conflict_slots == counts.numbers);
}

/* As many facts as in a form are new, and so are words. */
static void an_update_before_a_long_passage_is_the_same_event(void **state) {
    (void)state;
    static const char *const other[] = {"Tavish Bakers", "plum yogurt", "14 June",
                                        "20 June",       "Penzer",      "K9028"};
    story a = facts_case_fill(recall, recall_one), b = facts_case_fill(recall, other);
    facts_case_replace(&b, "a list of all",
                       "On Thursday a second child was taken to hospital, and its mother said "
                       "that she had known nothing of the warning. a list of all");
    dd_facts_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.conflicts >= 4 && counts.left_over > 0);
    story_free(&a);
    story_free(&b);
}

/* What is in the frame of a page conflicts: but the long passage has the facts, and is the story. */
static void a_story_in_two_frames_is_the_same_event(void **state) {
    (void)state;
    static const char page[] =
        "You are reading the news of {0} and its neighbours, which Senna Press prints on {1}. The weather in "
        "{2} is "
        "fine and the ice will hold until {3}, says our reporter {4}. A ferry with 212 people on board ran "
        "aground "
        "off the island of Vanna early on Monday after its engine failed in heavy seas. Lifeboats from Port "
        "Lorne "
        "and Kell took off the passengers, among them 41 children on their way home from Marrow, in an "
        "operation "
        "that Marta Ellingsen led. The Lady Arrel, built in 1987, had passed an inspection in March, and "
        "Northern "
        "Sound Lines said that it would pay for hotels. Divers will look at the hull on Tuesday.";
    static const char *const one[] = {"Dunmarsh", "4 May", "Dunmarsh Bay", "7 May", "Ines Falk"};
    static const char *const other[] = {"Harrow", "9 June", "Penzer Sound", "18 June", "Tom Brask"};
    dd_facts_counts counts;
    assert_int_equal(facts_case_judge_filled(page, one, other, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.conflicts >= 4 && counts.conflict_slots > counts.numbers && counts.numbers > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_with_long_instructions_is_a_form),
        cmocka_unit_test(a_corrected_form_with_instructions_is_the_same_event),
        cmocka_unit_test(a_story_in_two_frames_is_the_same_event),
        cmocka_unit_test(an_update_before_a_long_passage_is_the_same_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
