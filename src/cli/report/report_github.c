/*
 * The report of a scan as workflow commands of GitHub Actions, which shows them beside the files: an error
 * for each new duplicate (a warning without --check), a notice for each that is accepted, an error for each
 * thing that could not be read. Escaped as the toolkit of the runner does it: %, CR and LF in the message;
 * also : and comma in a property.
 */
#include "finding_text.h"

#include <string.h>

enum { QUOTE_COLUMNS = 160 };

static void write_escaped(cli_output *output, const char *text, const char *special) {
    for (; *text != '\0'; text++) {
        if (strchr(special, *text) != NULL)
            cli_output_format(output, "%%%02X", (unsigned char)*text);
        else
            cli_output_write(output, text, 1);
    }
}

static void write_property(cli_output *output, const char *text) {
    write_escaped(output, text, "%\r\n:,");
}

static void write_message(cli_output *output, const char *text) {
    cli_output_text(output, "::");
    write_escaped(output, text, "%\r\n");
    cli_output_text(output, "\n");
}

/* The lines of the longest passage; for a record its own line. */
static void write_lines(const cli_report *report, const cli_finding *finding, cli_output *output) {
    const size_t line = cli_report_line(report, finding->article);
    if (line > 0) {
        cli_output_format(output, ",line=%zu", line);
    } else if (finding->passage_count > 0 && cli_report_is_file(report, finding->article)) {
        const dedupe_passage passage = cli_finding_passage(finding, 0);
        const cli_region region =
            cli_region_find(&report->result->articles[finding->article], passage.offset, passage.length);
        cli_output_format(output, ",line=%zu,endLine=%zu", region.start_line, region.end_line);
    }
}

static void write_finding(const cli_report *report, const cli_finding *finding, cli_output *output) {
    cli_text_buffer message = {0};
    const bool is_new = finding->verdict == CLI_VERDICT_NEW;
    cli_output_format(output, "::%s file=",
                      !is_new                  ? "notice"
                      : report->options->check ? "error"
                                               : "warning");
    write_property(output, cli_report_path(report, finding->article));
    write_lines(report, finding, output);
    cli_output_format(output, ",title=%s duplicate", is_new ? "new" : "accepted");
    cli_finding_add_place(report, finding->article, &message);
    cli_text_buffer_add(&message, " is ");
    cli_finding_describe(report, finding, &message);
    if (!is_new) {
        cli_text_buffer_add(&message, "\naccepted: ");
        cli_finding_add_reason(finding, &message);
    }
    for (size_t i = 0; is_new && i < finding->passage_count && i < report->passages; i++) {
        const dedupe_passage passage = cli_finding_passage(finding, i);
        cli_text_buffer_add(&message, "\n\"");
        cli_finding_add_quote(report, finding->article, passage.offset, passage.length, QUOTE_COLUMNS,
                              &message);
        cli_text_buffer_add(&message, "\"");
    }
    write_message(output, message.bytes);
    cli_text_buffer_free(&message);
}

static void write_error(const cli_message *error, cli_output *output) {
    cli_output_text(output, "::error ");
    if (error->path != NULL) {
        cli_output_text(output, "file=");
        write_property(output, error->path);
        if (error->line > 0)
            cli_output_format(output, ",line=%zu", error->line);
        cli_output_text(output, ",");
    }
    cli_output_format(output, "title=dedupe %s", error->code);
    write_message(output, error->text);
}

void cli_report_write_github(const cli_report *report, cli_output *output) {
    for (size_t i = 0; i < report->gate->finding_count && cli_output_alive(output); i++)
        write_finding(report, &report->gate->findings[i], output);
    for (size_t i = 0; i < report->error_count; i++)
        write_error(&report->errors[i], output);
}
