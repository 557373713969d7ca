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

#include "verify/form.h"

/* A name or number that both texts have in a matched stretch, or a number in a slot. */
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
    dd_form_counts counts;          /* of the last call */
    bool b_is_first;                /* in the diff of the last call, b being longer */
    const dd_words *first, *second; /* the words of that diff; borrowed */
} dd_facts;

/* Whether two texts with figures have hardly one in common, nor most of their names. Linear and without a
 * diff. Errors: MEMORY. */
dedupe_status dd_facts_unlike(dd_facts *facts, const dd_words *a, const dd_words *b, bool *unlike,
                              dedupe_error *error);

/* Whether a text has figures enough for one of two unlike ones, whatever the other is. Linear. */
bool dd_facts_may_be_unlike(const dd_words *words);

/* Judges a pair. Symmetric in a and b. Errors: MEMORY. */
dedupe_status dd_facts_judge(dd_facts *facts, const dd_slot_side *a, const dd_slot_side *b,
                             dd_verdict *verdict, dedupe_error *error);

/* Sets *gap to the first slot of the last call behind match *at of its diff, and *at for the next. Side a of
 * it is b's if b_is_first. False: there is none. */
bool dd_facts_next_slot(const dd_facts *facts, size_t *at, dd_gap *gap);

/* Whether at least `share` per cent of the letters in the slots of the last call are of other words, and not
 * the same ones damaged; false without slots. a and b as in that call. */
bool dd_facts_are_reworded(const dd_facts *facts, const dd_slot_side *a, const dd_slot_side *b,
                           unsigned share);

void dd_facts_free(dd_facts *facts);

#endif
