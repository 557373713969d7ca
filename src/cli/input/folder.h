/*
 * The entries of an open folder, or given paths, and what each of them is, some thousand at a time. What they
 * are is asked by several threads where there are many: a disk or a server answers several questions in the
 * time of one.
 */
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include "../text_buffer.h"

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

typedef struct cli_folder_entry {
    size_t name;        /* where it starts in cli_folder.names */
    int error;          /* errno of the question what it is; 0: it was answered */
    bool is_link;       /* a symbolic link */
    struct stat target; /* of what it leads to, if it is a link */
} cli_folder_entry;

/* Starts as {0}. */
typedef struct cli_folder {
    cli_text_buffer names; /* each ended by a NUL */
    cli_folder_entry *entries;
    size_t count;
    size_t capacity;
    int error; /* errno of reading the folder; 0: there was none */
} cli_folder;

/* Reads the next entries in place of those before, without hidden ones. False: there are no more. */
bool cli_folder_read(cli_folder *folder, DIR *stream, unsigned threads);

/* The same of the first of `count` paths, wherever they are. */
void cli_folder_inspect(cli_folder *folder, const char *const *paths, size_t count, unsigned threads);

void cli_folder_free(cli_folder *folder);

#endif
