/*
 * Form or story: what the counts of two alike texts tell (facts.h counts them).
 *
 * A form conflicts in most of its facts and has no long passage that is its story; an update conflicts in a
 * few, or brings new words; a text told anew keeps its figures. Shares of what was counted, and nothing else:
 * no text, no memory.
 */
#ifndef DD_VERIFY_FORM_H
#define DD_VERIFY_FORM_H

#include "verify/remainder.h"

enum {
    DD_FORM_PASSAGE_LETTERS = 200, /* more letters that match are a passage that is whole, and no form's */
    DD_FORM_NOTICE_LETTERS = 400   /* of a notice at most */
};

typedef enum dd_verdict {
    DD_VERDICT_SAME_EVENT = 0,
    DD_VERDICT_FORM,    /* most facts differ */
    DD_VERDICT_SWAPPED, /* one item is swapped for another throughout */
    DD_VERDICT_LIST     /* what they share is mostly names and figures */
} dd_verdict;

/* What was counted; for `diff`, tests and measurements. */
typedef struct dd_form_counts {
    size_t slots;          /* gaps with words on both sides */
    size_t conflict_slots; /* of them in conflict */
    size_t conflicts;      /* distinct conflicts */
    size_t rewritten;      /* conflict slots too long for a blank, where there is case; each is distinct */
    size_t agreeing;       /* distinct names and numbers in matched stretches, and numbers in slots of both */
    size_t agreeing_short; /* of them in short ones */
    size_t agreeing_sure;  /* of them not only words that open sentences */
    size_t opening;        /* conflicts in the opening */
    size_t opens_apart; /* 1 if names before the first match conflict; no slot, for copies stand under other
                           mastheads */
    size_t ends_apart;  /* 1 if names behind the last match do */
    size_t numbers;     /* conflict slots whose numbers conflict */
    uint32_t shifts;    /* bit n: the numbers of such a slot differ by n */
    size_t worded;      /* slots that hold other words, where no capitals tell which are names */
    size_t signs;       /* slots of one character, misread or a name; conflicts if no more than the others */
    size_t restyled;    /* slots whose numbers are the same, written in two ways */
    size_t phrases;     /* worded ones too long for a name, and so in no conflict */
    size_t swapped_items;   /* distinct exchanges that occur more than once */
    size_t swapped_most;    /* gaps of the commonest exchange */
    size_t intact_letters;  /* longest matched stretch */
    size_t words;           /* of both texts */
    size_t letters;         /* of the shorter text */
    dd_shared_facts shared; /* anywhere in the texts; the one of more words first */
    size_t matched_letters;
    size_t matched_words;
    size_t matched_facts;          /* of them names and numbers */
    size_t listed_facts;           /* of these, with two others beside them, as in a list */
    dd_remainder_counts remainder; /* zero unless it was asked for */
} dd_form_counts;

/* Distinct conflicts in slots that may be the blanks of a form. */
static inline size_t dd_form_blanks(const dd_form_counts *counts) {
    return counts->conflicts - counts->rewritten;
}

/* Per cent of the figures and names that both texts have, of those of the text with fewer; 100 if one has
 * none. */
unsigned dd_form_kept(const dd_form_counts *counts);

/* Whether a text has more figures than two can share by chance, and all those of the other, which has fewer.
 */
bool dd_form_keeps_many_figures(const dd_form_counts *counts);

/* Whether one text tells all that the other does: of the figures of the text with fewer, several, it has all,
 * and most names, and no figure stands for another. */
bool dd_form_tells_the_same(const dd_form_counts *counts);

/* Whether one text is a sentence or two of the other, which has all its figures and names, several, and
 * nothing conflicts. */
bool dd_form_is_cut(const dd_form_counts *counts);

/* Whether two notices have the same in the blanks of a form, if they are of one: then what they share is no
 * stock text. */
bool dd_form_is_told_twice(const dd_form_counts *counts);

/* Whether a short text is a notice of another day than one that is nearly all the same: several facts
 * conflict, and many figures are others. */
bool dd_form_is_of_another_day(const dd_form_counts *counts);

/* Whether more slots have one number, written in two ways, than conflict: another house style. */
bool dd_form_is_restyled(const dd_form_counts *counts);

/* The verdict, but for what dd_form_settle has to say. */
dd_verdict dd_form_judge(const dd_form_counts *counts);

/* Whether the verdict hangs on what the diff leaves over: then that is counted before dd_form_settle. */
bool dd_form_asks_remainder(const dd_form_counts *counts, dd_verdict verdict);

/* The verdict once it is known what the diff leaves over. A form keeps its order: if much of that stands
 * elsewhere, it is a story told in another order. And where no capitals tell which words are names, words
 * that conflict may be a story told anew, and a form may have fewer facts than the rules ask for. */
dd_verdict dd_form_settle(const dd_form_counts *counts, dd_verdict verdict);

#endif
