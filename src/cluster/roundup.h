/*
 * Round-ups: digests, live blogs, briefings. A text that strings together parts of stories which have nothing
 * to do with one another must tie none of them together.
 */
#ifndef DD_CLUSTER_ROUNDUP_H
#define DD_CLUSTER_ROUNDUP_H

#include "cluster/links.h"

/* Sets is_roundup[a] to 1 for every article that two unrelated groups of its neighbours divide between them
 * (division.h); neither covers most of it. `article_count` flags, zeroed by the caller. Cost: a sort of each
 * article's links, at most 6 comparisons for each of 64 neighbours, and a dozen alignments for each of up to
 * 6 groups. May compare more pairs. Errors: as dd_compare. */
dedupe_status dd_roundups_find(dd_links *links, size_t article_count, uint8_t *is_roundup,
                               dedupe_error *error);

#endif
