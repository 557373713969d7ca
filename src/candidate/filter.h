/*
 * The filter on pairs: which articles are compared at all (dedupe_origin, dedupe_options.across_groups). It
 * is asked where pairs are made, so that what it forbids costs nothing later, and once more where they are
 * reported.
 *
 * Texts that are equal share one stand-in, so the question comes in two forms. For two articles it is exact.
 * For two stand-ins it is whether any article of the one may be paired with any of the other, answered from a
 * summary of each; with several rules at once it may say yes too often, never no. A new rule adds a field to
 * the summary and a line to either form.
 */
#ifndef DD_CANDIDATE_FILTER_H
#define DD_CANDIDATE_FILTER_H

#include "candidate/ranking.h"

/* What the articles of one stand-in have between them. */
typedef struct dd_reach {
    bool has_new;   /* one is no reference */
    bool is_mixed;  /* they are of several groups */
    uint32_t group; /* of the first */
} dd_reach;

/* Zero-initialised, it forbids nothing. */
typedef struct dd_filter {
    dd_reach *reach; /* by stand-in; NULL: every pair is allowed */
    bool across_groups;
} dd_filter;

/* Makes the filter; keeps nothing of the ranking. Free with dd_filter_free. Errors: MEMORY. */
dedupe_status dd_filter_make(dd_filter *filter, const dd_ranking *ranking, bool across_groups,
                             dedupe_error *error);

void dd_filter_free(dd_filter *filter);

/* Whether two articles may be paired. */
bool dd_filter_allows(const dd_filter *filter, const dd_article *x, const dd_article *y);

/* Whether articles of two stand-ins may. NULL allows everything. */
static inline bool dd_filter_reaches(const dd_filter *filter, uint32_t a, uint32_t b) {
    if (!filter || !filter->reach)
        return true;
    const dd_reach *x = &filter->reach[a], *y = &filter->reach[b];
    return (x->has_new || y->has_new) &&
           (!filter->across_groups || x->is_mixed || y->is_mixed || x->group != y->group);
}

#endif
