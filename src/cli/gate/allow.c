/* Rules for accepted syndication: see allow.h. */
#include "allow.h"

#include "../input/file.h"
#include "../program_memory.h"
#include "../text_buffer.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static const char remedy[] =
    "a rule is: path PATTERN because REASON, source NAME because REASON, or pair PATTERN "
    "PATTERN because REASON";

static const char *skip_blanks(const char *at) {
    return at + strspn(at, " \t");
}

/* Takes a word, quoted or not. NULL, and `at` unchanged, if there is none or a quote does not end. */
static char *take_word(const char **at) {
    const char *from = skip_blanks(*at);
    cli_text_buffer word = {0};
    const bool is_quoted = *from == '"';
    from += is_quoted;
    while (*from != '\0' && (is_quoted ? *from != '"' : strchr(" \t", *from) == NULL)) {
        if (is_quoted && *from == '\\' && (from[1] == '"' || from[1] == '\\'))
            from++;
        cli_text_buffer_add_bytes(&word, from++, 1);
    }
    if (word.length == 0 || (is_quoted && *from != '"')) {
        cli_text_buffer_free(&word);
        return NULL;
    }
    *at = from + is_quoted;
    return word.bytes;
}

/* Takes the word `because` and the reason. NULL: they are not there. */
static char *take_reason(const char *at) {
    static const char because[] = "because";
    const size_t length = sizeof because - 1;
    at = skip_blanks(at);
    if (strncmp(at, because, length) != 0 || strchr(" \t", at[length]) == NULL)
        return NULL;
    at = skip_blanks(at + length);
    size_t end = strlen(at);
    while (end > 0 && strchr(" \t", at[end - 1]) != NULL)
        end--;
    return end > 0 ? cli_memory_copy(at, end) : NULL;
}

static bool parse_kind(const char *word, cli_allow_kind *kind) {
    static const char *const names[] = {"path", "source", "pair"};
    for (cli_allow_kind i = CLI_ALLOW_PATH; i <= CLI_ALLOW_PAIR; i++) {
        if (word != NULL && strcmp(word, names[i]) == 0) {
            *kind = i;
            return true;
        }
    }
    return false;
}

static void free_rule(cli_allow_rule *rule) {
    free(rule->patterns[0]);
    free(rule->patterns[1]);
    free(rule->reason);
}

/* What is wrong with a line; NULL: nothing, and its rule is appended if it has one. */
static const char *read_line(cli_allow *allow, const char *text, size_t line) {
    cli_allow_rule rule = {.line = line};
    const char *at = skip_blanks(text);
    if (*at == '\0' || *at == '#')
        return NULL;
    char *word = take_word(&at);
    const bool known = parse_kind(word, &rule.kind);
    free(word);
    if (!known)
        return "begins with neither path, source nor pair";
    for (size_t i = 0; i < (rule.kind == CLI_ALLOW_PAIR ? 2 : 1); i++)
        rule.patterns[i] = take_word(&at);
    const bool complete =
        rule.patterns[0] != NULL && (rule.kind != CLI_ALLOW_PAIR || rule.patterns[1] != NULL);
    rule.reason = complete ? take_reason(at) : NULL;
    if (rule.reason == NULL) {
        free_rule(&rule);
        return complete ? "has no reason" : "lacks a pattern, or a quote does not end";
    }
    allow->rules = cli_memory_grow(allow->rules, &allow->capacity, allow->count + 1, sizeof *allow->rules);
    allow->rules[allow->count++] = rule;
    return NULL;
}

bool cli_allow_read(cli_allow *allow, const char *path, cli_messages *messages) {
    cli_file_content content = {0};
    bool fine = cli_file_read_whole(path, &content, messages);
    size_t wrong_count = 0;
    size_t line = 0;
    for (size_t start = 0; fine && start < content.length;) {
        const char *end = memchr(content.bytes + start, '\n', content.length - start);
        size_t length = end != NULL ? (size_t)(end - content.bytes) - start : content.length - start;
        char *text = cli_memory_copy(content.bytes + start, length);
        start += length + 1;
        line++;
        if (length > 0 && text[length - 1] == '\r')
            text[length - 1] = '\0';
        const char *wrong = strlen(text) + 1 < length ? "holds a NUL byte" : read_line(allow, text, line);
        wrong_count += wrong != NULL;
        if (wrong != NULL)
            cli_messages_error(messages, path, line, "bad-rule", "this line %s; %s", wrong, remedy);
        free(text);
    }
    cli_file_content_free(&content);
    return fine && wrong_count == 0;
}

void cli_allow_free(cli_allow *allow) {
    for (size_t i = 0; i < allow->count; i++)
        free_rule(&allow->rules[i]);
    free(allow->rules);
    *allow = (cli_allow){0};
}

/* A path without "./" before it, which nobody writes into a pattern. */
static const char *plain(const char *path) {
    return strncmp(path, "./", 2) == 0 ? path + 2 : path;
}

bool cli_allow_matches(const char *pattern, const char *id, const cli_origin *origin) {
    return fnmatch(plain(pattern), plain(id), 0) == 0 ||
           (origin != NULL && fnmatch(plain(pattern), plain(origin->path), 0) == 0);
}

/* Whether the rule, or that pattern of a pair, matches an article. */
static bool applies(const cli_allow_rule *rule, size_t pattern, const char *id, const cli_origin *origin) {
    if (rule->kind != CLI_ALLOW_SOURCE)
        return cli_allow_matches(rule->patterns[pattern], id, origin);
    return origin != NULL && origin->metadata != NULL && origin->metadata->source != NULL &&
           strcmp(origin->metadata->source, rule->patterns[0]) == 0;
}

const cli_allow_rule *cli_allow_find(const cli_allow *allow, const char *id, const cli_origin *origin) {
    for (size_t i = 0; i < allow->count; i++) {
        const cli_allow_rule *rule = &allow->rules[i];
        if (rule->kind != CLI_ALLOW_PAIR && applies(rule, 0, id, origin))
            return rule;
    }
    return NULL;
}

void cli_allow_tell_unused(const cli_allow *allow, const char *path, const dedupe_result *result,
                           const cli_ids *ids, cli_messages *messages) {
    for (size_t i = 0; i < allow->count; i++) {
        const cli_allow_rule *rule = &allow->rules[i];
        for (size_t k = 0; k < (rule->kind == CLI_ALLOW_PAIR ? 2 : 1); k++) {
            bool used = false;
            for (size_t a = 0; a < result->article_count && !used; a++)
                used = applies(rule, k, result->articles[a].id, cli_ids_find(ids, result->articles[a].id));
            if (!used)
                cli_messages_warning_at(messages, path, rule->line, "\"%s\" matches no article%s",
                                        rule->patterns[k], rule->kind == CLI_ALLOW_SOURCE ? "'s source" : "");
        }
    }
}
