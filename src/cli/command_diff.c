/* dedupe diff: read two files, or two articles of many, compare them, explain. */
#include "commands.h"

#include "input/file.h"
#include "input/single.h"
#include "output.h"
#include "report/report.h"

#include <string.h>

/* Everything that a diff holds on to. */
struct diff {
    const cli_options *options;
    cli_messages *messages;
    const char *const *name; /* of the two: paths or ids */
    bool by_id;
    cli_paths paths; /* what is looked through by id */
    cli_single article[2];
    dedupe_comparison *comparison;
    cli_output *output;
};

static bool check_paths(struct diff *diff) {
    const cli_options *options = diff->options;
    if (options->path_count < 2) {
        cli_text_buffer usage = {0};
        cli_options_usage(CLI_DIFF, &usage);
        cli_messages_error(diff->messages, NULL, 0, "usage", "%s", usage.bytes);
        cli_text_buffer_free(&usage);
        return false;
    }
    for (size_t i = 0; i < options->target_count; i++) {
        const cli_format format = options->targets[i].format;
        if (format == CLI_FORMAT_TEXT || format == CLI_FORMAT_JSON)
            continue;
        cli_messages_error(diff->messages, NULL, 0, "usage", "diff reports as text or json, not as %s",
                           cli_format_name(format));
        return false;
    }
    if (options->target_count > 1) {
        cli_messages_error(diff->messages, NULL, 0, "usage", "diff writes one report; give one --format");
        return false;
    }
    diff->by_id = options->path_count > 2;
    diff->name = options->paths + options->path_count - 2;
    if (!diff->by_id && cli_file_is_stdin(diff->name[0]) && cli_file_is_stdin(diff->name[1])) {
        cli_messages_error(diff->messages, NULL, 0, "usage", "only one of the two can be stdin");
        return false;
    }
    return true;
}

/* Reads both files, so that a fault of the second is told too. */
static bool read_files(struct diff *diff) {
    bool fine = true;
    const cli_options *options = diff->options;
    for (size_t i = 0; i < 2; i++) {
        if (i > 0 && !fine && strcmp(diff->name[0], diff->name[1]) == 0)
            break;
        fine = cli_single_read(options->input_format, &options->input, diff->name[i], diff->messages,
                               &diff->article[i]) &&
               fine;
    }
    return fine;
}

/* Lists what the articles are looked for in. */
static bool list_paths(struct diff *diff) {
    const cli_options *options = diff->options;
    const cli_paths_rules rules = {.threads = 1};
    if (!diff->by_id)
        return true;
    const size_t errors_before = cli_messages_error_count(diff->messages);
    cli_paths_add(&diff->paths, options->paths, options->path_count - 2, &rules, diff->messages);
    cli_paths_sort(&diff->paths);
    return cli_messages_error_count(diff->messages) == errors_before;
}

/* Whether the report would spare all that is read. */
static bool check_output(struct diff *diff) {
    const char *output = diff->options->targets[0].output;
    return diff->by_id ? cli_output_spares(output, (const char *const *)diff->paths.items,
                                           diff->paths.identities, diff->paths.count, diff->messages)
                       : cli_output_spares(output, diff->name, NULL, 2, diff->messages);
}

static bool read_articles(struct diff *diff) {
    const cli_options *options = diff->options;
    return diff->by_id ? cli_single_find(options->input_format, &options->input, &diff->paths, diff->name,
                                         diff->messages, diff->article)
                       : read_files(diff);
}

static bool compare(struct diff *diff) {
    dedupe_error error;
    const cli_single *a = &diff->article[0], *b = &diff->article[1];
    dedupe_options library = dedupe_options_default();
    library.shingle_letters = diff->options->shingle;
    library.derived_coverage = diff->options->threshold;
    dedupe_status status =
        dedupe_compare_from(&library, a->text.bytes, a->text.length, &a->origin, b->text.bytes,
                            b->text.length, &b->origin, &diff->comparison, &error);
    if (status != DEDUPE_OK)
        cli_messages_error(diff->messages, NULL, 0, dedupe_status_name(status), "%s", error.message);
    return status == DEDUPE_OK;
}

/* Whether both texts took part. */
static bool check_articles(struct diff *diff) {
    bool fine = true;
    const dedupe_article *articles[2] = {&diff->comparison->a, &diff->comparison->b};
    for (size_t i = 0; i < 2; i++) {
        const char *path = diff->name[i];
        const char *reason = cli_report_skipped(articles[i]);
        if (reason != NULL) {
            const char *document = diff->article[i].document;
            cli_messages_error(diff->messages, path, 0, "skipped", "this is %s%s",
                               document != NULL ? document : reason,
                               document != NULL ? "" : " and cannot be compared");
            fine = false;
        } else if (articles[i]->invalid_bytes > 0) {
            cli_messages_warning(diff->messages, path, "%zu %s not UTF-8", articles[i]->invalid_bytes,
                                 articles[i]->invalid_bytes == 1 ? "byte is" : "bytes are");
        }
    }
    return fine;
}

static bool write_report(struct diff *diff) {
    const cli_options *options = diff->options;
    cli_diff report = {
        .options = options,
        .comparison = diff->comparison,
        .a = {diff->name[0], diff->by_id ? diff->article[0].path.bytes : NULL},
        .b = {diff->name[1], diff->by_id ? diff->article[1].path.bytes : NULL},
        .terminal = cli_terminal_inspect(options->color, options->targets[0].output != NULL),
    };
    cli_messages_flush(diff->messages);
    if (options->targets[0].format == CLI_FORMAT_JSON)
        cli_diff_write_json(&report, diff->output);
    else
        cli_diff_write_text(&report, diff->output);
    cli_output *output = diff->output;
    diff->output = NULL;
    return cli_output_close(output, diff->messages);
}

int cli_command_diff(const cli_options *options, cli_messages *messages) {
    int status = CLI_EXIT_FAILED;
    struct diff diff = {.options = options, .messages = messages};
    if (!check_paths(&diff) || !list_paths(&diff) || !check_output(&diff))
        goto done;
    diff.output = cli_output_open(options->targets[0].output, messages);
    if (diff.output == NULL || !read_articles(&diff) || !compare(&diff) || !check_articles(&diff) ||
        !write_report(&diff))
        goto done;
    if (cli_messages_error_count(messages) > 0) /* of inputs that did not matter here */
        goto done;
    status =
        options->check && diff.comparison->pair.relation >= options->level ? CLI_EXIT_FOUND : CLI_EXIT_FINE;
done:
    cli_output_abandon(diff.output);
    dedupe_comparison_free(diff.comparison);
    cli_paths_free(&diff.paths);
    cli_single_free(&diff.article[0]);
    cli_single_free(&diff.article[1]);
    return status;
}
