/* What all reports need: see report.h. */
#include "report.h"

#include "../program_memory.h"

#include <stdlib.h>

const char *cli_report_path(const cli_report *report, size_t article) {
    const char *id = report->result->articles[article].id;
    const cli_origin *origin = cli_ids_find(report->ids, id);
    return origin != NULL ? origin->path : id;
}

size_t cli_report_line(const cli_report *report, size_t article) {
    const cli_origin *origin = cli_ids_find(report->ids, report->result->articles[article].id);
    return origin != NULL ? origin->line : 0;
}

bool cli_report_is_file(const cli_report *report, size_t article) {
    const cli_origin *origin = cli_ids_find(report->ids, report->result->articles[article].id);
    return origin != NULL && origin->is_file;
}

static const struct report_format {
    void (*write)(const cli_report *report, cli_output *output);
    size_t passages;
    bool has_resemblance; /* it gives that of every pair */
} formats[CLI_FORMAT_COUNT] = {
    [CLI_FORMAT_TEXT] = {cli_report_write_text, 1, false},
    [CLI_FORMAT_JSON] = {cli_report_write_json, 3, true},
    [CLI_FORMAT_JSONL] = {cli_report_write_jsonl, 3, true},
    [CLI_FORMAT_SARIF] = {cli_report_write_sarif, 3, true},
    [CLI_FORMAT_JUNIT] = {cli_report_write_junit, 1, false},
    [CLI_FORMAT_GITHUB] = {cli_report_write_github, 1, false},
    [CLI_FORMAT_CSV] = {cli_report_write_csv, 0, true},
    [CLI_FORMAT_PATHS] = {cli_report_write_paths, 0, false},
    [CLI_FORMAT_UNIQUE] = {cli_report_write_unique, 0, false},
};

void cli_report_write(const cli_report *report, cli_format format, cli_output *output) {
    formats[format].write(report, output);
}

size_t cli_report_default_passages(cli_format format) {
    return formats[format].passages;
}

bool cli_report_has_resemblance(cli_format format) {
    return formats[format].has_resemblance;
}

const cli_metadata *cli_report_metadata(const cli_report *report, size_t article) {
    const cli_origin *origin = cli_ids_find(report->ids, report->result->articles[article].id);
    return origin != NULL ? origin->metadata : NULL;
}

const char *cli_report_skipped(const dedupe_article *article) {
    switch (article->state) {
    case DEDUPE_ARTICLE_EMPTY:
        return "empty";
    case DEDUPE_ARTICLE_NO_LETTERS:
        return "too short";
    case DEDUPE_ARTICLE_BINARY:
        return "binary";
    case DEDUPE_ARTICLE_COMPARED:
        break;
    }
    return NULL;
}

cli_report_counts cli_report_count(const cli_report *report) {
    cli_report_counts counts = {0};
    for (size_t i = 0; i < report->result->article_count; i++) {
        bool skipped = cli_report_skipped(&report->result->articles[i]) != NULL;
        counts.skipped += skipped;
        counts.articles += !skipped;
        counts.references += !skipped && report->result->articles[i].origin.is_reference;
    }
    for (size_t i = 0; i < report->result->cluster_count; i++) {
        const dedupe_cluster *cluster = &report->result->clusters[i];
        counts.clustered += cluster->member_count;
        for (size_t m = 0; m < cluster->member_count; m++)
            counts.new_clustered +=
                !report->result->articles[cluster->members[m].article].origin.is_reference;
    }
    return counts;
}

/* A passage by its length, for sorting. */
struct ranked {
    size_t length;
    size_t index;
};

static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->length != b->length)
        return a->length < b->length ? 1 : -1;
    return (a->index > b->index) - (a->index < b->index);
}

bool *cli_diff_choose_passages(const cli_diff *diff) {
    const dedupe_pair *pair = &diff->comparison->pair;
    bool *chosen = cli_memory_allocate(pair->passage_count, sizeof *chosen);
    struct ranked *ranked = cli_memory_allocate(pair->passage_count, sizeof *ranked);
    size_t limit = diff->options->passages_given ? diff->options->passages : pair->passage_count;
    for (size_t i = 0; i < pair->passage_count; i++)
        ranked[i] = (struct ranked){pair->passages[i].length, i};
    if (pair->passage_count > 1)
        qsort(ranked, pair->passage_count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < pair->passage_count && i < limit; i++)
        chosen[ranked[i].index] = true;
    free(ranked);
    return chosen;
}
