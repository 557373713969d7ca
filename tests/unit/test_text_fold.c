/* The letters themselves: their bytes, numbers, offsets, counts, the identity, and hostile input. */
#include "base/memory.h"
#include "text/character.h"
#include "text/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct pair {
    const char *a;
    const char *b;
} pair;

static void fold(dd_letters *letters, const char *text, size_t length, bool want_offsets) {
    dedupe_error error = {0};
    assert_int_equal(dd_letters_fold(letters, text, length, want_offsets, &error), DEDUPE_OK);
    for (size_t i = 0; i < 16; i++) {
        assert_int_equal(letters->letter[letters->count + i], 0);
    }
}

static void assert_letters(const char *text, size_t length, const char *expected) {
    dd_letters letters = {0};
    fold(&letters, text, length, true);
    if (letters.count != strlen(expected) || memcmp(letters.letter, expected, letters.count) != 0) {
        fail_msg("\"%s\" folds to \"%.*s\"", text, (int)letters.count, (const char *)letters.letter);
    }
    dd_letters_free(&letters);
}

static void letters_are_as_documented(void **state) {
    (void)state;
    assert_letters("Hello, World 42!", 16, "helloworld42");
    assert_letters("paid $1,234.56, or 1.5%.", 24, "paid1234.56or1.5");
    assert_letters("\u0434", 2, "\xb4");
    assert_letters("\u0915\u093f", 6, "\x95\xbf");
    assert_letters("\u4e2d", 3, "\x81\x9c\xad");
    assert_letters("\ud55c", 3, "\x83\xaa\xdc");
    assert_letters("\U00020000", 4, "\x88\x80\x80");
    assert_letters("Æ ß ﬃ", 9, "aessffi");
}

static void text_of_every_ascii_byte(void **state) {
    (void)state;
    /* Each byte at each place of a block of eight. */
    dd_letters letters = {0};
    for (unsigned byte = 0; byte < 0x80; byte++) {
        for (size_t place = 0; place < 24; place++) {
            char text[24];
            memset(text, '-', sizeof text);
            text[place] = (char)byte;
            fold(&letters, text, sizeof text, true);
            bool upper = byte >= 'A' && byte <= 'Z';
            bool letter = upper || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
            assert_int_equal(letters.count, letter);
            if (letter) {
                assert_int_equal(letters.letter[0], upper ? byte + 32 : byte);
                assert_int_equal(letters.offset[0], place);
            }
            bool control =
                byte == 0x7f || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\f' && byte != '\r');
            assert_int_equal(letters.control_bytes, control);
        }
    }
    dd_letters_free(&letters);
}

static void decimal_signs_at_every_place(void **state) {
    (void)state;
    static const pair numbers[] = {{"1.5", "1.5"},
                                   {"12,34", "12.34"},
                                   {"1,000", "1000"},
                                   {"1.2345", "1.2345"},
                                   {"1,234,567", "1234567"},
                                   {"9.a", "9a"},
                                   {"a.9", "a9"},
                                   {"7.", "7"},
                                   {"1,234.5", "1234.5"},
                                   {"0,123456", "0.123456"},
                                   {"1,64,850", "164850"},
                                   {"1,23,45,678", "12345678"},
                                   {"1,64,85", "1.64.85"},
                                   {"1.64.850", "1.64850"},
                                   {"3,14,1592", "3.14.1592"}};
    dd_letters letters = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        for (size_t place = 0; place < 20; place++) {
            char text[64];
            memset(text, ' ', sizeof text);
            size_t length = strlen(numbers[i].a);
            memcpy(text + place, numbers[i].a, length);
            fold(&letters, text, sizeof text, false);
            assert_int_equal(letters.count, strlen(numbers[i].b));
            assert_memory_equal(letters.letter, numbers[i].b, letters.count);
            fold(&letters, text, place + length, true);
            assert_int_equal(letters.count, strlen(numbers[i].b));
            assert_memory_equal(letters.letter, numbers[i].b, letters.count);
        }
    }
    dd_letters_free(&letters);
}

static void digits_of_every_script(void **state) {
    (void)state;
    static const uint32_t zeros[] = {
        0x30,    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,
        0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,
        0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,
        0xa9f0,  0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
        0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60,
        0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0};
    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        for (uint32_t digit = 0; digit < 10; digit++) {
            assert_int_equal(dd_character_digit(zeros[i] + digit), digit);
        }
    }
    assert_int_equal(dd_character_digit('a'), -1);
    assert_int_equal(dd_character_digit('/'), -1);
    assert_int_equal(dd_character_digit(0xb2), -1);
    assert_int_equal(dd_character_digit(0x966 - 1), -1);
    assert_int_equal(dd_character_digit(0x4e00), -1);
}

static void counts_invalid_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t invalid;
    } cases[] = {{"plain", 0},        {"\x80", 1},
                 {"a\xc0\xaf", 2},    {"\xe0\x80\xaf", 3},
                 {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4},
                 {"\xf5", 1},         {"\xe2\x82", 2},
                 {"\xe2\x82g", 2},    {"\xf0\x9f\x98", 3},
                 {"é\xe9t", 1},       {"\xff\xfe", 2},
                 {"\ufffd", 0},       {"\xf0\x80\x80\x80", 4}};
    dd_letters letters = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fold(&letters, cases[i].text, strlen(cases[i].text), true);
        assert_int_equal(letters.invalid_bytes, cases[i].invalid);
    }
    dd_letters_free(&letters);
}

static void offsets_are_of_the_source(void **state) {
    (void)state;
    static const char text[] = "\ufeffAe\u0301 ﬁ中が";
    static const uint32_t offsets[] = {3, 4, 8, 8, 11, 11, 11, 14, 14, 14};
    static const size_t ends[] = {4, 7, 11, 11, 14, 14, 14, 17, 17, 17};
    dd_letters letters = {0};
    fold(&letters, text, strlen(text), true);
    assert_int_equal(letters.count, 10);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(letters.offset[i], offsets[i]);
        assert_int_equal(dd_letters_source_end(&letters, text, strlen(text), i + 1), ends[i]);
    }
    static const char marks[] = "e\u0301\u093ex \u0915\u094d\u0937\u093f \u1100\u1161\u11a8";
    fold(&letters, marks, strlen(marks), true);
    static const uint32_t mark_offsets[] = {0, 0, 6, 8, 8, 14, 14, 21, 21, 21};
    static const size_t mark_ends[] = {6, 6, 7, 14, 14, 20, 20, 30, 30, 30};
    assert_int_equal(letters.count, 10);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(letters.offset[i], mark_offsets[i]);
        assert_int_equal(dd_letters_source_end(&letters, marks, strlen(marks), i + 1), mark_ends[i]);
    }
    dd_letters_free(&letters);
}

/* `count` copies of `unit` behind `head`. */
static char *repeat(const char *head, const char *unit, size_t count, size_t *length) {
    size_t head_length = strlen(head);
    size_t unit_length = strlen(unit);
    *length = head_length + unit_length * count;
    char *text = malloc(*length + 1);
    assert_non_null(text);
    memcpy(text, head, head_length);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + head_length + i * unit_length, unit, unit_length);
    }
    return text;
}

static void floods_stay_bounded(void **state) {
    (void)state;
    static const struct {
        const char *head;
        const char *unit;
        size_t letters_of_unit;
    } floods[] = {{"e", "\u0301", 0},       {"\u0915", "\u093c", 1}, {"a", "\u0951", 1},
                  {"", "\u093e", 1},        {"か", "\u3099", 3},     {"ｶ", "ﾞ", 3},
                  {"", "\u0483", 0},        {"", "ﷺ", 15},           {"\u1100", "\u1161", 1},
                  {"中", "\u094d\u0951", 2}};
    size_t count = 200000;
    dd_letters letters = {0};
    for (size_t i = 0; i < sizeof floods / sizeof floods[0]; i++) {
        size_t length = 0;
        char *text = repeat(floods[i].head, floods[i].unit, count, &length);
        fold(&letters, text, length, true);
        assert_true(letters.count <= 3 + count * floods[i].letters_of_unit);
        assert_true(letters.count + 6 >= count * floods[i].letters_of_unit);
        if (letters.count > 0) {
            assert_true(dd_letters_source_end(&letters, text, length, letters.count) <= length);
        }
        free(text);
    }
    dd_letters_free(&letters);
}

static void identity_depends_on_every_letter(void **state) {
    (void)state;
    /* Flip each letter of texts of many lengths: no two hashes of one length may meet. */
    dd_letters base = {0};
    dd_letters other = {0};
    char text[70];
    for (size_t length = 1; length <= sizeof text; length++) {
        memset(text, 'a', sizeof text);
        uint64_t whole[2], changed[2];
        fold(&base, text, length, false);
        dd_letters_identity(&base, whole);
        fold(&other, text, length - 1, false);
        dd_letters_identity(&other, changed);
        assert_true(whole[0] != changed[0] && whole[1] != changed[1]);
        for (size_t i = 0; i < length; i++) {
            text[i] = 'b';
            fold(&other, text, length, false);
            dd_letters_identity(&other, changed);
            assert_true(whole[0] != changed[0] && whole[1] != changed[1]);
            const uint64_t first = changed[0];
            text[i] = 'a';
            text[(i + 1) % length] = 'b';
            fold(&other, text, length, false);
            dd_letters_identity(&other, changed);
            assert_true(length == 1 || first != changed[0]);
            text[(i + 1) % length] = 'a';
        }
    }
    dd_letters_free(&base);
    dd_letters_free(&other);
}

static void limits_and_failures(void **state) {
    (void)state;
    dd_letters letters = {0};
    dedupe_error error = {0};
    assert_int_equal(dd_letters_fold(&letters, NULL, 0, true, &error), DEDUPE_OK);
    assert_int_equal(letters.count, 0);
    assert_int_equal(dd_letters_fold(&letters, "a", (size_t)1 << 31, true, &error), DEDUPE_ERROR_LIMIT);
    assert_int_equal(error.code, DEDUPE_ERROR_LIMIT);
    dd_letters_free(&letters);
    for (long after = 0; after < 2; after++) {
        dd_memory_fail_after(after);
        assert_int_equal(dd_letters_fold(&letters, "text", 4, true, &error), DEDUPE_ERROR_MEMORY);
        dd_memory_fail_after(-1);
        assert_int_equal(error.code, DEDUPE_ERROR_MEMORY);
        dd_letters_free(&letters);
    }
    /* Growing in the middle of a text: one character of 15 letters in 3 bytes. */
    size_t length = 0;
    char *text = repeat("", "ﷺ", 100, &length);
    dd_memory_fail_after(2);
    assert_int_equal(dd_letters_fold(&letters, text, length, true, &error), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(letters.count, 0);
    assert_int_equal(dd_letters_fold(&letters, text, length, true, NULL), DEDUPE_OK);
    assert_int_equal(letters.count, 1500);
    free(text);
    dd_letters_free(&letters);
    assert_null(letters.letter);
    dd_letters_free(&letters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_as_documented),    cmocka_unit_test(text_of_every_ascii_byte),
        cmocka_unit_test(decimal_signs_at_every_place), cmocka_unit_test(digits_of_every_script),
        cmocka_unit_test(counts_invalid_bytes),         cmocka_unit_test(offsets_are_of_the_source),
        cmocka_unit_test(floods_stay_bounded),          cmocka_unit_test(identity_depends_on_every_letter),
        cmocka_unit_test(limits_and_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
