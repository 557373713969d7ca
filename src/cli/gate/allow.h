/*
 * Accepted syndication: rules, each with a reason, for articles that may be duplicates.
 *
 * A rule is a line. Empty lines and those that begin with # count not. Words are divided by blanks; a word
 * with blanks stands in double quotes, in which \" and \\ are a quote and a backslash.
 *
 *     path PATTERN because REASON             articles whose path or id it matches
 *     source NAME because REASON              articles of that source
 *     pair PATTERN PATTERN because REASON     one article of the one with one of the other
 *
 * In a pattern * stands for any characters, / too, ? for one, [a-z] for one of these (fnmatch). What a path
 * or source rule accepts duplicates nothing as far as the gate is concerned, and nothing duplicates it.
 */
#ifndef CLI_ALLOW_H
#define CLI_ALLOW_H

#include "../input/ids.h"
#include "../messages.h"

#include <dedupe/dedupe.h>

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_allow_kind { CLI_ALLOW_PATH = 0, CLI_ALLOW_SOURCE, CLI_ALLOW_PAIR } cli_allow_kind;

typedef struct cli_allow_rule {
    cli_allow_kind kind;
    size_t line;
    char *patterns[2]; /* the second of a pair only */
    char *reason;
} cli_allow_rule;

typedef struct cli_allow {
    cli_allow_rule *rules;
    size_t count;
    size_t capacity;
} cli_allow;

/* Reads a file of rules. False, with an error for each line that is wrong, if it cannot be used. Free with
 * cli_allow_free in any case. */
bool cli_allow_read(cli_allow *allow, const char *path, cli_messages *messages);
void cli_allow_free(cli_allow *allow);

/* The first path or source rule for an article; NULL: none. `origin` may be NULL. */
const cli_allow_rule *cli_allow_find(const cli_allow *allow, const char *id, const cli_origin *origin);

/* Whether a pattern of a rule matches an article. */
bool cli_allow_matches(const char *pattern, const char *id, const cli_origin *origin);

/* Warns of rules of the file `path` that match no article of a result, or with a pattern of a pair none. */
void cli_allow_tell_unused(const cli_allow *allow, const char *path, const dedupe_result *result,
                           const cli_ids *ids, cli_messages *messages);

#endif
