/* Findings of the gate in words, and their places, for the reports that CI systems read. */
#ifndef CLI_FINDING_TEXT_H
#define CLI_FINDING_TEXT_H

#include "report.h"

/* Appends "excerpt: 95% of its text is in news/a.txt". */
void cli_finding_describe(const cli_report *report, const cli_finding *finding, cli_text_buffer *out);

/* Appends why a finding is accepted: the reason of its rule, or that the baseline has it. */
void cli_finding_add_reason(const cli_finding *finding, cli_text_buffer *out);

/* Whether the reports speak of the gate: one of its options is in use. */
bool cli_gate_is_asked(const cli_options *options);

/* Appends how an article is known: its id; for a record also the file and line, as "feed.jsonl:12 (id 7)". */
void cli_finding_add_place(const cli_report *report, size_t article, cli_text_buffer *out);

/* Appends the words of a passage of an article, cut to so many columns, without quotation marks. */
void cli_finding_add_quote(const cli_report *report, size_t article, size_t offset, size_t length,
                           size_t columns, cli_text_buffer *out);

/* Lines and columns of a stretch of text, 1-based; columns count characters, the last one is behind it. */
typedef struct cli_region {
    size_t start_line;
    size_t start_column;
    size_t end_line;
    size_t end_column;
} cli_region;

/* Where [offset, offset + length) of an article's text stands in its file. Costs a walk from the start. */
cli_region cli_region_find(const dedupe_article *article, size_t offset, size_t length);

#endif
