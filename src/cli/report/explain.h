/*
 * What --explain tells: how the coverage of all pairs spreads, where the cut runs through it, which pairs are
 * nearest to it, and what another --threshold or --level would do. One pass over the pairs for each pair that
 * is shown.
 *
 * A pair is above the cut if its relation is that of --level or stronger. The cut is no exact coverage: one
 * long passage needs more of it than many short ones, and short texts have to share a least number of
 * letters. So pairs of either kind may stand at the same coverage. What is said of another --threshold or
 * --level is a guess (explain_trials.h).
 */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "text_layout.h"

enum { CLI_EXPLAIN_NEAREST = 3, CLI_EXPLAIN_RELATIONS = DEDUPE_IDENTICAL + 1, CLI_EXPLAIN_ROWS = 21 };
enum { CLI_EXPLAIN_REASONS = DEDUPE_REASON_SUBJECTS + 1 };

/* Pairs by the larger of their two coverages, in [from, to); the first row holds 1 too. */
typedef struct cli_explain_row {
    double from;
    double to;
    size_t pairs[CLI_EXPLAIN_RELATIONS]; /* by relation */
} cli_explain_row;

/* What a change of an option is likely to do. */
typedef struct cli_explain_trial {
    double threshold;      /* 0: --level is changed */
    dedupe_relation level; /* where threshold is 0 */
    bool is_more;          /* whether `pairs` would come into one cluster; else so many would be parted */
    size_t pairs;
} cli_explain_trial;

typedef struct cli_explain {
    cli_explain_row rows[CLI_EXPLAIN_ROWS]; /* steps of 5 %, cut once more at --threshold; from 1 down */
    size_t row_count;
    size_t pairs[CLI_EXPLAIN_RELATIONS]; /* in the rows, by relation */
    /* Apart from the rows, for coverage does not decide them: */
    size_t variants;
    double variant_least; /* their larger coverages */
    double variant_most;
    size_t apart[CLI_EXPLAIN_REASONS]; /* other pairs by reason: with a round-up; and unless --level is
                                          related or weaker, those that are `related` for what they share */

    const dedupe_pair *above[CLI_EXPLAIN_NEAREST]; /* duplicates, nearest to the cut first */
    size_t above_count;
    const dedupe_pair *below[CLI_EXPLAIN_NEAREST]; /* not duplicates, and in no cluster together */
    size_t below_count;

    cli_explain_trial trials[4];
    size_t trial_count;
} cli_explain;

/* Computes it all from a report. */
cli_explain cli_explain_compute(const cli_report *report);

/* Whether a round-up is one of a pair that could join nothing but its copies to it. */
bool cli_explain_has_roundup(const cli_report *report, const dedupe_pair *pair);

/* Whether something else than coverage keeps a pair from being a duplicate. */
bool cli_explain_is_apart(const cli_report *report, const dedupe_pair *pair);

/* How many of so many pairs by relation are duplicates at a level. */
size_t cli_explain_duplicates(const size_t pairs[CLI_EXPLAIN_RELATIONS], dedupe_relation level);

/* Writes it as text. */
void cli_explain_write_text(cli_layout *layout);

#endif
