/*
 * Grouping: verified links to clusters.
 *
 * Average link over the fullest members: the strongest links come first, and two groups become one if the
 * mean strength between the three longest members of either side is high enough. So one weak link never
 * chains two tight groups together, and the cost stays linear in the number of links, since a mean is over at
 * most nine pairs. A link that the filter forbids binds nothing, but counts in that mean. Round-ups join
 * nothing but copies of themselves.
 */
#ifndef DD_CLUSTER_GROUP_H
#define DD_CLUSTER_GROUP_H

#include "cluster/links.h"

/* Sets group[a] of every article to the lowest article of its group. Articles are ranked, longest first.
 * May compare more pairs. Errors: as dd_compare. */
dedupe_status dd_groups_find(dd_links *links, size_t article_count, dedupe_relation level,
                             const uint8_t *is_roundup, uint32_t *group, dedupe_error *error);

/* Whether a link is strong enough to bind at this level. */
bool dd_groups_binds(const dd_link *link, dedupe_relation level, const uint8_t *is_roundup);

#endif
