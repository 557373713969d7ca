/* The variant guard on what the whole of two texts shows: names that stand in web addresses too, lists by
 * their titles, forms of which little is left whole, a sentence or two. All names and figures are invented.
 */
#include "compared_pair.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* ---- names */

static const char address[] =
    "In {0} the market hall opens early, and the people of {0} like to say that nobody "
    "hurries here. By noon you will believe them, for the museum of clocks in {0} is "
    "cool and nearly empty, and dinner is long. The soup, which no two kitchens in {0} "
    "make alike, comes before the plums. The last train leaves {0} at ten. Rooms can be "
    "found at {1}.example, and letters go to the office of the hall.";

static void a_name_in_a_web_address_is_still_a_name(void **state) {
    (void)state;
    static const char *const one[] = {"Marrowick", "marrowick"}, *const other[] = {"Tessandra", "tessandra"};
    dd_form_counts counts;
    assert_int_equal(facts_case_judge_filled(address, one, other, &counts), DD_VERDICT_SWAPPED);
    assert_true(counts.swapped_most >= 4);
}

/* "board" now and then with a capital names nobody. */
static void a_word_that_is_mostly_lower_case_is_no_name(void **state) {
    (void)state;
    story a = facts_case_plain(
              "they told the Board that the board of the town and the board of the port agree"),
          b = facts_case_plain(
              "they told the Panel that the board of the town and the board of the port agree"),
          c = facts_case_plain(
              "they told the Board that the panel of the town and the board of the port agree");
    dd_form_counts counts;
    (void)facts_case_judge(&a, &b, &counts);
    assert_int_equal(counts.slots, 1);
    assert_int_equal(counts.conflict_slots, 0);
    (void)facts_case_judge(&a, &c, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    story_free(&a);
    story_free(&b);
    story_free(&c);
}

static void names_and_numbers_are_counted_on_both_sides(void **state) {
    (void)state;
    story a = facts_case_plain("with Aldous and Brenner they counted 40 gulls, 12 terns and 40 crows"),
          b = facts_case_plain("with Brenner and Corvey and Dunmore they counted 12 gulls");
    dd_form_counts counts;
    (void)facts_case_judge(&a, &b, &counts);
    assert_int_equal(counts.shared.numbers[0], 2); /* of a, which is longer */
    assert_int_equal(counts.shared.numbers[1], 1);
    assert_int_equal(counts.shared.numbers_shared, 1);
    assert_int_equal(counts.shared.names[0], 2);
    assert_int_equal(counts.shared.names[1], 3);
    assert_int_equal(counts.shared.names_shared, 1);
    story_free(&a);
    story_free(&b);
}

static bool unlike(const char *a, const char *b) {
    dd_facts facts = {0};
    facts_text x, y;
    bool yes = false, other_way_round = true;
    facts_text_read(&x, a, strlen(a));
    facts_text_read(&y, b, strlen(b));
    assert_int_equal(dd_facts_unlike(&facts, &x.words, &y.words, &yes, NULL), DEDUPE_OK);
    assert_int_equal(dd_facts_unlike(&facts, &y.words, &x.words, &other_way_round, NULL), DEDUPE_OK);
    assert_int_equal(yes, other_way_round);
    facts_text_free(&x);
    facts_text_free(&y);
    dd_facts_free(&facts);
    return yes;
}

static void unlike_texts_share_neither_figures_nor_names(void **state) {
    (void)state;
    static const char counted[] =
        "with Aldous and Brenner they counted 11, 12, 13, 14, 15, 16, 17 and 18 gulls";
    assert_true(
        unlike(counted, "with Corvey and Dunmore they counted 11, 22, 23, 24, 25, 26, 27 and 28 gulls"));
    assert_false(
        unlike(counted, "with Corvey and Dunmore they counted 11, 12, 13, 24, 25, 26, 27 and 28 gulls"));
    assert_false(
        unlike(counted, "with Aldous and Brenner they counted 21, 22, 23, 24, 25, 26, 27 and 28 gulls"));
    assert_false(unlike(counted, "with Corvey and Dunmore they counted 21, 22 and 23 gulls")); /* too few */
}

static bool may_be_unlike(const char *text) {
    facts_text read;
    facts_text_read(&read, text, strlen(text));
    const bool yes = dd_facts_may_be_unlike(&read.words);
    facts_text_free(&read);
    return yes;
}

static void an_unlike_text_has_eight_different_figures(void **state) {
    (void)state;
    assert_true(may_be_unlike("they counted 11, 12, 13, 14, 15, 16, 17 and 18 gulls"));
    assert_true(may_be_unlike("11 or 12 and 11 and 12, then 13, 14, 15, 16, 17 and 18 gulls and 19 terns"));
    assert_false(may_be_unlike("they counted 11, 12, 13, 14, 15, 16 and 17 gulls"));
    assert_false(may_be_unlike("11, 12, 13, 14, 15, 16 and 17 gulls, then 11, 12, 13, 14, 15, 16 and 17"));
    assert_false(may_be_unlike("they counted gulls"));
    assert_false(may_be_unlike(""));
}

/* ---- lists */

static const char table[] =
    "{0} of {1} won {2} points and {3} prizes. Prices. Holm 31 04 Arrel 31 09 Dunmarsh 31 22 "
    "Senna 31 40 Quellan 31 51 Lesk 32 03 Holm 32 10 Arrel 32 27 Kell 32 44 Senna 32 58 Lesk "
    "33 05 Quellan 33 11 Vanna 33 20 Oster 33 31 Dorn 33 48 Marsh 34 02 Wick 34 {4}.";

static void a_list_that_opens_with_other_facts_is_a_form(void **state) {
    (void)state;
    static const char *const one[] = {"Ottavia", "Lund", "871", "14", "19"};
    static const char *const other[] = {"Benedek", "Moreira", "302", "55", "19"};
    assert_int_equal(facts_case_judge_filled(table, one, other, NULL), DD_VERDICT_FORM);
}

/* The day's prices, the same in both, and what the report is of in between. */
static const char daily[] =
    "The town exchange had a quiet day. Holm {9} to 31.04 and Arrel to 31.09 after noon, Dunmarsh to 31.22, "
    "Senna to 31.40 and Quellan to 31.51 with Lesk at 32.03 as before. {0} closed at {1} on Tuesday. Kell "
    "{9} "
    "to 32.44 and Vanna to 33.20 on small orders, Oster to 33.31, Dorn to 33.48 and Marsh to 34.02 with Wick "
    "at 34.19 as before. The company sold {2} crates and paid {3} crowns a share. Brack {9} to 35.12 and "
    "Fenner to 35.28 late in the day, Ister to 35.40, Jarl to 35.77 and Norr to 36.08 with Pell at 36.15 as "
    "before. It employs {4} people in {5} and {6}. Rand {9} to 37.01 and Saltz to 37.14 at the close, Torm "
    "to "
    "37.35, Undal to 37.62 and Verr to 38.09 with Wold at 38.33 as before. The next report is due on May "
    "{7}, "
    "said {8}.";

static void a_form_around_a_list_that_does_not_change_is_a_form(void **state) {
    (void)state;
    static const char *const one[] = {"Celandine", "14.20", "8,100", "3.15",  "412",
                                      "Lugarn",    "Tessa", "19",    "Odmar", "rose"};
    static const char *const other[] = {"Glimmer", "71.85", "22,640", "9.02",  "77",
                                        "Vosk",    "Irrin", "27",     "Beyla", "gained"};
    dd_form_counts counts;
    assert_int_equal(facts_case_judge_filled(daily, one, other, &counts), DD_VERDICT_FORM);
    assert_true(counts.conflicts * 100 < (counts.conflicts + counts.agreeing_short) * 30);
}

static void the_same_with_three_figures_corrected_is_the_same(void **state) {
    (void)state;
    static const char *const one[] = {"Celandine", "14.20", "8,100", "3.15",  "412",
                                      "Lugarn",    "Tessa", "19",    "Odmar", "rose"};
    static const char *const corrected[] = {"Celandine", "14.25", "8,150", "3.15",  "421",
                                            "Lugarn",    "Tessa", "19",    "Odmar", "gained"};
    const dd_verdict verdict = facts_case_judge_filled(daily, one, corrected, NULL);
    assert_true(verdict != DD_VERDICT_FORM && verdict != DD_VERDICT_SWAPPED);
}

/* A short notice with a long standing end, whose sentences open with capitals. */
static const char alarm_notice[] = "Water level {0} at {1}. A level of {0} was measured {2} miles from {1} "
                                   "on Thursday at {3} p.m., according to "
                                   "the river office. The gauge has stood above {4} for {5} days. Did you "
                                   "see the river? Consider telling the "
                                   "office what you saw. This notice was written by a program, and nobody "
                                   "has looked at it before it was sent. "
                                   "Please do not answer it, since nobody reads what is sent there. More "
                                   "notices are on the pages of the office.";

static void a_standing_end_does_not_agree_in_facts(void **state) {
    (void)state;
    static const char *const one[] = {"3.12", "Kelmouth", "77", "4.49", "2.90", "43"};
    static const char *const other[] = {"5.81", "Senna", "16", "2.17", "4.15", "68"};
    static const char *const corrected[] = {"3.12", "Kelmouth", "71", "4.49", "2.90", "43"};
    assert_int_equal(facts_case_judge_filled(alarm_notice, one, other, NULL), DD_VERDICT_FORM);
    assert_int_equal(facts_case_judge_filled(alarm_notice, one, corrected, NULL), DD_VERDICT_SAME_EVENT);
}

/* Nouns have capitals in German: prose is no list for that. */
static void prose_with_capitals_is_no_list(void **state) {
    (void)state;
    story a = facts_case_plain(
              "Der Gemeinderat von Lugarn hat den Ausbau der Hafenstrasse beschlossen. Kosten und Zeitplan "
              "sind nach "
              "Angaben der Verwaltung noch offen, Anwohner und Kaufleute klagen seit Monaten wegen "
              "Schlaglöchern und "
              "Baulärm. Die Mehrheit im Rat verwies auf Zusagen des Landes, die Opposition nannte den "
              "Beschluss einen "
              "Schnellschuss ohne Konzept. Baubeginn ist im Frühjahr, Ende der Arbeiten im Herbst."),
          b = facts_case_plain(
              "Der Gemeinderat von Lugarn hat den Ausbau der Hafenstrasse beschlossen. Kosten und Zeitplan "
              "sind nach "
              "Angaben des Bauamts noch offen, Anwohner und Kaufleute klagen seit Monaten wegen "
              "Schlaglöchern und "
              "Baulärm. Die Mehrheit im Rat verwies auf Zusagen des Landes, die Opposition nannte den "
              "Beschluss einen "
              "Schnellschuss ohne Konzept. Baubeginn ist im Frühjahr, Ende der Arbeiten im Winter.");
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.matched_facts * 100 >= counts.matched_words * 44);
    story_free(&a);
    story_free(&b);
}

static void a_corrected_list_is_the_same_list(void **state) {
    (void)state;
    static const char *const one[] = {"Ottavia", "Lund", "871", "14", "19"};
    static const char *const corrected[] = {"Ottavia", "Lund", "871", "15", "21"};
    assert_int_equal(facts_case_judge_filled(table, one, corrected, NULL), DD_VERDICT_LIST);
}

/* A sentence may name five people; it takes more to make a list. */
static void a_sentence_of_names_is_no_list(void **state) {
    (void)state;
    story a = facts_case_plain(
              "Pictures from the Lugarn cameras may decide the case of the Harbour Five. The "
              "main targets are Ottavia Renwick, Hugo Ignatius Varnham, Joseph Edward Lund, "
              "Aldo Merrick and Delia Ostrander of Arrin. "),
          b = facts_case_plain(""),
          own = facts_case_plain("The court has yet to say when it will hear them.");
    dd_form_counts counts;
    story_add_bytes(&b, a.text, a.length);
    story_add_bytes(&a, own.text, own.length);
    story_add_text(&b, "Nobody else was asked about it, a clerk said, and nobody will be this year.");
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.matched_words > 30 && counts.matched_facts * 100 >= counts.matched_words * 44 &&
                counts.listed_facts * 100 >= counts.matched_facts * 50);
    story_free(&a);
    story_free(&b);
    story_free(&own);
}

/* ---- forms of which little is left whole */

static const char report[] = "{0} shares {1} on {2}, {3}. The index of the {0} exchange {4} to {5} points "
                             "after {6}. {7} One broker, {8}, "
                             "spoke of {9}. Turnover came to {a} crowns. {b} Traders now wait for {c}. {d}";

static const char *const spring[] = {
    "Holm",
    "crept upward",
    "Tuesday",
    "helped along by shipping lines and a mild spring",
    "added 14.25",
    "2381.60",
    "swinging between 2360.15 and 2390.40 for most of a nervous morning",
    "Oster Lines gained 3.75 to 118.50, and Vanna Timber was up 1.20 at 64.35.",
    "Edvard Lindqvist",
    "bargain hunters who had come back from the holidays",
    "418.7 million",
    "Kell Bank lost 2.05 to 77.90 when its chairman, Ruth Abelo, stepped down.",
    "the harbour figures that are due on the 24th",
    "The crown was quoted at 6.114 to the dollar, and bonds of ten years paid 5.82 percent."};

static const char *const autumn[] = {
    "Senna",
    "tumbled again",
    "Friday",
    "dragged down by mills and the cost of grain",
    "shed 51.90",
    "1904.33",
    "never once rising above the 1948.70 at which dealers had begun",
    "Lesk Mills fell 8.10 to 42.65, while Dunmarsh Glass gave up 4.45 and ended at 29.15.",
    "Petra Moreau",
    "funds that sold whatever they could find a buyer for",
    "733.2 million",
    "Quellan Foods alone rose, by 0.85 to 91.30, on talk of an offer from Tassen.",
    "what the central bank will decide on the 11th",
    "Gold stood at 388.50 an ounce, oil at 19.47 a barrel, and notes of two years at 7.36 percent."};

/* What both reports keep: passages, none of them a quote or a paragraph. */
static const char *const frames[] = {
    "Figures were given by the exchange after the close and may be revised. ",
    "Most private investors had stayed on the sidelines for another day. ",
    "A table of all prices is printed on the last page of this section. ",
};

/* A paragraph of background besides. */
static const char background[] =
    "The exchange moved to its present hall after the great fire, which began in a "
    "bakery and left nothing standing between the river and the old town wall. ";

static void add_report(story *made, const char *const *values, const char *filler) {
    story filled = facts_case_fill(report, values);
    for (unsigned i = 0; i < 3; i++) {
        story_add_text(made, frames[i]);
        story_add_part(made, &filled, filled.length * i / 3, filled.length * (i + 1) / 3);
        story_add_text(made, ". ");
        story_add_text(made, filler);
    }
    story_free(&filled);
}

static dd_link compare_reports(const char *const *one, const char *const *other, const char *both) {
    static const char
        mill[] = "Nobody who was asked in the cafe opposite could say where it would all end, or cared "
                 "to try, and the waiter had long since stopped listening to any of them. ",
        rain[] = "Umbrellas dripped under the arcade while clerks queued for pastries and swapped what "
                 "they had heard about weddings, dogs, dentists and the price of skates. ";
    story a = {0}, b = {0};
    add_report(&a, one, mill);
    add_report(&b, other, rain);
    for (unsigned i = 0; i < 3 && both[0] != '\0'; i++) { /* so that it does not make them derived */
        story_add_text(&a, mill);
        story_add_text(&b, rain);
    }
    story_add_text(&a, both);
    story_add_text(&b, both);
    return compared_pair_link(a, b);
}

static void a_form_of_which_little_is_left_whole_is_a_variant(void **state) {
    (void)state;
    const dd_link link = compare_reports(spring, autumn, "");
    assert_true(dd_link_strength(&link) < compared_pair_defaults.derived_coverage);
    assert_int_equal(link.relation, DEDUPE_VARIANT);
    assert_int_equal(link.reason, DEDUPE_REASON_FORM);
}

static void two_reports_with_a_paragraph_in_common_are_related(void **state) {
    (void)state;
    const dd_link link = compare_reports(spring, autumn, background);
    assert_true(dd_link_strength(&link) < compared_pair_defaults.derived_coverage);
    assert_int_equal(link.relation, DEDUPE_RELATED);
}

/* ---- a sentence or two */

static dd_verdict judge_texts(const char *one, const char *other) {
    story a = facts_case_plain(one), b = facts_case_plain(other);
    const dd_verdict verdict = facts_case_judge(&a, &b, NULL);
    assert_int_equal(facts_case_judge(&b, &a, NULL), verdict);
    story_free(&a);
    story_free(&b);
    return verdict;
}

static void a_short_form_has_nothing_but_blanks(void **state) {
    (void)state;
    assert_int_equal(
        judge_texts("ROSEN, 3 May - Lanza beat Brenmoor 2-1 on Saturday with goals by Kell and Janvier in "
                    "front of 23,400 people. Coach Martin Vost praised the patience of his team.",
                    "ROSEN, 10 May - Lanza beat Kilm 3-0 on Saturday with goals by Kell and Brood in "
                    "front of 21,100 people. Coach Martin Vost praised the patience of his team."),
        DD_VERDICT_FORM);
    assert_int_equal(
        judge_texts("Weather for the coast on Friday: between 9 and 13 degrees, light wind from the north, "
                    "some cloud in the afternoon and a small chance of rain towards the evening.",
                    "Weather for the coast on Monday: between 14 and 21 degrees, light wind from the west, "
                    "some cloud in the afternoon and a small chance of rain towards the evening."),
        DD_VERDICT_FORM);
    assert_int_equal(/* what stands before the first word in common is no blank, and Saturday agrees */
                     judge_texts("Skaldby beat Norrhamn 2-1 at home on Saturday with a late goal by Jens "
                                 "Orre. Skaldby stay "
                                 "third in the league with two matches to play.",
                                 "Vikstad beat Ellersund 3-0 at home on Saturday with a late goal by Emil "
                                 "Dahl. Vikstad stay "
                                 "fifth in the league with two matches to play."),
                     DD_VERDICT_FORM);
}

/* Two facts differ and two agree: it matters where they stand. */
static void a_brief_is_about_what_it_opens_with(void **state) {
    (void)state;
    static const char *const blanks = "the press on {0}, with the ticker {1}, ";
    static const char body[] =
        "had a good week, says Corvane, a service of Lugarn. its reports weigh what {2} papers "
        "and blogs print, each day anew. the scale ends at one, the best that any can give, ";
    static const char *const one[] = {"Vanna", "VNFD", "many"}, *const another[] = {"Harrow", "HRWL", "some"};
    for (unsigned first = 0; first < 2; first++) {
        story form = {0};
        story_add_text(&form, first ? blanks : "it may be told that this firm ");
        story_add_text(&form, body);
        story_add_text(&form, first ? "as it was told before." : blanks);
        story_add_text(&form, first ? "" : "as it was told before.");
        story_add_bytes(&form, "", 1);
        story a = facts_case_fill(form.text, one), b = facts_case_fill(form.text, another);
        dd_form_counts counts;
        assert_int_equal(facts_case_judge(&a, &b, &counts), first ? DD_VERDICT_FORM : DD_VERDICT_SAME_EVENT);
        assert_int_equal(counts.conflicts, 2);
        assert_int_equal(counts.agreeing_sure, 2);
        story_free(&a);
        story_free(&b);
        story_free(&form);
    }
}

static void a_short_update_keeps_its_names(void **state) {
    (void)state;
    static const char fire[] =
        "A fire in a mill at Torvik killed 12 people on Monday, and 31 were injured, Mayor Asta "
        "Lund said. The search for 4 workers goes on.";
    assert_int_equal(
        judge_texts(fire, "A fire in a mill at Torvik killed 15 people on Monday, and 42 were injured, Mayor "
                          "Asta Lund said. The search for 4 workers goes on."),
        DD_VERDICT_SAME_EVENT);
    assert_int_equal(
        judge_texts(fire, "A fire in a mill at Torvik killed 13 people on Monday, and 31 were injured, Mayor "
                          "Asta Lunde said. The search for 4 workers goes on."),
        DD_VERDICT_SAME_EVENT);
}

/* Each round has the same clubs, in other pairs: that all names of one text stand in the other, too, does not
 * make the rounds one story told in another order. */
static void the_rounds_of_a_league_are_a_form(void **state) {
    (void)state;
    static const char form[] =
        "The players of the second division return for round {8} on Saturday, {9} March, and all matches of "
        "the "
        "weekend are shown live on television. {0} receive {1} on the old ground, {2} receive {3} one hour "
        "later, {4} receive {5} on Sunday at noon, and {6} receive {7} in the evening. The referees are "
        "named "
        "on Thursday, and tickets are on sale at the usual places.";
    static const char *const one[] = {"Marrowick", "Tessandra", "Oldenby", "Quillan", "Farrosa",
                                      "Benchley",  "Ardmoor",   "Ystwyth", "12",      "14"};
    static const char *const other[] = {"Quillan", "Marrowick", "Ystwyth", "Benchley", "Tessandra",
                                        "Oldenby", "Farrosa",   "Ardmoor", "15",       "4"};
    dd_form_counts counts;
    assert_int_equal(facts_case_judge_filled(form, one, other, &counts), DD_VERDICT_FORM);
    assert_int_equal(counts.shared.names_shared, counts.shared.names[0]);
    assert_true(counts.conflicts >= 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_in_a_web_address_is_still_a_name),
        cmocka_unit_test(a_word_that_is_mostly_lower_case_is_no_name),
        cmocka_unit_test(names_and_numbers_are_counted_on_both_sides),
        cmocka_unit_test(unlike_texts_share_neither_figures_nor_names),
        cmocka_unit_test(an_unlike_text_has_eight_different_figures),
        cmocka_unit_test(a_list_that_opens_with_other_facts_is_a_form),
        cmocka_unit_test(a_form_around_a_list_that_does_not_change_is_a_form),
        cmocka_unit_test(the_same_with_three_figures_corrected_is_the_same),
        cmocka_unit_test(a_standing_end_does_not_agree_in_facts),
        cmocka_unit_test(prose_with_capitals_is_no_list),
        cmocka_unit_test(a_corrected_list_is_the_same_list),
        cmocka_unit_test(a_sentence_of_names_is_no_list),
        cmocka_unit_test(a_form_of_which_little_is_left_whole_is_a_variant),
        cmocka_unit_test(two_reports_with_a_paragraph_in_common_are_related),
        cmocka_unit_test(a_short_form_has_nothing_but_blanks),
        cmocka_unit_test(a_brief_is_about_what_it_opens_with),
        cmocka_unit_test(a_short_update_keeps_its_names),
        cmocka_unit_test(the_rounds_of_a_league_are_a_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
