/*
 * Short cuts for the characters that make up most text beyond ASCII: what dd_character_fold would say of
 * them, by range, without its look-ups and copies. Three to ten times as fast.
 */
#ifndef DD_TEXT_COMMON_FOLD_H
#define DD_TEXT_COMMON_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/plain_arabic.h"
#include "text/plain_han.h"

/* No short cut: ask dd_character_fold. */
#define DD_UNCOMMON UINT32_MAX

/* U+0080 to U+00BF: punctuation but for a few signs that stand for letters or digits. */
static inline uint32_t dd_common_latin_sign(uint32_t code_point) {
    bool letter = code_point == 0xaa || code_point == 0xb2 || code_point == 0xb3 || code_point == 0xb5 ||
                  code_point == 0xb9 || code_point == 0xba || (code_point >= 0xbc && code_point <= 0xbe);
    return letter ? DD_UNCOMMON : 0;
}

/* Latin letters with accents, U+00C0 to U+017F and U+1E00 to U+1EFF, without them; '-' where that is not one
 * plain letter. */
static inline uint32_t dd_common_latin(uint32_t code_point) {
    static const char low[] = "aaaaaa-ceeeeiiii-nooooo-ouuuuy--aaaaaa-ceeeeiiii-nooooo-ouuuuy-y"
                              "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllll-"
                              "-llnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    static const char high[] = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
                               "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
                               "wwwwwwwwwwxxxxyyzzzzzzhtwy-s----aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
                               "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";
    uint32_t letter = (uint8_t)(code_point < 0x180 ? low[code_point - 0xc0] : high[code_point - 0x1e00]);
    return letter == '-' ? DD_UNCOMMON : letter;
}

/* Russian letters: small, and without the breve of U+0439. */
static inline uint32_t dd_common_cyrillic(uint32_t code_point) {
    uint32_t small = code_point < 0x430 ? code_point + 0x20 : code_point;
    return small == 0x439 ? 0x438 : small;
}

/* Greek letters without accents. */
static inline uint32_t dd_common_greek(uint32_t code_point) {
    uint32_t small = code_point <= 0x3a9 ? code_point + 0x20 : code_point;
    if (small < 0x3b1 || small > 0x3c9 || code_point == 0x3a2) {
        return DD_UNCOMMON;
    }
    return small == 0x3c2 ? 0x3c3 : small;
}

/* Arabic letters that surely have no mark: the next byte is ASCII or starts another letter or
 * punctuation. */
static inline uint32_t dd_common_arabic(uint32_t code_point, const uint8_t *next, size_t room) {
    bool letter = (code_point >= 0x621 && code_point <= 0x64a && code_point != 0x640) ||
                  (code_point >= 0x679 && code_point <= 0x6d3);
    if (!letter) {
        return DD_UNCOMMON;
    }
    bool alone = room < 2 || next[0] < 0x80 || (next[0] == 0xd8 && next[1] >= 0xa1) ||
                 (next[0] == 0xd9 && next[1] <= 0x8a) || next[0] == 0xda ||
                 (next[0] == 0xdb && next[1] <= 0x94) || (next[0] == 0xe2 && next[1] == 0x80);
    return alone ? dd_plain_arabic(code_point) : DD_UNCOMMON;
}

/* Whether this is a common vowel sign of Devanagari: one that neither composes nor changes its place. */
static inline bool dd_common_is_mark(uint32_t code_point) {
    return (code_point >= 0x900 && code_point <= 0x903) || (code_point >= 0x93e && code_point <= 0x94d);
}

/* Devanagari letters and common vowel signs, if ASCII or their own script follows, but no nukta, accent or
 * second virama (U+094D): so nothing composes and nothing changes its place. */
static inline uint32_t dd_common_devanagari(uint32_t code_point, const uint8_t *next, size_t room) {
    if (!dd_common_is_mark(code_point) && (code_point < 0x904 || code_point > 0x939)) {
        return DD_UNCOMMON;
    }
    if (room < 3 || next[0] < 0x80) {
        return code_point;
    }
    uint32_t follower = next[0] == 0xe0 && (next[1] == 0xa4 || next[1] == 0xa5)
                            ? (next[1] & 0x3fU) << 6 | (next[2] & 0x3fU)
                            : 0;
    bool alone = follower != 0 && follower != 0x93c && (follower < 0x951 || follower > 0x957) &&
                 !(follower == 0x94d && code_point == 0x94d);
    return alone ? code_point : DD_UNCOMMON;
}

/* Kana and Hangul syllables that surely have no mark or jamo: ASCII, punctuation, Han, kana or another
 * syllable follows. */
static inline uint32_t dd_common_syllable(uint32_t code_point, const uint8_t *next, size_t room) {
    if (room < 3 || next[0] < 0x80 || (next[0] >= 0xe4 && next[0] <= 0xe9) ||
        (next[0] >= 0xeb && next[0] <= 0xed)) {
        return code_point;
    }
    bool kana_mark = next[1] == 0x82 && next[2] >= 0x99;
    bool alone = (next[0] == 0xe3 && !kana_mark && (next[1] != 0x80 || next[2] < 0xa0)) ||
                 (next[0] == 0xea && next[1] >= 0xb0) || (next[0] == 0xe2 && next[1] == 0x80);
    return alone ? code_point : DD_UNCOMMON;
}

/* U+2000 up to U+FFFF but the Han of the largest block. */
static inline uint32_t dd_common_high(uint32_t code_point, const uint8_t *next, size_t room) {
    bool kana = (code_point >= 0x3041 && code_point <= 0x3096) ||
                (code_point >= 0x30a1 && code_point <= 0x30fa) || code_point == 0x30fc;
    if (kana || (code_point >= 0xac00 && code_point <= 0xd7a3)) {
        return dd_common_syllable(code_point, next, room);
    }
    bool punctuation = code_point <= 0x206f || (code_point >= 0x3000 && code_point <= 0x3004) ||
                       (code_point >= 0x3008 && code_point <= 0x3020) ||
                       (code_point >= 0xff01 && code_point <= 0xff0f) ||
                       (code_point >= 0xff1a && code_point <= 0xff20);
    return punctuation ? 0 : DD_UNCOMMON;
}

/* The fold of a character beyond ASCII that the `room` bytes at `next` follow: one code point, 0 if it has no
 * letter, or DD_UNCOMMON. */
static inline uint32_t dd_common_fold(uint32_t code_point, const uint8_t *next, size_t room) {
    if (code_point >= DD_HAN_FIRST && code_point <= DD_HAN_LAST) {
        return dd_plain_han(code_point);
    }
    if (code_point >= 0x2000) {
        return dd_common_high(code_point, next, room);
    }
    if (code_point < 0xc0) {
        return dd_common_latin_sign(code_point);
    }
    if (code_point < 0x180 || code_point >= 0x1e00) {
        return code_point < 0x1f00 ? dd_common_latin(code_point) : DD_UNCOMMON;
    }
    if (code_point >= 0x900) {
        return code_point < 0x980 ? dd_common_devanagari(code_point, next, room) : DD_UNCOMMON;
    }
    if (code_point >= 0x600) {
        return dd_common_arabic(code_point, next, room);
    }
    if (code_point >= 0x410 && code_point <= 0x44f) {
        return dd_common_cyrillic(code_point);
    }
    return code_point >= 0x391 && code_point <= 0x3c9 ? dd_common_greek(code_point) : DD_UNCOMMON;
}

#endif
