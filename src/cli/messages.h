/*
 * Errors and warnings: gathered while threads work, then written to stderr in order of path and line,
 * so that they come out the same for any number of threads. Errors are kept for the report.
 */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_message {
    char *path;       /* NULL: it is about no file */
    size_t line;      /* 1-based; 0: the whole file */
    const char *code; /* short name for scripts, static; NULL for a warning */
    char *text;       /* one clause, no final newline */
} cli_message;

typedef struct cli_messages cli_messages;

/* Freed with cli_messages_free, which takes NULL. */
cli_messages *cli_messages_create(void);
void cli_messages_free(cli_messages *messages);

/* Leaves warnings out of what is written. */
void cli_messages_set_quiet(cli_messages *messages, bool quiet);

/* Remembers an error, or a warning. `path` is copied, may be NULL; `code` must be static. Safe on
 * several threads. */
void cli_messages_error(cli_messages *messages, const char *path, size_t line, const char *code,
                        const char *format, ...) __attribute__((format(printf, 5, 6)));
void cli_messages_warning(cli_messages *messages, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cli_messages_warning_at(cli_messages *messages, const char *path, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Writes a note to stderr at once. */
void cli_messages_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes what came up since the last call to stderr as "dedupe: path:line: text", sorted; of errors of one
 * kind in one file ten, and how many more there are. Not to be called while other threads add messages. */
void cli_messages_flush(cli_messages *messages);

/* Every error so far, in order of path and line, once flushed. */
const cli_message *cli_messages_errors(const cli_messages *messages, size_t *count);

#endif
