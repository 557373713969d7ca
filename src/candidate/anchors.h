/*
 * Anchors: the carriers of a common shingle that all its other carriers are paired with. They are the first
 * few by rank, the fullest copies. Where a filter forbids pairs that is not enough: if the first ones are all
 * of one group, the others of that group would be paired with nobody. So the first few that may be paired
 * with the very first are anchors too. One pass over the postings, and only with a filter. Where days decide
 * there are none: pairs.c looks at the next carriers instead.
 */
#ifndef DD_CANDIDATE_ANCHORS_H
#define DD_CANDIDATE_ANCHORS_H

#include "candidate/filter.h"
#include "candidate/index.h"

enum {
    DD_RARE_CARRIERS = 32, /* a shingle with more carriers pairs them only with its anchors */
    DD_ANCHORS = 4         /* first carriers by rank, and as many more */
};

#define DD_ANCHOR_NONE UINT32_MAX

/* Zero-initialise; free with dd_anchors_free. */
typedef struct dd_anchors {
    uint32_t *number;             /* by posting: place in `more` + 1, 0: none; NULL: no filter */
    uint32_t (*more)[DD_ANCHORS]; /* places in the index's carrier, ascending, then DD_ANCHOR_NONE */
    size_t count, capacity;
} dd_anchors;

/* Finds the further anchors of all common shingles. Errors: MEMORY. */
dedupe_status dd_anchors_find(dd_anchors *anchors, const dd_index *index, const dd_filter *filter,
                              dedupe_error *error);

/* The DD_ANCHORS further anchors of a posting; NULL if it has none. */
static inline const uint32_t *dd_anchors_more(const dd_anchors *anchors, uint32_t posting) {
    return anchors->number && anchors->number[posting] ? anchors->more[anchors->number[posting] - 1] : NULL;
}

/* Whether article a is one of them. */
static inline bool dd_anchors_is_more(const dd_index *index, const uint32_t *more, uint32_t a) {
    for (unsigned k = 0; k < DD_ANCHORS && more[k] != DD_ANCHOR_NONE; k++)
        if (index->carrier[more[k]] == a)
            return true;
    return false;
}

void dd_anchors_free(dd_anchors *anchors);

#endif
