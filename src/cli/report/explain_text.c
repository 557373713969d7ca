/* What --explain tells, for people: see explain.h. */
#include "explain.h"

enum { BAR_COLUMNS = 32 };

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* ---- the histogram */

/* The part of a bar that stands for `pairs` if `most` pairs take all of it; at least one column. */
static size_t bar_columns(size_t pairs, size_t most) {
    if (most <= BAR_COLUMNS)
        return pairs;
    return pairs == 0 ? 0 : 1 + (size_t)((double)pairs * (BAR_COLUMNS - 1) / (double)most);
}

static void add_bar(cli_layout *layout, cli_style style, char mark, size_t columns) {
    cli_text_buffer_add(&layout->line, "%s", columns > 0 ? cli_layout_style(layout, style) : "");
    for (size_t i = 0; i < columns; i++)
        cli_text_buffer_add_bytes(&layout->line, &mark, 1);
    cli_text_buffer_add(&layout->line, "%s", columns > 0 ? cli_layout_style(layout, CLI_STYLE_PLAIN) : "");
}

static void add_relations(cli_text_buffer *line, const cli_explain_row *row) {
    const char *divider = "";
    for (int relation = CLI_EXPLAIN_RELATIONS - 1; relation > DEDUPE_NONE; relation--) {
        if (row->pairs[relation] == 0)
            continue;
        cli_text_buffer_add(line, "%s%zu %s", divider, row->pairs[relation],
                            dedupe_relation_name((dedupe_relation)relation));
        divider = ", ";
    }
}

/* Writes a row; `most` is the number of pairs of the longest one. */
static void write_row(cli_layout *layout, const cli_explain_row *row, size_t most) {
    size_t all = cli_explain_duplicates(row->pairs, DEDUPE_NONE);
    size_t above = cli_explain_duplicates(row->pairs, layout->report->options->level);
    size_t above_columns = bar_columns(above, most);
    size_t columns = above_columns + bar_columns(all - above, most);
    size_t widest = bar_columns(most, most) + 1; /* both parts of a bar are rounded up */
    cli_text_buffer_add(&layout->line, "   %3u-%3u%%%9zu   ", cli_layout_per_cent(row->from),
                        cli_layout_per_cent(row->to), all);
    add_bar(layout, CLI_STYLE_STRONG, '#', above_columns);
    add_bar(layout, CLI_STYLE_DIM, '.', columns - above_columns);
    cli_text_buffer_add_spaces(&layout->line, widest + 1 - columns);
    add_relations(&layout->line, row);
    cli_layout_write_line(layout);
}

static void write_cut(cli_layout *layout, double threshold) {
    bool is_whole = cli_layout_per_cent(threshold) == threshold * 100;
    cli_output_format(
        layout->output, is_whole ? "   %s======= --threshold %.2f%s\n" : "   %s======= --threshold %g%s\n",
        cli_layout_style(layout, CLI_STYLE_BOLD), threshold, cli_layout_style(layout, CLI_STYLE_PLAIN));
}

static void write_rows(cli_layout *layout, const cli_explain *explain) {
    double threshold = layout->report->options->threshold;
    size_t most = 0;
    size_t first = explain->row_count;
    size_t last = 0;
    for (size_t i = 0; i < explain->row_count; i++) {
        size_t pairs = cli_explain_duplicates(explain->rows[i].pairs, DEDUPE_NONE);
        most = pairs > most ? pairs : most;
        first = pairs > 0 && first == explain->row_count ? i : first;
        last = pairs > 0 ? i : last;
    }
    for (size_t i = 0; i < explain->row_count; i++) {
        if (i >= first && i <= last)
            write_row(layout, &explain->rows[i], most);
        if (explain->rows[i].from <= threshold && explain->rows[i].to > threshold)
            write_cut(layout, threshold);
    }
}

/* ---- what stands beside it */

/* Starts the next item of a list in the line. */
static cli_text_buffer *next_item(cli_layout *layout) {
    cli_text_buffer_add(&layout->line, "%s", layout->line.length > 0 ? "; " : "   not counted: ");
    return &layout->line;
}

/* Pairs of one reason, and what stands behind their number: of one, of more. */
typedef struct apart_words {
    dedupe_reason reason;
    const char *one, *more;
} apart_words;

static const apart_words APART[] = {
    {DEDUPE_REASON_LIST, "list of names and figures", "lists of names and figures"},
    {DEDUPE_REASON_QUOTED, "with quoted speech alone", "with quoted speech alone"},
    {DEDUPE_REASON_SHORT, "with too little text in common", "with too little text in common"},
    {DEDUPE_REASON_PHRASES, "with phrases alone", "with phrases alone"},
    {DEDUPE_REASON_HEADLINES, "whose headlines differ", "whose headlines differ"},
    {DEDUPE_REASON_STOCK, "with text of unrelated articles", "with text of unrelated articles"},
    {DEDUPE_REASON_ROUNDUP, "with a round-up", "with a round-up"},
};

/* How many there are, and at what coverage. */
static void add_variants(cli_text_buffer *item, const cli_explain *explain) {
    const unsigned least = cli_layout_per_cent(explain->variant_least),
                   most = cli_layout_per_cent(explain->variant_most);
    cli_text_buffer_add(item, "%zu variant%s at %u", explain->variants, plural(explain->variants), least);
    if (most > least)
        cli_text_buffer_add(item, "-%u", most);
    cli_text_buffer_add(item, "%%");
}

static void write_apart(cli_layout *layout, const cli_explain *explain) {
    size_t unrelated = layout->report->result->counts.unrelated_pairs;
    if (explain->variants > 0)
        add_variants(next_item(layout), explain);
    for (size_t i = 0; i < sizeof APART / sizeof *APART; i++) {
        const size_t pairs = explain->apart[APART[i].reason];
        if (pairs > 0)
            cli_text_buffer_add(next_item(layout), "%zu %s", pairs,
                                pairs == 1 ? APART[i].one : APART[i].more);
    }
    if (unrelated > 0)
        cli_text_buffer_add(next_item(layout), "%zu that share%s too little for a relation", unrelated,
                            unrelated == 1 ? "s" : "");
    if (layout->line.length > 0)
        cli_layout_write_line(layout);
}

static void write_nearest(cli_layout *layout, const char *title, const dedupe_pair *const *pairs,
                          size_t count) {
    if (count == 0)
        return;
    cli_output_format(layout->output, "%s%s%s\n", cli_layout_style(layout, CLI_STYLE_BOLD), title,
                      cli_layout_style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < count; i++) {
        cli_layout_add_pair(layout, pairs[i]);
        cli_layout_write_line(layout);
        if (pairs[i]->passage_count > 0)
            cli_layout_write_quote(layout, pairs[i]->a, &pairs[i]->passages[0]);
    }
}

static void write_trials(cli_layout *layout, const cli_explain *explain) {
    bool any_more = false;
    if (explain->trial_count > 0)
        cli_output_format(layout->output, "%swhat to try, and how many links it would make or break%s\n",
                          cli_layout_style(layout, CLI_STYLE_BOLD),
                          cli_layout_style(layout, CLI_STYLE_PLAIN));
    for (size_t i = 0; i < explain->trial_count; i++) {
        const cli_explain_trial *trial = &explain->trials[i];
        const char *change = trial->is_more ? "more" : "fewer";
        if (trial->threshold > 0)
            cli_output_format(layout->output, "   --threshold %.2f  ", trial->threshold);
        else
            cli_output_format(layout->output, "   --level %-9s ", dedupe_relation_name(trial->level));
        if (trial->pairs == 0)
            cli_output_format(layout->output, "no pair %s\n", change);
        else
            cli_output_format(layout->output, "about %zu pair%s %s\n", trial->pairs, plural(trial->pairs),
                              change);
        any_more = any_more || (trial->is_more && trial->pairs > 0);
    }
    if (any_more)
        cli_output_text(layout->output,
                        "   some may prove to be forms or quoted speech, or be outvoted; one that "
                        "comes may bring others\n");
}

void cli_explain_write_text(cli_layout *layout) {
    cli_explain explain = cli_explain_compute(layout->report);
    size_t pairs = cli_explain_duplicates(explain.pairs, DEDUPE_NONE);
    layout->path_columns = 0;
    if (pairs == 0) {
        cli_output_format(layout->output, "\n%sno pairs by coverage%s: no threshold to choose\n",
                          cli_layout_style(layout, CLI_STYLE_BOLD),
                          cli_layout_style(layout, CLI_STYLE_PLAIN));
    } else {
        cli_output_format(layout->output,
                          "\n%s%zu pair%s by coverage%s, the larger of the two:  # duplicates  . not\n",
                          cli_layout_style(layout, CLI_STYLE_BOLD), pairs, plural(pairs),
                          cli_layout_style(layout, CLI_STYLE_PLAIN));
        write_rows(layout, &explain);
    }
    write_apart(layout, &explain);
    write_nearest(layout, "nearest above the cut: duplicates", explain.above, explain.above_count);
    write_nearest(layout, "nearest below: kept apart", explain.below, explain.below_count);
    if (pairs > 0)
        write_trials(layout, &explain);
}
