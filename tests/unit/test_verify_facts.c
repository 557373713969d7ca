/* The variant guard on forms filled in anew, in several languages, and what it counts. All names and figures
 * are invented. */
#include "base/memory.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void check_forms(const char *form, const char *const *one, const char *const *other,
                        dd_verdict expected) {
    story a = facts_case_fill(form, one), b = facts_case_fill(form, other);
    assert_int_equal(facts_case_judge(&a, &b, NULL), expected);
    assert_int_equal(facts_case_judge(&a, &a, NULL), DD_VERDICT_SAME_EVENT);
    story_free(&a);
    story_free(&b);
}

/* ---- forms */

static void refilled_earnings_reports_are_a_form(void **state) {
    (void)state;
    static const char form[] =
        "{0} ({1}) on {2} reported {3} net income of ${4} million. The {5}-based company said it had net "
        "income "
        "of {6} cents per share. Earnings, adjusted for non-recurring costs, were {7} cents per share. The "
        "{8} "
        "posted revenue of ${9} million in the period, which met the expectations of analysts. For the "
        "current "
        "quarter ending in {a}, {0} said it expects revenue in the range of ${b} million to ${c} million. "
        "{0} shares have climbed {d} percent since the beginning of the year.";
    static const char *const one[] = {
        "Orvelia Instruments",      "ORVL",  "Tuesday", "first-quarter", "38.4", "Dunmarsh", "61", "66",
        "maker of optical sensors", "412.9", "July",    "405",           "420",  "17"};
    static const char *const other[] = {"Tassenbrook Foods",
                                        "TSBF",
                                        "Thursday",
                                        "fourth-quarter",
                                        "9.7",
                                        "Old Quellan",
                                        "14",
                                        "19",
                                        "frozen bread company",
                                        "88.3",
                                        "December",
                                        "91",
                                        "94",
                                        "6"};
    check_forms(form, one, other, DD_VERDICT_FORM);
}

static void refilled_weather_bulletins_are_a_form(void **state) {
    (void)state;
    static const char form[] =
        "Forecast for {0}, issued at {1}. Winds from the {2} at {3} knots, gusting to {4} by the evening. "
        "Seas "
        "of {5} feet. Cloud will thicken over {6} from midday and rain is expected to reach {7} before {8}. "
        "The "
        "highest temperature today will be {9} degrees and the lowest tonight {a} degrees. A warning to "
        "small "
        "craft is in force between {b} and {c}. The next bulletin will be issued at {d}.";
    static const char *const one[] = {
        "the Arrel coast", "0600",      "southwest", "18", "30",        "6",          "Port Senna",
        "the Lesk hills",  "nightfall", "17",        "9",  "Cape Dorn", "Arrelmouth", "1200"};
    static const char *const other[] = {
        "the Vanna islands", "1815",    "north", "7",  "12",          "2",          "Greater Holm",
        "Little Holm",       "morning", "24",    "15", "Oster Light", "Kell Sound", "2345"};
    check_forms(form, one, other, DD_VERDICT_FORM);
}

/* Half of the facts are the form's own. */
static void a_form_with_names_of_its_own_is_a_form(void **state) {
    (void)state;
    static const char form[] =
        "The Lesk Institute puts growth at {0} percent for {1}, up from the {2} percent it saw in its last "
        "report. In a note from Holm the Institute said prices would rise by {3} percent, against the 2 "
        "percent "
        "that the Senna Bank aims for. Wages are to climb {4} percent. The Institute reports four times a "
        "year "
        "to Parliament. The next report is due in {5}.";
    static const char *const one[] = {"1.4", "2021", "0.9", "3.1", "4.5", "October"};
    static const char *const other[] = {"2.2", "2024", "1.7", "5.3", "6.8", "January"};
    check_forms(form, one, other, DD_VERDICT_FORM);
}

static void a_refilled_chinese_notice_is_a_form(void **state) {
    (void)state;
    static const char form[] = "关于{0}年{1}放假安排的通知。各处室、各直属单位：根据上级有关规定，现将{0}年{"
                               "1}放假安排通知如下。{2}至{3}放假调休，共{4}天。"
                               "{5}"
                               "上班。节假日期间，各单位要妥善安排好值班和安全、保卫等工作，遇有重大突发事件"
                               "，要按规定及时报告并妥善处置，"
                               "确保大家祥和平安度过节日假期。联系人：{6}，电话：{7}。";
    static const char *const one[] = {"2019", "清明节", "4月5日", "4月7日",
                                      "3",    "4月8日", "赵青松", "62881034"};
    static const char *const other[] = {"2023", "国庆节",  "9月29日", "10月6日",
                                        "8",    "10月7日", "孙晓梅",  "55390718"};
    check_forms(form, one, other, DD_VERDICT_FORM);
}

static void a_refilled_arabic_bulletin_is_a_form(void **state) {
    (void)state;
    static const char form[] =
        "النشرة الجوية ليوم {0}. يكون الطقس في {1} {2} مع رياح {3} تتراوح سرعتها بين {4} و{5} كيلومترا في "
        "الساعة. "
        "وتصل درجة الحرارة العظمى في {6} إلى {7} درجة مئوية والصغرى إلى {8} درجات. ويكون البحر {9} وارتفاع "
        "الموج "
        "نحو {a} مترا. وتهيب الأرصاد الجوية بالمواطنين متابعة النشرات التي تصدر تباعا.";
    static const char *const one[] = {"الأحد", "السواحل الشمالية", "غائما جزئيا", "شرقية", "15",
                                      "40",    "طرابين",           "31",          "19",    "مضطربا",
                                      "2.5"};
    static const char *const other[] = {"الخميس", "المرتفعات الجنوبية", "صحوا", "غربية هادئة", "5",
                                        "12",     "وادي النخلة",        "44",   "27",          "خفيفا",
                                        "0.5"};
    check_forms(form, one, other, DD_VERDICT_FORM);
}

static void a_name_swapped_throughout_is_swapped(void **state) {
    (void)state;
    static const char form[] = "In {0} the market hall opens early, and the people of {0} like to say that "
                               "nobody hurries here. By noon "
                               "you will believe them, for the museum of clocks in {0} is cool and nearly "
                               "empty, and dinner is long. The "
                               "soup, which no two kitchens in {0} make alike, comes before the plums. The "
                               "last train leaves {0} at ten, "
                               "but there is no reason to be on it.";
    static const char *const one[] = {"Marrowick"}, *const other[] = {"Tessandra"};
    check_forms(form, one, other, DD_VERDICT_SWAPPED);
}

static void two_lists_of_results_are_a_list(void **state) {
    (void)state;
    static const char table[] = "Results. 1 Anneke Vos Holm 31:04 2 Petra Lund Arrel 31:09 3 Ines Moreira "
                                "Dunmarsh 31:22 4 Ruth Abelo "
                                "Senna 31:40 5 Karin Thal Quellan 31:51 6 Mila Dorn Lesk 32:03 7 Odile "
                                "Brandt Holm 32:10 8 Sanna Wick "
                                "Arrel 32:27 9 Tove Marsh Kell 32:44 10 Lina Oster Senna 32:58 11 Greta Vann "
                                "Lesk 33:05 12 Yara Stone "
                                "Quellan 33:11.";
    story a = facts_case_plain("The women's race went to a newcomer who had never run the distance before. "),
          b = facts_case_plain(
              "Rain and mud slowed the field on Sunday, the organisers of the cup said afterwards. ");
    story_add_text(&a, table);
    story_add_text(&b, table);
    assert_int_equal(facts_case_judge(&a, &b, NULL), DD_VERDICT_LIST);
    story_free(&a);
    story_free(&b);
}

/* ---- counts */

static void slots_and_conflicts_are_counted(void **state) {
    (void)state;
    story a = facts_case_plain(
              "the mayor said Aldous would open the bridge with 40 guests on monday when the river is low"),
          b = facts_case_plain(
              "the mayor said Brenner would open the bridge with 95 guests on friday when the river is low");
    dd_form_counts counts;
    (void)facts_case_judge(&a, &b, &counts);
    assert_int_equal(counts.slots, 3); /* a name, a figure, and a day in lower case, which is no name */
    assert_int_equal(counts.conflict_slots, 2);
    assert_int_equal(counts.conflicts, 2);
    assert_int_equal(counts.words, 36);
    assert_int_equal(counts.matched_words, 15);
    assert_int_equal(counts.matched_facts, 0);
    assert_int_equal(counts.opening, 2);
    assert_int_equal(counts.swapped_items, 0);
    story_free(&a);
    story_free(&b);
}

static void damage_around_a_name_is_no_conflict(void **state) {
    (void)state;
    story a = facts_case_plain(
              "after the storm they asked Kjell harbourmaster of the town for his report on it"),
          b = facts_case_plain(
              "after the storm they asked Xqvtt harbourmasfer of the town for his report on it"),
          c = facts_case_plain("after the storm they asked Brandt of the town for his report on it"),
          d = facts_case_plain("after the storm they asked Moreau of the town for his report on it");
    dd_form_counts counts;
    (void)facts_case_judge(&a, &b, &counts);
    assert_int_equal(counts.slots, 1);
    assert_int_equal(counts.conflict_slots, 0);
    (void)facts_case_judge(&c, &d, &counts); /* a name alone has nothing around it */
    assert_int_equal(counts.slots, 1);
    assert_int_equal(counts.conflict_slots, 1);
    story_free(&a);
    story_free(&b);
    story_free(&c);
    story_free(&d);
}

static void texts_without_a_common_word_are_no_form(void **state) {
    (void)state;
    story a = facts_case_plain("one two three"), b = facts_case_plain("vier fünf sechs"),
          none = facts_case_plain("...");
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_int_equal(counts.slots, 0);
    assert_int_equal(counts.matched_words, 0);
    (void)facts_case_judge(&a, &none, NULL);
    (void)facts_case_judge(&none, &none, NULL);
    story_free(&a);
    story_free(&b);
    story_free(&none);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static const char one[] = "In the year 1990 Orvel had 12 mills on the river.",
                      other[] = "In the year 1890 Tessa had 31 mills on the river.";
    facts_text x, y;
    facts_text_read(&x, one, strlen(one));
    facts_text_read(&y, other, strlen(other));
    const dd_slot_side first = {&x.words, &x.letters}, second = {&y.words, &y.letters};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_facts facts = {0};
        dd_verdict verdict = DD_VERDICT_LIST;
        dd_memory_fail_after(after);
        status = dd_facts_judge(&facts, &first, &second, &verdict, NULL);
        dd_memory_fail_after(-1);
        dd_facts_free(&facts);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
        assert_true(status == DEDUPE_OK || verdict == DD_VERDICT_LIST); /* unchanged */
    }
    assert_true(failures >= 3);
    facts_text_free(&x);
    facts_text_free(&y);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refilled_earnings_reports_are_a_form),
        cmocka_unit_test(refilled_weather_bulletins_are_a_form),
        cmocka_unit_test(a_form_with_names_of_its_own_is_a_form),
        cmocka_unit_test(a_refilled_chinese_notice_is_a_form),
        cmocka_unit_test(a_refilled_arabic_bulletin_is_a_form),
        cmocka_unit_test(a_name_swapped_throughout_is_swapped),
        cmocka_unit_test(two_lists_of_results_are_a_list),
        cmocka_unit_test(slots_and_conflicts_are_counted),
        cmocka_unit_test(damage_around_a_name_is_no_conflict),
        cmocka_unit_test(texts_without_a_common_word_are_no_form),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
