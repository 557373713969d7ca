/*
 * The relation that coverage gives: what both texts cover of each other, outside boilerplate, and what kind
 * of passages that is. What else is asked comes after it (rules.h).
 */
#ifndef DD_VERIFY_RELATION_H
#define DD_VERIFY_RELATION_H

#include "verify/compare.h"

#define DD_NEAR_COVERAGE    0.80 /* of both texts, for `near`; of one, for `excerpt` */
#define DD_RELATED_COVERAGE 0.04 /* of one text, for `related` */

/* Sets relation, reason and coverages of a pair that the comparer has aligned and marked. Returns whether the
 * coverage would do for `derived`, and only what agrees in it would not. */
bool dd_relation_by_coverage(dd_comparer *comparer, const dd_compare_options *options, dd_link *link);

/* Share of the shingles in the passages of such a pair, outside boilerplate, that both sides have; the others
 * lie in gaps that the passages bridge. 0 without passages. */
double dd_relation_agreed(const dd_comparer *comparer);

/* The highest threshold at which such a pair, whose larger coverage the link has, covers enough for
 * `derived`, whatever agrees. */
double dd_relation_covers_up_to(const dd_comparer *comparer, const dd_link *link);

/* Letters that the passages of such a pair have, each, beyond a stock phrase. */
size_t dd_relation_beyond_phrases(const dd_comparer *comparer);

#endif
