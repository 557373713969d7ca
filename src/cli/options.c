/* Reading the command line: see options.h. Options and paths may be mixed; "--" ends the options;
 * "--name=value", "--name value", "-n value", "-nvalue" and "-qv" all work. */
#include "options.h"

#include "program_memory.h"

#include <stdlib.h>
#include <string.h>

/* The command line while it is read. */
struct arguments {
    char **items;
    size_t count;
    size_t next;
    cli_options *options;
    cli_messages *messages;
};

/* The name of a command: "scan", "diff". */
static const char *command_name(cli_command command) {
    return command == CLI_DIFF ? "diff" : "scan";
}

bool cli_command_parse(const char *name, cli_command *command) {
    static const cli_command commands[] = {CLI_SCAN, CLI_DIFF};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(name, command_name(commands[i])) == 0) {
            *command = commands[i];
            return true;
        }
    }
    return false;
}

/* Options that other programs have, and what to do here instead. */
static const struct guess {
    const char *name;
    unsigned commands;
    const char *hint;
} guesses[] = {
    {"--json", CLI_SCAN | CLI_DIFF, "did you mean --format=json?"},
    {"--jsonl", CLI_SCAN, "did you mean --format=jsonl?"},
    {"--sarif", CLI_SCAN, "did you mean --format=sarif?"},
    {"--junit", CLI_SCAN, "did you mean --format=junit?"},
    {"--csv", CLI_SCAN, "did you mean --format=csv?"},
    {"--recursive", CLI_SCAN, "folders are always read whole"},
    {"-r", CLI_SCAN, "folders are always read whole"},
    {"-R", CLI_SCAN, "folders are always read whole"},
    {"-V", CLI_SCAN | CLI_DIFF, "did you mean --version?"},
};

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Letters to add, drop, change or swap to get from `a` to `b` (Damerau). Long names count as far. */
static size_t edit_distance(const char *a, const char *b) {
    enum { LONGEST = 32 };
    size_t rows[3][LONGEST + 1];
    size_t width = strlen(b);
    if (strlen(a) > LONGEST || width > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= width; j++)
        rows[0][j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[strlen(a) % 3][width];
}

/* The option whose name is nearest to a wrong one, which has its dashes; NULL: none is near. */
static const cli_option *nearest_option(const char *name, unsigned command) {
    const cli_option *nearest = NULL;
    if (strncmp(name, "--", 2) != 0)
        return NULL; /* one letter is near to every other */
    name += 2;
    size_t best = strlen(name) / 3 + 1;
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *option = &cli_option_table[i];
        if (option->help == NULL || (option->commands & command) == 0)
            continue;
        size_t distance = edit_distance(name, option->name);
        if (distance <= best && (nearest == NULL || distance < best)) {
            nearest = option;
            best = distance;
        }
    }
    return nearest;
}

static const cli_option *find_option(const char *name, size_t length) {
    for (size_t i = 0; i < cli_option_count; i++) {
        if (strlen(cli_option_table[i].name) == length && memcmp(cli_option_table[i].name, name, length) == 0)
            return &cli_option_table[i];
    }
    return NULL;
}

static const cli_option *find_letter(char letter) {
    for (size_t i = 0; i < cli_option_count; i++) {
        if (letter != '\0' && cli_option_table[i].letter == letter)
            return &cli_option_table[i];
    }
    return NULL;
}

/* All errors of the command line end the same way. */
static bool fail(struct arguments *arguments, const char *text) {
    const char *command = arguments->options->command == CLI_DIFF ? " diff" : "";
    cli_messages_error(arguments->messages, NULL, 0, "usage", "%s; see dedupe%s --help", text, command);
    return false;
}

/* What to say of an option that does not exist; NULL: nothing is known of it. */
static const char *hint_for(const char *name, unsigned command) {
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        if ((guesses[i].commands & command) != 0 && strcmp(guesses[i].name, name) == 0)
            return guesses[i].hint;
    }
    return NULL;
}

/* `name` has its dashes. */
static bool fail_unknown(struct arguments *arguments, const char *name) {
    cli_text_buffer text = {0};
    unsigned command = arguments->options->command;
    const char *hint = hint_for(name, command);
    const cli_option *nearest = hint == NULL ? nearest_option(name, command) : NULL;
    cli_text_buffer_add(&text, "there is no option %s", name);
    if (hint != NULL)
        cli_text_buffer_add(&text, "; %s", hint);
    else if (nearest != NULL)
        cli_text_buffer_add(&text, "; did you mean --%s?", nearest->name);
    if (hint != NULL || nearest != NULL)
        cli_messages_error(arguments->messages, NULL, 0, "usage", "%s", text.bytes);
    else
        fail(arguments, text.bytes);
    cli_text_buffer_free(&text);
    return false;
}

/* Checks that the option belongs to the command and stores its value. */
static bool apply(struct arguments *arguments, const cli_option *option, const char *value) {
    cli_text_buffer text = {0};
    cli_text_buffer wanted = {0};
    bool fine = false;
    if ((option->commands & (unsigned)arguments->options->command) == 0) {
        cli_text_buffer_add(&text, "--%s is no option of %s", option->name,
                            command_name(arguments->options->command));
        fail(arguments, text.bytes);
    } else if (!option->parse(arguments->options, value, &wanted)) {
        cli_text_buffer_add(&text, "--%s takes %s, not \"%s\"", option->name, wanted.bytes, value);
        cli_messages_error(arguments->messages, NULL, 0, "usage", "%s", text.bytes);
    } else {
        fine = true;
    }
    cli_text_buffer_free(&text);
    cli_text_buffer_free(&wanted);
    return fine;
}

/* The value of an option that takes one: what is attached to it, or the next argument. */
static bool take_value(struct arguments *arguments, const cli_option *option, const char *attached) {
    const char *value = attached;
    if (value == NULL && arguments->next < arguments->count)
        value = arguments->items[arguments->next++];
    if (value != NULL)
        return apply(arguments, option, value);
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "--%s needs a value, %s", option->name, option->argument);
    fail(arguments, text.bytes);
    cli_text_buffer_free(&text);
    return false;
}

static bool parse_long(struct arguments *arguments, const char *argument) {
    const char *equals = strchr(argument, '=');
    size_t length = equals != NULL ? (size_t)(equals - argument) : strlen(argument);
    const cli_option *option = find_option(argument, length);
    bool fine;
    if (option == NULL) {
        cli_text_buffer name = {0};
        cli_text_buffer_add(&name, "--");
        cli_text_buffer_add_bytes(&name, argument, length);
        fine = fail_unknown(arguments, name.bytes);
        cli_text_buffer_free(&name);
    } else if (option->argument != NULL) {
        fine = take_value(arguments, option, equals != NULL ? equals + 1 : NULL);
    } else if (equals != NULL) {
        cli_text_buffer text = {0};
        cli_text_buffer_add(&text, "--%s takes no value", option->name);
        fine = fail(arguments, text.bytes);
        cli_text_buffer_free(&text);
    } else {
        fine = apply(arguments, option, NULL);
    }
    return fine;
}

/* A cluster of short options: "-qv", "-j4", "-qj4". */
static bool parse_short(struct arguments *arguments, const char *letters) {
    for (; *letters != '\0'; letters++) {
        const cli_option *option = find_letter(*letters);
        if (option == NULL) {
            const char name[] = {'-', *letters, '\0'};
            return fail_unknown(arguments, name);
        }
        if (option->argument != NULL)
            return take_value(arguments, option, letters[1] != '\0' ? letters + 1 : NULL);
        if (!apply(arguments, option, NULL))
            return false;
    }
    return true;
}

bool cli_options_has_format(const cli_options *options, cli_format format) {
    for (size_t i = 0; i < options->target_count; i++) {
        if (options->targets[i].format == format)
            return true;
    }
    return false;
}

/* Whether every --output has its --format, and no two reports go to one place. */
static bool check_targets(struct arguments *arguments) {
    cli_options *options = arguments->options;
    cli_text_buffer text = {0};
    if (options->target_count == 0) {
        options->targets[options->target_count++] = (cli_target){CLI_FORMAT_TEXT, options->next_output};
        options->next_output = NULL;
    }
    const char *stray = options->stray_output != NULL ? options->stray_output : options->next_output;
    if (stray != NULL)
        cli_text_buffer_add(&text, "--output %s has no --format of its own", stray);
    for (size_t i = 0; i < options->target_count && text.length == 0; i++) {
        for (size_t k = i + 1; k < options->target_count && text.length == 0; k++) {
            const char *one = options->targets[i].output != NULL ? options->targets[i].output : "-";
            const char *other = options->targets[k].output != NULL ? options->targets[k].output : "-";
            if (strcmp(one, other) == 0)
                cli_text_buffer_add(&text, "%s and %s cannot both go to %s; give one an --output of its own",
                                    cli_format_name(options->targets[i].format),
                                    cli_format_name(options->targets[k].format),
                                    strcmp(one, "-") == 0 ? "stdout" : one);
        }
    }
    const bool fine = text.length == 0;
    if (!fine)
        fail(arguments, text.bytes);
    cli_text_buffer_free(&text);
    return fine;
}

bool cli_options_parse(cli_options *options, int count, char **items, cli_messages *messages) {
    struct arguments arguments = {items, (size_t)(count > 0 ? count : 1), 1, options, messages};
    bool only_paths = false;
    bool fine = true;
    options->paths = cli_memory_allocate(arguments.count, sizeof *options->paths);
    options->targets = cli_memory_allocate(arguments.count, sizeof *options->targets);
    options->against = cli_memory_allocate(arguments.count, sizeof *options->against);
    if (count > 1 && cli_command_parse(items[1], &options->command))
        arguments.next = 2;
    while (fine && arguments.next < arguments.count) {
        const char *argument = items[arguments.next++];
        if (only_paths || argument[0] != '-' || argument[1] == '\0')
            options->paths[options->path_count++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_paths = true;
        else if (argument[1] == '-')
            fine = parse_long(&arguments, argument + 2);
        else
            fine = parse_short(&arguments, argument + 1);
    }
    return fine && check_targets(&arguments);
}

void cli_options_free(cli_options *options) {
    free(options->paths);
    free(options->against);
    free(options->targets);
    options->targets = NULL;
    options->target_count = 0;
    options->paths = options->against = NULL;
    options->path_count = options->against_count = 0;
    free(options->filter.include);
    free(options->filter.exclude);
    options->filter = (cli_filter){0};
}
