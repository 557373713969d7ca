/*
 * The carriers of a very common shingle in order of their days, for runs where days decide what is compared.
 * In order of rank, which is that of the index, those near in time to an article may stand anywhere; here
 * they are its neighbours. Built for postings that are too long to be looked through only, so it is empty in
 * most runs.
 *
 * Cost: a sort of those postings, 4 bytes a carrier.
 */
#ifndef DD_CANDIDATE_DAYS_H
#define DD_CANDIDATE_DAYS_H

#include "candidate/filter.h"
#include "candidate/index.h"

/* Zero-initialise; free with dd_days_free. */
typedef struct dd_days {
    uint32_t *number; /* by posting: where its places begin + 1, 0: it has none; NULL: no posting has */
    uint32_t *place;  /* in the index's carriers */
    size_t count, capacity;
} dd_days;

/* Sorts the postings of more than `least` carriers if days decide. Errors: MEMORY. */
dedupe_status dd_days_find(dd_days *days, const dd_index *index, const dd_filter *filter, uint32_t least,
                           dedupe_error *error);

/* Writes up to `most` places of carriers after `a` by rank that are near to it in time, nearest first on
 * either side, looking at `looked_at` at most. Returns how many. */
unsigned dd_days_near(const dd_days *days, const dd_index *index, const dd_filter *filter, uint32_t posting,
                      uint32_t a, unsigned looked_at, unsigned most, uint32_t *places);

void dd_days_free(dd_days *days);

#endif
