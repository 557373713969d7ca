/*
 * From what stands on the command line to the files to read: folders are walked in sorted order,
 * hidden entries and links to folders left out; a file that is named is always read; what is named
 * twice is read once.
 */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "../messages.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_paths {
    char **items; /* sorted bytewise, each once; "-" is stdin */
    size_t count;
    size_t capacity;
    size_t total_bytes; /* of all files, as far as it is known; for progress */
} cli_paths;

/* Adds a path: a file as it is, a folder with all the files in it. What cannot be read is an error in
 * `messages`. Returns false if it gave no file. */
bool cli_paths_add(cli_paths *paths, const char *path, cli_messages *messages);

/* Adds every path that the file `list` ("-": stdin) names, one a line, or each ended by a NUL.
 * Returns false, with an error in `messages`, if it cannot be read or names nothing. */
bool cli_paths_add_list(cli_paths *paths, const char *list, bool null_separated, cli_messages *messages);

/* Sorts, and drops what is named twice ("a", "./a" and ".//a" are one file). */
void cli_paths_sort(cli_paths *paths);

void cli_paths_free(cli_paths *paths);

#endif
