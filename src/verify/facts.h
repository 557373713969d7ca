/*
 * The variant guard: are two alike texts one story, or one form filled in twice?
 *
 * Two earnings reports, weather bulletins or bond notices share nearly all their text and report different
 * events; a corrected or updated story shares nearly all its text and reports the same one. What tells them
 * apart is where they differ. A slot is a gap of the word diff between matched words, with words on both
 * sides. It conflicts if its numbers have none in common, or if its names are spelled far apart and the gap
 * is not just damaged text. A form conflicts in most of its facts and has no long intact passage; an update
 * conflicts in a few. Needs nothing but the two texts: no corpus, no word list, no language.
 */
#ifndef DD_VERIFY_FACTS_H
#define DD_VERIFY_FACTS_H

#include "verify/remainder.h"

typedef enum dd_verdict {
    DD_VERDICT_SAME_EVENT = 0,
    DD_VERDICT_FORM,    /* most facts differ */
    DD_VERDICT_SWAPPED, /* one item is swapped for another throughout */
    DD_VERDICT_LIST     /* what they share is mostly names and figures */
} dd_verdict;

/* What was counted; for `diff`, tests and measurements. */
typedef struct dd_facts_counts {
    size_t slots;          /* gaps with words on both sides */
    size_t conflict_slots; /* of them in conflict */
    size_t conflicts;      /* distinct conflicts */
    size_t rewritten;      /* conflict slots too long for a blank, where there is case; each is distinct */
    size_t agreeing;       /* distinct names and numbers in matched stretches */
    size_t agreeing_short; /* of them in short ones */
    size_t agreeing_sure;  /* of them not only words that open sentences */
    size_t opening;        /* conflicts in the opening */
    size_t numbers;        /* conflict slots whose numbers conflict */
    uint32_t shifts;       /* bit n: the numbers of such a slot differ by n */
    size_t worded;         /* slots that hold other words, where no capitals tell which are names */
    size_t signs;   /* slots of one character, misread or a name; conflicts if no more than the others */
    size_t phrases; /* of them too long for a name, and so in no conflict */
    size_t swapped_items;   /* distinct exchanges that occur more than once */
    size_t swapped_most;    /* gaps of the commonest exchange */
    size_t intact_letters;  /* longest matched stretch */
    size_t words;           /* of both texts */
    dd_shared_facts shared; /* anywhere in the texts; the one of more words first */
    size_t matched_letters;
    size_t matched_words;
    size_t matched_facts;          /* of them names and numbers */
    size_t listed_facts;           /* of these, with two others beside them, as in a list */
    dd_remainder_counts remainder; /* zero unless it was asked for */
} dd_facts_counts;

/* Distinct conflicts in slots that may be the blanks of a form. */
static inline size_t dd_facts_blanks(const dd_facts_counts *counts) {
    return counts->conflicts - counts->rewritten;
}

/* A name or number that both texts have in a matched stretch. */
typedef struct dd_agreeing {
    uint32_t hash;
    bool in_short_stretch;
    bool is_sure; /* does not only open sentences, as any word may */
} dd_agreeing;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_facts {
    dd_diff diff;
    dd_vocabulary vocabulary;
    dd_remainder remainder;
    uint64_t *conflict; /* exchanges of the conflicting slots */
    size_t conflict_capacity;
    dd_agreeing *fact;
    size_t fact_capacity;
    dd_facts_counts counts; /* of the last call */
} dd_facts;

/* Whether two texts with figures have hardly one in common, nor most of their names. Linear and without a
 * diff. Errors: MEMORY. */
dedupe_status dd_facts_strangers(dd_facts *facts, const dd_words *a, const dd_words *b, bool *strangers,
                                 dedupe_error *error);

/* Whether a text has figures enough for one of two strangers, whatever the other is. Linear. */
bool dd_facts_may_be_stranger(const dd_words *words);

/* Judges a pair. Symmetric in a and b. Errors: MEMORY. */
dedupe_status dd_facts_judge(dd_facts *facts, const dd_facts_side *a, const dd_facts_side *b,
                             dd_verdict *verdict, dedupe_error *error);

void dd_facts_free(dd_facts *facts);

#endif
