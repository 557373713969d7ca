/* Texts whose passages cover nearly all of them and agree in little of it: a form filled in anew has other
 * words and facts in the gaps, a damaged copy the same words, and a story told anew the same facts. */
#include "compared_pair.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Nothing in it that the guard could take for a name, and one figure. */
static const char snow[] =
    "the evening news: snow lies deep on the northern ridges. at the end of the programme, let us walk "
    "together through quiet frozen forests of our land. (page made 17302)";
static const char ships[] =
    "the evening news: ships sail home past crowded harbours. at the end of the programme, let us walk "
    "together along bright sandy beaches of our land. (page made 94658)";

/* How the two, which are freed, relate. They cover nearly all of each other. */
static dd_link link_of(story a, story b) {
    const dd_link link = compared_pair_link(a, b);
    assert_true(link.coverage_a >= 0.80 && link.coverage_b >= 0.80);
    return link;
}

static void other_words_in_the_gaps_are_blanks(void **state) {
    (void)state;
    const dd_link link = link_of(facts_case_plain(snow), facts_case_plain(ships));
    assert_int_equal(link.relation, DEDUPE_VARIANT);
    assert_int_equal(link.reason, DEDUPE_REASON_FORM);
    assert_true(link.resemblance < 0.40); /* the passages agree in little */
}

static void a_text_told_anew_keeps_its_facts(void **state) {
    (void)state;
    story told = facts_case_plain(ships);
    facts_case_replace(&told, "94658", "17302");
    assert_int_equal(link_of(facts_case_plain(snow), told).relation, DEDUPE_NEAR);
}

static void gaps_of_which_few_are_blanks_are_updates(void **state) {
    (void)state;
    story updated = facts_case_plain(snow);
    facts_case_replace(&updated, "northern ridges", "southern slopes");
    facts_case_replace(&updated, "17302", "94658");
    assert_int_equal(link_of(facts_case_plain(snow), updated).relation, DEDUPE_NEAR);
}

static void damaged_words_are_the_same_words(void **state) {
    (void)state;
    story damaged = facts_case_plain(snow);
    static const char *const misread[][2] = {
        {"evening", "evenirg"}, {"snow", "snew"},         {"northern", "morthern"},
        {"ridges", "ridqes"},   {"the end", "thc end"},   {"programme", "prograrnme"},
        {"walk", "waik"},       {"together", "togetber"}, {"quiet", "quiat"},
        {"frozen", "fiozen"},   {"forests", "foresta"},   {"our land", "oui land"},
        {"17302", "94658"},     {"lies", "1ies"}};
    for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
        facts_case_replace(&damaged, misread[i][0], misread[i][1]);
    const dd_link link = link_of(facts_case_plain(snow), damaged);
    assert_int_equal(link.relation, DEDUPE_NEAR);
    assert_true(link.resemblance < 0.25);
}

/* A scanner takes a Han character for a letter or two, which have none of its own in common. */
static void characters_read_as_letters_are_the_same_words(void **state) {
    (void)state;
    static const char *const read[][2] = {{"强台风", "强a风"}, {"登陆", "b陆"}, {"渔船", "渔cd"},
                                          {"避风港", "避e港"}, {"学校", "f校"}, {"停课", "停g"},
                                          {"三十", "h十"},     {"列车", "列i"}, {"停运", "k运"},
                                          {"居民", "居m"},     {"转移", "n移"}, {"2017", "20l9"}};
    static const char notice[] =
        "强台风昨夜在海湾登陆，渔船全部回到避风港，沿岸学校今天停课，三十趟列车停运，"
        "低洼处的居民已经转移到高处，这是2017年以来最大的一次";
    story damaged = facts_case_plain(notice);
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        facts_case_replace(&damaged, read[i][0], read[i][1]);
    const dd_link link = link_of(facts_case_plain(notice), damaged);
    assert_int_equal(link.relation, DEDUPE_NEAR);
    assert_true(link.resemblance < 0.40);
}

enum { SCANS = 200 };

/* How many of many pairs of scans, with so many damaged letters each, come out as duplicates. Texts: of as
 * many briefs as there are scans of so many bytes, or if that is 0 those given. */
static unsigned count_duplicates(const char *one, const char *other, size_t bytes, double rate) {
    dd_comparer comparer = {0};
    unsigned duplicates = 0;
    for (uint64_t seed = 0; seed < SCANS; seed++) {
        random_source source = random_start(seed);
        story x = {0}, y = {0}, a = {0}, b = {0};
        dd_arena texts = {0};
        dd_article scan_a, scan_b;
        dd_link link = {0};
        if (bytes > 0) {
            story_add_prose(&x, &source, bytes);
            story_add_bytes(&y, x.text, x.length);
        } else {
            story_add_text(&x, one);
            story_add_text(&y, other);
        }
        story_add_damaged(&a, &x, &source, rate);
        story_add_damaged(&b, &y, &source, rate);
        compared_pair_read(&scan_a, &a, &texts);
        compared_pair_read(&scan_b, &b, &texts);
        /* one way round: what is so damaged lies near every border, and by an accident of a shingle beyond it
         */
        assert_int_equal(dd_compare(&comparer, &(dd_compare_side){&scan_a, NULL},
                                    &(dd_compare_side){&scan_b, NULL}, &compared_pair_defaults, &texts, &link,
                                    NULL),
                         DEDUPE_OK);
        duplicates += link.relation >= DEDUPE_DERIVED;
        comparer.loaded = NULL; /* the next scan may lie where this one did */
        dd_arena_free(&texts);
        story_free(&x);
        story_free(&y);
        story_free(&a);
        story_free(&b);
    }
    dd_comparer_free(&comparer);
    return duplicates;
}

static void damaged_briefs_stay_duplicates(void **state) {
    (void)state;
    assert_in_range(count_duplicates("", "", 250, 0.08), SCANS * 17 / 20, SCANS);
    assert_in_range(count_duplicates("", "", 400, 0.08), SCANS * 9 / 10, SCANS);
    assert_in_range(count_duplicates("", "", 700, 0.10), SCANS * 4 / 5, SCANS);
}

static void damaged_forms_do_not_become_duplicates(void **state) {
    (void)state;
    for (int rate = 0; rate <= 12; rate += 4)
        assert_in_range(count_duplicates(snow, ships, 0, rate / 100.0), 0, SCANS / 10);
}

/* Names of four or five letters, or of two characters, are no damage. */
static void short_names_are_blanks(void **state) {
    (void)state;
    static const char *const notice[] = {
        "The council of the town meets on the first day of the month. Ashby chairs the panel for roads, "
        "Brown the "
        "panel for parks, Clark the panel for schools, Dunne the panel for housing, Evans the panel for the "
        "harbour, "
        "Frost the panel for libraries, Gray the panel for markets and Hale the panel for water.",
        "市政府今天公布人事任命：王明任财政局局长，李强任教育局局长，张伟任交通局局长，刘洋任卫生局局长，陈静"
        "任文化局局长，"
        "赵磊任民政局局长，孙丽任住房局局长，周杰任环保局局长，吴敏任审计局局长。"};
    static const char *const names[2][9][2] = {{{"Ashby", "Wells"},
                                                {"Brown", "Young"},
                                                {"Clark", "Price"},
                                                {"Dunne", "Stone"},
                                                {"Evans", "Moody"},
                                                {"Frost", "Vince"},
                                                {"Gray", "Penn"},
                                                {"Hale", "Rudd"},
                                                {"month", "month"}},
                                               {{"王明", "郑浩"},
                                                {"李强", "冯雪"},
                                                {"张伟", "蒋波"},
                                                {"刘洋", "沈涛"},
                                                {"陈静", "韩梅"},
                                                {"赵磊", "杨帆"},
                                                {"孙丽", "朱琳"},
                                                {"周杰", "秦风"},
                                                {"吴敏", "许晴"}}};
    for (size_t n = 0; n < 2; n++) {
        story other = facts_case_plain(notice[n]);
        for (size_t i = 0; i < 9; i++)
            facts_case_replace(&other, names[n][i][0], names[n][i][1]);
        assert_int_equal(link_of(facts_case_plain(notice[n]), other).relation, DEDUPE_VARIANT);
    }
}

/* Three names and a figure are spoilt beyond telling, and as many facts are left as conflict: it would be a
 * form. But what else differs is damage. */
static void names_spoilt_among_damage_make_no_form(void **state) {
    (void)state;
    static const char brief[] =
        "The harbour board of Kelmouth named Brenner, Dotti and Fessler on Monday. The three follow "
        "members who ran the docks for years and leave in April, said the union. The board met 23 times "
        "this year and spent most of its money on a northern quay where container ships are to land next "
        "summer, though nobody wants them.";
    static const char *const beyond[][2] = {
        {"Brenner", "8icuuoi"}, {"Dotti", "Ocfjl"}, {"Fessler", "Pcffeii"}, {"23", "78"}};
    static const char *const read[][2] = {
        {"harbour", "harbcur"}, {"follow", "fo1low"}, {"members", "membcrs"},   {"docks", "docka"},
        {"years", "yeara"},     {"leave", "lcave"},   {"union", "unicn"},       {"times", "timcs"},
        {"spent", "spcnt"},     {"money", "moncy"},   {"northern", "northcrn"}, {"container", "contalner"},
        {"summer", "summcr"},   {"though", "thcugh"}, {"nobody", "nobcdy"},     {"wants", "wamts"}};
    story spoilt = facts_case_plain(brief), damaged = facts_case_plain(brief);
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        facts_case_replace(&spoilt, beyond[i][0], beyond[i][1]);
        facts_case_replace(&damaged, beyond[i][0], beyond[i][1]);
    }
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        facts_case_replace(&damaged, read[i][0], read[i][1]);
    assert_int_equal(link_of(facts_case_plain(brief), spoilt).relation, DEDUPE_VARIANT);
    assert_int_equal(link_of(facts_case_plain(brief), damaged).relation, DEDUPE_NEAR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_words_in_the_gaps_are_blanks),
        cmocka_unit_test(a_text_told_anew_keeps_its_facts),
        cmocka_unit_test(gaps_of_which_few_are_blanks_are_updates),
        cmocka_unit_test(damaged_words_are_the_same_words),
        cmocka_unit_test(damaged_briefs_stay_duplicates),
        cmocka_unit_test(damaged_forms_do_not_become_duplicates),
        cmocka_unit_test(short_names_are_blanks),
        cmocka_unit_test(names_spoilt_among_damage_make_no_form),
        cmocka_unit_test(characters_read_as_letters_are_the_same_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
