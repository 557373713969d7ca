/* dedupe scan: gather the inputs, read them, compare them, report. */
#include "commands.h"

#include "gate/allow.h"
#include "gate/baseline.h"
#include "input/file.h"
#include "input/ids.h"
#include "input/paths.h"
#include "input/reader.h"
#include "output.h"
#include "program_memory.h"
#include "progress.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SKIPPED = 10 }; /* articles left out that are named */

/* Everything that a scan holds on to. */
struct scan {
    const cli_options *options;
    cli_messages *messages;
    cli_progress *progress;
    cli_paths paths;
    bool has_nothing_new; /* a list of files is all that names new ones, and is empty */
    cli_ids *ids;
    cli_rereader *rereader;
    cli_reader_counts read;
    dedupe_corpus *corpus;
    dedupe_result *result;
    cli_allow allow;
    cli_baseline baseline;
    cli_baseline update; /* what becomes the baseline */
    cli_gate *gate;
    cli_output **outputs; /* of each target; NULL: closed */
    cli_stats cost;
    cli_stats *stats; /* &cost if --stats asks for it, else NULL */
    size_t read_bytes;
};

/* Passages to quote in a report of that format. */
static size_t passages_of(const cli_options *options, cli_format format) {
    return options->passages_given ? options->passages : cli_report_default_passages(format);
}

/* The most that any report quotes. */
static size_t most_passages(const cli_options *options) {
    size_t most = options->explain ? 1 : 0;
    for (size_t i = 0; i < options->target_count; i++) {
        const size_t passages = passages_of(options, options->targets[i].format);
        most = passages > most ? passages : most;
    }
    return most;
}

/* Whether any report gives the resemblance of pairs. */
static bool wants_resemblance(const cli_options *options) {
    for (size_t i = 0; i < options->target_count; i++)
        if (cli_report_has_resemblance(options->targets[i].format))
            return true;
    return false;
}

static unsigned threads_of(const cli_options *options) {
    return options->threads > 0 ? options->threads : dedupe_default_threads();
}

static void report_failure(struct scan *scan, const dedupe_error *error, dedupe_status status) {
    cli_messages_error(scan->messages, NULL, 0, dedupe_status_name(status), "%s", error->message);
}

static bool fail_usage(struct scan *scan, const char *text) {
    cli_messages_error(scan->messages, NULL, 0, "usage", "%s", text);
    return false;
}

/* Whether the options make sense together. */
static bool check_options(struct scan *scan) {
    const cli_options *options = scan->options;
    bool stdin_named = false;
    for (size_t i = 0; i < options->path_count; i++)
        stdin_named = stdin_named || cli_file_is_stdin(options->paths[i]);
    for (size_t i = 0; i < options->against_count; i++)
        stdin_named = stdin_named || cli_file_is_stdin(options->against[i]);
    if (options->null_separated && options->files_from == NULL &&
        !cli_options_has_format(options, CLI_FORMAT_PATHS) &&
        !cli_options_has_format(options, CLI_FORMAT_UNIQUE))
        return fail_usage(
            scan,
            "--null says how --files-from, --format=paths and --format=unique are divided and needs one");
    const bool has_room =
        cli_options_has_format(options, CLI_FORMAT_TEXT) || cli_options_has_format(options, CLI_FORMAT_JSON);
    if (options->explain && !has_room)
        return fail_usage(scan,
                          "--explain is for the text and json reports; the others have no place for it");
    if (options->pairs && !has_room)
        return fail_usage(scan, "--pairs is for the text and json reports; the others have no place for it");
    if (options->files_from != NULL && cli_file_is_stdin(options->files_from) && stdin_named)
        return fail_usage(scan, "stdin cannot be both an article and the list of files");
    if (options->update_baseline && options->baseline == NULL)
        return fail_usage(scan, "--update-baseline writes the file that --baseline names; name it");
    if (options->path_count > 0 || options->files_from != NULL)
        return true;
    if (options->against_count > 0)
        return fail_usage(scan, "--against names what is there already; name what is new as a PATH");
    return fail_usage(scan, "nothing to read; name a PATH, or - for stdin (dedupe --help tells more)");
}

/* From the command line to a sorted list of files. False: the list of files cannot be used. A path that
 * cannot be read is an error that stops nothing. */
static bool gather_paths(struct scan *scan) {
    const cli_options *options = scan->options;
    const cli_paths_rules rules = {&options->filter, options->follow, threads_of(options)};
    cli_paths_add(&scan->paths, options->paths, options->path_count, &rules, scan->messages);
    /* a list of what is new may have nothing in it */
    if (options->files_from != NULL &&
        !cli_paths_add_list(&scan->paths, options->files_from, options->null_separated,
                            options->against_count > 0, &rules, scan->messages))
        return false;
    scan->has_nothing_new = options->files_from != NULL && scan->paths.argument_count == 0;
    if (scan->has_nothing_new)
        cli_messages_warning(scan->messages, options->files_from, "this list names no file: nothing is new");
    scan->paths.adding.is_reference = true;
    cli_paths_add(&scan->paths, options->against, options->against_count, &rules, scan->messages);
    if (options->isolate && scan->paths.argument_count < 2)
        return fail_usage(scan, "--isolate compares articles of different PATHs; name two or more");
    cli_paths_sort(&scan->paths);
    cli_paths_leave_out(&scan->paths, options->baseline);
    cli_paths_leave_out(&scan->paths, options->allow);
    return true;
}

/* Whether the reports would spare all that is read. */
static bool check_outputs(struct scan *scan) {
    const cli_options *options = scan->options;
    size_t list_count = options->files_from != NULL ? 1 : 0;
    const char *const *inputs = (const char *const *)scan->paths.items;
    const cli_path_identity *identities = scan->paths.identities;
    const size_t count = scan->paths.count;
    if (!cli_output_spares(options->baseline, inputs, identities, count, scan->messages))
        return false;
    for (size_t i = 0; i < options->target_count; i++) {
        const char *path = options->targets[i].output;
        if (!cli_output_spares(path, inputs, identities, count, scan->messages) ||
            !cli_output_spares(path, &options->files_from, NULL, list_count, scan->messages) ||
            !cli_output_spares(path, &options->baseline, NULL, options->baseline != NULL ? 1 : 0,
                               scan->messages))
            return false;
    }
    return true;
}

static bool open_outputs(struct scan *scan) {
    const cli_options *options = scan->options;
    scan->outputs = cli_memory_allocate(options->target_count, sizeof *scan->outputs);
    for (size_t i = 0; i < options->target_count; i++) {
        scan->outputs[i] = cli_output_open(options->targets[i].output, scan->messages);
        if (scan->outputs[i] == NULL)
            return false;
    }
    return true;
}

/* Reads what is accepted. */
static bool read_accepted(struct scan *scan) {
    const cli_options *options = scan->options;
    if (options->allow != NULL && !cli_allow_read(&scan->allow, options->allow, scan->messages))
        return false;
    return options->baseline == NULL ||
           cli_baseline_read(&scan->baseline, options->baseline, options->update_baseline, scan->messages);
}

static void show_reading(void *data, size_t done_bytes, size_t total_bytes) {
    struct scan *scan = data;
    scan->read_bytes = done_bytes;
    cli_progress_update(scan->progress, "reading", CLI_UNIT_BYTES, done_bytes, total_bytes);
}

static bool show_comparing(void *data, dedupe_stage stage, size_t done, size_t total) {
    struct scan *scan = data;
    cli_stats_enter(scan->stats, dedupe_stage_name(stage));
    cli_progress_update(scan->progress, dedupe_stage_name(stage), CLI_UNIT_ITEMS, done, total);
    return true;
}

/* See dedupe_fetch_function. The ids do not change while articles are compared. */
static bool fetch_text(void *data, const char *id, char *text, size_t length) {
    const struct scan *scan = data;
    return cli_rereader_read(scan->rereader, &cli_ids_find(scan->ids, id)->extent, text, length);
}

static bool create_corpus(struct scan *scan) {
    dedupe_error error;
    dedupe_options library = dedupe_options_default();
    library.shingle_letters = scan->options->shingle;
    library.derived_coverage = scan->options->threshold;
    library.level = scan->options->level;
    library.threads = threads_of(scan->options);
    library.passages = most_passages(scan->options);
    library.every_pair = scan->options->pairs;
    library.skip_weak_resemblance = !wants_resemblance(scan->options);
    library.across_groups = scan->options->isolate;
    library.keep = scan->options->keep;
    library.within_days = scan->options->within_days;
    library.progress = show_comparing;
    library.progress_data = scan;
    library.fetch = fetch_text;
    library.fetch_data = scan;
    dedupe_status status = dedupe_corpus_create(&library, &scan->corpus, &error);
    if (status != DEDUPE_OK)
        report_failure(scan, &error, status);
    return status == DEDUPE_OK;
}

/* Tells of a field that was named and that no record has: most likely its name is wrong. */
static void warn_of_field(struct scan *scan, const char *option, const cli_field_list *named, size_t found,
                          const char *consequence) {
    cli_text_buffer names = {0};
    if (named->count == 0 || found > 0 || scan->read.fielded == 0)
        return;
    for (size_t i = 0; i < named->count; i++)
        cli_text_buffer_add(&names, "%s\"%s\"", i > 0 ? " or " : "", named->names[i]);
    cli_messages_warning(scan->messages, NULL, "%s: no record has a field %s, %s", option, names.bytes,
                         consequence);
    cli_text_buffer_free(&names);
}

static void warn_of_fields(struct scan *scan) {
    const cli_fields *fields = &scan->options->input.fields;
    for (size_t i = 0; i < fields->text.count; i++) {
        const cli_field_list one = {.names = {fields->text.names[i]}, .count = 1};
        warn_of_field(scan, "--text-field", &one, scan->read.text_fields >> i & 1, "so texts are without it");
    }
    warn_of_field(scan, "--id-field", &fields->id, scan->read.with_id, "so records are named by their place");
    warn_of_field(scan, "--title-field", &fields->title, scan->read.with_title, "so titles are not known");
    warn_of_field(scan, "--source-field", &fields->source, scan->read.with_source,
                  "so sources are not known");
    warn_of_field(scan, "--date-field", &fields->date, scan->read.with_date, "so dates are not known");
}

static void read_articles(struct scan *scan) {
    cli_reader_settings settings = {
        .format = scan->options->input_format,
        .input = scan->options->input,
        .filter = scan->options->filter,
        .rereader = scan->rereader,
        .threads = threads_of(scan->options),
        .progress = show_reading,
        .progress_data = scan,
    };
    scan->read = cli_reader_run(&settings, &scan->paths, scan->corpus, scan->ids, scan->messages);
    cli_progress_hide(scan->progress);
    warn_of_fields(scan);
    if (scan->options->within_days > 0 && scan->read.undated > 0)
        cli_messages_warning(scan->messages, NULL,
                             "--within: %zu %s no date that can be read and %s compared with all",
                             scan->read.undated, scan->read.undated == 1 ? "article has" : "articles have",
                             scan->read.undated == 1 ? "is" : "are");
    cli_messages_flush(scan->messages);
}

static bool compare_articles(struct scan *scan) {
    dedupe_error error;
    dedupe_status status = dedupe_corpus_run(scan->corpus, &scan->result, &error);
    cli_progress_hide(scan->progress);
    if (status != DEDUPE_OK)
        report_failure(scan, &error, status);
    return status == DEDUPE_OK;
}

/* Warns of an article by its id, or by where it stands in a file of many. */
static void warn_of(struct scan *scan, const dedupe_article *article, const char *text) {
    const cli_origin *origin = cli_ids_find(scan->ids, article->id);
    if (origin == NULL || origin->line == 0 || origin->number > 0)
        cli_messages_warning(scan->messages, article->id, "%s", text);
    else
        cli_messages_warning_at(scan->messages, origin->path, origin->line, "%s (id \"%s\")", text,
                                article->id);
}

/* Appends why an article is skipped, and what to do. */
static void add_reason(cli_text_buffer *text, const struct scan *scan, const dedupe_article *article,
                       const char *reason) {
    const cli_origin *origin = cli_ids_find(scan->ids, article->id);
    const bool is_document = origin != NULL && origin->document != NULL;
    cli_text_buffer_add(text, "skipped: %s%s", is_document ? origin->document : reason,
                        !is_document && article->state == DEDUPE_ARTICLE_BINARY
                            ? "; if it is text, --encoding names its encoding"
                            : "");
}

/* Tells about articles that were left out or had bytes that are no UTF-8; of many of the former, that there
 * are more. */
static void warn(struct scan *scan) {
    size_t skipped = 0;
    for (size_t i = 0; i < scan->result->article_count; i++) {
        const dedupe_article *article = &scan->result->articles[i];
        const char *reason = cli_report_skipped(article);
        cli_text_buffer text = {0};
        if (reason != NULL)
            add_reason(&text, scan, article, reason);
        else if (article->invalid_bytes > 0)
            cli_text_buffer_add(&text, "%zu %s not UTF-8", article->invalid_bytes,
                                article->invalid_bytes == 1 ? "byte is" : "bytes are");
        skipped += reason != NULL;
        if (text.length > 0 && (reason == NULL || skipped <= MOST_SKIPPED))
            warn_of(scan, article, text.bytes);
        cli_text_buffer_free(&text);
    }
    if (skipped > MOST_SKIPPED)
        cli_messages_warning(scan->messages, NULL,
                             "%zu articles are skipped, of which %d are named; -f json lists them all",
                             skipped, MOST_SKIPPED);
    cli_messages_flush(scan->messages);
}

static void tell_time(struct scan *scan, double read_seconds) {
    double all = cli_progress_seconds(scan->progress);
    const size_t count = dedupe_corpus_count(scan->corpus);
    if (scan->options->verbose)
        cli_messages_note("%zu article%s read in %.2f s, compared in %.2f s", count, count == 1 ? "" : "s",
                          read_seconds, all - read_seconds);
}

static bool write_reports(struct scan *scan) {
    const cli_options *options = scan->options;
    bool fine = true;
    cli_report report = {
        .options = options,
        .result = scan->result,
        .gate = scan->gate,
        .ids = scan->ids,
        .stats = scan->stats,
        .read = scan->read,
    };
    report.errors = cli_messages_errors(scan->messages, &report.error_count);
    report.all_errors = cli_messages_error_count(scan->messages);
    for (size_t i = 0; i < options->target_count; i++) {
        const cli_target *target = &options->targets[i];
        cli_output *output = scan->outputs[i];
        size_t with_outputs; /* an output that could not be closed added an error, which moved the others */
        report.errors = cli_messages_errors(scan->messages, &with_outputs);
        report.passages = passages_of(options, target->format);
        report.terminal = cli_terminal_inspect(options->color, target->output != NULL);
        cli_report_write(&report, target->format, output);
        scan->outputs[i] = NULL;
        fine = cli_output_close(output, scan->messages) && fine;
    }
    return fine;
}

/* Writes what was found as the new baseline, unless it may be incomplete. */
static void update_baseline(struct scan *scan) {
    const char *path = scan->options->baseline;
    if (cli_messages_error_count(scan->messages) > 0)
        cli_messages_error(scan->messages, path, 0, "baseline",
                           "is not updated, because not everything could be read");
    else if (cli_baseline_write(&scan->update, path, scan->messages) && !scan->options->quiet)
        cli_messages_note("%s: %zu %s accepted, %zu before", path, scan->update.count,
                          scan->update.count == 1 ? "duplicate" : "duplicates", scan->baseline.count);
}

static void judge(struct scan *scan) {
    const cli_options *options = scan->options;
    const cli_accepted accepted = {
        .baseline = options->baseline != NULL ? &scan->baseline : NULL,
        .update = options->update_baseline ? &scan->update : NULL,
        .allow = options->allow != NULL ? &scan->allow : NULL,
        .ids = scan->ids,
    };
    scan->gate = cli_gate_judge(options, scan->result, &accepted);
    if (options->allow != NULL)
        cli_allow_tell_unused(&scan->allow, options->allow, scan->result, scan->ids, scan->messages);
    if (options->update_baseline)
        update_baseline(scan);
    else if (scan->baseline.stale_count > 0)
        cli_messages_warning(scan->messages, options->baseline,
                             "%zu %s stale; --update-baseline takes them out", scan->baseline.stale_count,
                             scan->baseline.stale_count == 1 ? "entry is" : "entries are");
    cli_messages_flush(scan->messages);
}

/* How much work the run was, for --stats. */
static void count_work(struct scan *scan) {
    const dedupe_result *result = scan->result;
    cli_stats_counts *counts = &scan->cost.counts;
    *counts = (cli_stats_counts){.threads = threads_of(scan->options),
                                 .read_bytes = scan->read_bytes,
                                 .articles = result->counts.compared,
                                 .candidate_pairs = result->counts.candidate_pairs,
                                 .verified_pairs = result->counts.verified_pairs,
                                 .unrelated_pairs = result->counts.unrelated_pairs,
                                 .clusters = result->cluster_count};
    for (size_t i = 0; i < result->article_count; i++) {
        bool compared = result->articles[i].state == DEDUPE_ARTICLE_COMPARED;
        counts->text_bytes += compared ? result->articles[i].text_length : 0;
        counts->letters += compared ? result->articles[i].letters : 0;
    }
}

static void tell_stats(struct scan *scan) {
    cli_text_buffer table = {0};
    cli_stats_update(scan->stats);
    cli_stats_write(scan->stats, &table);
    (void)fwrite(table.bytes, 1, table.length, stderr);
    cli_text_buffer_free(&table);
}

/* Reads, compares and reports. */
static bool run(struct scan *scan) {
    cli_stats_enter(scan->stats, "reading");
    if (!create_corpus(scan))
        return false;
    read_articles(scan);
    double read_seconds = cli_progress_seconds(scan->progress);
    if (!compare_articles(scan))
        return false;
    cli_stats_enter(scan->stats, "reporting");
    if (scan->stats != NULL)
        count_work(scan);
    warn(scan);
    tell_time(scan, read_seconds);
    judge(scan);
    return write_reports(scan);
}

/* A gate that saw no article must not pass: its input was most likely lost on the way, unless a list of what
 * is new was empty. */
static void check_compared(struct scan *scan) {
    const cli_report report = {.options = scan->options, .result = scan->result};
    const cli_report_counts counts = cli_report_count(&report);
    if (scan->options->check && counts.articles == counts.references && !scan->has_nothing_new)
        cli_messages_error(scan->messages, NULL, 0, "nothing-compared", "--check: no %sarticle was compared",
                           counts.references > 0 ? "new " : "");
}

int cli_command_scan(const cli_options *options, cli_messages *messages) {
    int status = CLI_EXIT_FAILED;
    struct scan scan = {.options = options, .messages = messages};
    scan.progress = cli_progress_create(options->progress, options->quiet);
    scan.ids = cli_ids_create();
    scan.rereader = cli_rereader_create(&options->input);
    scan.stats = options->stats ? &scan.cost : NULL;
    cli_stats_enter(scan.stats, "listing");
    if (!check_options(&scan) || !gather_paths(&scan) || !check_outputs(&scan) || !read_accepted(&scan) ||
        !open_outputs(&scan) || !run(&scan))
        goto done;
    check_compared(&scan);
    if (cli_messages_error_count(messages) > 0)
        status = CLI_EXIT_FAILED;
    else if (options->check && scan.gate->new_count > 0)
        status = CLI_EXIT_FOUND;
    else
        status = CLI_EXIT_FINE;
done:
    for (size_t i = 0; scan.outputs != NULL && i < options->target_count; i++)
        cli_output_abandon(scan.outputs[i]);
    free(scan.outputs);
    cli_gate_free(scan.gate);
    cli_allow_free(&scan.allow);
    cli_baseline_free(&scan.baseline);
    cli_baseline_free(&scan.update);
    cli_stats_enter(scan.stats, "freeing");
    bool finished = scan.result != NULL;
    dedupe_result_free(scan.result);
    dedupe_corpus_free(scan.corpus);
    cli_ids_free(scan.ids);
    cli_rereader_free(scan.rereader);
    cli_paths_free(&scan.paths);
    if (scan.stats != NULL && finished)
        tell_stats(&scan);
    cli_progress_free(scan.progress);
    return status;
}
