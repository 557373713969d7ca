/* Opening and reading files, with errors that say what to do. */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "../messages.h"

#include <stdbool.h>
#include <stddef.h>

/* The bytes of a file. Starts as {0}; keeps its memory from one file to the next. */
typedef struct cli_file_content {
    char *bytes; /* followed by CLI_PIECE_PADDING readable bytes */
    size_t length;
    size_t capacity; /* padding included */
} cli_file_content;

/* Whether a path is one of the names of stdin. */
bool cli_file_is_stdin(const char *path);

/* Opens a regular file for reading, or stdin for "-", or a pipe that the shell opened for this process
 * (/dev/fd/N); any other pipe or device is an error. Returns -1 with an error in `messages` if it cannot.
 * *size is a guess of its bytes. */
int cli_file_open(const char *path, size_t *size, cli_messages *messages);

/* Closes what cli_file_open opened; leaves stdin open. */
void cli_file_close(int descriptor);

/* Makes room for `length` bytes and the padding. */
void cli_file_content_reserve(cli_file_content *content, size_t length);

/* Reads the whole of a file, less than 2 GiB. */
bool cli_file_read_whole(const char *path, cli_file_content *content, cli_messages *messages);

void cli_file_content_free(cli_file_content *content);

/* Remembers what errno value `number` means for a path, in plain words. */
void cli_file_error(cli_messages *messages, const char *path, int number);

#endif
