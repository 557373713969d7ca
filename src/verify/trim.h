/*
 * The ends of a passage that is shown.
 *
 * A run bridges gaps, so that damage does not end it. At its ends a few letters in common ("the council had")
 * may hang on a gap of other text that is longer than they are. They count as covered, but as evidence they
 * show what is not shared. Cost: some thousand comparisons of a shingle at either end.
 */
#ifndef DD_VERIFY_TRIM_H
#define DD_VERIFY_TRIM_H

#include "verify/align.h"

/* Takes off the ends of a run between two texts that are shorter than the gap behind them. What is left is
 * half of it or more and has DD_RUN_LEAST_LETTERS at least, or the run stays as it is. `shingle`: letters of
 * those it was made of. */
void dd_trim(const dd_letters *a, const dd_letters *b, size_t shingle, dd_run *run);

#endif
