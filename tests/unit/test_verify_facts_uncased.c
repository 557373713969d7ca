/* The variant guard where no capitals tell which words are names: forms of few blanks, and one story that was
 * corrected, misread or told in another order. All names and figures are invented. */
#include "base/memory.h"
#include "facts_case.h"
#include "verify/nearby.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *form, const char *const *one, const char *const *other, dd_verdict expected,
                  dd_form_counts *counts) {
    assert_int_equal(facts_case_judge_filled(form, one, other, counts), expected);
}

/* ---- few blanks */

static const char chinese_visit[] = "本台消息：{0}日上午，青溪省省长在松岭大礼堂举行仪式，欢迎北湾州长{1}"
                                    "前来访问。教育、卫生、交通等部门负责人出席。"
                                    "仪式结束后，省长陪同客人参观了{2}。";
static const char *const chinese_one[] = {"4", "陈立新", "新建的水利工程"};

static void a_chinese_notice_of_three_blanks_is_a_form(void **state) {
    (void)state;
    static const char *const other[] = {"17", "周海波", "老城区瓷器作坊"};
    dd_form_counts counts;
    check(chinese_visit, chinese_one, other, DD_VERDICT_FORM, &counts);
    assert_true(counts.conflicts < 3); /* the rule for all scripts does not hold */
    assert_true(counts.numbers == 1 && counts.worded >= 1);
    assert_true(counts.remainder.windows > 0);
}

static void a_hindi_notice_of_few_blanks_is_a_form(void **state) {
    (void)state;
    static const char form[] =
        "नगर परिषद की ओर से सूचना दी जाती है कि {0} तारीख को {1} में जल आपूर्ति बंद रहेगी। नागरिक पहले से "
        "पानी भर लें और असुविधा के लिए क्षमा करें।";
    static const char *const one[] = {"14", "केसरगढ़"};
    static const char *const other[] = {"27", "पीपलखेड़ा"};
    check(form, one, other, DD_VERDICT_FORM, NULL);
}

static void an_arabic_notice_of_few_blanks_is_a_form(void **state) {
    (void)state;
    static const char form[] =
        "تعلم شركة المياه حرفاءها أنه سيتم قطع الماء يوم {0} بمنطقة {1} بسبب أشغال صيانة "
        "الشبكة، وتعتذر عن الإزعاج.";
    static const char *const one[] = {"12", "وادي النخلة"};
    static const char *const other[] = {"25", "طرابين"};
    check(form, one, other, DD_VERDICT_FORM, NULL);
}

/* English tells its names by capitals. Two facts are an update as well, if more agree. */
static void with_capitals_two_blanks_are_no_form_if_three_facts_agree(void **state) {
    (void)state;
    static const char form[] =
        "The water company {2} tells its customers that the water will be turned off on day {0} in "
        "{1} while the pipes are mended, and asks them to be patient.";
    static const char *const one[] = {"12", "Dunmarsh", "of Quellan, Holm and Senna"};
    static const char *const other[] = {"25", "Old Kettering", "of Quellan, Holm and Senna"};
    check(form, one, other, DD_VERDICT_SAME_EVENT, NULL);
    static const char *const figure[] = {"25", "Dunmarsh", "of Quellan"};
    static const char *const single_one[] = {"12", "Dunmarsh", "of Quellan"};
    static const char *const single_other[] = {"25", "Old Kettering", "of Quellan"};
    check(form, single_one, figure, DD_VERDICT_SAME_EVENT, NULL);
    check(form, single_one, single_other, DD_VERDICT_FORM, NULL);
    static const char *const nobody_one[] = {"12", "Dunmarsh", ""}, *const nobody_other[] = {
                                                                        "25", "Old Kettering", ""};
    check(form, nobody_one, nobody_other, DD_VERDICT_FORM, NULL);
}

/* ---- numbers in other styles */

static void a_japanese_text_with_han_numerals_is_the_same_event(void **state) {
    (void)state;
    static const char form[] =
        "潮見市は{0}日、旧港と灯台を結ぶ水上バスを{1}月{2}日から走らせると発表した。船は{3}隻で、"
        "定員は{4}人。片道{5}分、運賃は{6}円とする。昨年度の利用者は約{7}人だった。";
    static const char *const digits[] = {"18", "4", "25", "3", "142", "35", "650", "4万2千"},
                             *const han[] = {"十八",     "四",     "二十五",   "三",
                                             "百四十二", "三十五", "六百五十", "四万二千"},
                             *const others[] = {"七", "九", "二十", "五", "百八", "十二", "九百", "一万"};
    dd_form_counts counts;
    check(form, digits, han, DD_VERDICT_SAME_EVENT, &counts);
    assert_int_equal(counts.conflicts, 0);
    assert_true(counts.agreeing >= 8);
    check(form, digits, others, DD_VERDICT_FORM, NULL);
}

static void a_korean_text_with_other_units_is_the_same_event(void **state) {
    (void)state;
    static const char form[] =
        "솔내시는 내년부터 청년에게 월 {0} 교통비를 돌려준다고 밝혔다. 첫해 대상은 {1} 예산은 {2} 잡혔다. "
        "지난달 조사에는 {3} 답했고, 한 달 평균 교통비는 {4} 나타났다.";
    static const char *const joined[] = {"3만원의", "4만2천명으로", "126억원으로", "2천358명이",
                                         "6만8천원으로"},
                             *const apart[] = {"3만 원의", "4만2000명으로", "126억 원으로", "2358명이",
                                               "6만8000원으로"},
                             *const others[] = {"5만 원의", "3만1000명으로", "98억 원으로", "1870명이",
                                                "7만2000원으로"};
    check(form, joined, apart, DD_VERDICT_SAME_EVENT, NULL);
    check(form, joined, others, DD_VERDICT_FORM, NULL);
}

/* A number against words that may write it says nothing; two numbers do. */
static void a_number_in_words_is_no_conflict(void **state) {
    (void)state;
    static const char form[] = "העירייה תבנה {0} תחנות לאורך הנחל ותיטע {1} עצים בשדרה החדשה.";
    static const char *const digits[] = {"6", "340"}, *const words[] = {"שש", "שלוש מאות וארבעים"},
                             *const others[] = {"9", "120"};
    dd_form_counts counts;
    check(form, digits, words, DD_VERDICT_SAME_EVENT, &counts);
    assert_int_equal(counts.slots, 2);
    assert_int_equal(counts.conflicts, 0);
    story a = facts_case_fill(form, digits), b = facts_case_fill(form, others);
    (void)facts_case_judge(&a, &b, &counts);
    assert_int_equal(counts.conflicts, 2);
    story_free(&a);
    story_free(&b);
}

/* Two ways to write one character, which fold to no common one. */
static void a_character_that_is_written_in_another_way_is_not_swapped(void **state) {
    (void)state;
    static const char form[] =
        "記者昨天從海邊報導，{0}港航運公司說，{0}港與外島之間的新航線{5}月{6}日開通，{1}。航程要走{7}分鐘，"
        "{0}港碼頭擴建到{8}公尺，{2}，公司說，{0}港居民可以半價搭乘，票價{9}元，{3}，每天{a}班，{b}艘船，{4}"
        "共載{c}人，每年{d}次檢修，載貨{e}噸，途中停{f}港，員工{g}名，油料{h}公升。";
    static const char *const one[] = {"竜",  "居民很期待", "舊船已離開", "可上網訂購", "最大的那艘", "5",
                                      "6",   "95",         "240",        "720",        "12",         "8",
                                      "310", "3",          "45",         "2",          "68",         "900"},
                             *const other[] = {"龍",   "早上先試航", "月底前完工", "學生另有優惠", "滿座時",
                                               "五",   "六",         "九十五",     "二百四十",     "七百二十",
                                               "十二", "八",         "三百一十",   "三",           "四十五",
                                               "二",   "六十八",     "九百"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_true(counts.signs >= 4 && counts.conflict_slots > counts.signs);
    static const char town[] = "記者昨天從海邊報導，{0}港航運公司說，{0}港與外島之間的新航線下月開通，"
                               "碼頭已經擴建，公司說，{0}港居民可以半價搭乘，船票在各地車站和{0}港出售。";
    static const char *const here[] = {"東山"}, *const there[] = {"南坪"};
    check(town, here, there, DD_VERDICT_SWAPPED, NULL);
}

/* A newsroom words much anew, but its figures are those of the story. */
static void a_text_worded_anew_keeps_its_figures(void **state) {
    (void)state;
    static const char form[] =
        "{0} נהגי האוטובוס של מחוז הצפון פתחו בשביתה. לפי {1}, ב-17 מתוך 26 תחנות אין מים, והנהגים {2} גם "
        "כשהחום עולה על 38 מעלות. החברה אמרה ש{3} והשקיעה 4 מיליון בתחנות. {4} ייפגשו בשעה 16. {5} נשארו "
        "בבית, ורבים {6} אל העבודה. הרכבת {7} את מספר הקרונות.";
    static const char *const one[] = {"אתמול בבוקר", "ועד העובדים", "ממתינים ברכב", "הטענות שגויות",
                                      "הצדדים",      "הילדים",      "הלכו",         "הגדילה"};
    static const char *const other[] = {"מאות", "הארגון", "נאלצים לשבת בחוץ", "היא מופתעת",
                                        "כולם", "ילדים",  "הולכים",           "תגדיל"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_true(counts.conflicts >= 3 && counts.numbers == 0);
    assert_int_equal(counts.shared.figures_shared, 5);
}

/* ---- one story */

static void a_chinese_correction_is_the_same_event(void **state) {
    (void)state;
    static const char *const day[] = {"5", "陈立新", "新建的水利工程"};
    static const char *const name[] = {"4", "周海波", "新建的水利工程"};
    static const char *const both[] = {"4", "周海波", "老城区瓷器作坊"};
    check(chinese_visit, chinese_one, day, DD_VERDICT_SAME_EVENT, NULL);
    check(chinese_visit, chinese_one, name, DD_VERDICT_SAME_EVENT, NULL);
    check(chinese_visit, chinese_one, both, DD_VERDICT_SAME_EVENT, NULL); /* every figure agrees */
}

/* Of four figures one is corrected, and a word. */
static void an_update_of_few_figures_is_the_same_event(void **state) {
    (void)state;
    static const char form[] =
        "4月6日清晨5时，北湾镇一座仓库起火，造成{0}人受伤，伤者{1}送医，原因正在调查。";
    static const char *const one[] = {"3", "已经"}, *const other[] = {"9", "全部"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_int_equal(counts.conflicts, 2);
}

/* The same two corrections as in a form of few blanks, in a text that is longer. */
static void a_longer_text_with_two_corrections_is_the_same_event(void **state) {
    (void)state;
    static const char form[] =
        "松岭大礼堂{0}日上午举行仪式，欢迎北湾州长{1}"
        "前来访问。教育、卫生、交通等部门负责人出席。省长在致辞时回顾了"
        "多年合作，感谢各界支持。仪式结束后，客人参观工厂、学校、博物馆，并与当地居民座谈交流。";
    static const char *const one[] = {"4", "陈立新"}, *const other[] = {"17", "周海波"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_int_equal(counts.conflicts, 2);
}

/* Misread characters stand alone; a name has two or more. */
static void a_misread_chinese_text_is_the_same_event(void **state) {
    (void)state;
    static const char clean[] =
        "南浦渔港昨天举行开渔仪式，数百艘渔船依次离开码头。港务部门说，今年的休渔期比往年更长，鱼群恢复得很好"
        "。"
        "船长们在出发前检查了救生设备，家属在岸边挥手告别。预计第一批渔获将在周末运回市场。";
    story a = facts_case_plain(clean), b = facts_case_plain(clean);
    static const char *const misread[][2] = {{"仪式", "仪龘"}, {"码头", "码鱀"}, {"休渔", "龥渔"},
                                             {"恢复", "恢龜"}, {"出发", "出齰"}, {"设备", "齾备"},
                                             {"岸边", "鱱边"}, {"市场", "市鼱"}};
    for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
        facts_case_replace(&b, misread[i][0], misread[i][1]);
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_true(counts.signs >= 6);
    assert_int_equal(counts.conflicts, 0);
    story_free(&a);
    story_free(&b);
}

/* The same programme, worded anew and in another order: no figure contradicts, and half of what words the
 * gaps hold is elsewhere. */
static void an_arabic_story_told_in_another_order_is_the_same_event(void **state) {
    (void)state;
    static const char form[] =
        "تجرى {0} مقابلات الجولة الثانية من منافسات البطولة الوطنية لكرة القدم وهي من {1} هذا "
        "الموسم {2} البرنامج الكامل الساعة 14 {3} بملعب الزيتون نسور الجبل ضد صقور الساحل";
    static const char *const one[] = {
        "عشية الغد", "نوع خاص",
        ("حيث تجمع نسور الجبل العريقة بصقور الساحل الأبيض ويلتقي أسود الواحة الخضراء مع "
         "فهود المدينة القديمة في القاعة الكبرى التي تم تجديدها خلال الأشهر الأخيرة"),
        "تماما"};
    static const char *const other[] = {
        "يوم الأربعاء", "العيار الثقيل",
        ("إذ نشاهد أسود الواحة الخضراء مع فهود المدينة القديمة في القاعة الكبرى التي تم "
         "تجديدها خلال الأشهر الأخيرة ثم نسور الجبل العريقة بصقور الساحل الأبيض"),
        "ظهرا"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_true(counts.conflicts >= 3); /* enough for a form */
}

/* What fills the gaps of one text stands in the other too. */
static void names_that_both_texts_have_fill_no_blanks(void **state) {
    (void)state;
    static const char form[] = "{0}本台消息：{1}日上午，松岭大礼堂举行仪式，欢迎{2}前来访问{3}。";
    static const char *const one[] = {"", "4", "陈立新", "，周海波作陪"};
    static const char *const other[] = {"陈立新作陪，", "17", "周海波", ""};
    check(form, one, other, DD_VERDICT_SAME_EVENT, NULL);
}

static void a_single_blank_is_no_form(void **state) {
    (void)state;
    static const char form[] = "快讯：北湾商会{0}当选会长，任期不变。";
    static const char *const one[] = {"4队陈立新"}, *const other[] = {"17组周海波"};
    dd_form_counts counts;
    check(form, one, other, DD_VERDICT_SAME_EVENT, &counts);
    assert_int_equal(counts.conflicts, 1);
}

/* What only the longer text has stands at its end, so that the diff is the same. */
static void of_a_book_what_is_left_over_is_not_asked(void **state) {
    (void)state;
    static const char *const other[] = {"17", "周海波", "老城区瓷器作坊"};
    static const char line[] = "these are letters of a book ";
    story a = facts_case_fill(chinese_visit, chinese_one), b = facts_case_fill(chinese_visit, other);
    const size_t letters =
        story_count_letters(&(story){.text = (char *)line, .length = strlen(line)}, 0, strlen(line));
    size_t added = 0;
    for (; added + letters < DD_NEARBY_LONG * 9 / 10; added += letters)
        story_add_text(&b, line);
    dd_form_counts counts;
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_FORM);
    assert_true(counts.remainder.windows > 0);
    for (; added <= DD_NEARBY_LONG; added += letters)
        story_add_text(&b, line);
    assert_int_equal(facts_case_judge(&a, &b, &counts), DD_VERDICT_SAME_EVENT);
    assert_int_equal(counts.remainder.windows, 0);
    story_free(&a);
    story_free(&b);
}

/* ---- memory */

static void without_memory_for_what_is_left_over_it_says_so(void **state) {
    (void)state;
    static const char *const other[] = {"17", "周海波", "老城区瓷器作坊"};
    story a = facts_case_fill(chinese_visit, chinese_one), b = facts_case_fill(chinese_visit, other);
    facts_text x, y;
    facts_text_read(&x, a.text, a.length);
    facts_text_read(&y, b.text, b.length);
    const dd_slot_side first = {&x.words, &x.letters}, second = {&y.words, &y.letters};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    for (long after = 0; status != DEDUPE_OK; after++) {
        dd_facts facts = {0};
        dd_verdict verdict = DD_VERDICT_LIST;
        dd_memory_fail_after(after);
        status = dd_facts_judge(&facts, &first, &second, &verdict, NULL);
        dd_memory_fail_after(-1);
        dd_facts_free(&facts);
        assert_int_equal(verdict, status == DEDUPE_OK ? DD_VERDICT_FORM : DD_VERDICT_LIST);
    }
    facts_text_free(&x);
    facts_text_free(&y);
    story_free(&a);
    story_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_japanese_text_with_han_numerals_is_the_same_event),
        cmocka_unit_test(a_korean_text_with_other_units_is_the_same_event),
        cmocka_unit_test(a_number_in_words_is_no_conflict),
        cmocka_unit_test(a_character_that_is_written_in_another_way_is_not_swapped),
        cmocka_unit_test(a_text_worded_anew_keeps_its_figures),
        cmocka_unit_test(a_chinese_notice_of_three_blanks_is_a_form),
        cmocka_unit_test(a_hindi_notice_of_few_blanks_is_a_form),
        cmocka_unit_test(an_arabic_notice_of_few_blanks_is_a_form),
        cmocka_unit_test(with_capitals_two_blanks_are_no_form_if_three_facts_agree),
        cmocka_unit_test(a_chinese_correction_is_the_same_event),
        cmocka_unit_test(an_update_of_few_figures_is_the_same_event),
        cmocka_unit_test(a_longer_text_with_two_corrections_is_the_same_event),
        cmocka_unit_test(a_misread_chinese_text_is_the_same_event),
        cmocka_unit_test(an_arabic_story_told_in_another_order_is_the_same_event),
        cmocka_unit_test(names_that_both_texts_have_fill_no_blanks),
        cmocka_unit_test(a_single_blank_is_no_form),
        cmocka_unit_test(of_a_book_what_is_left_over_is_not_asked),
        cmocka_unit_test(without_memory_for_what_is_left_over_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
