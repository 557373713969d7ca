/* What another --threshold or --level would change: see explain_trials.h. */
#include "explain_trials.h"

#include "../program_memory.h"
#include "../sets.h"

#include <math.h>
#include <stdlib.h>

/* How far from --threshold another one is tried, and the range of the option. */
#define TRIED_STEP      0.05
#define LEAST_THRESHOLD 0.05
#define MOST_THRESHOLD  0.80

static bool is_together(const size_t *cluster_of, const dedupe_pair *pair) {
    return cluster_of[pair->a] != 0 && cluster_of[pair->a] == cluster_of[pair->b];
}

/* Whether a pair is a link that clusters are made of. */
static bool binds(const cli_report *report, const dedupe_pair *pair) {
    return pair->relation >= report->options->level && !cli_explain_has_roundup(report, pair);
}

/* Whether it would be one. */
static bool would_bind(const cli_report *report, const dedupe_pair *pair, const cli_explain_trial *trial) {
    if (pair->relation == DEDUPE_VARIANT || cli_explain_has_roundup(report, pair))
        return false;
    if (trial->threshold <= 0)
        return pair->relation >= trial->level;
    if (pair->relation > DEDUPE_DERIVED)
        return true;
    return pair->derived_up_to >= trial->threshold && !cli_explain_is_apart(report, pair);
}

/* Pairs in no cluster together that would be duplicates. */
static size_t count_more(const cli_report *report, const size_t *cluster_of, const cli_explain_trial *trial) {
    size_t count = 0;
    for (size_t i = 0; i < report->result->pair_count; i++) {
        const dedupe_pair *pair = &report->result->pairs[i];
        count += !is_together(cluster_of, pair) && !binds(report, pair) && would_bind(report, pair, trial);
    }
    return count;
}

/* Duplicates in one cluster that no way over what would be left connects. */
static size_t count_fewer(const cli_report *report, const size_t *cluster_of,
                          const cli_explain_trial *trial) {
    const dedupe_result *result = report->result;
    size_t *parent = cli_memory_allocate(result->article_count, sizeof *parent);
    size_t count = 0;
    for (size_t i = 0; i < result->article_count; i++)
        parent[i] = i;
    for (size_t i = 0; i < result->pair_count; i++) {
        const dedupe_pair *pair = &result->pairs[i];
        if (is_together(cluster_of, pair) && would_bind(report, pair, trial))
            (void)cli_sets_join(parent, pair->a, pair->b);
    }
    for (size_t i = 0; i < result->pair_count; i++) {
        const dedupe_pair *pair = &result->pairs[i];
        count += is_together(cluster_of, pair) && binds(report, pair) &&
                 cli_sets_root(parent, pair->a) != cli_sets_root(parent, pair->b);
    }
    free(parent);
    return count;
}

static void add(cli_explain *explain, const cli_report *report, const size_t *cluster_of,
                cli_explain_trial trial) {
    trial.pairs =
        trial.is_more ? count_more(report, cluster_of, &trial) : count_fewer(report, cluster_of, &trial);
    explain->trials[explain->trial_count++] = trial;
}

void cli_explain_add_trials(cli_explain *explain, const cli_report *report, const size_t *cluster_of) {
    const dedupe_relation level = report->options->level;
    for (int sign = -1; sign <= 1 && level == DEDUPE_DERIVED; sign += 2) {
        const double threshold = round((report->options->threshold + sign * TRIED_STEP) * 100) / 100;
        if (threshold >= LEAST_THRESHOLD && threshold <= MOST_THRESHOLD)
            add(explain, report, cluster_of,
                (cli_explain_trial){.threshold = threshold, .is_more = sign < 0});
    }
    if (level > DEDUPE_RELATED)
        add(explain, report, cluster_of, (cli_explain_trial){.level = level - 1, .is_more = true});
    if (level < DEDUPE_IDENTICAL && level >= DEDUPE_RELATED)
        add(explain, report, cluster_of, (cli_explain_trial){.level = level + 1});
}
