/*
 * What a run costs, stage by stage: wall time, processor time of all threads, and the most memory so far. The
 * program measures, since the library reads no clock for it: a stage ends where the next one is entered, and
 * of the library's stages the progress callback tells the beginning. Costs three system calls a stage if it
 * is asked for, and nothing if not.
 */
#ifndef CLI_STATS_H
#define CLI_STATS_H

#include "text_buffer.h"

#include <stddef.h>

typedef struct cli_stats_stage {
    const char *name;
    double wall_seconds;
    double cpu_seconds; /* user and system, of all threads */
    size_t peak_bytes;  /* the most resident memory up to its end */
} cli_stats_stage;

/* How much work it was. */
typedef struct cli_stats_counts {
    size_t threads;
    size_t read_bytes; /* of the inputs */
    size_t text_bytes; /* of the articles that took part, as UTF-8 */
    size_t letters;
    size_t articles;
    size_t candidate_pairs;
    size_t verified_pairs;
    size_t unrelated_pairs;
    size_t clusters;
} cli_stats_counts;

enum { CLI_STATS_MOST_STAGES = 16 };

typedef struct cli_stats {
    cli_stats_stage stage[CLI_STATS_MOST_STAGES]; /* in the order in which they were entered */
    size_t stage_count;
    double wall_start, cpu_start; /* of the last stage */
    cli_stats_counts counts;      /* set by the caller */
} cli_stats;

/* Ends the stage at work and enters that of this static name, unless it is the one at work. At most
 * CLI_STATS_MOST_STAGES stages. `stats` may be NULL: nothing is asked for. */
void cli_stats_enter(cli_stats *stats, const char *name);

/* Brings the figures of the stage at work up to this moment. */
void cli_stats_update(cli_stats *stats);

/* The sum of all stages; its peak is that of the run. */
cli_stats_stage cli_stats_total(const cli_stats *stats);

/* Appends a table for people. */
void cli_stats_write(const cli_stats *stats, cli_text_buffer *out);

#endif
