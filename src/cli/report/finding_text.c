/* Findings in words: see finding_text.h. */
#include "finding_text.h"

#include "../display.h"
#include "../gate/allow.h"
#include "text_layout.h"
#include "word_edges.h"

#include <string.h>

/* From here on the coverage of the other side is worth a word. */
#define TELLING_DIFFERENCE 0.10

void cli_finding_add_place(const cli_report *report, size_t article, cli_text_buffer *out) {
    const char *id = report->result->articles[article].id;
    const char *path = cli_report_path(report, article);
    const size_t line = cli_report_line(report, article);
    cli_text_buffer place = {0};
    cli_display_path(out, path);
    if (line > 0)
        cli_text_buffer_add(out, ":%zu", line);
    cli_text_buffer_add(&place, "%s:%zu", path, line);
    if (strcmp(id, path) != 0 && strcmp(id, place.bytes) != 0) {
        cli_text_buffer_add(out, " (id ");
        cli_display_path(out, id);
        cli_text_buffer_add(out, ")");
    }
    cli_text_buffer_free(&place);
}

void cli_finding_add_reason(const cli_finding *finding, cli_text_buffer *out) {
    if (finding->rule != NULL)
        cli_display_path(out, finding->rule->reason);
    else
        cli_text_buffer_add(out, "in the baseline");
}

bool cli_gate_is_asked(const cli_options *options) {
    return options->check || options->baseline != NULL || options->allow != NULL;
}

void cli_finding_describe(const cli_report *report, const cli_finding *finding, cli_text_buffer *out) {
    cli_text_buffer_add(out, "%s: %u%% of its text is in ", dedupe_relation_name(finding->relation),
                        cli_layout_per_cent(finding->coverage));
    cli_finding_add_place(report, finding->other, out);
    if (finding->coverage_of_other > finding->coverage + TELLING_DIFFERENCE)
        cli_text_buffer_add(out, ", %u%% of that one in it", cli_layout_per_cent(finding->coverage_of_other));
}

void cli_finding_add_quote(const cli_report *report, size_t article, size_t offset, size_t length,
                           size_t columns, cli_text_buffer *out) {
    const dedupe_article *quoted = &report->result->articles[article];
    size_t start = offset;
    size_t end = offset + length;
    cli_word_edges_narrow(quoted, &start, &end);
    const size_t used = cli_display_text(out, quoted->text + start, end - start, columns);
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    if (used < end - start)
        cli_text_buffer_add(out, " …");
}

/* Moves a line and column over text. */
static void walk(const char *text, size_t length, size_t *line, size_t *column) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

cli_region cli_region_find(const dedupe_article *article, size_t offset, size_t length) {
    static const char mark[] = "\xEF\xBB\xBF"; /* a byte order mark is no column */
    const size_t skipped =
        offset >= 3 && article->text_length >= 3 && memcmp(article->text, mark, 3) == 0 ? 3 : 0;
    cli_region region = {.start_line = 1, .start_column = 1};
    walk(article->text + skipped, offset - skipped, &region.start_line, &region.start_column);
    region.end_line = region.start_line;
    region.end_column = region.start_column;
    walk(article->text + offset, length, &region.end_line, &region.end_column);
    return region;
}
