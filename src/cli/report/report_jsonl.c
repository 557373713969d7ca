/* The JSON Lines report of a scan: one cluster a line, as in the JSON report. */
#include "report_json.h"

void cli_report_write_jsonl(const cli_report *report, cli_output *output) {
    for (size_t i = 0; i < report->result->cluster_count && cli_output_alive(output); i++) {
        cli_report_json_cluster(report, &report->result->clusters[i], output);
        cli_output_text(output, "\n");
    }
}
