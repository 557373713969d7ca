/*
 * The CSV report of a scan, RFC 4180: a row for each member of a cluster, lines that end with CR LF, fields
 * quoted where they have to be. Names are written byte for byte.
 */
#include "report.h"

#include <string.h>

static void write_field(cli_output *output, const char *field, const char *end) {
    if (strpbrk(field, ",\"\r\n") == NULL) {
        cli_output_format(output, "%s%s", field, end);
        return;
    }
    cli_output_text(output, "\"");
    for (const char *quote; (quote = strchr(field, '"')) != NULL; field = quote + 1) {
        cli_output_write(output, field, (size_t)(quote - field));
        cli_output_text(output, "\"\"");
    }
    cli_output_format(output, "%s\"%s", field, end);
}

/* What the article says of itself; empty fields for what it does not. */
static void write_metadata(const cli_metadata *metadata, cli_output *output) {
    static const cli_metadata nothing;
    const cli_metadata *known = metadata != NULL ? metadata : &nothing;
    const char *const fields[] = {known->title, known->date, known->source, known->url};
    const size_t count = sizeof fields / sizeof *fields;
    for (size_t i = 0; i < count; i++)
        write_field(output, fields[i] != NULL ? fields[i] : "", i + 1 < count ? "," : "\r\n");
}

static void write_member(const cli_report *report, const dedupe_cluster *cluster, const dedupe_member *member,
                         cli_output *output) {
    const dedupe_article *articles = report->result->articles;
    const size_t line = cli_report_line(report, member->article);
    const bool is_first = member->article == cluster->representative;
    cli_output_format(output, "%s,", cluster->id);
    write_field(output, articles[member->article].id, ",");
    write_field(output, cli_report_path(report, member->article), ",");
    if (line > 0)
        cli_output_format(output, "%zu", line);
    cli_output_format(output, ",%s,%s,%s,", articles[member->article].origin.is_reference ? "true" : "false",
                      cli_verdict_name(report->gate->verdicts[member->article]),
                      is_first ? "representative" : dedupe_relation_name(member->relation));
    write_field(output, articles[member->to].id, ",");
    cli_output_format(output, "%.4f,%.4f,%.4f,%.4f,", member->coverage, member->coverage_of_other,
                      member->resemblance, cluster->cohesion);
    write_metadata(cli_report_metadata(report, member->article), output);
}

void cli_report_write_csv(const cli_report *report, cli_output *output) {
    cli_output_text(output, "cluster,id,path,line,reference,verdict,relation,to,coverage,coverage_of_other,"
                            "resemblance,cohesion,title,date,source,url\r\n");
    for (size_t c = 0; c < report->result->cluster_count && cli_output_alive(output); c++) {
        const dedupe_cluster *cluster = &report->result->clusters[c];
        for (size_t m = 0; m < cluster->member_count; m++)
            write_member(report, cluster, &cluster->members[m], output);
    }
}
