/* The JSON report of a scan. The outer object is written piece by piece, one line for each element of
 * its lists, so that memory stays small and `diff` and `grep` work on it. */
#include "report_json.h"

#include "../gate/allow.h"
#include "../gate/baseline.h"
#include "finding_text.h"

static const dedupe_article *article_at(const cli_report *report, size_t index) {
    return &report->result->articles[index];
}

static void set_link(json_t *object, const cli_report *report, const dedupe_member *member) {
    cli_json_set_name(object, "to", article_at(report, member->to)->id);
    cli_json_set(object, "resemblance", cli_json_share(member->resemblance));
    cli_json_set(object, "coverage", cli_json_share(member->coverage));
    cli_json_set(object, "coverage_of_other", cli_json_share(member->coverage_of_other));
    cli_json_set(object, "passages",
                 cli_json_passages(article_at(report, member->article), member->passages,
                                   member->passage_count, report->passages));
}

/* What the article says of itself, as far as it says something. */
static void set_metadata(json_t *object, const cli_metadata *metadata) {
    if (metadata == NULL)
        return;
    const struct {
        const char *key;
        const char *value;
    } fields[] = {{"title", metadata->title},
                  {"date", metadata->date},
                  {"url", metadata->url},
                  {"source", metadata->source},
                  {"language", metadata->language}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].value != NULL)
            cli_json_set_name(object, fields[i].key, fields[i].value);
    }
}

/* What the gate says of a member. */
static void set_verdict(json_t *object, const cli_report *report, size_t article) {
    const cli_verdict verdict = report->gate->verdicts[article];
    if (cli_gate_is_asked(report->options) && verdict != CLI_VERDICT_ALONE)
        cli_json_set(object, "verdict", json_string(cli_verdict_name(verdict)));
    if (verdict == CLI_VERDICT_ALLOWED)
        cli_json_set_name(object, "reason", report->gate->rules[article]->reason);
}

/* A member of a cluster, or an article beside it, whose verdict is that of its own cluster. */
static json_t *make_member(const cli_report *report, const dedupe_member *member, bool is_beside,
                           bool is_representative) {
    json_t *object = cli_json_object();
    const char *relation = is_representative ? "representative" : dedupe_relation_name(member->relation);
    cli_json_set_name(object, "id", article_at(report, member->article)->id);
    cli_json_set_name(object, "path", cli_report_path(report, member->article));
    set_metadata(object, cli_report_metadata(report, member->article));
    cli_json_set(object, "relation", json_string(relation));
    if (article_at(report, member->article)->origin.is_reference)
        cli_json_set(object, "reference", json_true());
    if (!is_beside)
        set_verdict(object, report, member->article);
    set_link(object, report, member);
    return object;
}

/* Writes a field of an open object: a list of members, or of articles beside them (representative SIZE_MAX).
 */
static void write_members(const cli_report *report, const char *key, const dedupe_member *members,
                          size_t count, size_t representative, cli_output *output) {
    cli_output_format(output, ", \"%s\": [", key);
    for (size_t i = 0; i < count && cli_output_alive(output); i++) {
        cli_output_text(output, i > 0 ? ", " : "");
        cli_json_write(output, make_member(report, &members[i], representative == SIZE_MAX,
                                           members[i].article == representative));
    }
    cli_output_text(output, "]");
}

void cli_report_json_cluster(const cli_report *report, const dedupe_cluster *cluster, cli_output *output) {
    json_t *object = cli_json_object();
    cli_json_set(object, "id", json_string(cluster->id));
    cli_json_set_name(object, "representative", article_at(report, cluster->representative)->id);
    cli_json_set(object, "cohesion", cli_json_share(cluster->cohesion));
    cli_json_write_open(output, object);
    write_members(report, "members", cluster->members, cluster->member_count, cluster->representative,
                  output);
    write_members(report, "related", cluster->related, cluster->related_count, SIZE_MAX, output);
    cli_output_text(output, "}");
}

json_t *cli_report_json_pair(const cli_report *report, const dedupe_pair *pair, size_t passages) {
    json_t *object = cli_json_object();
    cli_json_set_name(object, "a", article_at(report, pair->a)->id);
    cli_json_set_name(object, "b", article_at(report, pair->b)->id);
    cli_json_set(object, "relation", json_string(dedupe_relation_name(pair->relation)));
    cli_json_set(object, "resemblance", cli_json_share(pair->resemblance));
    cli_json_set(object, "coverage_of_a", cli_json_share(pair->coverage_of_a));
    cli_json_set(object, "coverage_of_b", cli_json_share(pair->coverage_of_b));
    cli_json_set(
        object, "passages",
        cli_json_passages(article_at(report, pair->a), pair->passages, pair->passage_count, passages));
    return object;
}

static json_t *make_summary(const cli_report *report) {
    cli_report_counts counts = cli_report_count(report);
    json_t *summary = cli_json_object();
    cli_json_set(summary, "records", cli_json_count(report->read.records));
    cli_json_set(summary, "failed", cli_json_count(report->read.failed));
    cli_json_set(summary, "left_out", cli_json_count(report->read.left_out));
    cli_json_set(summary, "articles", cli_json_count(counts.articles));
    cli_json_set(summary, "clusters", cli_json_count(report->result->cluster_count));
    cli_json_set(summary, "clustered_articles", cli_json_count(counts.clustered));
    cli_json_set(summary, "skipped", cli_json_count(counts.skipped));
    cli_json_set(summary, "errors", cli_json_count(report->all_errors));
    cli_json_set(summary, "candidate_pairs", cli_json_count(report->result->counts.candidate_pairs));
    cli_json_set(summary, "verified_pairs", cli_json_count(report->result->counts.verified_pairs));
    cli_json_set(summary, "references", cli_json_count(counts.references));
    return summary;
}

static json_t *make_boilerplate(const cli_report *report, const dedupe_boilerplate *boilerplate) {
    json_t *object = cli_json_object();
    const char *text = article_at(report, boilerplate->article)->text;
    cli_json_set(object, "text", cli_json_text(text + boilerplate->offset, boilerplate->length));
    cli_json_set(object, "articles", cli_json_count(boilerplate->articles));
    return object;
}

static json_t *make_error(const cli_message *error) {
    json_t *object = cli_json_object();
    if (error->path != NULL)
        cli_json_set_name(object, "path", error->path);
    if (error->line > 0)
        cli_json_set(object, "line", cli_json_count(error->line));
    cli_json_set(object, "code", json_string(error->code));
    cli_json_set_name(object, "message", error->text);
    if (error->more > 0)
        cli_json_set(object, "more", cli_json_count(error->more));
    return object;
}

/* Writes a field of the outer object whose value is one object. */
static void write_object(cli_output *output, const char *key, json_t *value) {
    cli_output_format(output, ",\n\"%s\": ", key);
    cli_json_write(output, value);
}

/* Starts a list of the outer object; each element stands on a line of its own. */
static void begin_list(cli_output *output, const char *key) {
    cli_output_format(output, ",\n\"%s\": [", key);
}

static void end_list(cli_output *output, bool empty) {
    cli_output_text(output, empty ? "]" : "\n]");
}

static void begin_element(cli_output *output, bool *first) {
    cli_output_text(output, *first ? "\n" : ",\n");
    *first = false;
}

static void write_element(cli_output *output, bool *first, json_t *value) {
    begin_element(output, first);
    cli_json_write(output, value);
}

static void write_clusters(const cli_report *report, cli_output *output) {
    bool first = true;
    begin_list(output, "clusters");
    for (size_t i = 0; i < report->result->cluster_count && cli_output_alive(output); i++) {
        begin_element(output, &first);
        cli_report_json_cluster(report, &report->result->clusters[i], output);
    }
    end_list(output, first);
}

static void write_pairs(const cli_report *report, cli_output *output) {
    bool first = true;
    begin_list(output, "pairs");
    for (size_t i = 0; i < report->result->pair_count && cli_output_alive(output); i++)
        write_element(output, &first,
                      cli_report_json_pair(report, &report->result->pairs[i], report->passages));
    end_list(output, first);
}

static void write_boilerplate(const cli_report *report, cli_output *output) {
    bool first = true;
    begin_list(output, "boilerplate");
    for (size_t i = 0; i < report->result->boilerplate_count && cli_output_alive(output); i++)
        write_element(output, &first, make_boilerplate(report, &report->result->boilerplate[i]));
    end_list(output, first);
}

static json_t *make_gate(const cli_report *report) {
    json_t *object = cli_json_object();
    json_t *stale = cli_json_array();
    const cli_gate *gate = report->gate;
    for (size_t i = 0; gate->baseline != NULL && i < gate->baseline->count; i++) {
        const cli_baseline_entry *entry = &gate->baseline->entries[i];
        if (entry->stale == NULL)
            continue;
        json_t *element = cli_json_object();
        cli_json_set(element, "relation", json_string(dedupe_relation_name(entry->relation)));
        cli_json_set(element, "article_id", json_string(entry->article.name));
        cli_json_set(element, "of_id", json_string(entry->of.name));
        cli_json_set(element, "reason", json_string(entry->stale));
        cli_json_append(stale, element);
    }
    cli_json_set(object, "new", cli_json_count(gate->new_count));
    cli_json_set(object, "known", cli_json_count(gate->known_count));
    cli_json_set(object, "allowed", cli_json_count(gate->allowed_count));
    cli_json_set(object, "stale", stale);
    return object;
}

static void write_skipped(const cli_report *report, cli_output *output) {
    bool first = true;
    begin_list(output, "skipped");
    for (size_t i = 0; i < report->result->article_count; i++) {
        const char *reason = cli_report_skipped(article_at(report, i));
        if (reason == NULL)
            continue;
        json_t *object = cli_json_object();
        cli_json_set_name(object, "id", article_at(report, i)->id);
        cli_json_set_name(object, "path", cli_report_path(report, i));
        cli_json_set(object, "reason", json_string(reason));
        write_element(output, &first, object);
    }
    end_list(output, first);
}

static void write_errors(const cli_report *report, cli_output *output) {
    bool first = true;
    begin_list(output, "errors");
    for (size_t i = 0; i < report->error_count; i++)
        write_element(output, &first, make_error(&report->errors[i]));
    end_list(output, first);
}

void cli_report_write_json(const cli_report *report, cli_output *output) {
    cli_output_text(output, "{\"schema\": \"dedupe-report/1\"");
    write_object(output, "tool", cli_json_tool());
    write_object(output, "parameters", cli_json_parameters(report->options, report->passages));
    write_object(output, "summary", make_summary(report));
    if (cli_gate_is_asked(report->options))
        write_object(output, "gate", make_gate(report));
    write_clusters(report, output);
    if (report->options->pairs)
        write_pairs(report, output);
    write_boilerplate(report, output);
    write_skipped(report, output);
    write_errors(report, output);
    if (report->options->explain)
        write_object(output, "explain", cli_explain_json(report));
    if (report->stats != NULL) {
        cli_stats_update(report->stats);
        write_object(output, "stats", cli_stats_json(report->stats));
    }
    cli_output_text(output, "}\n");
}
