/*
 * Alignment: the runs of text that two articles share.
 *
 * Shared shingles whose positions run in step on both sides are merged into runs: small damage, a changed
 * word or an inserted comma-phrase is bridged, a coincidence ("the United States") stays too short to be
 * kept. One side is loaded into a table of shingle positions, about 2 ns a letter. The other is scanned once
 * from left to right: a map of the keys tells of 64 shingles at a time which may be there, about 1 ns a
 * letter; these are looked up, and what matches goes on as far as the letters agree.
 */
#ifndef DD_VERIFY_ALIGN_H
#define DD_VERIFY_ALIGN_H

#include "text/letters.h"
#include "verify/key_map.h"

enum {
    DD_RUN_LEAST_LETTERS = 24, /* a shorter run is a stock phrase */
    DD_RUN_LEAST_MATCHES = 6,  /* shared shingles in a run */
    DD_RUN_GAP = 40,           /* letters without a shared shingle that a run may bridge */
    DD_RUN_DRIFT = 10          /* letters by which the two sides may slip against each other at one gap */
};

/* [a_begin, a_end) of one text's letters against [b_begin, b_end) of the other's. */
typedef struct dd_run {
    uint32_t a_begin, a_end;
    uint32_t b_begin, b_end;
    uint32_t matches; /* shared shingles */
} dd_run;

/* Scratch memory and the loaded side. Zero-initialise; reuse; one a thread. */
typedef struct dd_aligner {
    const uint8_t *loaded; /* borrowed letters of side a */
    size_t shingle;
    size_t shingles; /* of side a */
    size_t distinct; /* different ones, once repeats_known */
    bool repeats_known;
    bool is_wide;        /* the processor takes 64 shingles at once (key_wide.h) */
    dd_key_map map;      /* their keys */
    uint32_t *head;      /* by slot: position + 1 of the first shingle, 0 for none */
    uint32_t *next;      /* by position: position + 1 of the next one of the same slot */
    uint64_t *may_recur; /* a bit by position: whether the same shingle may stand further on, too */
    uint8_t *state;      /* by position: private */
    size_t slots;
    size_t head_capacity, next_capacity, may_recur_capacity, state_capacity;
    dd_run *run; /* the runs of the last call, by their ends in side b */
    size_t run_count, run_capacity;
} dd_aligner;

/* Loads side a; the letters are borrowed until the next load. Errors: MEMORY. */
dedupe_status dd_aligner_load(dd_aligner *aligner, const dd_letters *a, size_t shingle, dedupe_error *error);

/* Finds the runs between side a and `b` into aligner->run. Errors: MEMORY. */
dedupe_status dd_aligner_align(dd_aligner *aligner, const dd_letters *b, dedupe_error *error);

/* How many different shingles side a has. */
size_t dd_aligner_distinct(dd_aligner *aligner);

/* How many windows of so many letters (no fewer than a shingle's, at most 64 more) that begin in [begin, end)
 * of side a may stand further on in it, too; no other does. Counts next to no others, and costs little. */
size_t dd_aligner_recurring(const dd_aligner *aligner, uint32_t begin, uint32_t end, size_t letters);

/* How many different shingles of side a are shingles of side b of the last call, too. Call once. */
size_t dd_aligner_shared(dd_aligner *aligner);

/* The share of side a's different shingles that side b of the last call has, leaving out those that begin at
 * a letter marked with a bit of `unwanted`; 0 if none are left. `mark`: by letter of side a. Call instead of
 * dd_aligner_shared. */
double dd_aligner_shared_share(dd_aligner *aligner, const uint8_t *mark, uint8_t unwanted);

/* Sets `bit` of each letter of side a that lies in a shared shingle within a run of the last call (where side
 * a has the shingle more than once, a letter at the rim of a gap may be missed), but for letters marked with
 * a bit of `unwanted` in `mark`. Both arrays are by letter of side a. Call before dd_aligner_shared. */
void dd_aligner_mark_matched(const dd_aligner *aligner, const uint8_t *mark, uint8_t unwanted,
                             uint32_t *letter, uint32_t bit);

/* Frees the memory and zeroes the struct. */
void dd_aligner_free(dd_aligner *aligner);

#endif
