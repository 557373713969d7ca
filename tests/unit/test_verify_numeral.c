/* Numbers as words write them: digits, Han numerals, digits with signs of magnitude. */
#include "facts_case.h"
#include "verify/numeral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { NONE = -1 };

/* The value that the first number of a text has, read from each of its words as well. */
static double first_number(const char *text) {
    facts_text read;
    facts_text_read(&read, text, strlen(text));
    size_t i = 0;
    while (i < read.words.count && !(read.words.word[i].flags & DD_WORD_NUMBER))
        i++;
    assert_true(i < read.words.count);
    const double value = dd_numeral_read(&read.words, &read.letters, i).value;
    facts_text_free(&read);
    return value;
}

static void check(const char *text, double value) {
    if (first_number(text) != value)
        fail_msg("%s is %g, not %g", text, first_number(text), value);
}

static void digits_are_read_with_a_fraction(void **state) {
    (void)state;
    check("he paid 42 crowns", 42);
    check("1,234,567 people", 1234567);
    check("a rate of 3.25 per cent", 3.25);
    check("the 25th time", 25);
    check("123456789012345", 123456789012345);
    check("1234567890123456", NONE);
}

static void letters_of_an_alphabet_make_it_another_thing(void **state) {
    (void)state;
    check("an F16 flew", 16);
    check("an ABC16 flew", 16);
    check("an ABCD16 flew", NONE);
    check("共RMB3万元", NONE); /* the sign for ten thousand is a word of its own */
    check("в 5г классе", NONE);
    check("5г", NONE);
}

static void han_numerals_are_read_by_place_or_digit_by_digit(void **state) {
    (void)state;
    check("第三次", 3);
    check("十八日", 18);
    check("二十人", 20);
    check("三十五年", 35);
    check("百八十二人", 182);
    check("一百零五人", 105);
    check("二〇二五年", 2025);
    check("四百卅四人", 434);
    check("廿一日", 21);
    check("三千二百万", 32000000);
    check("十二亿人", 1.2e9);
}

static void digits_go_on_in_signs_and_signs_in_digits(void **state) {
    (void)state;
    check("約9千万円", 90000000);
    check("4万2千人", 42000);
    check("3億5,000万円", 350000000);
    check("1.5万名", 15000);
    check("2兆円", 2e12);
}

static void korean_numbers_end_where_a_syllable_is_no_sign(void **state) {
    (void)state;
    check("월 3만원에", 30000);
    check("월 3만 원에", 30000);
    check("모두 2천358명을", 2358);
    check("4만2천명이며", 42000);
    check("1조4천300억원으로", 1.43e12);
    check("1조 4300억 원으로", 1.43e12);
    check("제17회 대회", 17);
    check("약5천명", 5000);
}

/* What of a number is in a gap is not all of it. */
static void every_word_of_a_number_has_its_value(void **state) {
    (void)state;
    facts_text read;
    const char *const text = "経費は3億5,000万円";
    size_t numbers = 0;
    facts_text_read(&read, text, strlen(text));
    for (size_t i = 0; i < read.words.count; i++)
        if (read.words.word[i].flags & DD_WORD_NUMBER) {
            assert_true(dd_numeral_read(&read.words, &read.letters, i).value == 350000000);
            numbers++;
        }
    assert_int_equal(numbers, 4);
    facts_text_free(&read);
}

static void numbers_side_by_side_are_two(void **state) {
    (void)state;
    check("12 345 in all", 12);
    check("5 三日", 5);
    check("三 5日", 3);
    check("三、四人", 3);
    check("死亡三。五人受伤", 3);
    check("奖金3万 2名", 30000);
    check("5만 3명", 50000);
    check("동관 2천 104호", 2000);
    check("3조 2항", 3e12);
    check("만 87세", 87);
}

/* A syllable at the end of a Korean word is no sign if no digit stands before it. */
static void a_korean_particle_is_no_sign(void **state) {
    (void)state;
    check("3월만 12건", 3);
    check("제2노조 300명", 2);
    check("2025시즌만 12골", 2025);
}

static void signs_multiply_what_is_below_them(void **state) {
    (void)state;
    check("3万亿元", 3e12);
    check("2万5千亿元", 2.5e12);
    check("5万亿3000亿元", 5.3e12);
    check("一千零十", 1010);
    check("RMB3万", NONE);
    check("万科", NONE);
}

/* What is read as a sign here is a number for the guard as well (words.h). */
static void every_han_sign_is_a_number(void **state) {
    (void)state;
    facts_text read;
    const char *const text = "〇零一二两兩三四五六七八九十廿卅百千万萬亿億兆";
    facts_text_read(&read, text, strlen(text));
    assert_int_equal(read.words.count, strlen(text) / 3);
    for (size_t i = 0; i < read.words.count; i++)
        assert_true(read.words.word[i].flags & DD_WORD_NUMBER);
    facts_text_free(&read);
}

static bool is_same(const char *a, const char *b) {
    facts_text x, y;
    facts_text_read(&x, a, strlen(a));
    facts_text_read(&y, b, strlen(b));
    const dd_numeral of_a = dd_numeral_read(&x.words, &x.letters, 0),
                     of_b = dd_numeral_read(&y.words, &y.letters, 0);
    facts_text_free(&x);
    facts_text_free(&y);
    return dd_numeral_is_same(&of_a, &of_b);
}

static void what_is_joined_to_a_number_must_not_differ(void **state) {
    (void)state;
    assert_true(is_same("3만원의", "3만 원의"));
    assert_true(is_same("1.13万", "11300"));
    assert_false(is_same("5명", "5대"));
    assert_false(is_same("5명", "6명"));
    assert_true(is_same("Rs500", "500 rupees"));
    assert_true(is_same("USD5m", "USD5 million"));
    assert_false(is_same("USD5m", "AUD5m"));
    assert_false(is_same("F16", "16 nations"));
    assert_false(is_same("F16", "F18"));
    assert_true(is_same("24,402,000TEU를", "2천440만2천TEU"));
    assert_true(is_same("15,000㎞", "1만5천km의"));
    assert_true(is_same("40kg", "40 kilograms"));
    assert_true(is_same("5m", "5 million"));
    assert_false(is_same("5m", "5 billion"));
    assert_false(is_same("5m", "5"));
    assert_false(is_same("40kg", "41"));
    assert_false(is_same("5km", "5kg"));
    assert_false(is_same("5명", "5m"));
    assert_false(is_same("一二三四五六七八九一二三四五六七八", "一二三四五六七八九一二三四五六七九"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_read_with_a_fraction),
        cmocka_unit_test(letters_of_an_alphabet_make_it_another_thing),
        cmocka_unit_test(han_numerals_are_read_by_place_or_digit_by_digit),
        cmocka_unit_test(digits_go_on_in_signs_and_signs_in_digits),
        cmocka_unit_test(korean_numbers_end_where_a_syllable_is_no_sign),
        cmocka_unit_test(every_word_of_a_number_has_its_value),
        cmocka_unit_test(numbers_side_by_side_are_two),
        cmocka_unit_test(a_korean_particle_is_no_sign),
        cmocka_unit_test(signs_multiply_what_is_below_them),
        cmocka_unit_test(every_han_sign_is_a_number),
        cmocka_unit_test(what_is_joined_to_a_number_must_not_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
