/* What --explain tells, for scripts: see explain.h. */
#include "explain.h"
#include "report_json.h"

static json_t *make_row(const cli_explain_row *row) {
    json_t *object = cli_json_object();
    cli_json_set(object, "from", cli_json_share(row->from));
    cli_json_set(object, "to", cli_json_share(row->to));
    for (int relation = DEDUPE_IDENTICAL; relation >= DEDUPE_RELATED; relation--)
        cli_json_set(object, dedupe_relation_name((dedupe_relation)relation),
                     cli_json_count(row->pairs[relation]));
    return object;
}

static json_t *make_rows(const cli_explain *explain) {
    json_t *array = cli_json_array();
    for (size_t i = 0; i < explain->row_count; i++)
        cli_json_append(array, make_row(&explain->rows[i]));
    return array;
}

/* The fields of `apart` that are the number of pairs of one reason. */
static const struct {
    const char *name;
    dedupe_reason reason;
} APART[] = {
    {"lists", DEDUPE_REASON_LIST},          {"quoted", DEDUPE_REASON_QUOTED},
    {"short", DEDUPE_REASON_SHORT},         {"phrases", DEDUPE_REASON_PHRASES},
    {"headlines", DEDUPE_REASON_HEADLINES}, {"stock", DEDUPE_REASON_STOCK},
    {"roundups", DEDUPE_REASON_ROUNDUP},
};

static json_t *make_apart(const cli_report *report, const cli_explain *explain) {
    json_t *object = cli_json_object();
    cli_json_set(object, "variants", cli_json_count(explain->variants));
    for (size_t i = 0; i < sizeof APART / sizeof *APART; i++)
        cli_json_set(object, APART[i].name, cli_json_count(explain->apart[APART[i].reason]));
    cli_json_set(object, "unrelated", cli_json_count(report->result->counts.unrelated_pairs));
    return object;
}

static json_t *make_nearest(const cli_report *report, const dedupe_pair *const *pairs, size_t count) {
    json_t *array = cli_json_array();
    for (size_t i = 0; i < count; i++)
        cli_json_append(array, cli_report_json_pair(report, pairs[i], 1));
    return array;
}

static json_t *make_trials(const cli_explain *explain) {
    json_t *array = cli_json_array();
    for (size_t i = 0; i < explain->trial_count; i++) {
        const cli_explain_trial *trial = &explain->trials[i];
        json_t *object = cli_json_object();
        if (trial->threshold > 0)
            cli_json_set(object, "threshold", cli_json_share(trial->threshold));
        else
            cli_json_set(object, "level", json_string(dedupe_relation_name(trial->level)));
        cli_json_set(object, trial->is_more ? "more_pairs" : "fewer_pairs", cli_json_count(trial->pairs));
        cli_json_append(array, object);
    }
    return array;
}

json_t *cli_explain_json(const cli_report *report) {
    cli_explain explain = cli_explain_compute(report);
    json_t *object = cli_json_object();
    cli_json_set(object, "coverage", make_rows(&explain));
    cli_json_set(object, "apart", make_apart(report, &explain));
    cli_json_set(object, "above", make_nearest(report, explain.above, explain.above_count));
    cli_json_set(object, "below", make_nearest(report, explain.below, explain.below_count));
    cli_json_set(object, "trials", make_trials(&explain));
    return object;
}
