/*
 * Errors and warnings: gathered while threads work, then written to stderr in order of path and line,
 * so that they come out the same for any number of threads. Errors are kept for the report.
 */
#ifndef CLI_MESSAGES_H
#define CLI_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

/* Errors of one file, or of one archive with all its members, that are kept; of further ones, only how many
 * there are. */
enum { CLI_MOST_ERRORS = 1000 };

typedef struct cli_message {
    char *path;         /* NULL: it is about no file */
    size_t file_length; /* bytes of `path` before the member of an archive; all of it if it is none */
    size_t line;        /* 1-based; 0: the whole file */
    size_t number;      /* 1-based, of a record that its line does not tell; 0: it does */
    const char *code;   /* short name for scripts, static; NULL for a warning */
    char *text;         /* one clause, no final newline */
    size_t more; /* errors that this message stands for, the last of them in `line`; 0: it is one itself */
} cli_message;

typedef struct cli_messages cli_messages;

/* Freed with cli_messages_free, which takes NULL. */
cli_messages *cli_messages_create(void);
void cli_messages_free(cli_messages *messages);

/* Leaves warnings out of what is written. */
void cli_messages_set_quiet(cli_messages *messages, bool quiet);

/* Says that a file is an archive: errors of its members, "path:member", count as its own. Before any of
 * them; safe on several threads. */
void cli_messages_archive(cli_messages *messages, const char *path);

/* Remembers an error, or a warning. `path` is copied, may be NULL; `code` must be static. Safe on
 * several threads. */
void cli_messages_error(cli_messages *messages, const char *path, size_t line, const char *code,
                        const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same for record `number` of a file, which the message then names; 0: its line tells which it is. */
void cli_messages_record_error(cli_messages *messages, const char *path, size_t line, size_t number,
                               const char *code, const char *text);

/* Counts errors of a file that nobody kept, as CLI_MOST_ERRORS before them were; the last is in `line`. */
void cli_messages_more_errors(cli_messages *messages, const char *path, size_t line, size_t count);

void cli_messages_warning(cli_messages *messages, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cli_messages_warning_at(cli_messages *messages, const char *path, size_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Writes a note to stderr at once. */
void cli_messages_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes what came up since the last call to stderr as "dedupe: path:line: text", sorted; of errors of one
 * kind in one file or member ten, and how many more there are. Not to be called while other threads add
 * messages. */
void cli_messages_flush(cli_messages *messages);

/* The errors that are kept so far, in order of file, member, line and record once flushed: of one file the
 * first CLI_MOST_ERRORS, whatever order they came in, and then a message that stands for all the others; it
 * names the archive, without a line, if they are of several members. */
const cli_message *cli_messages_errors(const cli_messages *messages, size_t *count);

/* How many errors there were so far, kept or not. */
size_t cli_messages_error_count(const cli_messages *messages);

#endif
