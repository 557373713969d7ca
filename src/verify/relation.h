/*
 * The relation that coverage gives: what both texts cover of each other, outside boilerplate, and what kind
 * of passages that is. It is asked twice: before the variant guard, and after it of what is `related` at
 * most.
 */
#ifndef DD_VERIFY_RELATION_H
#define DD_VERIFY_RELATION_H

#include "verify/compare.h"

/* Sets relation, reason and coverages of a pair that the comparer has aligned and marked. Returns whether the
 * coverage would do for `derived`, and only what agrees in it would not. */
bool dd_relation_by_coverage(dd_comparer *comparer, const dd_compare_options *options, dd_link *link);

/* Looks once more at a `related` pair: it is none if all that it shares is a set phrase or stands at the edge
 * of both texts, and a `variant` if it shares half of both and is yet no duplicate. */
void dd_relation_settle(const dd_comparer *comparer, const dd_compare_options *options, dd_link *link);

#endif
