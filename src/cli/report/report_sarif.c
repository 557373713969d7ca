/*
 * The report of a scan as SARIF 2.1.0, the format of code scanning: a rule for each relation, a result for
 * each finding, with the passages of both articles as regions. Offsets and lines are of the file if the
 * article is a whole file; a record has the line it stands in.
 *
 * partialFingerprints are made from the folded texts of the two articles and their relation, so that a result
 * stays the same one when files are moved.
 */
#include "finding_text.h"
#include "json_value.h"

#include "../display.h"

#include <inttypes.h>
#include <string.h>

/* ---- rules */

static const struct rule {
    dedupe_relation relation;
    const char *name;
    const char *summary;
    const char *help;
} rules[] = {
    {DEDUPE_IDENTICAL, "IdenticalArticle", "The same letters in the same order as another article.",
     "Keep one of the two."},
    {DEDUPE_NEAR, "NearDuplicate", "Nearly all of the text is in another article, and the other way round.",
     "Keep the fuller or newer of the two."},
    {DEDUPE_EXCERPT, "Excerpt", "The shorter text stands inside the longer one.", "Keep the longer one."},
    {DEDUPE_DERIVED, "DerivedArticle",
     "A good part of one text is in the other: rewritten, translated, damaged or extended.",
     "Read the passages quoted and decide which article to keep."},
    {DEDUPE_RELATED, "RelatedArticle", "A passage, such as a quote, is shared with another article.",
     "Articles on one event often share a quote; usually there is nothing to do."},
    {DEDUPE_VARIANT, "FilledForm", "One form filled in twice: alike but for most names and figures.",
     "Reports on different events, such as results or weather, look like this; usually there is nothing to "
     "do."},
};

enum { RULES = sizeof rules / sizeof *rules };

static size_t rule_of(dedupe_relation relation) {
    size_t index = 0;
    while (index < RULES - 1 && rules[index].relation != relation)
        index++;
    return index;
}

static json_t *make_text(const char *text) {
    json_t *object = cli_json_object();
    cli_json_set(object, "text", cli_json_text(text, strlen(text)));
    return object;
}

/* The level of a new duplicate: that of an error if it fails the check. */
static const char *level_of(const cli_report *report) {
    return report->options->check ? "error" : "warning";
}

static json_t *make_rule(const cli_report *report, const struct rule *rule) {
    static const char accept[] = " Accept a duplicate that is meant with --allow or --baseline.";
    json_t *object = cli_json_object();
    json_t *configuration = cli_json_object();
    cli_text_buffer help = {0};
    cli_text_buffer_add(&help, "%s%s", rule->help, accept);
    cli_json_set(object, "id", json_string(dedupe_relation_name(rule->relation)));
    cli_json_set(object, "name", json_string(rule->name));
    cli_json_set(object, "shortDescription", make_text(rule->summary));
    cli_json_set(object, "fullDescription", make_text(rule->summary));
    cli_json_set(object, "help", make_text(help.bytes));
    cli_json_set(configuration, "level", json_string(level_of(report)));
    cli_json_set(object, "defaultConfiguration", configuration);
    cli_text_buffer_free(&help);
    return object;
}

static json_t *make_tool(const cli_report *report) {
    json_t *tool = cli_json_object();
    json_t *driver = cli_json_object();
    json_t *list = cli_json_array();
    for (size_t i = 0; i < RULES; i++)
        cli_json_append(list, make_rule(report, &rules[i]));
    cli_json_set(driver, "name", json_string("dedupe"));
    cli_json_set(driver, "version", json_string(dedupe_version()));
    cli_json_set(driver, "semanticVersion", json_string(dedupe_version()));
    cli_json_set(driver, "rules", list);
    cli_json_set(tool, "driver", driver);
    return tool;
}

/* ---- places */

/* A path as a URI reference (RFC 3986): relative as it is, absolute with file://. */
static json_t *make_uri(const char *path) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    cli_text_buffer uri = {0};
    cli_text_buffer_add(&uri, "%s", *path == '/' ? "file://" : "");
    for (; *path != '\0'; path++) {
        if (strchr(plain, *path) != NULL)
            cli_text_buffer_add_bytes(&uri, path, 1);
        else
            cli_text_buffer_add(&uri, "%%%02X", (unsigned char)*path);
    }
    json_t *value = cli_json_text(uri.bytes, uri.length);
    cli_text_buffer_free(&uri);
    return value;
}

static json_t *make_artifact(const char *path) {
    json_t *artifact = cli_json_object();
    cli_json_set(artifact, "uri", make_uri(path));
    return artifact;
}

/* The lines, columns and bytes of a stretch of an article; for a record its line. */
static json_t *make_region(const cli_report *report, size_t article, size_t offset, size_t length) {
    const dedupe_article *described = &report->result->articles[article];
    const size_t line = cli_report_line(report, article);
    json_t *region = cli_json_object();
    if (line > 0) {
        cli_json_set(region, "startLine", cli_json_count(line));
        return region;
    }
    const cli_region found = cli_region_find(described, offset, length);
    json_t *snippet = cli_json_object();
    cli_json_set(region, "startLine", cli_json_count(found.start_line));
    cli_json_set(region, "startColumn", cli_json_count(found.start_column));
    cli_json_set(region, "endLine", cli_json_count(found.end_line));
    cli_json_set(region, "endColumn", cli_json_count(found.end_column));
    cli_json_set(region, "byteOffset", cli_json_count(offset));
    cli_json_set(region, "byteLength", cli_json_count(length));
    cli_json_set(snippet, "text", cli_json_text(described->text + offset, length));
    cli_json_set(region, "snippet", snippet);
    return region;
}

/* Where an article is: its file, its name if that is another, and a stretch of it (length 0: none). */
static json_t *make_location(const cli_report *report, size_t article, size_t offset, size_t length) {
    json_t *location = cli_json_object();
    json_t *place = cli_json_object();
    const char *id = report->result->articles[article].id;
    const char *path = cli_report_path(report, article);
    cli_json_set(place, "artifactLocation", make_artifact(path));
    if ((length > 0 && cli_report_is_file(report, article)) || cli_report_line(report, article) > 0)
        cli_json_set(place, "region", make_region(report, article, offset, length));
    cli_json_set(location, "physicalLocation", place);
    if (strcmp(id, path) != 0) {
        json_t *list = cli_json_array();
        json_t *logical = cli_json_object();
        cli_text_buffer shown = {0};
        cli_display_path(&shown, id);
        cli_json_set(logical, "fullyQualifiedName", cli_json_text(shown.bytes, shown.length));
        cli_text_buffer_free(&shown);
        cli_json_append(list, logical);
        cli_json_set(location, "logicalLocations", list);
    }
    return location;
}

/* ---- results */

static json_t *make_fingerprints(const cli_report *report, const cli_finding *finding) {
    json_t *object = cli_json_object();
    const uint64_t *a = report->result->articles[finding->article].fingerprint;
    const uint64_t *b = report->result->articles[finding->other].fingerprint;
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "%016" PRIx64 "%016" PRIx64 ":%016" PRIx64 "%016" PRIx64 ":%s", a[0], a[1],
                        b[0], b[1], dedupe_relation_name(finding->relation));
    cli_json_set(object, "duplicateContent/v1", json_string(text.bytes));
    cli_text_buffer_free(&text);
    return object;
}

/* The other article: the first passage of it in the message's link 1, then the further ones. */
static json_t *make_related(const cli_report *report, const cli_finding *finding, size_t passages) {
    json_t *list = cli_json_array();
    for (size_t i = 0; i < passages || i == 0; i++) {
        dedupe_passage passage = {0};
        if (i < passages)
            passage = cli_finding_passage(finding, i);
        json_t *location = make_location(report, finding->other, passage.other_offset, passage.other_length);
        cli_json_set(location, "id", cli_json_count(i + 1));
        cli_json_set(location, "message", make_text(i == 0 ? "what it duplicates" : "a further passage"));
        cli_json_append(list, location);
    }
    return list;
}

static json_t *make_locations(const cli_report *report, const cli_finding *finding, size_t passages) {
    json_t *list = cli_json_array();
    dedupe_passage passage = {0};
    if (passages > 0)
        passage = cli_finding_passage(finding, 0);
    cli_json_append(list, make_location(report, finding->article, passage.offset, passage.length));
    return list;
}

static json_t *make_properties(const cli_report *report, const cli_finding *finding) {
    json_t *properties = cli_json_object();
    cli_json_set(properties, "cluster", json_string(report->result->clusters[finding->cluster].id));
    cli_json_set_name(properties, "article", report->result->articles[finding->article].id);
    cli_json_set_name(properties, "other", report->result->articles[finding->other].id);
    cli_json_set(properties, "coverage", cli_json_share(finding->coverage));
    cli_json_set(properties, "coverageOfOther", cli_json_share(finding->coverage_of_other));
    cli_json_set(properties, "resemblance", cli_json_share(finding->resemblance));
    return properties;
}

/* Appends text for a message, in which brackets and backslashes would be a link. */
static void add_escaped(cli_text_buffer *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (strchr("[]\\", *text) != NULL)
            cli_text_buffer_add(out, "\\");
        cli_text_buffer_add_bytes(out, text, 1);
    }
}

static json_t *make_message(const cli_report *report, const cli_finding *finding) {
    cli_text_buffer text = {0};
    cli_text_buffer article = {0};
    cli_text_buffer other = {0};
    cli_finding_add_place(report, finding->article, &article);
    cli_finding_add_place(report, finding->other, &other);
    add_escaped(&text, article.bytes);
    cli_text_buffer_add(&text, " is %s: %.0f%% of its text is in [", dedupe_relation_name(finding->relation),
                        finding->coverage * 100);
    add_escaped(&text, other.bytes);
    cli_text_buffer_add(&text, "](1), %.0f%% of that one in it.", finding->coverage_of_other * 100);
    json_t *message = make_text(text.bytes);
    cli_text_buffer_free(&text);
    cli_text_buffer_free(&article);
    cli_text_buffer_free(&other);
    return message;
}

/* What code scanning knows of accepted results. */
static void set_acceptance(json_t *result, const cli_report *report, const cli_finding *finding) {
    json_t *list = cli_json_array();
    const bool is_new = finding->verdict == CLI_VERDICT_NEW;
    if (!is_new) {
        json_t *suppression = cli_json_object();
        cli_text_buffer reason = {0};
        cli_finding_add_reason(finding, &reason);
        cli_json_set(suppression, "kind", json_string("external"));
        cli_json_set(suppression, "status", json_string("accepted"));
        cli_json_set(suppression, "justification", cli_json_text(reason.bytes, reason.length));
        cli_json_append(list, suppression);
        cli_text_buffer_free(&reason);
    }
    cli_json_set(result, "suppressions", list);
    if (report->options->baseline != NULL)
        cli_json_set(result, "baselineState",
                     json_string(finding->verdict == CLI_VERDICT_KNOWN ? "unchanged" : "new"));
}

static json_t *make_result(const cli_report *report, const cli_finding *finding) {
    json_t *result = cli_json_object();
    const size_t passages =
        finding->passage_count < report->passages ? finding->passage_count : report->passages;
    const bool is_new = finding->verdict == CLI_VERDICT_NEW;
    cli_json_set(result, "ruleId", json_string(dedupe_relation_name(finding->relation)));
    cli_json_set(result, "ruleIndex", cli_json_count(rule_of(finding->relation)));
    cli_json_set(result, "level", json_string(is_new ? level_of(report) : "note"));
    cli_json_set(result, "message", make_message(report, finding));
    cli_json_set(result, "locations", make_locations(report, finding, passages));
    cli_json_set(result, "relatedLocations", make_related(report, finding, passages));
    cli_json_set(result, "partialFingerprints", make_fingerprints(report, finding));
    if (report->options->baseline != NULL || report->options->allow != NULL)
        set_acceptance(result, report, finding);
    cli_json_set(result, "properties", make_properties(report, finding));
    return result;
}

/* ---- the run */

static json_t *make_notification(const cli_report *report, const cli_message *error) {
    (void)report;
    json_t *object = cli_json_object();
    json_t *descriptor = cli_json_object();
    cli_text_buffer text = {0};
    cli_display_path(&text, error->text);
    cli_json_set(descriptor, "id", json_string(error->code));
    cli_json_set(object, "descriptor", descriptor);
    cli_json_set(object, "level", json_string("error"));
    cli_json_set(object, "message", make_text(text.bytes));
    cli_text_buffer_free(&text);
    if (error->path == NULL)
        return object;
    json_t *list = cli_json_array();
    json_t *location = cli_json_object();
    json_t *place = cli_json_object();
    cli_json_set(place, "artifactLocation", make_artifact(error->path));
    if (error->line > 0) {
        json_t *region = cli_json_object();
        cli_json_set(region, "startLine", cli_json_count(error->line));
        cli_json_set(place, "region", region);
    }
    cli_json_set(location, "physicalLocation", place);
    cli_json_append(list, location);
    cli_json_set(object, "locations", list);
    return object;
}

static json_t *make_invocations(const cli_report *report) {
    json_t *list = cli_json_array();
    json_t *invocation = cli_json_object();
    json_t *notifications = cli_json_array();
    for (size_t i = 0; i < report->error_count; i++)
        cli_json_append(notifications, make_notification(report, &report->errors[i]));
    cli_json_set(invocation, "executionSuccessful", json_boolean(report->error_count == 0));
    cli_json_set(invocation, "toolExecutionNotifications", notifications);
    cli_json_append(list, invocation);
    return list;
}

void cli_report_write_sarif(const cli_report *report, cli_output *output) {
    cli_output_text(output, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                            "\"version\": \"2.1.0\",\n\"runs\": [{\"tool\": ");
    cli_json_write(output, make_tool(report));
    cli_output_text(output, ",\n\"columnKind\": \"unicodeCodePoints\",\n\"invocations\": ");
    cli_json_write(output, make_invocations(report));
    cli_output_text(output, ",\n\"results\": [");
    for (size_t i = 0; i < report->gate->finding_count && cli_output_alive(output); i++) {
        cli_output_text(output, i == 0 ? "\n" : ",\n");
        cli_json_write(output, make_result(report, &report->gate->findings[i]));
    }
    cli_output_text(output, report->gate->finding_count > 0 ? "\n]}]}\n" : "]}]}\n");
}
