/*
 * The report of a scan as JUnit XML, which nearly every CI system shows: a test case for each article that is
 * no reference. A new duplicate is a failure, an accepted one passes and says so, an article that took no
 * part is skipped, and what could not be read is an error. No times, so that equal results are equal bytes.
 *
 * XML has no way to write most control characters, so names show them as \xNN and texts have a space or
 * U+FFFD.
 */
#include "../display.h"
#include "../program_memory.h"
#include "../utf8_reader.h"
#include "finding_text.h"

#include <stdlib.h>

enum { QUOTE_COLUMNS = 160 };

/* Writes text as XML, safe in an attribute and between tags. */
static void write_xml(cli_output *output, const char *text, size_t length) {
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        const uint32_t character = cli_utf8_next(text + i, length - i, &used);
        const bool is_control =
            character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        if (character == CLI_UTF8_INVALID || is_control || character == 0xFFFE || character == 0xFFFF)
            cli_output_text(output, "\xEF\xBF\xBD");
        else if (character < 0x20 || character == '<' || character == '>' || character == '&' ||
                 character == '"' || (character >= 0x7F && character <= 0x9F))
            cli_output_format(output, "&#%u;", (unsigned)character);
        else
            cli_output_write(output, text + i, used);
    }
}

/* Writes a name as the value of an attribute. */
static void write_name(cli_output *output, const char *attribute, const char *name) {
    cli_text_buffer shown = {0};
    cli_display_path(&shown, name);
    cli_output_format(output, " %s=\"", attribute);
    write_xml(output, shown.bytes != NULL ? shown.bytes : "", shown.length);
    cli_output_text(output, "\"");
    cli_text_buffer_free(&shown);
}

static void write_buffer(cli_output *output, const cli_text_buffer *text) {
    write_xml(output, text->bytes != NULL ? text->bytes : "", text->length);
}

static void write_failure(const cli_report *report, const cli_finding *finding, cli_output *output) {
    cli_text_buffer text = {0};
    cli_finding_describe(report, finding, &text);
    cli_output_format(output, "<failure type=\"%s\" message=\"", dedupe_relation_name(finding->relation));
    write_buffer(output, &text);
    cli_output_text(output, "\">");
    for (size_t i = 0; i < finding->passage_count && i < report->passages; i++) {
        const dedupe_passage passage = cli_finding_passage(finding, i);
        cli_text_buffer_clear(&text);
        cli_text_buffer_add(&text, "\"");
        cli_finding_add_quote(report, finding->article, passage.offset, passage.length, QUOTE_COLUMNS, &text);
        cli_text_buffer_add(&text, "\"");
        cli_output_text(output, i > 0 ? "\n" : "");
        write_buffer(output, &text);
    }
    cli_output_text(output, "</failure>");
    cli_text_buffer_free(&text);
}

static void write_accepted(const cli_report *report, const cli_finding *finding, cli_output *output) {
    cli_text_buffer text = {0};
    cli_finding_describe(report, finding, &text);
    cli_text_buffer_add(&text, "; accepted: ");
    cli_finding_add_reason(finding, &text);
    cli_output_text(output, "<system-out>");
    write_buffer(output, &text);
    cli_output_text(output, "</system-out>");
    cli_text_buffer_free(&text);
}

/* `finding` is NULL for an article that duplicates nothing. */
static void write_article(const cli_report *report, size_t article, const cli_finding *finding,
                          cli_output *output) {
    const dedupe_article *described = &report->result->articles[article];
    const char *skipped = cli_report_skipped(described);
    cli_output_text(output, "    <testcase classname=\"dedupe\"");
    write_name(output, "name", described->id);
    write_name(output, "file", cli_report_path(report, article));
    if (cli_report_line(report, article) > 0)
        cli_output_format(output, " line=\"%zu\"", cli_report_line(report, article));
    cli_output_text(output, " time=\"0\"");
    if (skipped == NULL && finding == NULL) {
        cli_output_text(output, "/>\n");
        return;
    }
    cli_output_text(output, ">");
    if (skipped != NULL)
        cli_output_format(output, "<skipped message=\"%s\"/>", skipped);
    else if (finding->verdict == CLI_VERDICT_NEW)
        write_failure(report, finding, output);
    else
        write_accepted(report, finding, output);
    cli_output_text(output, "</testcase>\n");
}

static void write_error(const cli_message *error, cli_output *output) {
    cli_output_text(output, "    <testcase classname=\"dedupe.input\"");
    write_name(output, "name", error->path != NULL ? error->path : "dedupe");
    if (error->path != NULL)
        write_name(output, "file", error->path);
    if (error->line > 0)
        cli_output_format(output, " line=\"%zu\"", error->line);
    cli_output_format(output, " time=\"0\"><error type=\"%s\"", error->code);
    write_name(output, "message", error->text);
    cli_output_text(output, "/></testcase>\n");
}

void cli_report_write_junit(const cli_report *report, cli_output *output) {
    const dedupe_result *result = report->result;
    const cli_gate *gate = report->gate;
    const cli_finding **of = cli_memory_allocate(result->article_count, sizeof(const cli_finding *));
    size_t skipped = 0, tests = report->error_count;
    for (size_t i = 0; i < gate->finding_count; i++)
        of[gate->findings[i].article] = &gate->findings[i];
    for (size_t i = 0; i < result->article_count; i++) {
        tests += !result->articles[i].origin.is_reference;
        skipped +=
            !result->articles[i].origin.is_reference && cli_report_skipped(&result->articles[i]) != NULL;
    }
    cli_output_text(output, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (int level = 0; level < 2; level++)
        cli_output_format(output,
                          "%s name=\"dedupe\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
                          "skipped=\"%zu\" time=\"0\">\n",
                          level == 0 ? "<testsuites" : "  <testsuite", tests, gate->new_count,
                          report->error_count, skipped);
    for (size_t i = 0; i < result->article_count && cli_output_alive(output); i++)
        if (!result->articles[i].origin.is_reference)
            write_article(report, i, of[i], output);
    for (size_t i = 0; i < report->error_count; i++)
        write_error(&report->errors[i], output);
    cli_output_text(output, "  </testsuite>\n</testsuites>\n");
    free(of);
}
