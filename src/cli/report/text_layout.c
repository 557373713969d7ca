/* Lines of the text reports of a scan: see text_layout.h. */
#include "text_layout.h"

#include "../display.h"
#include "word_edges.h"

#include <string.h>

enum { RELATION_COLUMNS = 10, GAP = 2, QUOTE_INDENT = 7 };

void cli_layout_write_line(cli_layout *layout) {
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

const char *cli_layout_style(const cli_layout *layout, cli_style wanted) {
    return cli_terminal_style(&layout->report->terminal, wanted);
}

static cli_style style_of(dedupe_relation relation) {
    if (relation >= DEDUPE_EXCERPT)
        return CLI_STYLE_STRONG;
    return relation == DEDUPE_DERIVED ? CLI_STYLE_MIDDLE : CLI_STYLE_WEAK;
}

unsigned cli_layout_per_cent(double share) {
    return (unsigned)(share * 100 + 0.5);
}

size_t cli_layout_id_columns(const cli_report *report, size_t article) {
    cli_text_buffer shown = {0};
    cli_display_path(&shown, report->result->articles[article].id);
    size_t columns = cli_display_width(shown.bytes, shown.length);
    cli_text_buffer_free(&shown);
    return columns;
}

void cli_layout_add_id(cli_layout *layout, size_t article) {
    size_t columns = cli_layout_id_columns(layout->report, article);
    cli_display_path(&layout->line, layout->report->result->articles[article].id);
    if (columns < layout->path_columns)
        cli_text_buffer_add_spaces(&layout->line, layout->path_columns - columns);
    cli_text_buffer_add_spaces(&layout->line, GAP);
}

void cli_layout_add_relation(cli_layout *layout, dedupe_relation relation) {
    const char *name = dedupe_relation_name(relation);
    cli_text_buffer_add(&layout->line, "%s%s%s", cli_layout_style(layout, style_of(relation)), name,
                        cli_layout_style(layout, CLI_STYLE_PLAIN));
    if (strlen(name) < RELATION_COLUMNS)
        cli_text_buffer_add_spaces(&layout->line, RELATION_COLUMNS - strlen(name));
}

void cli_layout_add_pair(cli_layout *layout, const dedupe_pair *pair) {
    cli_text_buffer_add_spaces(&layout->line, CLI_LAYOUT_INDENT);
    cli_layout_add_relation(layout, pair->relation);
    cli_text_buffer_add(&layout->line, "%3u%% of ", cli_layout_per_cent(pair->coverage_of_a));
    cli_layout_add_id(layout, pair->a);
    cli_text_buffer_add(&layout->line, "%3u%% of ", cli_layout_per_cent(pair->coverage_of_b));
    cli_layout_add_id(layout, pair->b);
}

void cli_layout_add_cut_text(cli_layout *layout, const char *text, size_t length, size_t columns) {
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

void cli_layout_write_quote(cli_layout *layout, size_t article, const dedupe_passage *passage) {
    const dedupe_article *quoted = &layout->report->result->articles[article];
    size_t columns = layout->report->terminal.columns - QUOTE_INDENT - 2;
    size_t start = passage->offset;
    size_t end = start + passage->length;
    cli_word_edges_narrow(quoted, &start, &end);
    cli_text_buffer_add_spaces(&layout->line, QUOTE_INDENT);
    cli_text_buffer_add(&layout->line, "%s\"", cli_layout_style(layout, CLI_STYLE_DIM));
    cli_layout_add_cut_text(layout, quoted->text + start, end - start, columns);
    cli_text_buffer_add(&layout->line, "\"%s", cli_layout_style(layout, CLI_STYLE_PLAIN));
    cli_layout_write_line(layout);
}
