/* The parts of an outcome under construction; private to outcome*.c. */
#ifndef DD_CLUSTER_OUTCOME_PARTS_H
#define DD_CLUSTER_OUTCOME_PARTS_H

#include "base/arena.h"
#include "cluster/outcome.h"

typedef struct dd_outcome {
    dedupe_result result; /* first, so that the public pointer is also this one's */
    dd_arena arena;       /* owns all that the result points to, but ids and texts */
    const dd_findings *findings;
    uint32_t *stand_in_of; /* by rank: its stand-in */
    dd_link *link;         /* by rank, every compared pair */
    size_t link_count, link_capacity;
    size_t *adjacent_begin; /* by rank: where its ends start in `adjacent` */
    uint32_t *adjacent;     /* numbers of links */
} dd_outcome;

/* The passages of a link seen from its other side, in the outcome's arena; NULL without memory. */
dedupe_passage *dd_outcome_turn(dd_outcome *outcome, const dd_link *link);

/* Compares two articles by rank, whose stand-ins' link would quote other bytes, and adds the link; does
 * nothing if the filter forbids it. */
dedupe_status dd_outcome_compare(dd_outcome *outcome, uint32_t a, uint32_t b, dedupe_error *error);

/* The first articles, by rank, of the two texts of a link of stand-ins that may be paired. False: there are
 * none. */
bool dd_outcome_choose_ranks(const dd_outcome *outcome, const dd_link *link, uint32_t *a, uint32_t *b);

/* The copy part: links every copy of a text with another copy, or, where the filter forbids all of these,
 * with the text that its stand-in is tied to most strongly. After the links of the stand-ins. */
dedupe_status dd_outcome_add_copies(dd_outcome *outcome, dedupe_error *error);

/* The cluster part: result.clusters from links and groups. */
dedupe_status dd_outcome_clusters(dd_outcome *outcome, dedupe_error *error);

/* The boilerplate part: result.boilerplate and boilerplate_letters of the articles. `articles` is the
 * result's array, not yet const. */
dedupe_status dd_outcome_boilerplate(dd_outcome *outcome, dedupe_article *articles, dedupe_error *error);

/* The article at a rank. */
static inline const dd_article *dd_outcome_article(const dd_outcome *outcome, uint32_t rank) {
    return outcome->findings->ranking->article[rank];
}

#endif
