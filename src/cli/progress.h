/*
 * A line on the terminal that tells how far the work is: stage, share, rate and remaining time. It
 * appears once the work has lasted a second and is gone when it ends.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "options.h"

#include <stddef.h>

/* What is counted. */
typedef enum cli_progress_unit { CLI_UNIT_BYTES, CLI_UNIT_ITEMS } cli_progress_unit;

typedef struct cli_progress cli_progress;

/* Never NULL. With `when` auto the line is shown on a terminal only; with always at once and anywhere. */
cli_progress *cli_progress_create(cli_when when, bool quiet);

/* `done` of `total` (0: unknown) of a stage are finished. `stage` has to be static. Cheap enough to be
 * called often; one call at a time. */
void cli_progress_update(cli_progress *progress, const char *stage, cli_progress_unit unit, size_t done,
                         size_t total);

/* Seconds since the progress was created. */
double cli_progress_seconds(const cli_progress *progress);

/* Erases the line, so that something else can be written to stderr. It may come back. */
void cli_progress_hide(cli_progress *progress);

/* Hides it and frees. */
void cli_progress_free(cli_progress *progress);

#endif
