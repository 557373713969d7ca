/*
 * The text report of a scan, for people: a head line for each cluster, a line for each member, and
 * under it the longest passages it shares.
 */
#include "report.h"

#include "../display.h"
#include "word_edges.h"

#include <string.h>

enum { INDENT = 3, RELATION_COLUMNS = 10, GAP = 2, QUOTE_INDENT = 7, COUNT_COLUMNS = 20 };

/* From here on the coverage of the other side is worth a word. */
#define TELLING_DIFFERENCE 0.10

/* The columns of the paths of one cluster, and what they are made with. */
struct layout {
    const cli_report *report;
    cli_output *output;
    size_t path_columns;
    cli_text_buffer line;
};

static void write_line(struct layout *layout) {
    cli_text_buffer *line = &layout->line;
    while (line->length > 0 && line->bytes[line->length - 1] == ' ')
        line->length--;
    cli_output_write(layout->output, line->bytes, line->length);
    cli_output_text(layout->output, "\n");
    cli_text_buffer_clear(line);
}

/* The last space, NULL if there is none. */
static const char *last_space(const char *text, size_t length) {
    while (length > 0) {
        if (text[--length] == ' ')
            return text + length;
    }
    return NULL;
}

static const char *style(const struct layout *layout, cli_style wanted) {
    return cli_terminal_style(&layout->report->terminal, wanted);
}

static cli_style style_of(dedupe_relation relation) {
    if (relation >= DEDUPE_EXCERPT)
        return CLI_STYLE_STRONG;
    return relation == DEDUPE_DERIVED ? CLI_STYLE_MIDDLE : CLI_STYLE_WEAK;
}

static size_t id_columns(const cli_report *report, size_t article) {
    cli_text_buffer shown = {0};
    cli_display_path(&shown, report->result->articles[article].id);
    size_t columns = cli_display_width(shown.bytes, shown.length);
    cli_text_buffer_free(&shown);
    return columns;
}

/* As wide as the widest id of the cluster, but on a terminal no more than half of it. */
static size_t path_columns_of(const cli_report *report, const dedupe_cluster *cluster) {
    size_t widest = 0;
    size_t most = report->terminal.columns / 2;
    for (size_t i = 0; i < cluster->member_count + cluster->related_count; i++) {
        const dedupe_member *member =
            i < cluster->member_count ? &cluster->members[i] : &cluster->related[i - cluster->member_count];
        size_t columns = id_columns(report, member->article);
        if (columns > widest && columns <= most)
            widest = columns;
    }
    return widest;
}

/* Appends an id, then spaces up to the column after it. */
static void add_id(struct layout *layout, size_t article) {
    size_t columns = id_columns(layout->report, article);
    cli_display_path(&layout->line, layout->report->result->articles[article].id);
    if (columns < layout->path_columns)
        cli_text_buffer_add_spaces(&layout->line, layout->path_columns - columns);
    cli_text_buffer_add_spaces(&layout->line, GAP);
}

static void add_relation(struct layout *layout, dedupe_relation relation) {
    const char *name = dedupe_relation_name(relation);
    cli_text_buffer_add(&layout->line, "%s%s%s", style(layout, style_of(relation)), name,
                        style(layout, CLI_STYLE_PLAIN));
    if (strlen(name) < RELATION_COLUMNS)
        cli_text_buffer_add_spaces(&layout->line, RELATION_COLUMNS - strlen(name));
}

static unsigned per_cent(double share) {
    return (unsigned)(share * 100 + 0.5);
}

/* Appends text of at most so many columns; what was cut off ends in an ellipsis after a whole word. */
static void add_cut_text(struct layout *layout, const char *text, size_t length, size_t columns) {
    cli_text_buffer shown = {0};
    size_t used = cli_display_text(&shown, text, length, columns);
    bool cut = used < length;
    if (cut) {
        cli_text_buffer_clear(&shown);
        cli_display_text(&shown, text, length, columns - 2);
        const char *space = last_space(shown.bytes, shown.length);
        if (space != NULL && shown.length - (size_t)(space - shown.bytes) < columns / 3)
            shown.length = (size_t)(space - shown.bytes);
    }
    while (shown.length > 0 && shown.bytes[shown.length - 1] == ' ')
        shown.length--;
    cli_text_buffer_add_bytes(&layout->line, shown.bytes, shown.length);
    cli_text_buffer_add(&layout->line, "%s", cut ? " …" : "");
    cli_text_buffer_free(&shown);
}

/* Quotes the longest passages, each on a line that fits. */
static void write_quotes(struct layout *layout, const dedupe_member *member) {
    const dedupe_article *article = &layout->report->result->articles[member->article];
    size_t columns = layout->report->terminal.columns - QUOTE_INDENT - 2;
    for (size_t i = 0; i < member->passage_count && i < layout->report->passages; i++) {
        size_t start = member->passages[i].offset;
        size_t end = start + member->passages[i].length;
        cli_word_edges_narrow(article, &start, &end);
        cli_text_buffer_add_spaces(&layout->line, QUOTE_INDENT);
        cli_text_buffer_add(&layout->line, "%s\"", style(layout, CLI_STYLE_DIM));
        add_cut_text(layout, article->text + start, end - start, columns);
        cli_text_buffer_add(&layout->line, "\"%s", style(layout, CLI_STYLE_PLAIN));
        write_line(layout);
    }
}

static void write_member(struct layout *layout, const dedupe_member *member, size_t representative) {
    cli_text_buffer_add_spaces(&layout->line, INDENT);
    add_id(layout, member->article);
    if (member->article == representative) {
        cli_text_buffer_add(&layout->line, "%srepresentative: fullest copy%s", style(layout, CLI_STYLE_BOLD),
                            style(layout, CLI_STYLE_PLAIN));
        write_line(layout);
        return;
    }
    add_relation(layout, member->relation);
    cli_text_buffer_add(&layout->line, "%3u%% of its text", per_cent(member->coverage));
    if (member->coverage_of_other > member->coverage + TELLING_DIFFERENCE)
        cli_text_buffer_add(&layout->line, ", %u%% of the other", per_cent(member->coverage_of_other));
    if (member->to != representative) {
        cli_text_buffer_add(&layout->line, " in ");
        cli_display_path(&layout->line, layout->report->result->articles[member->to].id);
    }
    write_line(layout);
    write_quotes(layout, member);
}

static void write_cluster(struct layout *layout, const dedupe_cluster *cluster, size_t number) {
    cli_text_buffer_add(&layout->line, "%s%zu  %zu articles, one story%s   cohesion %.2f",
                        style(layout, CLI_STYLE_BOLD), number, cluster->member_count,
                        style(layout, CLI_STYLE_PLAIN), cluster->cohesion);
    write_line(layout);
    layout->path_columns = path_columns_of(layout->report, cluster);
    for (size_t i = 0; i < cluster->member_count; i++)
        write_member(layout, &cluster->members[i], cluster->representative);
    if (cluster->related_count > 0)
        cli_output_format(layout->output, "   %ssee also%s\n", style(layout, CLI_STYLE_DIM),
                          style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < cluster->related_count; i++)
        write_member(layout, &cluster->related[i], cluster->representative);
    cli_output_text(layout->output, "\n");
}

static void write_pairs(struct layout *layout) {
    const dedupe_result *result = layout->report->result;
    if (result->pair_count == 0)
        return;
    cli_output_format(layout->output, "%spairs%s\n", style(layout, CLI_STYLE_BOLD),
                      style(layout, CLI_STYLE_PLAIN));
    layout->path_columns = 0;
    for (size_t i = 0; i < result->pair_count && cli_output_alive(layout->output); i++) {
        const dedupe_pair *pair = &result->pairs[i];
        cli_text_buffer_add_spaces(&layout->line, INDENT);
        add_relation(layout, pair->relation);
        cli_text_buffer_add(&layout->line, "%3u%% of ", per_cent(pair->coverage_of_a));
        add_id(layout, pair->a);
        cli_text_buffer_add(&layout->line, "%3u%% of ", per_cent(pair->coverage_of_b));
        add_id(layout, pair->b);
        write_line(layout);
    }
    cli_output_text(layout->output, "\n");
}

static void write_boilerplate(struct layout *layout) {
    const dedupe_result *result = layout->report->result;
    if (result->boilerplate_count == 0)
        return;
    cli_output_format(layout->output, "%sboilerplate%s\n", style(layout, CLI_STYLE_BOLD),
                      style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < result->boilerplate_count && cli_output_alive(layout->output); i++) {
        const dedupe_boilerplate *boilerplate = &result->boilerplate[i];
        const char *text = result->articles[boilerplate->article].text + boilerplate->offset;
        cli_text_buffer_add(&layout->line, "%6zu articles  \"", boilerplate->articles);
        add_cut_text(layout, text, boilerplate->length, layout->report->terminal.columns - COUNT_COLUMNS);
        cli_text_buffer_add(&layout->line, "\"");
        write_line(layout);
    }
    cli_output_text(layout->output, "\n");
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

static void write_summary(struct layout *layout) {
    cli_report_counts counts = cli_report_count(layout->report);
    size_t clusters = layout->report->result->cluster_count;
    size_t errors = layout->report->error_count;
    cli_text_buffer *line = &layout->line;
    if (counts.articles == 0)
        cli_text_buffer_add(line, "nothing compared: 0 articles");
    else
        cli_text_buffer_add(line, "%zu article%s: ", counts.articles, plural(counts.articles));
    if (counts.articles > 0 && clusters == 0)
        cli_text_buffer_add(line, "no duplicates");
    else if (counts.articles > 0)
        cli_text_buffer_add(line, "%zu cluster%s with %zu articles, %zu alone", clusters, plural(clusters),
                            counts.clustered, counts.articles - counts.clustered);
    if (counts.skipped > 0)
        cli_text_buffer_add(line, "; %zu skipped", counts.skipped);
    if (errors > 0)
        cli_text_buffer_add(line, "%s %zu error%s", counts.skipped > 0 ? "," : ";", errors, plural(errors));
    write_line(layout);
}

void cli_report_write_text(const cli_report *report, cli_output *output) {
    struct layout layout = {.report = report, .output = output};
    for (size_t i = 0; i < report->result->cluster_count && cli_output_alive(output); i++)
        write_cluster(&layout, &report->result->clusters[i], i + 1);
    if (report->options->pairs)
        write_pairs(&layout);
    if (report->options->verbose)
        write_boilerplate(&layout);
    write_summary(&layout);
    cli_text_buffer_free(&layout.line);
}
