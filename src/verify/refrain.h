/*
 * Stretches that are strung on a refrain: the captions of a photo gallery, each with "Hide caption 7 of 55"
 * and the gallery's name behind it, the rows of a widget of prices.
 *
 * Pages embed the same gallery beside different articles. Boilerplate is learnt from three carriers or four;
 * a gallery may have two. But it tells on itself: prose does not say the same 24 letters five times over in
 * so few words. So what a passage has from the first occurrence of a refrain to the last is boilerplate for
 * the pair at hand. Linear in the letters of long passages.
 */
#ifndef DD_VERIFY_REFRAIN_H
#define DD_VERIFY_REFRAIN_H

#include "verify/marks.h"

/* A window of letters that may recur. */
typedef struct dd_refrain_window {
    uint64_t key;
    uint32_t last;  /* occurrence that was counted, letter of its passage */
    uint32_t times; /* occurrences that do not overlap; 0: an empty slot */
} dd_refrain_window;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_refrains {
    dd_refrain_window *window; /* a table of 1 << slot_bits */
    unsigned slot_bits;
    size_t window_capacity;
} dd_refrains;

/* Marks such stretches of the aligner's runs, found on side a, as boilerplate on both sides, unless one of
 * the two would have less than a brief of its own left: then the gallery is the article. Sets *any to whether
 * it marked something. Errors: MEMORY. */
dedupe_status dd_refrains_mark(dd_refrains *refrains, const dd_aligner *aligner, dd_marks *marks, bool *any,
                               dedupe_error *error);

/* Frees the memory and zeroes the struct. */
void dd_refrains_free(dd_refrains *refrains);

#endif
