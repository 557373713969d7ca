/*
 * A slot: a gap of the word diff with words on both sides, and whether its facts contradict each other.
 *
 * It is in conflict if its numbers have none in common, or if its names are spelled far apart and the gap as
 * a whole is not just damaged text. Cost: a table of at most 48 by 48 letters.
 */
#ifndef DD_VERIFY_SLOT_H
#define DD_VERIFY_SLOT_H

#include "verify/vocabulary.h"

/* One side: words of a folded text. */
typedef struct dd_slot_side {
    const dd_words *words;
    const dd_letters *letters;
} dd_slot_side;

/* Words [a_begin, a_end) against [b_begin, b_end). */
typedef struct dd_gap {
    uint32_t a_begin, a_end, b_begin, b_end;
} dd_gap;

/* How the two sides of a gap contradict each other; several may hold. */
typedef enum dd_conflict {
    DD_CONFLICT_NONE = 0,
    DD_CONFLICT_NUMBERS = 1,
    DD_CONFLICT_NAMES = 2,
    DD_CONFLICT_WORDS = 4, /* no capitals tell: other words, which may be names, or a title, or a phrase that
                             was worded anew. With NAMES they are short enough for a name. */
    DD_CONFLICT_SIGN =
        8, /* the same with no more than a Han character: it may as well be misread. Stands alone. */
    DD_SLOT_SHARES_NUMBER = 16 /* no conflict: both sides have one number, perhaps written in two ways */
} dd_conflict;

/* dd_conflict flags of a gap. */
unsigned dd_slot_judge(const dd_vocabulary *vocabulary, const dd_slot_side *a, const dd_slot_side *b,
                       const dd_gap *gap);

/* Letters of the longer side of a gap. */
size_t dd_slot_letters(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap);

/* Whether the words of a gap, names or not, may be the same, damaged: they are alike, or a few letters, and
 * its numbers do not conflict. */
bool dd_slot_is_damaged(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap);

/* By how much the first number of one side of a gap differs from that of the other, which has one too; 0 if
 * either is no whole number below 10,000 that can be read (numeral.h). */
unsigned dd_slot_shift(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap);

/* Whether both texts have the names of one side of a gap at the same place elsewhere: "AOL" for "America
 * Online" in a text that has both. */
bool dd_slot_is_known(const dd_vocabulary *vocabulary, const dd_slot_side *a, const dd_slot_side *b,
                      const dd_gap *gap);

/* What stands for what. */
typedef struct dd_exchange {
    uint64_t key; /* does not depend on which side is which */
    bool forth;   /* of the two ways to put one for the other, this one */
} dd_exchange;

dd_exchange dd_slot_exchange(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap);

#endif
