/* The objects of the JSON report, for the reports that are made from them. */
#ifndef CLI_REPORT_JSON_H
#define CLI_REPORT_JSON_H

#include "json_value.h"

/* Writes one cluster with its members and what is related to it, one after the other, as there may be any
 * number of them. */
void cli_report_json_cluster(const cli_report *report, const dedupe_cluster *cluster, cli_output *output);

/* One pair with its longest passages, at most `passages`. */
json_t *cli_report_json_pair(const cli_report *report, const dedupe_pair *pair, size_t passages);

/* What --explain adds. */
json_t *cli_explain_json(const cli_report *report);

/* What --stats adds. */
json_t *cli_stats_json(const cli_stats *stats);

#endif
