/*
 * The numbers that words write: "18" and "十八", "42,000" and "4만2천", "2015" and "二〇一五".
 *
 * Newsrooms of East Asia write one number in three styles: in digits, in Han numerals, or in digits with
 * signs for ten thousand, a hundred million and so on, as they are spoken; Korean joins what follows to it.
 * To tell a restyled story from a form filled in anew, numbers are read as values. Digits alone, and digits
 * with letters of an alphabet ("F16", "5m"), are left to the caller but for the ends of English ordinals.
 */
#ifndef DD_VERIFY_NUMERAL_H
#define DD_VERIFY_NUMERAL_H

#include "text/words.h"

/* The value of the number that word `i` is a part of, with what it goes on in and began in before; negative
 * if it writes none that can be read. Cost: the letters of the number. */
double dd_numeral_read(const dd_words *words, const dd_letters *letters, size_t i);

#endif
