/*
 * The report of a scan as groups of names, for shell scripts: a name a line, the representative first, and an
 * empty line between two groups. With --null a NUL stands for each end of line, the empty one too, so that
 * any name survives.
 */
#include "report.h"

void cli_report_write_paths(const cli_report *report, cli_output *output) {
    const char *end = report->options->null_separated ? "" : "\n";
    const size_t length = 1; /* of `end`, whose NUL counts if it is empty */
    for (size_t c = 0; c < report->result->cluster_count && cli_output_alive(output); c++) {
        const dedupe_cluster *cluster = &report->result->clusters[c];
        if (c > 0)
            cli_output_write(output, end, length);
        for (size_t m = 0; m < cluster->member_count; m++) {
            cli_output_text(output, report->result->articles[cluster->members[m].article].id);
            cli_output_write(output, end, length);
        }
    }
}
