/*
 * The report of a scan as a list of names: what would be left of the inputs without their duplicates, that is
 * every new article that --check lets pass, in the order in which they stand there. With --null each ends
 * with a NUL instead of a line break.
 */
#include "report.h"

#include "../program_memory.h"

#include <stdlib.h>
#include <string.h>

struct kept {
    const char *id;
    const cli_origin *origin; /* where it stands */
};

static int compare_places(const void *left, const void *right) {
    const struct kept *a = left;
    const struct kept *b = right;
    const int order = strcmp(a->origin->path, b->origin->path);
    if (order != 0)
        return order;
    if (a->origin->line != b->origin->line)
        return a->origin->line < b->origin->line ? -1 : 1;
    if (a->origin->number != b->origin->number)
        return a->origin->number < b->origin->number ? -1 : 1;
    return strcmp(a->id, b->id);
}

void cli_report_write_unique(const cli_report *report, cli_output *output) {
    const dedupe_result *result = report->result;
    const char *end = report->options->null_separated ? "" : "\n";
    const size_t length = 1; /* of `end`, whose NUL counts if it is empty */
    struct kept *kept = cli_memory_allocate(result->article_count, sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < result->article_count; i++) {
        const dedupe_article *article = &result->articles[i];
        if (!article->origin.is_reference && report->gate->verdicts[i] != CLI_VERDICT_NEW)
            kept[count++] = (struct kept){article->id, cli_ids_find(report->ids, article->id)};
    }
    if (count > 1)
        qsort(kept, count, sizeof *kept, compare_places);
    for (size_t i = 0; i < count && cli_output_alive(output); i++) {
        cli_output_text(output, kept[i].id);
        cli_output_write(output, end, length);
    }
    free(kept);
}
