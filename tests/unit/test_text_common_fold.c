/* The short cuts for common characters say what the general way says. */
#include "text/character.h"
#include "text/common_fold.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Writes the UTF-8 of a code point from U+0080 to U+FFFF. Returns its bytes. */
static size_t encode(uint32_t code_point, uint8_t *out) {
    if (code_point < 0x800) {
        out[0] = (uint8_t)(0xc0 | code_point >> 6);
        out[1] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 2;
    }
    out[0] = (uint8_t)(0xe0 | code_point >> 12);
    out[1] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 3;
}

/* All code points that a text folds to, by short cuts where there are some, or without. */
static dd_character fold(const uint8_t *text, size_t length, bool by_short_cuts, size_t *taken) {
    dd_character all = {.count = 0};
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        const size_t bytes = dd_utf8_decode(text + at, length - at, &code_point), end = at + bytes;
        uint32_t common = DD_UNCOMMON;
        if (by_short_cuts && code_point >= 0x80)
            common = dd_common_fold(code_point, text + end, length - end);
        dd_character one = {.count = common != 0, .length = bytes};
        if (common == DD_UNCOMMON)
            dd_character_fold(&one, text + at, length - at);
        else
            one.code_point[0] = (int32_t)common;
        *taken += common != DD_UNCOMMON;
        for (size_t i = 0; i < one.count; i++)
            all.code_point[all.count++] = one.code_point[i];
        at += one.length;
    }
    return all;
}

/* Alone, and before a letter, a mark, a digit and punctuation of several scripts. */
static void every_short_cut_is_one(void **state) {
    (void)state;
    static const char *const followers[] = {"",  "a",      " ",  "é",      "\u0301", "\u0654", "ب",
                                            "क", "\u093c", "カ", "\u3099", "国",     "가",     "”"};
    size_t taken = 0;
    for (uint32_t code_point = 0x80; code_point <= 0xffff; code_point++) {
        if (code_point >= 0xd800 && code_point <= 0xdfff)
            continue;
        for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
            uint8_t text[16] = {0};
            const size_t bytes = encode(code_point, text), behind = strlen(followers[i]);
            memcpy(text + bytes, followers[i], behind);
            const dd_character one = fold(text, bytes + behind, true, &taken),
                               other = fold(text, bytes + behind, false, &taken);
            if (one.count != other.count ||
                memcmp(one.code_point, other.code_point, one.count * sizeof(int32_t)) != 0)
                fail_msg("U+%04X before \"%s\" differs", code_point, followers[i]);
        }
    }
    assert_true(taken > 20000 * sizeof followers / sizeof *followers);
}

/* What was folded folds to itself: no traditional character stands for another. */
static void plain_forms_are_plain(void **state) {
    (void)state;
    size_t changed = 0;
    for (uint32_t code_point = 0x80; code_point <= 0xffff; code_point++) {
        const uint32_t han = dd_plain_han(code_point), arabic = dd_plain_arabic(code_point);
        assert_int_equal(dd_plain_han(han), han);
        assert_int_equal(dd_plain_arabic(arabic), arabic);
        assert_true(dd_character_is_wide(han) == dd_character_is_wide(code_point));
        changed += han != code_point;
    }
    assert_true(changed > 2500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_cut_is_one),
        cmocka_unit_test(plain_forms_are_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
