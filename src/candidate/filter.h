/*
 * The filter on pairs: which articles are compared at all (dedupe_origin, and across_groups and within_days
 * of dedupe_options). It is asked where pairs are made, so that what it forbids costs nothing later, and once
 * more where they are reported.
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
    bool is_dated;  /* all have a day */
    int32_t first_day;
    int32_t last_day;
} dd_reach;

/* The options that it follows, references apart. */
typedef struct dd_filter_rules {
    bool across_groups;
    unsigned within_days; /* 0: any */
} dd_filter_rules;

/* Zero-initialised, it forbids nothing. */
typedef struct dd_filter {
    dd_reach *reach; /* by stand-in; NULL: every pair is allowed */
    dd_filter_rules rules;
} dd_filter;

/* Makes the filter; keeps nothing of the ranking. Free with dd_filter_free. Errors: MEMORY. */
dedupe_status dd_filter_make(dd_filter *filter, const dd_ranking *ranking, const dd_filter_rules *rules,
                             dedupe_error *error);

void dd_filter_free(dd_filter *filter);

/* Whether two articles may be paired. */
bool dd_filter_allows(const dd_filter *filter, const dd_article *x, const dd_article *y);

/* Whether two stretches of days are near enough. */
static inline bool dd_filter_is_near(const dd_filter *filter, const dd_reach *x, const dd_reach *y) {
    const int64_t most = filter->rules.within_days;
    return most == 0 || !x->is_dated || !y->is_dated ||
           ((int64_t)x->first_day - y->last_day <= most && (int64_t)y->first_day - x->last_day <= most);
}

/* Whether articles of two stand-ins may. NULL allows everything. */
static inline bool dd_filter_reaches(const dd_filter *filter, uint32_t a, uint32_t b) {
    if (!filter || !filter->reach)
        return true;
    const dd_reach *x = &filter->reach[a], *y = &filter->reach[b];
    return (x->has_new || y->has_new) && dd_filter_is_near(filter, x, y) &&
           (!filter->rules.across_groups || x->is_mixed || y->is_mixed || x->group != y->group);
}

#endif
