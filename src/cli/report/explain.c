/* What --explain tells: see explain.h. */
#include "explain.h"

#include "explain_trials.h"

#include "../program_memory.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS = 20, NO_CLUSTER = 0 };

/* The larger of the two coverages. */
static double coverage_of(const dedupe_pair *pair) {
    return pair->coverage_of_a > pair->coverage_of_b ? pair->coverage_of_a : pair->coverage_of_b;
}

size_t cli_explain_duplicates(const size_t pairs[CLI_EXPLAIN_RELATIONS], dedupe_relation level) {
    size_t count = 0;
    for (unsigned relation = level; relation < CLI_EXPLAIN_RELATIONS; relation++)
        count += pairs[relation];
    return count;
}

/* ---- the rows */

/* Whether a pair that is `related` would be more if its coverage alone were asked. */
static bool is_held_back(dedupe_reason reason) {
    switch (reason) {
    case DEDUPE_REASON_SHORT:
    case DEDUPE_REASON_PHRASES:
    case DEDUPE_REASON_LIST:
    case DEDUPE_REASON_QUOTED:
    case DEDUPE_REASON_HEADLINES:
    case DEDUPE_REASON_STOCK:
        return true;
    default:
        return false;
    }
}

bool cli_explain_has_roundup(const cli_report *report, const dedupe_pair *pair) {
    const dedupe_article *articles = report->result->articles;
    return pair->relation < DEDUPE_NEAR && (articles[pair->a].is_roundup || articles[pair->b].is_roundup);
}

bool cli_explain_is_apart(const cli_report *report, const dedupe_pair *pair) {
    return pair->relation == DEDUPE_VARIANT || cli_explain_has_roundup(report, pair) ||
           (pair->relation == DEDUPE_RELATED && is_held_back(pair->reason) &&
            report->options->level > DEDUPE_RELATED);
}

static void count_apart(cli_explain *explain, const cli_report *report, const dedupe_pair *pair) {
    double coverage = coverage_of(pair);
    if (pair->relation != DEDUPE_VARIANT) {
        explain->apart[cli_explain_has_roundup(report, pair) ? DEDUPE_REASON_ROUNDUP : pair->reason]++;
        return;
    }
    if (explain->variants == 0 || coverage < explain->variant_least)
        explain->variant_least = coverage;
    if (explain->variants == 0 || coverage > explain->variant_most)
        explain->variant_most = coverage;
    explain->variants++;
}

static void make_rows(cli_explain *explain, double threshold) {
    for (int step = STEPS; step > 0; step--) {
        double from = (double)(step - 1) / STEPS;
        double to = (double)step / STEPS;
        if (threshold > from && threshold < to) {
            explain->rows[explain->row_count++] = (cli_explain_row){.from = threshold, .to = to};
            to = threshold;
        }
        explain->rows[explain->row_count++] = (cli_explain_row){.from = from, .to = to};
    }
}

static void fill_rows(cli_explain *explain, const cli_report *report) {
    for (size_t i = 0; i < report->result->pair_count; i++) {
        const dedupe_pair *pair = &report->result->pairs[i];
        if (cli_explain_is_apart(report, pair)) {
            count_apart(explain, report, pair);
            continue;
        }
        size_t row = 0;
        while (coverage_of(pair) < explain->rows[row].from)
            row++;
        explain->rows[row].pairs[pair->relation]++;
        explain->pairs[pair->relation]++;
    }
}

/* ---- the nearest pairs */

/* What puts a pair on one side of a level or the other: `near` asks it of both sides. */
static double measure_of(const cli_report *report, const dedupe_pair *pair) {
    double most = coverage_of(pair);
    double least = pair->coverage_of_a + pair->coverage_of_b - most;
    return report->options->level >= DEDUPE_NEAR ? least : most;
}

/* Where the cut is: --threshold for `derived`, else the weakest of the duplicates; 1 if there are none. */
static double cut_of(const cli_report *report) {
    double cut = 1;
    if (report->options->level == DEDUPE_DERIVED)
        return report->options->threshold;
    for (size_t i = 0; i < report->result->pair_count; i++) {
        const dedupe_pair *pair = &report->result->pairs[i];
        if (pair->relation >= report->options->level && !cli_explain_is_apart(report, pair))
            cut = fmin(cut, measure_of(report, pair));
    }
    return cut;
}

/* The cluster of each article, counted from 1. */
static size_t *number_clusters(const dedupe_result *result) {
    size_t *cluster_of = cli_memory_allocate(result->article_count, sizeof *cluster_of);
    for (size_t c = 0; c < result->cluster_count; c++)
        for (size_t m = 0; m < result->clusters[c].member_count; m++)
            cluster_of[result->clusters[c].members[m].article] = c + 1;
    return cluster_of;
}

/* Whether an article of the pair is shown already: a story that is there many times would take all places. */
static bool is_shown(const dedupe_pair *pair, const dedupe_pair *const *shown, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (pair->a == shown[i]->a || pair->a == shown[i]->b || pair->b == shown[i]->a ||
            pair->b == shown[i]->b)
            return true;
    }
    return false;
}

/* Chooses the pairs nearest to the cut on one side of it. Returns how many. */
static size_t choose_nearest(const cli_report *report, double cut, bool above, const size_t *cluster_of,
                             const dedupe_pair **chosen) {
    size_t count = 0;
    for (; count < CLI_EXPLAIN_NEAREST; count++) {
        const dedupe_pair *nearest = NULL;
        double nearest_distance = 0;
        for (size_t i = 0; i < report->result->pair_count; i++) {
            const dedupe_pair *pair = &report->result->pairs[i];
            bool together = cluster_of[pair->a] != NO_CLUSTER && cluster_of[pair->a] == cluster_of[pair->b];
            double distance = fabs(measure_of(report, pair) - cut);
            if ((pair->relation >= report->options->level) != above || (together && !above) ||
                (nearest != NULL && distance >= nearest_distance) || cli_explain_is_apart(report, pair) ||
                is_shown(pair, chosen, count))
                continue;
            nearest = pair;
            nearest_distance = distance;
        }
        if (nearest == NULL)
            break;
        chosen[count] = nearest;
    }
    return count;
}

cli_explain cli_explain_compute(const cli_report *report) {
    cli_explain explain = {.row_count = 0};
    double threshold = report->options->threshold;
    double cut = cut_of(report);
    size_t *cluster_of = number_clusters(report->result);
    make_rows(&explain, threshold);
    fill_rows(&explain, report);
    explain.above_count = choose_nearest(report, cut, true, cluster_of, explain.above);
    explain.below_count = choose_nearest(report, cut, false, cluster_of, explain.below);
    cli_explain_add_trials(&explain, report, cluster_of);
    free(cluster_of);
    return explain;
}
