/*
 * The options of the program. One table (options_table.c) knows every option: its names, argument,
 * help sentence, group, commands and parser. Parsing, --help and the check of the man page read it.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "input/filter.h"
#include "input/input.h"
#include "messages.h"
#include "text_buffer.h"

#include <dedupe/dedupe.h>

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_format {
    CLI_FORMAT_TEXT = 0,
    CLI_FORMAT_JSON,
    CLI_FORMAT_JSONL,
    CLI_FORMAT_SARIF,
    CLI_FORMAT_JUNIT,
    CLI_FORMAT_GITHUB,
    CLI_FORMAT_CSV,
    CLI_FORMAT_PATHS,
    CLI_FORMAT_UNIQUE,
    CLI_FORMAT_COUNT
} cli_format;

/* One report: a --format with the --output that belongs to it. */
typedef struct cli_target {
    cli_format format;
    const char *output; /* NULL: stdout */
} cli_target;

typedef enum cli_when { CLI_WHEN_AUTO = 0, CLI_WHEN_ALWAYS, CLI_WHEN_NEVER } cli_when;

/* Commands, as bits, so that an option can say which it belongs to. */
typedef enum cli_command { CLI_SCAN = 1, CLI_DIFF = 2 } cli_command;

typedef struct cli_options {
    cli_command command;
    bool help;
    bool version;
    bool dump_table; /* --help-options */

    cli_target *targets; /* at least one once the command line is read */
    size_t target_count;
    const char *next_output;  /* of the --format that follows; NULL: none */
    const char *stray_output; /* an --output too many; NULL: none */
    dedupe_relation level;
    double threshold;
    dedupe_keep keep;
    bool pairs;
    bool explain;
    size_t passages;
    bool passages_given; /* else each format has its own number */
    bool check;
    const char *baseline; /* NULL: none */
    const char *allow;    /* NULL: none */
    bool update_baseline;
    unsigned shingle;

    bool isolate;
    const char **against; /* point into argv */
    size_t against_count;

    const char *files_from; /* NULL: none */
    bool null_separated;
    const cli_input_format *input_format; /* NULL: by extension */
    cli_input_settings input;
    cli_filter filter;
    bool follow;
    unsigned within_days; /* 0: any */

    unsigned threads; /* 0: one for each processor */
    bool quiet;
    bool verbose;
    cli_when color;
    cli_when progress;
    bool stats;

    const char **paths; /* point into argv */
    size_t path_count;
} cli_options;

/* Where an option stands in --help. */
typedef enum cli_option_group {
    CLI_GROUP_REPORT = 0,
    CLI_GROUP_COMPARE,
    CLI_GROUP_INPUT,
    CLI_GROUP_RUN,
    CLI_GROUP_COUNT
} cli_option_group;

/* One option. */
typedef struct cli_option {
    const char *name;     /* long name without dashes */
    char letter;          /* short name, '\0': none */
    const char *argument; /* name of its argument in help, NULL: it takes none */
    cli_option_group group;
    unsigned commands; /* bits of cli_command */
    const char *help;  /* one sentence */
    /* Stores the value (NULL if it takes none). Returns false with a clause about what it has to be. */
    bool (*parse)(cli_options *options, const char *value, cli_text_buffer *wanted);
    const char *diff_help; /* the sentence of diff; NULL: as in a scan */
} cli_option;

/* The name of a format: "text", "json". */
const char *cli_format_name(cli_format format);

/* The name of a rule for representatives: "fullest", "oldest", "newest". */
const char *cli_keep_name(dedupe_keep keep);

/* Whether a report of that format is asked for. */
bool cli_options_has_format(const cli_options *options, cli_format format);

/* The table, in the order of --help. Hidden options (help is NULL) come last. */
extern const cli_option cli_option_table[];
extern const size_t cli_option_count;

/* Whether `name` is the name of a command, which *command then is. */
bool cli_command_parse(const char *name, cli_command *command);

/* Defaults. */
cli_options cli_options_default(void);

/* Reads the command line. False, with an error in `messages`, if it makes no sense. The paths are
 * freed with cli_options_free; all else is borrowed from `arguments`. */
bool cli_options_parse(cli_options *options, int count, char **arguments, cli_messages *messages);
void cli_options_free(cli_options *options);

/* Appends what --help prints for a command. */
void cli_options_help(cli_command command, cli_text_buffer *out);

/* Appends one line an option, its columns divided by tabs: name, letter, argument, commands, help. */
void cli_options_dump(cli_text_buffer *out);

/* Appends one line that tells how to call the program. */
void cli_options_usage(cli_command command, cli_text_buffer *out);

#endif
