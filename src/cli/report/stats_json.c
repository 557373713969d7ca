/* What --stats adds to the JSON report: what the run cost up to the writing of it. */
#include "report_json.h"

static json_t *make_seconds(double seconds) {
    return json_real((double)(long long)(seconds * 1e6 + 0.5) / 1e6);
}

static json_t *make_stage(const cli_stats_stage *stage) {
    json_t *object = cli_json_object();
    cli_json_set(object, "name", json_string(stage->name));
    cli_json_set(object, "wall_seconds", make_seconds(stage->wall_seconds));
    cli_json_set(object, "cpu_seconds", make_seconds(stage->cpu_seconds));
    cli_json_set(object, "peak_bytes", cli_json_count(stage->peak_bytes));
    return object;
}

json_t *cli_stats_json(const cli_stats *stats) {
    const cli_stats_counts *counts = &stats->counts;
    const cli_stats_stage total = cli_stats_total(stats);
    json_t *object = cli_json_object();
    cli_json_set(object, "threads", cli_json_count(counts->threads));
    cli_json_set(object, "wall_seconds", make_seconds(total.wall_seconds));
    cli_json_set(object, "cpu_seconds", make_seconds(total.cpu_seconds));
    cli_json_set(object, "peak_bytes", cli_json_count(total.peak_bytes));
    cli_json_set(object, "read_bytes", cli_json_count(counts->read_bytes));
    cli_json_set(object, "text_bytes", cli_json_count(counts->text_bytes));
    cli_json_set(object, "letters", cli_json_count(counts->letters));
    cli_json_set(object, "articles", cli_json_count(counts->articles));
    cli_json_set(object, "candidate_pairs", cli_json_count(counts->candidate_pairs));
    cli_json_set(object, "verified_pairs", cli_json_count(counts->verified_pairs));
    cli_json_set(object, "unrelated_pairs", cli_json_count(counts->unrelated_pairs));
    cli_json_set(object, "clusters", cli_json_count(counts->clusters));
    json_t *stages = cli_json_array();
    for (size_t i = 0; i < stats->stage_count; i++)
        cli_json_append(stages, make_stage(&stats->stage[i]));
    cli_json_set(object, "stages", stages);
    return object;
}
