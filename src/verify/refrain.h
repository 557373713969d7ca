/*
 * Stretches that are strung on a refrain: the captions of a photo gallery, each with "Hide caption 7 of 55"
 * and the gallery's name behind it, the rows of a widget of prices.
 *
 * Pages embed the same gallery beside different articles. Boilerplate is learnt from three carriers or four;
 * a gallery may have two. But it tells on itself: prose does not say the same 24 letters five times over in
 * so few words. So what a passage has from the first occurrence of a refrain to the last is boilerplate for
 * the pair at hand. Linear in the letters of long passages; 4 bytes of memory for each of the longest.
 */
#ifndef DD_VERIFY_REFRAIN_H
#define DD_VERIFY_REFRAIN_H

#include "verify/key_map.h"
#include "verify/marks.h"

/* A window of letters that recurs. */
typedef struct dd_refrain_window {
    uint64_t key;
    uint32_t last;  /* letter of the occurrence that was counted last */
    uint32_t times; /* occurrences that do not overlap; 0: an empty slot */
} dd_refrain_window;

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_refrains {
    dd_key_map seen;           /* windows of a passage */
    dd_refrain_window *repeat; /* those that stood there before, in order */
    dd_refrain_window *slot;   /* a table of 1 << slot_bits of these */
    unsigned slot_bits;
    size_t repeat_count, repeat_capacity, slot_capacity;
} dd_refrains;

/* Marks such stretches of the aligner's runs, of either side, as boilerplate on both, unless one of the two
 * would have less than a brief of its own left: then the gallery is the article. `b`: letters of side b. Sets
 * *any to whether it marked something. Errors: MEMORY. */
dedupe_status dd_refrains_mark(dd_refrains *refrains, const dd_aligner *aligner, const dd_letters *b,
                               dd_marks *marks, bool *any, dedupe_error *error);

/* Frees the memory and zeroes the struct. */
void dd_refrains_free(dd_refrains *refrains);

#endif
