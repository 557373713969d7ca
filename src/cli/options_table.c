/* The option table and the parser of each value: see options.h. Numbers are read strictly: no signs
 * that mean nothing, no rest, no locale. */
#include "options.h"

#include "input/encoding.h"
#include "program_memory.h"
#include "size.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS = 36500, MOST_THREADS = 1024, MOST_PASSAGES = 1000, LEAST_SHINGLE = 5, MOST_SHINGLE = 32 };

#define LEAST_THRESHOLD 0.05
#define MOST_THRESHOLD  0.80

static bool parse_number(const char *value, unsigned least, unsigned most, unsigned *number,
                         cli_text_buffer *wanted) {
    unsigned long parsed = 0;
    bool fine = *value != '\0' && strlen(value) <= 9 && strspn(value, "0123456789") == strlen(value);
    if (fine)
        parsed = strtoul(value, NULL, 10);
    if (!fine || parsed < least || parsed > most) {
        cli_text_buffer_add(wanted, "a whole number from %u to %u", least, most);
        return false;
    }
    *number = (unsigned)parsed;
    return true;
}

/* Digits, perhaps a point, digits. strtod would take the decimal comma of a locale and "0x1p-2". */
static bool parse_share(const char *value, double *share) {
    double number = 0;
    double scale = 1;
    bool digits = false;
    bool point = false;
    if (strlen(value) > 17)
        return false;
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '.' && !point) {
            point = true;
        } else if (*at >= '0' && *at <= '9') {
            digits = true;
            number = number * 10 + (*at - '0');
            scale = point ? scale * 10 : scale;
        } else {
            return false;
        }
    }
    *share = number / scale;
    return digits;
}

const char *cli_format_name(cli_format format) {
    static const char *const names[CLI_FORMAT_COUNT] = {"text",   "json", "jsonl", "sarif", "junit",
                                                        "github", "csv",  "paths", "unique"};
    return names[format];
}

const char *cli_keep_name(dedupe_keep keep) {
    static const char *const names[] = {
        [DEDUPE_KEEP_FULLEST] = "fullest", [DEDUPE_KEEP_OLDEST] = "oldest", [DEDUPE_KEEP_NEWEST] = "newest"};
    return names[keep];
}

static bool parse_keep(cli_options *options, const char *value, cli_text_buffer *wanted) {
    for (dedupe_keep keep = DEDUPE_KEEP_FULLEST; keep <= DEDUPE_KEEP_NEWEST; keep++)
        if (strcmp(value, cli_keep_name(keep)) == 0) {
            options->keep = keep;
            return true;
        }
    cli_text_buffer_add(wanted, "fullest, oldest or newest");
    return false;
}

/* A --format begins a report; an --output before it that had none is its own. */
static bool parse_format(cli_options *options, const char *value, cli_text_buffer *wanted) {
    for (cli_format format = 0; format < CLI_FORMAT_COUNT; format++) {
        if (strcmp(value, cli_format_name(format)) == 0) {
            options->targets[options->target_count++] = (cli_target){format, options->next_output};
            options->next_output = NULL;
            return true;
        }
    }
    for (cli_format format = 0; format < CLI_FORMAT_COUNT; format++)
        cli_text_buffer_add(wanted, "%s%s",
                            format == 0                      ? ""
                            : format == CLI_FORMAT_COUNT - 1 ? " or "
                                                             : ", ",
                            cli_format_name(format));
    return false;
}

/* An --output belongs to the report begun last, or to the next one. */
static bool parse_output(cli_options *options, const char *value, cli_text_buffer *wanted) {
    cli_target *last = options->target_count > 0 ? &options->targets[options->target_count - 1] : NULL;
    if (last != NULL && last->output == NULL)
        last->output = value;
    else if (options->next_output == NULL)
        options->next_output = value;
    else
        options->stray_output = value;
    if (*value == '\0')
        cli_text_buffer_add(wanted, "the name of a file");
    return *value != '\0';
}

static bool parse_level(cli_options *options, const char *value, cli_text_buffer *wanted) {
    dedupe_relation relation = DEDUPE_NONE;
    if (dedupe_relation_parse(value, &relation) && relation != DEDUPE_NONE) {
        options->level = relation;
        return true;
    }
    cli_text_buffer_add(wanted, "identical, near, excerpt, derived, related or variant");
    return false;
}

static bool parse_threshold(cli_options *options, const char *value, cli_text_buffer *wanted) {
    double share = 0;
    if (parse_share(value, &share) && share >= LEAST_THRESHOLD && share <= MOST_THRESHOLD) {
        options->threshold = share;
        return true;
    }
    cli_text_buffer_add(wanted, "a number from 0.05 to 0.80");
    return false;
}

static bool parse_passages(cli_options *options, const char *value, cli_text_buffer *wanted) {
    unsigned number = 0;
    if (!parse_number(value, 0, MOST_PASSAGES, &number, wanted))
        return false;
    options->passages = number;
    options->passages_given = true;
    return true;
}

static bool parse_shingle(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_number(value, LEAST_SHINGLE, MOST_SHINGLE, &options->shingle, wanted);
}

static bool parse_threads(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_number(value, 1, MOST_THREADS, &options->threads, wanted);
}

static bool parse_baseline(cli_options *options, const char *value, cli_text_buffer *wanted) {
    options->baseline = value;
    if (*value == '\0')
        cli_text_buffer_add(wanted, "the name of a file");
    return *value != '\0';
}

static bool parse_allow(cli_options *options, const char *value, cli_text_buffer *wanted) {
    options->allow = value;
    if (*value == '\0')
        cli_text_buffer_add(wanted, "the name of a file");
    return *value != '\0';
}

static bool parse_against(cli_options *options, const char *value, cli_text_buffer *wanted) {
    options->against[options->against_count++] = value;
    if (*value == '\0')
        cli_text_buffer_add(wanted, "a file or folder");
    return *value != '\0';
}

static bool parse_files_from(cli_options *options, const char *value, cli_text_buffer *wanted) {
    options->files_from = value;
    if (*value == '\0')
        cli_text_buffer_add(wanted, "the name of a file, or - for stdin");
    return *value != '\0';
}

static bool parse_input_format(cli_options *options, const char *value, cli_text_buffer *wanted) {
    const cli_input_format *format = cli_input_format_named(value);
    if (format == NULL)
        cli_input_format_names(wanted);
    else
        options->input_format = format;
    return format != NULL;
}

static bool parse_field(cli_field_list *fields, const char *value, cli_text_buffer *wanted) {
    if (*value == '\0' || fields->count == CLI_MOST_FIELDS) {
        cli_text_buffer_add(wanted, "the name of a field, at most %d times", CLI_MOST_FIELDS);
        return false;
    }
    fields->names[fields->count++] = value;
    return true;
}

static bool parse_text_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.text, value, wanted);
}

static bool parse_id_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.id, value, wanted);
}

static bool parse_title_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.title, value, wanted);
}

static bool parse_source_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.source, value, wanted);
}

static bool parse_date_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.date, value, wanted);
}

static bool parse_list_field(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_field(&options->input.fields.list, value, wanted);
}

static bool parse_encoding(cli_options *options, const char *value, cli_text_buffer *wanted) {
    options->input.encoding = value;
    if (cli_encoding_known(value))
        return true;
    cli_text_buffer_add(wanted, "an encoding that iconv knows, such as windows-1252 or Shift_JIS");
    return false;
}

static bool parse_size(const char *value, uint64_t most, uint64_t *bytes, cli_text_buffer *wanted) {
    if (cli_size_parse(value, bytes) && *bytes <= most)
        return true;
    cli_text_buffer_add(wanted, "a size such as 500K, 64M or 8G, at most ");
    cli_size_add(wanted, most);
    return false;
}

static bool parse_max_article(cli_options *options, const char *value, cli_text_buffer *wanted) {
    uint64_t bytes = 0;
    bool fine = parse_size(value, UINT64_C(1) << 30, &bytes, wanted);
    options->input.max_article_bytes = (size_t)bytes;
    return fine;
}

static bool parse_max_expanded(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_size(value, UINT64_C(1) << 50, &options->input.max_expanded_bytes, wanted);
}

static bool parse_pattern(const char ***patterns, size_t *count, const char *value, cli_text_buffer *wanted) {
    if (*value == '\0') {
        cli_text_buffer_add(wanted, "a pattern such as '*.html'");
        return false;
    }
    *patterns = cli_memory_resize(*patterns, *count + 1, sizeof **patterns);
    (*patterns)[(*count)++] = value;
    return true;
}

static bool parse_include(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_pattern(&options->filter.include, &options->filter.include_count, value, wanted);
}

static bool parse_exclude(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_pattern(&options->filter.exclude, &options->filter.exclude_count, value, wanted);
}

static bool parse_within(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_number(value, 1, MOST_DAYS, &options->within_days, wanted);
}

static bool set_follow(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->follow = true;
}

static bool parse_when(cli_when *when, const char *value, cli_text_buffer *wanted) {
    static const char *const names[] = {"auto", "always", "never"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            *when = (cli_when)i;
            return true;
        }
    }
    cli_text_buffer_add(wanted, "auto, always or never");
    return false;
}

static bool parse_color(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_when(&options->color, value, wanted);
}

static bool parse_progress(cli_options *options, const char *value, cli_text_buffer *wanted) {
    return parse_when(&options->progress, value, wanted);
}

/* Switches: no value, nothing that could be wrong. */

static bool set_pairs(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->pairs = true;
}

static bool set_explain(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->explain = true;
}

static bool set_check(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->check = true;
}

static bool set_update_baseline(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->update_baseline = true;
}

static bool set_isolate(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->isolate = true;
}

static bool set_null(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->null_separated = true;
}

static bool set_quiet(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->quiet = true;
}

static bool set_verbose(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->verbose = true;
}

static bool set_stats(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->stats = true;
}

static bool set_help(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->help = true;
}

static bool set_version(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->version = true;
}

static bool set_dump(cli_options *options, const char *value, cli_text_buffer *wanted) {
    (void)value;
    (void)wanted;
    return options->dump_table = true;
}

/* clang-format off */
const cli_option cli_option_table[] = {
    {"format", 'f', "FORMAT", CLI_GROUP_REPORT, CLI_SCAN | CLI_DIFF,
     "Report as text for people (default), json, jsonl with a cluster a line, sarif, junit, github, csv, "
     "paths in groups, or unique, a list of what is left without duplicates. May be repeated, each with an --output of its own.", parse_format,
     "Report as text for people or json (default text)."},
    {"output", 'o', "FILE", CLI_GROUP_REPORT, CLI_SCAN | CLI_DIFF,
     "Write the report of the --format before it to FILE, whole or not at all.", parse_output,
     "Write the report to FILE, whole or not at all."},
    {"pairs", '\0', NULL, CLI_GROUP_REPORT, CLI_SCAN,
     "Also list every pair that has a relation, variants included.", set_pairs, NULL},
    {"explain", '\0', NULL, CLI_GROUP_REPORT, CLI_SCAN,
     "Also show how pairs spread round the cut, those nearest to it, and what to try.", set_explain, NULL},
    {"passages", '\0', "N", CLI_GROUP_REPORT, CLI_SCAN | CLI_DIFF,
     "Quote the N longest shared passages (default 3 in json, jsonl and sarif, else 1).", parse_passages,
     "Quote the N longest shared passages only (default all)."},
    {"check", '\0', NULL, CLI_GROUP_REPORT, CLI_SCAN | CLI_DIFF,
     "End with exit 1 if duplicates were found.", set_check,
     "End with exit 1 if the relation is that of --level or stronger."},
    {"baseline", '\0', "FILE", CLI_GROUP_REPORT, CLI_SCAN,
     "Accept the duplicates that FILE lists by their content; only new ones fail --check.", parse_baseline, NULL},
    {"update-baseline", '\0', NULL, CLI_GROUP_REPORT, CLI_SCAN,
     "Write all duplicates found into the file of --baseline.", set_update_baseline, NULL},
    {"allow", '\0', "FILE", CLI_GROUP_REPORT, CLI_SCAN,
     "Accept the duplicates that a rule in FILE allows: path, source or pair, with a reason.", parse_allow, NULL},
    {"color", '\0', "WHEN", CLI_GROUP_REPORT, CLI_SCAN | CLI_DIFF,
     "Colour the text report: auto (on a terminal), always or never.", parse_color, NULL},

    {"level", '\0', "RELATION", CLI_GROUP_COMPARE, CLI_SCAN | CLI_DIFF,
     "Call duplicates what is RELATION or stronger: identical, near, excerpt, derived (default), related, "
     "variant.", parse_level, NULL},
    {"threshold", '\0', "X", CLI_GROUP_COMPARE, CLI_SCAN | CLI_DIFF,
     "Share of a text that has to be in the other to make it derived, 0.05 to 0.80 (default 0.30).",
     parse_threshold, NULL},
    {"shingle", '\0', "N", CLI_GROUP_COMPARE, CLI_SCAN | CLI_DIFF,
     "Compare by runs of N letters, 5 to 32 (default 9).", parse_shingle, NULL},
    {"within", '\0', "DAYS", CLI_GROUP_COMPARE, CLI_SCAN,
     "Compare only articles whose dates are DAYS apart at most; those without a date with all.", parse_within, NULL},
    {"against", '\0', "PATH", CLI_GROUP_COMPARE, CLI_SCAN,
     "Compare with the articles in PATH, which are there already, and not these with one another. May be "
     "repeated.", parse_against, NULL},
    {"keep", '\0', "RULE", CLI_GROUP_COMPARE, CLI_SCAN,
     "The copy that stands for its story, and that no format drops: fullest (default), oldest or newest.", parse_keep,
     NULL},
    {"isolate", '\0', NULL, CLI_GROUP_COMPARE, CLI_SCAN,
     "Compare only articles of different PATHs with one another.", set_isolate, NULL},

    {"files-from", '\0', "FILE", CLI_GROUP_INPUT, CLI_SCAN,
     "Also read the files that FILE names, one a line (- is stdin).", parse_files_from, NULL},
    {"null", '0', NULL, CLI_GROUP_INPUT, CLI_SCAN,
     "Names end with a NUL byte: in --files-from, as find -print0 writes them, and in --format=paths or unique.",
     set_null, NULL},
    {"include", '\0', "GLOB", CLI_GROUP_INPUT, CLI_SCAN,
     "Read only files of folders and archives that match GLOB; may be repeated.", parse_include, NULL},
    {"exclude", '\0', "GLOB", CLI_GROUP_INPUT, CLI_SCAN,
     "Leave out files and folders that match GLOB; may be repeated.", parse_exclude, NULL},
    {"follow", '\0', NULL, CLI_GROUP_INPUT, CLI_SCAN, "Also go into folders that links lead to.", set_follow, NULL},
    {"input-format", '\0', "FORMAT", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "Read every input as text, jsonl, json, csv, tsv, html or feed (default: by extension and content).",
     parse_input_format, NULL},
    {"encoding", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "Read text that has no byte order mark in the encoding NAME (default: UTF-8, else Windows-1252).",
     parse_encoding, NULL},
    {"text-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "The field or column that holds the text (default text); may be repeated: title and body.", parse_text_field,
     NULL},
    {"id-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "The field or column that holds the id (default id); may be repeated.", parse_id_field, NULL},
    {"title-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN,
     "The field or column that holds the title (default title, headline).", parse_title_field, NULL},
    {"source-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN,
     "The field or column that tells who published it (default source).", parse_source_field, NULL},
    {"date-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN,
     "The field or column that holds the date (default date, published).", parse_date_field, NULL},
    {"list-field", '\0', "NAME", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "The list of articles in a JSON object (default articles, items, results, ...).", parse_list_field, NULL},
    {"max-article", '\0', "SIZE", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "A longer article is an error: 500K, 64M (default 256M).", parse_max_article, NULL},
    {"max-expanded", '\0', "SIZE", CLI_GROUP_INPUT, CLI_SCAN | CLI_DIFF,
     "Unpack no more than SIZE of one compressed file or archive (default 8G).", parse_max_expanded, NULL},

    {"threads", 'j', "N", CLI_GROUP_RUN, CLI_SCAN,
     "Work with N threads (default: one for each processor).", parse_threads, NULL},
    {"progress", '\0', "WHEN", CLI_GROUP_RUN, CLI_SCAN,
     "Show progress on stderr: auto (on a terminal), always or never.", parse_progress, NULL},
    {"stats", '\0', NULL, CLI_GROUP_RUN, CLI_SCAN,
     "Tell on stderr, and in json, what each stage took: time, memory, and how much work it was.", set_stats, NULL},
    {"quiet", 'q', NULL, CLI_GROUP_RUN, CLI_SCAN | CLI_DIFF,
     "No warnings and no progress on stderr; errors are still told.", set_quiet, NULL},
    {"verbose", 'v', NULL, CLI_GROUP_RUN, CLI_SCAN | CLI_DIFF,
     "Also list the boilerplate found, and tell on stderr how long the work took.", set_verbose,
     "Show long stretches whole."},
    {"help", 'h', NULL, CLI_GROUP_RUN, CLI_SCAN | CLI_DIFF, "Print this help.", set_help, NULL},
    {"version", '\0', NULL, CLI_GROUP_RUN, CLI_SCAN | CLI_DIFF, "Print the version.", set_version, NULL},

    {"help-options", '\0', NULL, CLI_GROUP_COUNT, CLI_SCAN | CLI_DIFF, NULL, set_dump, NULL},
};
/* clang-format on */

const size_t cli_option_count = sizeof cli_option_table / sizeof *cli_option_table;

cli_options cli_options_default(void) {
    dedupe_options library = dedupe_options_default();
    cli_options options = {
        .command = CLI_SCAN,
        .level = library.level,
        .threshold = library.derived_coverage,
        .shingle = library.shingle_letters,
        .input = {.max_article_bytes = (size_t)256 << 20, .max_expanded_bytes = UINT64_C(8) << 30},
    };
    return options;
}
