/*
 * The text report of a scan, for people: a head line for each cluster, a line for each member, and
 * under it the longest passages it shares.
 */
#include "explain.h"
#include "finding_text.h"
#include "report.h"

#include "../display.h"
#include "../gate/allow.h"
#include "../gate/baseline.h"

enum { COUNT_COLUMNS = 20, METADATA_INDENT = 2 };

/* From here on the coverage of the other side is worth a word. */
#define TELLING_DIFFERENCE 0.10

/* As wide as the widest id of the cluster, but on a terminal no more than half of it. */
static size_t path_columns_of(const cli_report *report, const dedupe_cluster *cluster) {
    size_t widest = 0;
    size_t most = report->terminal.columns / 2;
    for (size_t i = 0; i < cluster->member_count + cluster->related_count; i++) {
        const dedupe_member *member =
            i < cluster->member_count ? &cluster->members[i] : &cluster->related[i - cluster->member_count];
        size_t columns = cli_layout_id_columns(report, member->article);
        if (columns > widest && columns <= most)
            widest = columns;
    }
    return widest;
}

/* Quotes the longest passages. */
static void write_quotes(cli_layout *layout, const dedupe_member *member) {
    for (size_t i = 0; i < member->passage_count && i < layout->report->passages; i++)
        cli_layout_write_quote(layout, member->article, &member->passages[i]);
}

/* Says of a member whether the gate accepts it. */
static void add_verdict(cli_layout *layout, size_t article) {
    const cli_gate *gate = layout->report->gate;
    const cli_allow_rule *rule = gate->rules[article];
    if (layout->report->options->baseline == NULL && layout->report->options->allow == NULL)
        return;
    if (gate->verdicts[article] == CLI_VERDICT_KNOWN)
        cli_text_buffer_add(&layout->line, "  (accepted: in the baseline)");
    else if (gate->verdicts[article] == CLI_VERDICT_NEW)
        cli_text_buffer_add(&layout->line, "  (new)");
    else if (gate->verdicts[article] == CLI_VERDICT_ALLOWED) {
        cli_text_buffer_add(&layout->line, "  (accepted: ");
        cli_display_path(&layout->line, rule->reason);
        cli_text_buffer_add(&layout->line, ")");
    }
}

/* What the article says of itself: title, source and date on a line. */
static void write_metadata(cli_layout *layout, size_t article) {
    const cli_metadata *metadata = cli_report_metadata(layout->report, article);
    if (metadata == NULL || (metadata->title == NULL && metadata->source == NULL && metadata->date == NULL))
        return;
    const char *const parts[] = {metadata->title, metadata->source, metadata->date};
    cli_text_buffer line = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i] != NULL)
            cli_text_buffer_add(&line, "%s%s", line.length > 0 ? ", " : "", parts[i]);
    }
    cli_text_buffer_add_spaces(&layout->line, CLI_LAYOUT_INDENT + METADATA_INDENT);
    cli_text_buffer_add(&layout->line, "%s", cli_layout_style(layout, CLI_STYLE_DIM));
    cli_layout_add_cut_text(layout, line.bytes, line.length,
                            layout->report->terminal.columns - CLI_LAYOUT_INDENT - METADATA_INDENT);
    cli_text_buffer_add(&layout->line, "%s", cli_layout_style(layout, CLI_STYLE_PLAIN));
    cli_layout_write_line(layout);
    cli_text_buffer_free(&line);
}

/* Why an article stands beside a cluster though it is a duplicate of a member. */
static void add_why_beside(cli_layout *layout, const dedupe_member *member) {
    if (member->relation < layout->report->options->level)
        return;
    cli_text_buffer_add(&layout->line, "  (held apart: %s)",
                        member->reason == DEDUPE_REASON_ROUNDUP ? "one of the two is a round-up"
                                                                : "too little in common with the others");
}

/* A member of a cluster or, with `is_beside`, an article beside it, which has a verdict elsewhere if at all.
 */
static void write_member(cli_layout *layout, const dedupe_member *member, bool is_beside,
                         size_t representative) {
    cli_text_buffer_add_spaces(&layout->line, CLI_LAYOUT_INDENT);
    cli_layout_add_id(layout, member->article);
    const bool is_reference = layout->report->result->articles[member->article].origin.is_reference;
    if (member->article == representative) {
        cli_text_buffer_add(&layout->line, "%srepresentative: %s %s%s",
                            cli_layout_style(layout, CLI_STYLE_BOLD),
                            cli_keep_name(layout->report->options->keep), is_reference ? "reference" : "copy",
                            cli_layout_style(layout, CLI_STYLE_PLAIN));
        if (!is_reference)
            add_verdict(layout, member->article);
        cli_layout_write_line(layout);
        write_metadata(layout, member->article);
        return;
    }
    cli_layout_add_relation(layout, member->relation);
    cli_text_buffer_add(&layout->line, "%3u%% of its text", cli_layout_per_cent(member->coverage));
    if (member->coverage_of_other > member->coverage + TELLING_DIFFERENCE)
        cli_text_buffer_add(&layout->line, ", %u%% of the other",
                            cli_layout_per_cent(member->coverage_of_other));
    if (member->to != representative) {
        cli_text_buffer_add(&layout->line, " in ");
        cli_display_path(&layout->line, layout->report->result->articles[member->to].id);
    }
    if (is_reference)
        cli_text_buffer_add(&layout->line, "  (reference)");
    else if (!is_beside)
        add_verdict(layout, member->article);
    if (is_beside)
        add_why_beside(layout, member);
    cli_layout_write_line(layout);
    write_metadata(layout, member->article);
    write_quotes(layout, member);
}

/* What the members are to one another, by the weakest link. */
static const char *bond_of(const dedupe_cluster *cluster) {
    dedupe_relation weakest = DEDUPE_IDENTICAL;
    for (size_t i = 1; i < cluster->member_count; i++)
        if (cluster->members[i].relation < weakest)
            weakest = cluster->members[i].relation;
    return weakest >= DEDUPE_DERIVED   ? "one story"
           : weakest == DEDUPE_RELATED ? "related"
                                       : "forms among them";
}

static void write_cluster(cli_layout *layout, const dedupe_cluster *cluster, size_t number) {
    cli_text_buffer_add(&layout->line, "%s%zu  %zu articles, %s%s   cohesion %.2f",
                        cli_layout_style(layout, CLI_STYLE_BOLD), number, cluster->member_count,
                        bond_of(cluster), cli_layout_style(layout, CLI_STYLE_PLAIN), cluster->cohesion);
    cli_layout_write_line(layout);
    layout->path_columns = path_columns_of(layout->report, cluster);
    for (size_t i = 0; i < cluster->member_count; i++)
        write_member(layout, &cluster->members[i], false, cluster->representative);
    if (cluster->related_count > 0)
        cli_output_format(layout->output, "   %ssee also%s\n", cli_layout_style(layout, CLI_STYLE_DIM),
                          cli_layout_style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < cluster->related_count; i++)
        write_member(layout, &cluster->related[i], true, cluster->representative);
    cli_output_text(layout->output, "\n");
}

/* Whether coverage would make a pair a duplicate, and something else holds it back. */
static bool is_held_back(const cli_layout *layout, const dedupe_pair *pair) {
    const double threshold = layout->report->options->threshold;
    return pair->relation < DEDUPE_DERIVED &&
           (pair->coverage_of_a >= threshold || pair->coverage_of_b >= threshold);
}

static void write_pairs(cli_layout *layout) {
    const dedupe_result *result = layout->report->result;
    if (result->pair_count == 0)
        return;
    cli_output_format(layout->output, "%spairs%s\n", cli_layout_style(layout, CLI_STYLE_BOLD),
                      cli_layout_style(layout, CLI_STYLE_PLAIN));
    layout->path_columns = 0;
    for (size_t i = 0; i < result->pair_count && cli_output_alive(layout->output); i++) {
        cli_layout_add_pair(layout, &result->pairs[i]);
        cli_layout_write_line(layout);
        if (is_held_back(layout, &result->pairs[i]))
            cli_output_format(layout->output, "       (%s)\n", dedupe_reason_text(result->pairs[i].reason));
    }
    cli_output_text(layout->output, "\n");
}

static void write_boilerplate(cli_layout *layout) {
    const dedupe_result *result = layout->report->result;
    if (result->boilerplate_count == 0)
        return;
    cli_output_format(layout->output, "%sboilerplate%s\n", cli_layout_style(layout, CLI_STYLE_BOLD),
                      cli_layout_style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < result->boilerplate_count && cli_output_alive(layout->output); i++) {
        const dedupe_boilerplate *boilerplate = &result->boilerplate[i];
        const char *text = result->articles[boilerplate->article].text + boilerplate->offset;
        cli_text_buffer_add(&layout->line, "%6zu articles  \"", boilerplate->articles);
        cli_layout_add_cut_text(layout, text, boilerplate->length,
                                layout->report->terminal.columns - COUNT_COLUMNS);
        cli_text_buffer_add(&layout->line, "\"");
        cli_layout_write_line(layout);
    }
    cli_output_text(layout->output, "\n");
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* Whether there are forms filled in twice that nothing in the report shows. */
static bool hides_variants(const cli_report *report) {
    const dedupe_result *result = report->result;
    if (report->options->pairs || report->options->level == DEDUPE_VARIANT)
        return false;
    for (size_t i = 0; i < result->pair_count; i++)
        if (result->pairs[i].relation == DEDUPE_VARIANT)
            return true;
    return false;
}

static void write_summary(cli_layout *layout) {
    cli_report_counts counts = cli_report_count(layout->report);
    size_t clusters = layout->report->result->cluster_count;
    size_t errors = layout->report->all_errors;
    cli_text_buffer *line = &layout->line;
    if (counts.articles == 0)
        cli_text_buffer_add(line, "nothing compared: 0 articles");
    else
        cli_text_buffer_add(line, "%zu article%s", counts.articles, plural(counts.articles));
    if (counts.references > 0)
        cli_text_buffer_add(line, ", %zu of them references", counts.references);
    if (counts.articles > 0)
        cli_text_buffer_add(line, ": ");
    if (counts.articles > 0 && clusters == 0)
        cli_text_buffer_add(line, "no duplicates");
    else if (counts.articles > 0)
        cli_text_buffer_add(line, "%zu cluster%s with %zu articles, %zu %salone", clusters, plural(clusters),
                            counts.clustered, counts.articles - counts.references - counts.new_clustered,
                            counts.references > 0 ? "new " : "");
    if (hides_variants(layout->report))
        cli_text_buffer_add(line, "; some are one form filled in twice (--pairs lists them)");
    if (counts.skipped > 0)
        cli_text_buffer_add(line, "; %zu skipped", counts.skipped);
    if (errors > 0)
        cli_text_buffer_add(line, "%s %zu error%s", counts.skipped > 0 ? "," : ";", errors, plural(errors));
    cli_layout_write_line(layout);
}

/* Entries of the baseline that accept nothing any more. */
static void write_stale(cli_layout *layout) {
    const cli_baseline *baseline = layout->report->gate->baseline;
    if (baseline == NULL || baseline->stale_count == 0)
        return;
    cli_output_format(layout->output, "\nstale in the baseline: %zu\n", baseline->stale_count);
    for (size_t i = 0; i < baseline->count && cli_output_alive(layout->output); i++) {
        const cli_baseline_entry *entry = &baseline->entries[i];
        if (entry->stale == NULL)
            continue;
        cli_text_buffer_add_spaces(&layout->line, CLI_LAYOUT_INDENT);
        cli_display_path(&layout->line, entry->article.name);
        cli_text_buffer_add(&layout->line, ": %s of ", dedupe_relation_name(entry->relation));
        cli_display_path(&layout->line, entry->of.name);
        cli_text_buffer_add(&layout->line, "; %s", entry->stale);
        cli_layout_write_line(layout);
    }
}

/* For the log of a CI job: every duplicate that fails the check, and what can be done about it. */
static void write_check(cli_layout *layout) {
    const cli_gate *gate = layout->report->gate;
    cli_text_buffer *line = &layout->line;
    if (gate->new_count == 0)
        return;
    cli_text_buffer_add(line, "\n%scheck failed%s: %zu new duplicate%s",
                        cli_layout_style(layout, CLI_STYLE_BOLD), cli_layout_style(layout, CLI_STYLE_PLAIN),
                        gate->new_count, plural(gate->new_count));
    cli_layout_write_line(layout);
    for (size_t i = 0; i < gate->finding_count && cli_output_alive(layout->output); i++) {
        if (gate->findings[i].verdict != CLI_VERDICT_NEW)
            continue;
        cli_text_buffer_add_spaces(line, CLI_LAYOUT_INDENT);
        cli_finding_add_place(layout->report, gate->findings[i].article, line);
        cli_text_buffer_add(line, ": ");
        cli_finding_describe(layout->report, &gate->findings[i], line);
        cli_layout_write_line(layout);
    }
    cli_output_text(layout->output,
                    "to pass: take them out or rewrite them; or accept them, with a rule in the file of "
                    "--allow,\n         or all as they are with --baseline FILE --update-baseline\n");
}

void cli_report_write_text(const cli_report *report, cli_output *output) {
    cli_layout layout = {.report = report, .output = output};
    for (size_t i = 0; i < report->result->cluster_count && cli_output_alive(output); i++)
        write_cluster(&layout, &report->result->clusters[i], i + 1);
    if (report->options->pairs)
        write_pairs(&layout);
    if (report->options->verbose)
        write_boilerplate(&layout);
    write_summary(&layout);
    if (report->options->explain)
        cli_explain_write_text(&layout);
    write_stale(&layout);
    if (report->options->check)
        write_check(&layout);
    cli_text_buffer_free(&layout.line);
}
