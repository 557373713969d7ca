/*
 * What another --threshold or --level would change, told from the pairs that were compared.
 *
 * A reader sees clusters. So of more duplicates only those count that are in no cluster together yet, and of
 * fewer only those that nothing else would hold together: neither a stronger link nor a way over others. A
 * link with a round-up binds nothing and counts for neither.
 *
 * What a pair covers tells the highest threshold that it would be `derived` at. Whether it is a form or
 * speech that both quote is asked only then, and whether the rest of a cluster outvotes it depends on pairs
 * that nobody has compared; and a link that comes joins all that is on either side of it. So it is a guess.
 */
#ifndef CLI_EXPLAIN_TRIALS_H
#define CLI_EXPLAIN_TRIALS_H

#include "explain.h"

/* Adds the trials. `cluster_of` is the cluster of each article, counted from 1; 0: none. */
void cli_explain_add_trials(cli_explain *explain, const cli_report *report, const size_t *cluster_of);

#endif
