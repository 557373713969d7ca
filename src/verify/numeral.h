/*
 * The numbers that words write: "18" and "十八", "42,000" and "4만2천", "2015" and "二〇一五".
 *
 * Newsrooms of East Asia write one number in three styles: in digits, in Han numerals, or in digits with
 * signs for ten thousand, a hundred million and so on, as they are spoken; Korean joins what follows to it.
 * To tell a restyled story from a form filled in anew, numbers are read as values. Letters behind digits are
 * a unit ("5m"), but for the ends of English ordinals; up to three before them are a prefix ("Rs500", "F16").
 */
#ifndef DD_VERIFY_NUMERAL_H
#define DD_VERIFY_NUMERAL_H

#include "text/words.h"

#define DD_NUMERAL_LATIN UINT32_C(0x80000000)

typedef struct dd_numeral {
    double value;  /* negative: the word is part of no number that can be read */
    uint32_t unit; /* the Hangul syllable, or with DD_NUMERAL_LATIN the letters, joined to it; 0: none are */
    uint32_t prefix;                        /* the letters a to z before it; 0: none are */
    uint8_t first_of_unit, first_of_prefix; /* their first letters */
    uint8_t before, behind;                 /* first letters of the words beside it; 0: there is none */
    size_t end;                             /* the word after its last one */
} dd_numeral;

/* The number that word `i` is a part of, with what it goes on in and began in before. Cost: the letters of
 * some words before and behind. */
dd_numeral dd_numeral_read(const dd_words *words, const dd_letters *letters, size_t i);

/* Whether two that can be read are one number. Where one has no letters joined to it, they may begin the next
 * word: "40kg", "40 kilograms"; a prefix may begin the word before, too: "Rs500", "500 rupees". Where one has
 * no syllable, it may be that of the other. */
bool dd_numeral_is_same(const dd_numeral *x, const dd_numeral *y);

#endif
