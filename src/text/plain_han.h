/*
 * Chinese characters that are written in two ways: a traditional one as its simplified form, by the transform
 * Traditional-Simplified of CLDR (make_han_table.py), so that a story reads the same from Taipei and from
 * Beijing. What the reform merged is merged here, too: 後 and 后 are 后. Cost: a bit, and of a traditional
 * character a count of bits.
 */
#ifndef DD_TEXT_PLAIN_HAN_H
#define DD_TEXT_PLAIN_HAN_H

#include <stdint.h>

enum { DD_HAN_FIRST = 0x4e00, DD_HAN_LAST = 0x9fff, DD_HAN_WORDS = (DD_HAN_LAST - DD_HAN_FIRST) / 64 + 1 };

extern const uint64_t dd_han_has_form[DD_HAN_WORDS]; /* a bit a character from DD_HAN_FIRST on */
extern const uint16_t dd_han_before[DD_HAN_WORDS];   /* bits in the words before */
extern const uint16_t dd_han_form[];                 /* the simplified forms, in the order of the bits */

/* The simplified form of a code point; any other, or what has none, as it is. */
static inline uint32_t dd_plain_han(uint32_t code_point) {
    if (code_point < DD_HAN_FIRST || code_point > DD_HAN_LAST)
        return code_point;
    const uint32_t at = code_point - DD_HAN_FIRST;
    const uint64_t word = dd_han_has_form[at / 64], bit = (uint64_t)1 << at % 64;
    if (!(word & bit))
        return code_point;
    return dd_han_form[dd_han_before[at / 64] + (unsigned)__builtin_popcountll(word & (bit - 1))];
}

#endif
