/*
 * The rules: what decides about a pair besides coverage.
 *
 * Coverage counts letters. Whether they are one story told again or one form filled in twice, a list, a
 * yearly notice, a frame or a set phrase, the rules tell. In order, each asks pairs of some relations one
 * question; if the answer is yes, the pair has another relation and reason from then on, and the next rules
 * see that. The table in rules.c is all there is to the order. What it takes more than two texts to tell
 * comes later, when all pairs are compared (stock.h, series.h).
 */
#ifndef DD_VERIFY_RULES_H
#define DD_VERIFY_RULES_H

#include "verify/compare.h"

/* Asks the rules of a pair that the comparer has aligned and marked, and that has a relation by coverage.
 * `much_covered`: the variant guard is asked whatever that relation is. Errors: MEMORY, SYSTEM (see
 * dd_article_text). */
dedupe_status dd_rules_apply(dd_comparer *comparer, const dd_compare_side *a, const dd_compare_side *b,
                             const dd_compare_options *options, bool much_covered, dd_link *link,
                             dedupe_error *error);

#endif
