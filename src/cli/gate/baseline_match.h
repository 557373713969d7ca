/*
 * Finds the articles of a baseline in a result, and the links that still hold.
 *
 * One article of the baseline is one article of the result at most: equal texts first, of several the one
 * with the same name; then edited ones by their sketches, the most alike first (edited.h). Costs a sort of
 * the articles and a search in the baseline for each, however many of them are equal; then a signature for
 * each different text of a cluster that is not found yet, if one of the baseline is gone.
 */
#ifndef CLI_BASELINE_MATCH_H
#define CLI_BASELINE_MATCH_H

#include "baseline.h"
#include "judge.h"

/* Makes the articles of every entry that holds known to one another; marks the others stale. Returns how many
 * looks at articles and entries it took to find the texts: a test watches how that grows. */
size_t cli_baseline_apply(cli_baseline *baseline, cli_judge *judge);

/* Fills an empty baseline with links that connect the articles of each cluster that are not known to one
 * another yet, and makes them known. */
void cli_baseline_collect(cli_baseline *baseline, cli_judge *judge);

#endif
