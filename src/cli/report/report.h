/* Reports: what a scan or a diff found, written in one of the formats. A new format is a new file and
 * a line in `formats` of report.c (of a diff: in command_diff.c). docs/report.md describes every field. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "../gate/gate.h"
#include "../input/ids.h"
#include "../input/reader.h"
#include "../messages.h"
#include "../options.h"
#include "../output.h"
#include "../stats.h"
#include "../terminal.h"

#include <dedupe/dedupe.h>

/* All that a report of a scan is made from. Read-only. */
typedef struct cli_report {
    const cli_options *options;
    const dedupe_result *result;
    const cli_gate *gate;
    const cli_ids *ids; /* where each article stands */
    cli_reader_counts read;
    const cli_message *errors;
    size_t error_count;
    size_t all_errors;     /* those that are only counted, too */
    size_t passages;       /* to quote for each link */
    cli_terminal terminal; /* of the output */
    cli_stats *stats;      /* NULL unless they were asked for */
} cli_report;

/* The path of an article's file. Never NULL. */
const char *cli_report_path(const cli_report *report, size_t article);

/* The line of its file that an article stands in, 1-based; 0: it is the whole file. */
size_t cli_report_line(const cli_report *report, size_t article);

/* Whether its text is the file byte by byte, so that lines and offsets are those of the file. Not so for a
 * record, a page, and what was unpacked or converted. */
bool cli_report_is_file(const cli_report *report, size_t article);

/* What an article says of itself; NULL: nothing. */
const cli_metadata *cli_report_metadata(const cli_report *report, size_t article);

/* Why an article took no part: "empty", "too short", "binary". NULL: it did. */
const char *cli_report_skipped(const dedupe_article *article);

/* Articles that took part, that stand in clusters, and that were skipped. */
typedef struct cli_report_counts {
    size_t articles;
    size_t references; /* of them, those of --against */
    size_t clustered;
    size_t new_clustered; /* of them, those that are no references */
    size_t skipped;
} cli_report_counts;

cli_report_counts cli_report_count(const cli_report *report);

void cli_report_write_text(const cli_report *report, cli_output *output);
void cli_report_write_json(const cli_report *report, cli_output *output);
void cli_report_write_jsonl(const cli_report *report, cli_output *output);
void cli_report_write_sarif(const cli_report *report, cli_output *output);
void cli_report_write_junit(const cli_report *report, cli_output *output);
void cli_report_write_github(const cli_report *report, cli_output *output);
void cli_report_write_csv(const cli_report *report, cli_output *output);
void cli_report_write_paths(const cli_report *report, cli_output *output);
void cli_report_write_unique(const cli_report *report, cli_output *output);

/* Writes a report in one of the formats of a scan. */
void cli_report_write(const cli_report *report, cli_format format, cli_output *output);

/* Passages that a format quotes for each link if --passages does not say. */
size_t cli_report_default_passages(cli_format format);

/* Whether a format gives the resemblance of pairs. */
bool cli_report_has_resemblance(cli_format format);

/* One of the two articles of a diff. */
typedef struct cli_diff_side {
    const char *name; /* its path, or its id if it was asked for by that */
    const char *path; /* then: of the file that it stands in; else NULL */
} cli_diff_side;

/* All that a report of a diff is made from. */
typedef struct cli_diff {
    const cli_options *options;
    const dedupe_comparison *comparison;
    cli_diff_side a;
    cli_diff_side b;
    cli_terminal terminal;
} cli_diff;

/* Which passages of a diff are to be quoted: true for all, or for the longest that --passages asks
 * for. The caller frees the array. */
bool *cli_diff_choose_passages(const cli_diff *diff);

void cli_diff_write_text(const cli_diff *diff, cli_output *output);
void cli_diff_write_json(const cli_diff *diff, cli_output *output);

#endif
