/* What --help prints, made from the option table: see options.h. */
#include "options.h"

#include <string.h>

enum { HELP_COLUMNS = 80, SENTENCE_COLUMN = 26 };

static const char *const group_titles[CLI_GROUP_COUNT] = {"Report", "Comparison", "Input", "Program"};

static const char scan_head[] =
    "dedupe finds news articles that reuse each other's text.\n"
    "\n"
    "  dedupe [scan] [OPTION]... PATH...   group the articles and report\n"
    "  dedupe diff [OPTION]... A B         explain how two articles relate\n"
    "\n"
    "A PATH is a text file (one article), a file of records (.jsonl, .json, .csv), a\n"
    "page, a feed, an archive of these, a folder (read with all that is in it) or -\n"
    "for stdin.\n";

static const char diff_head[] =
    "dedupe diff explains how two articles relate, and quotes what they share.\n"
    "\n"
    "  dedupe diff [OPTION]... A B         two files of one article each\n"
    "  dedupe diff [OPTION]... PATH... A B two articles of many, by their ids\n"
    "\n"
    "A file is a text, a page, or a file of records that holds one; - is stdin. By id\n"
    "the articles of any PATH that a scan would read are found.\n";

static const char tail[] = "\nExit status: 0 finished, 1 --check found duplicates, 2 something could not be\n"
                           "read, used or written.\n";

void cli_options_usage(cli_command command, cli_text_buffer *out) {
    if (command == CLI_DIFF)
        cli_text_buffer_add(out,
                            "usage: dedupe diff [OPTION]... [PATH...] A B (dedupe diff --help tells more)");
    else
        cli_text_buffer_add(out, "usage: dedupe [OPTION]... PATH... (dedupe --help tells more)");
}

/* Appends a sentence from the current column on, broken at spaces. */
static void add_wrapped(cli_text_buffer *out, const char *sentence) {
    size_t column = SENTENCE_COLUMN;
    while (*sentence != '\0') {
        size_t word = strcspn(sentence, " ");
        if (column > SENTENCE_COLUMN && column + 1 + word > HELP_COLUMNS) {
            cli_text_buffer_add(out, "\n");
            cli_text_buffer_add_spaces(out, SENTENCE_COLUMN);
            column = SENTENCE_COLUMN;
        } else if (column > SENTENCE_COLUMN) {
            cli_text_buffer_add(out, " ");
            column++;
        }
        cli_text_buffer_add_bytes(out, sentence, word);
        column += word;
        sentence += word;
        sentence += strspn(sentence, " ");
    }
    cli_text_buffer_add(out, "\n");
}

static void add_option(const cli_option *option, cli_command command, cli_text_buffer *out) {
    cli_text_buffer names = {0};
    if (option->letter != '\0')
        cli_text_buffer_add(&names, "  -%c, --%s", option->letter, option->name);
    else
        cli_text_buffer_add(&names, "      --%s", option->name);
    if (option->argument != NULL)
        cli_text_buffer_add(&names, "=%s", option->argument);
    if (names.length + 2 > SENTENCE_COLUMN) {
        cli_text_buffer_add(&names, "\n");
        cli_text_buffer_add_spaces(&names, SENTENCE_COLUMN);
    } else {
        cli_text_buffer_add_spaces(&names, SENTENCE_COLUMN - names.length);
    }
    cli_text_buffer_add_bytes(out, names.bytes, names.length);
    add_wrapped(out, command == CLI_DIFF && option->diff_help != NULL ? option->diff_help : option->help);
    cli_text_buffer_free(&names);
}

void cli_options_help(cli_command command, cli_text_buffer *out) {
    cli_text_buffer_add(out, "%s", command == CLI_DIFF ? diff_head : scan_head);
    for (int group = 0; group < CLI_GROUP_COUNT; group++) {
        bool titled = false;
        for (size_t i = 0; i < cli_option_count; i++) {
            const cli_option *option = &cli_option_table[i];
            if ((int)option->group != group || (option->commands & (unsigned)command) == 0)
                continue;
            if (!titled)
                cli_text_buffer_add(out, "\n%s:\n", group_titles[group]);
            titled = true;
            add_option(option, command, out);
        }
    }
    cli_text_buffer_add(out, "%s", tail);
}

void cli_options_dump(cli_text_buffer *out) {
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *option = &cli_option_table[i];
        if (option->help == NULL)
            continue;
        cli_text_buffer_add(out, "%s\t", option->name);
        if (option->letter != '\0')
            cli_text_buffer_add(out, "%c", option->letter);
        cli_text_buffer_add(out, "\t%s\t%s%s\t%s\n", option->argument != NULL ? option->argument : "",
                            (option->commands & CLI_SCAN) != 0 ? "scan" : "",
                            (option->commands & CLI_DIFF) != 0 ? " diff" : "", option->help);
    }
}
