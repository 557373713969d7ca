/* The variant guard on one story in versions that were corrected, updated, damaged, restyled, cut: the same
 * event. All names and figures are invented. */
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char ferry[] =
    "A ferry with 212 people on board ran aground off the island of Vanna early on Monday after its engine "
    "failed in heavy seas, the coast guard said. Nobody was seriously hurt. Lifeboats from Port Senna and "
    "Kell "
    "took off the passengers, among them 41 schoolchildren on their way home from a camp, in an operation "
    "that "
    "lasted until noon. \"The crew did everything right,\" said Marta Ellingsen, who led the rescue. \"They "
    "dropped the anchor before the wind could turn her.\" The Lady Arrel, built in 1987, had passed an "
    "inspection in March, according to her owner, Northern Sound Lines. The company said that it would pay "
    "for "
    "hotels and replace lost luggage. Divers will look at the hull on Tuesday. Fuel has not leaked, the "
    "harbour "
    "master at Port Senna said, but a barrier was laid around the ship as a precaution. The line carries "
    "about "
    "300,000 people a year. An inquiry is to report by the end of May.";

static void check_same_event(story *changed) {
    story original = facts_case_plain(ferry);
    assert_int_equal(facts_case_judge(&original, changed, NULL), DD_VERDICT_SAME_EVENT);
    story_free(&original);
    story_free(changed);
}

static void a_corrected_story_is_the_same_event(void **state) {
    (void)state;
    story corrected = facts_case_plain(ferry);
    facts_case_replace(&corrected, "212 people", "221 people");
    facts_case_replace(&corrected, "Marta Ellingsen", "Marte Ellingsen");
    story_add_text(&corrected,
                   " Correction: an earlier version of this report gave a wrong number of people.");
    check_same_event(&corrected);
}

static void an_updated_story_is_the_same_event(void **state) {
    (void)state;
    story updated = facts_case_plain(ferry);
    facts_case_replace(&updated, "212 people", "nearly 230 people");
    facts_case_replace(&updated, "Nobody was seriously hurt", "Six people were treated for broken bones");
    facts_case_replace(&updated, "Divers will look at the hull on Tuesday",
                       "Divers who looked at the hull on Tuesday found a tear of four metres");
    check_same_event(&updated);
}

/* Three facts differ, as many as in a form; what no form has is a long passage word for word. */
static void an_update_with_intact_passages_is_the_same_event(void **state) {
    (void)state;
    static const char rest[] = " It will look at the weather, the engine and the training of the crew, and "
                               "at the question why the boat "
                               "that was to follow an hour later left on time although the wind had been "
                               "rising since the night before, "
                               "as some of those on board have asked.";
    story original = facts_case_plain(ferry), updated = facts_case_plain(ferry);
    story_add_text(&original, rest);
    story_add_text(&updated, rest);
    facts_case_replace(&updated, "Divers will look at the hull on Tuesday",
                       "Divers will look at the hull on Friday");
    facts_case_replace(&updated, "300,000", "410,000");
    facts_case_replace(&updated, "inspection in March", "inspection in June");
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&original, &updated, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.conflicts >= 3 && counts.intact_letters > 200);
    assert_true(counts.conflicts * 100 >= (counts.conflicts + counts.agreeing_short) * 30);
    story_free(&original);
    story_free(&updated);
}

static void damage_is_the_same_event(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        random_source source = random_start(seed);
        story original = facts_case_plain(ferry), damaged = {0};
        story_add_damaged(&damaged, &original, &source, 0.03);
        story_free(&original);
        check_same_event(&damaged);
    }
}

/* A name that one of the texts uses beside another is the same name. */
static void an_abbreviation_throughout_is_the_same_event(void **state) {
    (void)state;
    static const char text[] =
        "The line signed a pact with {0} at noon. For {0} it is the first of "
        "its kind, said the head of {0}, who met the press there. Shares of {0} rose. The "
        "pact gives {0} a berth of its own, and others may follow if {0} does well.";
    static const char *const full[] = {"Arrel Overseas"}, *const brief[] = {"ARO"},
                             *const other[] = {"Vannasped"};
    story a = facts_case_fill(text, full), b = facts_case_fill(text, brief), c = facts_case_fill(text, other);
    assert_int_equal(facts_case_judge(&a, &b, NULL), DD_VERDICT_SWAPPED);
    facts_case_replace(&b, "signed a pact with ARO at", "signed a pact with Arrel Overseas, or ARO, at");
    assert_int_equal(facts_case_judge(&a, &b, NULL), DD_VERDICT_SAME_EVENT);
    assert_int_equal(facts_case_judge(&a, &c, NULL), DD_VERDICT_SWAPPED);
    story_free(&a);
    story_free(&b);
    story_free(&c);
}

/* Home and away: both texts have both names, and yet they are exchanged. A name that one text mentions where
 * the other says nothing is no other name for the same either. */
static void names_that_change_places_are_swapped(void **state) {
    (void)state;
    static const char match[] =
        "The cup came to Kell at last. {0} beat {1} on Saturday. {0} led before the break, and {1} had no "
        "answer. The "
        "keeper of {1} was sent off late in the game, and {0} scored twice more. For {0} it is the first win "
        "of the "
        "year, while {1} have lost all three games so far and may think it over until next week.";
    static const char *const one[] = {"Arrel", "Norlund"}, *const other[] = {"Norlund", "Arrel"};
    story a = facts_case_fill(match, one), b = facts_case_fill(match, other);
    story_add_text(&a, " Arrel and Norlund meet again in May.");
    story_add_text(&b, " Arrel and Norlund meet again in May.");
    assert_int_equal(facts_case_judge(&a, &b, NULL), DD_VERDICT_SWAPPED);
    static const char report[] =
        "The board of {0} is to meet in spring. A spokesman for {0} would say no more. The staff "
        "of {0} grew by a few hands. Customers of {0} were told by letter, and {0} pays the rest.";
    static const char *const arrel[] = {"Arrel"}, *const norlund[] = {"Norlund"};
    story c = facts_case_fill(report, arrel), d = facts_case_fill(report, norlund);
    story_add_text(&c, " See also: Norlund.");
    assert_int_equal(facts_case_judge(&c, &d, NULL), DD_VERDICT_SWAPPED);
    story_free(&a);
    story_free(&b);
    story_free(&c);
    story_free(&d);
}

/* What stands between the same sentences was written anew: no blank of a form is so long. */
static void sentences_written_anew_are_the_same_event(void **state) {
    (void)state;
    static const char frame[] = "The ferry ran aground off the island at dawn, when nobody had thought of "
                                "such a thing for many years. {0} "
                                "Nobody was seriously hurt in the end, and those who were had their cuts "
                                "seen to on the quay. {1} Divers are "
                                "to look at the hull as soon as the weather allows it, which may be a matter "
                                "of some days. {2} An inquiry is "
                                "to report before the summer, and until then the old boat will have to do. "
                                "It is slower, it is colder and it smells of fish, but it has never yet been "
                                "late by more than an hour.";
    static const char *const one[] = {
        "Port Senna sold Arrel brewery lorries which blocked ramps until harbour master Ellingsen waved.",
        "Lifeboats from Kell fetched Marta Lund, whose school party sang, before anybody else got wet.",
        "Lady Vanna, built 1987, rebuilt 2009 near Holm, had lately passed every test without any remark."};
    static const char *const other[] = {
        "Winds over 90 kilometres hourly were forecast by Quellan weathermen since Friday night, Renwick "
        "says.",
        "Norlund helicopters lifted 14, flew them towards Saint Brede infirmary, then came back again empty.",
        "Tickets will be paid back, said Lugarn clerk Osk, adding 300 people had booked Sunday seats "
        "online."};
    static const char *const blank[] = {"Off Vanna.", "Not in Kell.", "By Easter."}, *const filled[] = {
                                                                                         "Off Brede.",
                                                                                         "Not in Holm.",
                                                                                         "By Sunday."};
    story a = facts_case_fill(frame, one), b = facts_case_fill(frame, other),
          c = facts_case_fill(frame, blank), d = facts_case_fill(frame, filled);
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.conflict_slots > 0);
    assert_true(2 * counts.rewritten > counts.conflict_slots);
    assert_int_equal(facts_case_judge(&c, &d, &counts), DD_VERDICT_FORM);
    assert_true(counts.conflict_slots > 0);
    assert_int_equal(counts.rewritten, 0);
    story_free(&a);
    story_free(&b);
    story_free(&c);
    story_free(&d);
}

/* A digit that was read as a letter makes no other number; another digit does. */
static void misread_digits_are_the_same_figures(void **state) {
    (void)state;
    static const struct {
        const char *number, *misread, *other;
    } figures[] = {{"212", "2i2", "217"}, {"41", "4l", "46"}, {"1987", "I9b7", "1981"}};
    story original = facts_case_plain(ferry), misread = facts_case_plain(ferry),
          other = facts_case_plain(ferry);
    dd_form_counts counts;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        facts_case_replace(&misread, figures[i].number, figures[i].misread);
        facts_case_replace(&other, figures[i].number, figures[i].other);
    }
    assert_int_equal(facts_case_judge(&original, &misread, &counts), DD_VERDICT_SAME_EVENT);
    assert_int_equal(counts.slots, 3);
    assert_int_equal(counts.conflict_slots, 0);
    story units = facts_case_plain(ferry), figures_again = facts_case_plain(ferry);
    facts_case_replace(&units, "212 people", "2m people");
    facts_case_replace(&figures_again, "212 people", "25 people");
    facts_case_judge(&units, &figures_again, &counts);
    assert_int_equal(counts.conflict_slots, 1); /* a unit is no digit */
    story_free(&units);
    story_free(&figures_again);
    facts_case_judge(&original, &other, &counts);
    assert_int_equal(counts.conflict_slots, 3);
    story_free(&original);
    story_free(&misread);
    story_free(&other);
}

static void house_style_is_the_same_event(void **state) {
    (void)state;
    static const char british[] =
        "The harbour authority said on Friday that traffic at its three terminals rose by 12 percent in the "
        "year to June, to 1.4 million containers, helped by new cranes and a second rail line. It was the "
        "eleventh year of growth. Coal fell by 30 percent, while grain, at 60,000 tonnes a week, reached a "
        "record. The centre of the port's plans is a theatre of a hall for cars, to be finished in 9 months. "
        "\"We favour rail over road,\" said Joan Aldous, who chairs the board, recognising that neighbours "
        "have "
        "complained of lorries. Labour talks with the dockers' union, which had threatened to stop work for "
        "5 "
        "days, ended with a pay rise of 4 percent. The United States buys a third of all cargo.";
    story one = facts_case_plain(british), other = facts_case_plain(british);
    facts_case_replace(&other, "harbour", "harbor");
    facts_case_replace(&other, " percent", "%");
    facts_case_replace(&other, "eleventh", "11th");
    facts_case_replace(&other, "tonnes", "tons");
    facts_case_replace(&other, "centre", "center");
    facts_case_replace(&other, "theatre", "theater");
    facts_case_replace(&other, "9 months", "nine months");
    facts_case_replace(&other, "5 days", "five days");
    facts_case_replace(&other, "favour", "favor");
    facts_case_replace(&other, "recognising", "recognizing");
    facts_case_replace(&other, "neighbours", "neighbors");
    facts_case_replace(&other, "Labour", "Labor");
    facts_case_replace(&other, "The United States", "The US");
    assert_int_equal(facts_case_judge(&one, &other, NULL), DD_VERDICT_SAME_EVENT);
    story_free(&one);
    story_free(&other);
}

/* Agencies give a price in eighths, and round what a company gives in full. */
static void fractions_and_rounded_figures_are_the_same(void **state) {
    (void)state;
    static const char form[] = "The bridge took {0} lorries at Holm and {1} at Kell last week, said Osk Lund "
                               "of the office for roads, and {2} of them were of firms from abroad.";
    static const char *const full[] = {"12,141,000", "2,267,300", "16.5"};
    static const char *const rounded[] = {"12.1 mln", "2.27 mln", "16-1/2"};
    static const char *const cut[] = {"12.14 mln", "2.26 mln", "16.5"};
    static const char *const others[] = {"12.2 mln", "2.28 mln", "16-1/4"};
    static const char *const unlike[] = {"1213.9 mln", "226.7 mln", "16/1/2"};
    dd_form_counts counts;
    facts_case_judge_filled(form, full, rounded, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    assert_int_equal(counts.restyled, 3);
    facts_case_judge_filled(form, full, cut, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    facts_case_judge_filled(form, full, others, &counts);
    assert_int_equal(counts.conflict_slots, 3);
    facts_case_judge_filled(form, full, unlike, &counts);
    assert_int_equal(counts.conflict_slots, 2);
    static const char *const births[] = {"2,014", "1,731", "3,125"};
    static const char *const shares[] = {"2.0 per cent more", "1.7 per cent more", "3.1 per cent more"};
    static const char *const thousands[] = {"2.01 thousand", "1.73 thousand", "3.13 thousand"};
    facts_case_judge_filled(form, births, shares, &counts);
    assert_int_equal(counts.conflict_slots, 3);
    facts_case_judge_filled(form, births, thousands, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    static const char *const whole[] = {"20", "12.141", "19.96"};
    static const char *const odd[] = {"16-4/1", "1.2 mln",
                                      "1.99 mln"}; /* no fraction, and none of a million */
    facts_case_judge_filled(form, whole, odd, &counts);
    assert_int_equal(counts.conflict_slots, 3);
}

/* "51 thousand 840" in any language: nothing is known of the words between. */
static void magnitudes_in_words_are_the_same_figures(void **state) {
    (void)state;
    static const char form[] = "The bridge took {0} lorries at Holm and {1} at Kell last week, said Osk Lund "
                               "of the office for roads, and {2} of them were of firms from abroad.";
    static const char *const figures[] = {"51,840", "4,077", "1.6"};
    static const char *const parted[] = {"51 mil 840", "4 mil 77", "1/6"};
    static const char *const other[] = {"51 mil 841", "5 mil 77", "1/7"};
    dd_form_counts counts;
    assert_int_equal(facts_case_judge_filled(form, figures, parted, &counts), DD_VERDICT_SAME_EVENT);
    assert_int_equal(counts.conflict_slots, 0);
    assert_int_equal(counts.restyled, 3);
    facts_case_judge_filled(form, figures, other, &counts);
    assert_int_equal(counts.conflict_slots, 3);
    static const char *const round[] = {"160,000", "2,50,000", "1,30,72,478"};
    static const char *const shortened[] = {"160 mil", "250 mil", "1 crore 30 lakh 72 hazar 478"};
    static const char *const longer[] = {"160", "25 mil", "13 lakh 72 hazar 478"};
    facts_case_judge_filled(form, round, shortened, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    facts_case_judge_filled(form, round, longer, &counts);
    assert_int_equal(counts.conflict_slots, 2); /* the digits of the third are the same, zeros aside */
    static const char *const millions[] = {"2,50,000", "1,268,400", "75,000,000"};
    static const char *const spoken[] = {"2.5 lakh", "1.2684 mil", "7.5 crore"};
    static const char *const spoken_elsewhere[] = {"2.5 lakh", "1.2684 mil", "7.5 crore of all those"};
    facts_case_judge_filled(form, millions, spoken, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    static const char *const much[] = {"2,50,000", "1,268,400", "75,000,000 of all those in the land"};
    facts_case_judge_filled(form, much, spoken, &counts); /* the longer text goes first */
    assert_int_equal(counts.restyled, 2);
    facts_case_judge_filled(form, millions, spoken_elsewhere, &counts);
    assert_int_equal(counts.restyled, 3);
    static const char *const grouped[] = {"716,300", "552,100", "164,200"};
    static const char *const taken_for_groups[] = {"7.163 saen", "5.521 saen", "1.642 saen"};
    facts_case_judge_filled(form, grouped, taken_for_groups, &counts);
    assert_int_equal(counts.conflict_slots, 0);
    static const char *const moved[] = {"1,050", "2010", "5,000"};
    static const char *const zeros[] = {"about 1,500", "the year 2001", "5 of the"};
    facts_case_judge_filled(form, moved, zeros, &counts);
    assert_int_equal(counts.conflict_slots, 3);
    static const char *const small[] = {"517", "34", "26"}, *const pairs[] = {"51 of 7", "3 of 4", "2 of 6"};
    facts_case_judge_filled(form, small, pairs, &counts);
    assert_int_equal(counts.conflict_slots, 3);
}

/* Five times another paper's name, in a story full of names of its own. */
static void another_masthead_is_the_same_event(void **state) {
    (void)state;
    story one = facts_case_plain(ferry), other = facts_case_plain(ferry);
    facts_case_replace(&one, "Lifeboats", "The Arrel Courier saw lifeboats");
    facts_case_replace(&one, "\"They", "she told the Arrel Courier. \"They");
    facts_case_replace(&one, "The company said", "The company told the Arrel Courier");
    facts_case_replace(&one, "Fuel has not leaked", "Fuel has not leaked, the Arrel Courier was told");
    facts_case_replace(&one, "An inquiry", "As the Arrel Courier reported, an inquiry");
    facts_case_replace(&other, "Lifeboats", "The Quellan Gazette saw lifeboats");
    facts_case_replace(&other, "\"They", "she told the Quellan Gazette. \"They");
    facts_case_replace(&other, "The company said", "The company told the Quellan Gazette");
    facts_case_replace(&other, "Fuel has not leaked", "Fuel has not leaked, the Quellan Gazette was told");
    facts_case_replace(&other, "An inquiry", "As the Quellan Gazette reported, an inquiry");
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&one, &other, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.swapped_most >= 4);
    story_free(&one);
    story_free(&other);
}

static void a_cut_chinese_copy_is_the_same_event(void **state) {
    (void)state;
    static const char whole[] = "本报讯（记者林晓岚）昨天上午，连接东湖新区与老城的跨江大桥正式通车。大桥全长"
                                "三千二百米，双向六车道，两侧设有人行道和自行车道，"
                                "总投资约四十一亿元，历时五年建成。通车后，从老城到东湖新区的车程将由原来的五"
                                "十分钟缩短到十五分钟。市民陈先生一早就骑车来到桥头，"
                                "他说，以前上班要绕行旧桥，遇到大雾还要停航，现在方便多了。据市交通局介绍，大"
                                "桥采用了新型防风护栏，可以抵御十二级大风。"
                                "桥上还安装了一千多盏节能灯，夜间可以变换颜色。下一步，市里还将开通三条经过大"
                                "桥的公交线路，并在桥头建设停车场。";
    story one = facts_case_plain(whole), other = facts_case_plain(whole);
    facts_case_replace(&other, "（记者林晓岚）", "");
    facts_case_replace(&other, "，两侧设有人行道和自行车道", "");
    facts_case_replace(&other, "市民陈先生一早就骑车来到桥头，他说", "一位市民说");
    facts_case_replace(&other, "，夜间可以变换颜色", "");
    assert_int_equal(facts_case_judge(&one, &other, NULL), DD_VERDICT_SAME_EVENT);
    story_free(&one);
    story_free(&other);
}

/* ---- house style of numbers and titles */

/* Whether slots conflict in a form that is filled in twice. */
static void check_conflicts(const char *form, const char *const *one, const char *const *other,
                            size_t conflicts) {
    dd_form_counts counts;
    (void)facts_case_judge_filled(form, one, other, &counts);
    assert_int_equal(counts.conflicts, conflicts);
    assert_true(counts.slots >= 3);
}

static void a_unit_may_stand_apart_and_in_full(void **state) {
    (void)state;
    static const char seizure[] =
        "customs officers at the port of Kell found {0} of tea and {1} of silver in a "
        "lorry that had come {2} by road, and stopped it at {3} on Monday.";
    static const char *const joined[] = {"40kg", "350g", "210km", "3pm"},
                             *const apart[] = {"40 kg", "350 g", "210 km", "3 p.m."},
                             *const in_full[] = {"40 kilograms", "350 grams", "210 kilometres", "3 pm"},
                             *const others[] = {"41 kg", "530 g", "211 km", "4 p.m."};
    check_conflicts(seizure, joined, apart, 0);
    check_conflicts(seizure, joined, in_full, 0);
    check_conflicts(seizure, joined, others, 4);
    static const char *const units[] = {"40m", "350m", "210bn", "12-3"}, *const other_units[] = {
                                                                             "40 billion", "350 thousand",
                                                                             "210 million", "1-23"};
    check_conflicts(seizure, units, other_units, 4);
}

static void titles_and_months_may_be_abbreviated(void **state) {
    (void)state;
    static const char meeting[] =
        "the bill that {0} Ellingsen and {1} Hallstrom brought in was read on {2} 3, said "
        "{3} Renwick, who had spoken against it.";
    static const char *const in_full[] = {"Senator", "Lieutenant Governor", "December", "Professor Marta"},
                             *const abbreviated[] = {"Sen.", "Lt. Gov.", "Dec.", "Prof. M."},
                             *const others[] = {"Mayor", "Vice Regent", "May", "Doctor Osk"},
                             *const longer[] = {"Senat.", "Lieut. Govern.", "Decem.", "Profess. Ma."};
    check_conflicts(meeting, in_full, abbreviated, 0);
    check_conflicts(meeting, in_full, others, 4);
    check_conflicts(meeting, in_full, longer, 0); /* alike */
    static const char *const names[] = {"Mandregallo", "Mandregallo", "December", "Professor"},
                             *const parts[] = {"Marlo", "Maro", "Dec.", "Prof."}; /* five letters, and four */
    check_conflicts(meeting, names, parts, 1);
    static const char *const town[] = {"Richmond", "Lieutenant", "December", "Professor"},
                             *const other_town[] = {"Rio", "Lt.", "Dec.", "Prof."}; /* ends otherwise */
    check_conflicts(meeting, town, other_town, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_corrected_story_is_the_same_event),
        cmocka_unit_test(an_updated_story_is_the_same_event),
        cmocka_unit_test(an_update_with_intact_passages_is_the_same_event),
        cmocka_unit_test(damage_is_the_same_event),
        cmocka_unit_test(misread_digits_are_the_same_figures),
        cmocka_unit_test(an_abbreviation_throughout_is_the_same_event),
        cmocka_unit_test(names_that_change_places_are_swapped),
        cmocka_unit_test(sentences_written_anew_are_the_same_event),
        cmocka_unit_test(house_style_is_the_same_event),
        cmocka_unit_test(fractions_and_rounded_figures_are_the_same),
        cmocka_unit_test(magnitudes_in_words_are_the_same_figures),
        cmocka_unit_test(another_masthead_is_the_same_event),
        cmocka_unit_test(a_cut_chinese_copy_is_the_same_event),
        cmocka_unit_test(a_unit_may_stand_apart_and_in_full),
        cmocka_unit_test(titles_and_months_may_be_abbreviated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
