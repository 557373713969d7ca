/* Short notices: forms filled in anew, reports of another day, and what is sent twice. All names and figures
 * are invented. */
#include "compared_pair.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static dd_link link_of(const char *one, const char *other) {
    return compared_pair_link(facts_case_plain(one), facts_case_plain(other));
}

static const char results[] =
    "ALDER OPTICAL CORP <ALDO> 4TH QUARTER NET Share 1.48 dlrs vs 1.31 dlrs. Net 4,466,006 vs 9,091,688. "
    "Sales "
    "20,608,181 vs 21,280,727. Year Share 5.77 dlrs vs 6.51 dlrs. Net 14,752,455 vs 19,265,457. Sales "
    "81,444,149 vs 82,791,188.";

static void a_table_within_a_longer_one_is_an_excerpt(void **state) {
    (void)state;
    static const char longer[] = "ALDER OPTICAL CORP <ALDO> 4TH QUARTER NET Share 1.48 dlrs vs 1.31 dlrs. "
                                 "Net 4,466,006 vs 9,091,688. Sales "
                                 "20,608,181 vs 21,280,727. Twelve months Share 5.77 dlrs vs 6.51 dlrs. Net "
                                 "14,752,455 vs 19,265,457. Sales "
                                 "81,444,149 vs 82,791,188. Note: figures of the quarter before leave out a "
                                 "gain of 3,181,420 dlrs, or 90 "
                                 "cts a share, that the sale of a lens plant at Dunmarsh has brought in the "
                                 "autumn of last year, and the "
                                 "cost of moving its presses.";
    assert_int_equal(link_of(results, longer).relation, DEDUPE_EXCERPT);
}

static void notices_of_two_firms_are_variants(void **state) {
    (void)state;
    const dd_link link = link_of(
        "GANTRY STEEL CO <GANS> DECLARES DIVIDEND Quarterly Div 51 cts vs 51 cts Prior Pay October 27 Record "
        "September 24 Wire",
        "HOLLIS DAIRY INC <HOLD> DECLARES DIVIDEND Quarterly Div 17 cts vs 17 cts Prior Pay October 13 "
        "Record "
        "September 24 Wire");
    assert_int_equal(link.relation, DEDUPE_VARIANT);
    assert_int_equal(link.reason, DEDUPE_REASON_FORM);
}

static void a_notice_in_other_words_is_derived(void **state) {
    (void)state;
    const dd_link link = link_of("Gantry Steel Co <GANS> DECLARES DIVIDEND Quarterly dividend 51 cts vs 51 "
                                 "cts before. Paid May 2. "
                                 "Record April 9. Wire",
                                 "Gantry Steel Co <GANS> REGULAR PAYOUT SET Quarterly dividend 51 cts vs 51 "
                                 "cts in quarter before. Payable "
                                 "May 2. Record April 9. Wire");
    assert_true(link.coverage_b < 0.8);
    assert_int_equal(link.relation, DEDUPE_DERIVED);
}

static const char morning[] =
    "River Corvalle: 4.88 m at the pier of Saint Brigid. The level rose by 34 centimetres in 24 hours, "
    "said the River Office at 7 on Wednesday 9 September. Alert level: 5.00 m; evacuation: 5.40 m.";

static void a_level_of_another_morning_is_a_variant_and_an_update_is_near(void **state) {
    (void)state;
    assert_int_equal(
        link_of(morning,
                "River Corvalle: 4.54 m at the pier of Saint Brigid. The level rose by 21 centimetres in 24 "
                "hours, "
                "said the River Office at 7 on Tuesday 8 September. Alert level: 5.00 m; evacuation: 5.40 m.")
            .relation,
        DEDUPE_VARIANT);
    assert_int_equal(
        link_of(
            morning,
            "River Corvalle: 4.96 m at the pier of Saint Brigid. The level rose by 34 centimetres in 24 "
            "hours, "
            "said the River Office at 7 on Wednesday 9 September. Alert level: 5.00 m; evacuation: 5.40 m.")
            .relation,
        DEDUPE_NEAR);
}

/* One figure is another, and few words of the rest are the same: no day is named, no name is another. */
static void an_accident_on_the_same_road_is_another(void **state) {
    (void)state;
    static const char lorry[] = "Crash of a lorry and a car on the road near Klodno. Three people were taken "
                                "to hospital after the crash of a "
                                "lorry with a car, which happened in the afternoon on road 98 near Klodno. "
                                "As the police found, the 55-year-old "
                                "driver of the lorry crossed into the other lane. Both drivers were sober. "
                                "The road is closed, a diversion was "
                                "set up.";
    const dd_link link = link_of(
        lorry,
        "Crash of two cars on the road near Klodno. Two people were taken to hospital after the crash of two "
        "passenger "
        "cars, which happened in the early morning on road 98 near Klodno. As the police found, the "
        "42-year-old driver "
        "gave no way when turning left. Both drivers were sober. The road was closed for several hours.");
    assert_true(link.coverage_a >= 0.80 || link.coverage_b >= 0.80);
    assert_int_equal(link.relation, DEDUPE_VARIANT);
    story updated = facts_case_plain(lorry);
    facts_case_replace(&updated, "Three", "Four");
    facts_case_replace(&updated, "55-year", "56-year");
    facts_case_replace(&updated, "is closed, a diversion was set up", "is open again");
    assert_int_equal(compared_pair_link(facts_case_plain(lorry), updated).relation, DEDUPE_NEAR);
}

/* Its own headline leaves too little of what was cut for an excerpt; but all its facts are in the other. */
static void a_notice_cut_short_under_another_headline_is_derived(void **state) {
    (void)state;
    static const char lead[] = "An earthquake of magnitude 5.8 struck the east of Alderia near Port Mirovo "
                               "on Wednesday at 09.31 local time.";
    story quake = facts_case_plain("Quake shakes the east of Alderia. "),
          cut = facts_case_plain("tremor felt again, people run out. "),
          more = facts_case_plain("there was a tremor again in the morning, and people ran out of their "
                                  "houses and stood about in the dark. ");
    story_add_text(&quake, lead);
    story_add_text(&quake, " Its centre lay 47 kilometres west of Wauramea in a depth of 112 kilometres, "
                           "said the Geo Office. No reports of "
                           "damage came in, and there was no warning of a wave.");
    story_add_text(&cut, lead);
    story_add_text(&more, lead);
    story again = facts_case_plain("");
    story_add_bytes(&again, quake.text, quake.length);
    const dd_link link = compared_pair_link(quake, cut);
    assert_true(link.coverage_b >= 0.60 && link.coverage_b < 0.80);
    assert_int_equal(link.relation, DEDUPE_DERIVED);
    assert_int_equal(compared_pair_link(again, more).relation, DEDUPE_RELATED);
}

/* In a language that has capitals in prose a notice looks like a list. It was taken over whole. */
static void a_correction_of_what_looks_like_a_list_is_an_excerpt(void **state) {
    (void)state;
    static const char told[] = "Adhoc: Torwald Pumpen steigert Ergebnis im Quartal Wesselroda, 28. Juli - "
                               "Die Torwald Pumpen AG hat im Quartal Umsatz von "
                               "219,8 Mio. Euro erzielt (Vorjahr: 207,3 Mio. Euro). Das EBIT stieg auf 25,6 "
                               "Mio. Euro nach 22,0 Mio. Euro. Auftragseingang "
                               "231 Mio. Euro. Vorstand hebt Prognose an. Bericht am 12. August.";
    story corrected = facts_case_plain(told);
    facts_case_replace(&corrected, "231 Mio", "213 Mio");
    story_add_text(&corrected, " Hinweis: In der ersten Fassung war der Auftragseingang infolge eines "
                               "Zahlendrehers falsch angegeben, wir bitten um "
                               "Entschuldigung.");
    const dd_link link = compared_pair_link(facts_case_plain(told), corrected);
    assert_int_equal(link.relation, DEDUPE_EXCERPT);
}

/* The time of day before a headline is no name. */
static void headlines_with_a_time_each_are_near(void **state) {
    (void)state;
    assert_int_equal(
        link_of("14:05 NORLAND BUSINESS LOANS RISE 523 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS",
                "15:10 NORLAND BUSINESS LOANS RISE 618 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS")
            .relation,
        DEDUPE_NEAR);
}

/* Dates and hours are the same wherever the power is cut that day; the street is not. */
static void a_power_cut_in_another_street_is_no_copy(void **state) {
    (void)state;
    assert_int_equal(
        link_of("The Holm Power Office says that on 28 November 2025 from 9 to 16 power will be off in "
                "Castle Street because of urgent works on an old cable that has failed twice.",
                "The Holm Power Office says that on 28 November 2025 from 9 to 16 power will be off in "
                "Quarry Lane since a new transformer is to be put in by the builders.")
            .relation,
        DEDUPE_VARIANT);
}

/* Of a figure that is put in another way nothing is another. */
static void a_notice_in_another_house_style_is_of_the_same_day(void **state) {
    (void)state;
    static const char end[] = " The harvest was better than in the years before, and prices were steady "
                              "through the spring, it added.";
    story one = facts_case_plain("The mills sold 12,141,000 sacks in March and 2,267,300 in April at 16.5 "
                                 "crowns each, said the Grain Office. "
                                 "They have 214 men and 37 boys."),
          other = facts_case_plain("The mills sold 12.1 mln sacks in March and 2.27 mln in April at 16-1/2 "
                                   "crowns each, said the Grain Office. "
                                   "They have 241 men and 73 boys.");
    story_add_text(&one, end);
    story_add_text(&other, end);
    assert_int_equal(compared_pair_link(one, other).relation, DEDUPE_NEAR);
}

/* Nothing in them conflicts, so that they are no stock text, however many fill in the form. */
static void a_notice_cut_short_tells_the_same(void **state) {
    (void)state;
    const dd_link link = link_of(
        morning, "River Corvalle: 4.88 m at the pier of Saint Brigid. The level rose by 34 centimetres in 24 "
                 "hours, said the River Office at 7 on Wednesday 9 September.");
    assert_int_equal(link.relation, DEDUPE_EXCERPT);
    assert_true(link.is_told_twice);
}

/* Only the opening tells that the two are of two bodies. */
static void headlines_of_two_bodies_are_variants(void **state) {
    (void)state;
    assert_int_equal(link_of("NORLAND BUSINESS LOANS RISE 523 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS",
                             "VANTRY BUSINESS LOANS RISE 618 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS")
                         .relation,
                     DEDUPE_VARIANT);
    assert_int_equal(link_of("NORLAND BUSINESS LOANS RISE 523 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS",
                             "NORLAND BUSINESS LOANS RISE 618 MILLION CROWNS IN THE FEB 25 WEEK, FED SAYS")
                         .relation,
                     DEDUPE_NEAR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_within_a_longer_one_is_an_excerpt),
        cmocka_unit_test(notices_of_two_firms_are_variants),
        cmocka_unit_test(a_notice_in_other_words_is_derived),
        cmocka_unit_test(a_level_of_another_morning_is_a_variant_and_an_update_is_near),
        cmocka_unit_test(an_accident_on_the_same_road_is_another),
        cmocka_unit_test(a_notice_cut_short_under_another_headline_is_derived),
        cmocka_unit_test(a_correction_of_what_looks_like_a_list_is_an_excerpt),
        cmocka_unit_test(headlines_with_a_time_each_are_near),
        cmocka_unit_test(a_power_cut_in_another_street_is_no_copy),
        cmocka_unit_test(a_notice_in_another_house_style_is_of_the_same_day),
        cmocka_unit_test(a_notice_cut_short_tells_the_same),
        cmocka_unit_test(headlines_of_two_bodies_are_variants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
