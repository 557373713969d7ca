/* Folding: what must fold alike and what must not, in UTF-8 and UTF-16. */
#include "text/decode.h"
#include "text/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct pair {
    const char *a;
    const char *b;
} pair;

static const pair alike[] = {
    /* case */
    {"NATO Chief", "nato chief"},
    {"Straße", "STRASSE"},
    {"Straße", "STRAẞE"},
    {"Σίσυφος", "ΣΊΣΥΦΟΣ"},
    {"ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"},
    {"ᾳ ᾼ", "\u03b1\u0345 \u0391\u0345"},
    {"İstanbul", "istanbul"},
    {"İstanbul", "I\u0307stanbul"},
    {"DIYARBAKIR", "Diyarbakır"},
    {"МОСКВА", "москва"},
    {"Ǆ", "dž"},
    /* accents of Latin, Greek, Cyrillic; letters with a stroke */
    {"café", "cafe"},
    {"cafe\u0301", "café"},
    {"Việt Nam", "Viet Nam"},
    {"ệ", "e\u0323\u0302"},
    {"ệ", "e\u0302\u0323"},
    {"Łódź, Ærø, Œuvre", "Lodz, Aero, Oeuvre"},
    {"Đồng Hới", "Dong Hoi"},
    {"Αθήνα", "Αθηνα"},
    {"ёлка й", "елка и"},
    {"\u0438\u0306", "й"},
    {"e\u0301\u0302\u0303\u0304", "e"},
    /* NFC and NFD of other scripts */
    {"각", "\u1100\u1161\u11a8"},
    {"각", "가\u11a8"},
    {"가나", "\u1100\u1161\u1102\u1161"},
    {"が", "か\u3099"},
    {"ガ", "ｶﾞ"},
    {"ポ", "ホ\u309a"},
    {"آب", "\u0627\u0653\u0628"},
    {"أب", "\u0627\u064e\u0654\u0628"},
    {"ऩ", "\u0928\u093c"},
    {"\u0915\u0951\u0952", "\u0915\u0952\u0951"},
    {"\u0928\u0951\u093c", "ऩ\u0951"},
    {"\u0e01\u0e48\u0e38", "\u0e01\u0e38\u0e48"},
    {"क़", "\u0915\u093c"},
    {"\u09cb", "\u09c7\u09be"},
    {"ொ", "\u0bc6\u0bbe"},
    {"שּׁ", "ש"},
    {"豈", "\u8c48"},
    /* compatibility characters */
    {"ＮＡＴＯ", "NATO"},
    {"ﬁnal oﬃce ﬂow", "final office flow"},
    {"①②", "12"},
    {"Ⅷ", "viii"},
    {"㎏", "kg"},
    {"㍿", "株式会社"},
    {"㌀", "アパート"},
    {"m²", "m2"},
    {"½", "1/2"},
    {"𝐍𝐀𝐓𝐎", "nato"},
    {"ｼﾞｬﾊﾟﾝ", "ジャパン"},
    {"ﻣﺮﺣﺒﺎ", "مرحبا"},
    /* optional vowel points and strokes */
    {"مَرْحَبًا", "مرحبا"},
    {"مرحـــبا", "مرحبا"},
    {"שָׁלוֹם", "שלום"},
    /* Arabic letters that are written in several ways: composed, with a mark of its own, presentation forms
     */
    {"أحمد إلى آخر", "احمد الي اخر"},
    {"\u0627\u0654\u062d\u0645\u062f", "احمد"},
    {"مدرسة على", "مدرسه علي"},
    {"\u0622\u0644\u0671", "\u0627\u0644\u0627"},
    {"مسؤول", "مسوول"},
    {"هيئة", "هييه"},
    {"کتاب یک", "كتاب يك"},
    {"خانهٔ خانۀ", "خانه خانه"},
    {"ﺃﺣﻤﺪ", "احمد"},
    /* traditional and simplified characters, also in a compatibility form and where several became one */
    {"總統在臺灣後發表講話", "总统在台湾后发表讲话"},
    {"乾淨", "干净"},
    {"裡面著", "里面着"},
    {"\uf92c", "郎"},
    /* punctuation and spaces */
    {"“Yes,” he said – and left…", "\"Yes,\" he said - and left..."},
    {"don’t", "don't"},
    {"donʼt", "don't"},
    {"l‘eau d\u2032ici", "l'eau d'ici"},
    {"co\u00adoperation", "cooperation"},
    {"infor-\nmation", "information"},
    {"infor\u00ad\r\nmation", "information"},
    {"infor\u2010\nmation", "information"},
    {"the U.S. Senate", "the US Senate"},
    {"one\r\ntwo", "one\ntwo"},
    {"\ufeffone", "one"},
    {"one\ufefftwo", "one two"},
    {"one\u00a0two", "one two"},
    {"one\u202ftwo\u3000three", "one two three"},
    {"one\u200btwo\u200cthree\u200dfour\u2060five", "one two three four five"},
    {"A 中国，北京。", "A中国 北京"},
    {"☺️ good 👍🏽", "good"},
    {"क\u094d\u200dष", "क\u094dष"},
    /* numbers */
    {"1,000", "1000"},
    {"1.000", "1000"},
    {"1,000,000", "1000000"},
    {"1,234.56", "1234.56"},
    {"1.234,56", "1234.56"},
    {"1,5", "1.5"},
    {"１．５", "1.5"},
    {"１，０００", "1000"},
    {"١٢٣", "123"},
    {"۱۲۳", "123"},
    {"१२३", "123"},
    {"๑๒๓", "123"},
    {"１２３", "123"},
    {"١٫٥", "1.5"},
    {"٣٫١٤١٥", "3.1415"},
    {"١٬٠٠٠", "1000"},
    {"१.५", "1.5"},
    {"१.5 per cent more", "1.5 per cent more"},
    {"٢,5 per cent more", "2.5 per cent more"},
    {"é9.5 per cent more", "e 9.5 per cent more"},
    {"1, 2", "12"},
    {"in 1996. 5 men", "in 1996 5 men"},
    {"1996.", "1996"},
    {".5", "5"},
    {"1..5", "15"},
    /* bytes that are no text */
    {"one\x01two", "one two"},
    {"one\xfftwo", "one two"},
    {"one\xe2\x82 two", "one\ufffd two"},
    {"\u0301\u0302word", "word"},
    {"", " \t\n"},
};

static const pair apart[] = {
    {"cat", "dog"},
    {"1.5", "15"},
    {"0.25", "25"},
    {"1,000", "1,0000"},
    {"1,0000", "10000"},
    {"1.5", "1.6"},
    {"३.५", "35"},
    {"ab", "ba"},
    {"a", ""},
    {"कि", "की"},
    {"कि", "क"},
    {"सीता", "सता"},
    {"க", "கா"},
    {"ต่อ", "ตอ"},
    {"ދިވެހި", "ދވހ"},
    {"и", "н"},
    {"گ", "د"},
    {"ａ", "б"},
    {"а", "a"}, /* Cyrillic, Latin */
    {"ο", "o"}, /* Greek, Latin */
    {"ο", "о"}, /* Greek, Cyrillic */
    {"р", "ρ"},
    {"اب", "عب"},
    {"が", "か"},
    {"가", "각"},
    {"中", "国"},
    {"中国", "国中"},
    {"あ", "ア"},
    {"\u0431\u0e31", "\u0e31\u0431"},
    {"\u0430\u0531\u0430", "\u0530\u0431\u0430"},
    {"ŋ", "n"},
    {"þ", "t"},
    {"ð", "d"},
    {"丁", "\u0434\u0438\u0451"},
};

static void fold(dd_letters *letters, const char *text, size_t length, bool want_offsets) {
    dedupe_error error = {0};
    assert_int_equal(dd_letters_fold(letters, text, length, want_offsets, &error), DEDUPE_OK);
    for (size_t i = 0; i < 16; i++) {
        assert_int_equal(letters->letter[letters->count + i], 0);
    }
}

static bool same_letters(const dd_letters *a, const dd_letters *b) {
    return a->count == b->count && memcmp(a->letter, b->letter, a->count) == 0;
}

static bool same_identity(const dd_letters *a, const dd_letters *b) {
    uint64_t x[2], y[2];
    dd_letters_identity(a, x);
    dd_letters_identity(b, y);
    return x[0] == y[0] && x[1] == y[1];
}

static void folds_alike(void **state) {
    (void)state;
    dd_letters a = {0};
    dd_letters b = {0};
    for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++) {
        fold(&a, alike[i].a, strlen(alike[i].a), true);
        fold(&b, alike[i].b, strlen(alike[i].b), false);
        if (!same_letters(&a, &b) || !same_identity(&a, &b)) {
            fail_msg("\"%s\" and \"%s\" differ", alike[i].a, alike[i].b);
        }
    }
    dd_letters_free(&a);
    dd_letters_free(&b);
}

static void folds_apart(void **state) {
    (void)state;
    dd_letters a = {0};
    dd_letters b = {0};
    for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
        fold(&a, apart[i].a, strlen(apart[i].a), true);
        fold(&b, apart[i].b, strlen(apart[i].b), false);
        uint64_t x[2], y[2];
        dd_letters_identity(&a, x);
        dd_letters_identity(&b, y);
        if (x[0] == y[0] || x[1] == y[1]) {
            fail_msg("\"%s\" and \"%s\" are the same", apart[i].a, apart[i].b);
        }
    }
    dd_letters_free(&a);
    dd_letters_free(&b);
}

static void utf16_folds_like_utf8(void **state) {
    (void)state;
    static const char plain[] = "\ufeffNATO’s café 中国 👍 U.S. 1,000";
    static const uint16_t units[] = {0xfeff, 'N',  'A', 'T',    'O',    0x2019, 's',    ' ',    'c', 'a',
                                     'f',    0xe9, ' ', 0x4e2d, 0x56fd, ' ',    0xd83d, 0xdc4d, ' ', 'U',
                                     '.',    'S',  '.', ' ',    '1',    ',',    '0',    '0',    '0'};
    size_t count = sizeof units / sizeof units[0];
    dd_letters a = {0};
    dd_letters b = {0};
    fold(&a, plain, strlen(plain), false);
    for (int big = 0; big < 2; big++) {
        uint8_t bytes[sizeof units];
        for (size_t i = 0; i < count; i++) {
            bytes[2 * i + (big ? 1 : 0)] = (uint8_t)(units[i] & 0xff);
            bytes[2 * i + (big ? 0 : 1)] = (uint8_t)(units[i] >> 8);
        }
        dd_encoding encoding = dd_decode_detect(bytes, sizeof bytes);
        assert_int_equal(encoding, big ? DD_ENCODING_UTF16_BE : DD_ENCODING_UTF16_LE);
        char out[3 * sizeof units];
        size_t invalid = 1;
        size_t written = dd_decode_utf16(bytes, sizeof bytes, encoding, out, &invalid);
        assert_int_equal(invalid, 0);
        assert_int_equal(written, strlen(plain) - 3);
        assert_memory_equal(out, plain + 3, written);
        fold(&b, out, written, true);
        assert_true(same_letters(&a, &b) && same_identity(&a, &b));
    }
    dd_letters_free(&a);
    dd_letters_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_alike),
        cmocka_unit_test(folds_apart),
        cmocka_unit_test(utf16_folds_like_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
