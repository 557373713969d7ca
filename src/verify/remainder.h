/*
 * What the word diff leaves over of a text, and how much of it the other text has somewhere else.
 *
 * The words that fill a form's blanks stand nowhere in the other copy of the form. Two reports of one event
 * tell the same things in other places. Looked at in windows of 6 letters, about a word (two Han characters),
 * so that no script needs word boundaries. Sorts the windows by radix: linear, with 8 bytes of scratch memory
 * for each letter of both texts and 16 for each of the longer one. Asked for few pairs only, and for none of
 * long texts, of which the diff has not all words (nearby.h).
 */
#ifndef DD_VERIFY_REMAINDER_H
#define DD_VERIFY_REMAINDER_H

#include "verify/slot.h"

/* Distinct windows of the text that has fewer left over, and how many of them the other text has anywhere. */
typedef struct dd_remainder_counts {
    size_t windows;
    size_t known;
} dd_remainder_counts;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_remainder {
    uint64_t *key;
    size_t capacity;
} dd_remainder;

/* `diff` is that of the words of a and b, in this order. Errors: MEMORY. */
dedupe_status dd_remainder_count(dd_remainder *scratch, const dd_slot_side *a, const dd_slot_side *b,
                                 const dd_diff *diff, dd_remainder_counts *counts, dedupe_error *error);

void dd_remainder_free(dd_remainder *scratch);

#endif
