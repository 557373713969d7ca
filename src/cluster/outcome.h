/*
 * The outcome: what the stages found, as the public result. Chooses representatives and the link that each
 * member is reported with, lists what to see also, and turns letters back into bytes of the sources.
 */
#ifndef DD_CLUSTER_OUTCOME_H
#define DD_CLUSTER_OUTCOME_H

#include "candidate/ranking.h"
#include "cluster/links.h"

/* All that the stages found. Links, groups, round-ups and spans are by stand-in. */
typedef struct dd_findings {
    dd_article *const *article; /* every article that was added, in any order */
    size_t article_count;
    const dd_ranking *ranking;
    dd_links *links;
    const uint32_t *group;
    const uint8_t *is_roundup;
    const dd_spans *spans;
    dd_arena *texts; /* owns what is fetched of the articles' texts */
    bool every_pair;
    dedupe_keep keep; /* which article represents a cluster */
    dedupe_counts counts;
} dd_findings;

/* Makes the result; the caller frees it with dd_outcome_free. May compare more pairs. Errors: MEMORY,
 * CANCELLED, SYSTEM (a text is not to be had any more). */
dedupe_status dd_outcome_make(const dd_findings *findings, dedupe_result **result, dedupe_error *error);

/* NULL is fine. */
void dd_outcome_free(dedupe_result *result);

#endif
