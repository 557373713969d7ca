/*
 * From what stands on the command line to the files to read: folders are walked in sorted order,
 * hidden entries and, unless asked for, links to folders left out; a file that is named is always read; a
 * file that has several names (a/../b and b, a link to it, a hard link) is read once.
 *
 * Hard links are one file, as for jdupes: they share their bytes, so that each would be reported as a
 * duplicate of the other.
 */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "../messages.h"
#include "filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

/* What tells two names of one file. Size and time too, for file systems that make up their inodes. */
typedef struct cli_path_identity {
    bool is_file; /* a regular file; nothing else is told by its identity */
    bool is_link; /* the name is a symbolic link */
    dev_t device;
    ino_t inode;
    off_t size_bytes;
    time_t changed;
} cli_path_identity;

/* How a path came to be read. */
typedef struct cli_path_source {
    bool is_reference; /* it was added as one */
    bool is_named;     /* itself, not a folder that it is in */
    size_t argument;   /* the argument that it came with: an index of cli_paths.arguments */
} cli_path_source;

/* What of a folder is read. */
typedef struct cli_paths_rules {
    const cli_filter *filter; /* NULL: every file */
    bool follow;              /* links to folders too */
    unsigned threads;         /* to ask with what the entries of a large folder are */
} cli_paths_rules;

typedef struct cli_paths {
    char **items; /* sorted bytewise, each once; "-" is stdin */
    size_t count;
    size_t capacity;
    cli_path_source *sources; /* of each item */
    size_t source_capacity;
    char **arguments; /* what was added, in that order */
    size_t argument_count;
    size_t argument_capacity;
    cli_path_source adding;        /* of what is added next; set adding.is_reference to add references */
    cli_path_identity *identities; /* of each item */
    size_t identity_capacity;
    size_t total_bytes; /* of all files once they are sorted, as far as it is known: a guess of what will be
                           read */
} cli_paths;

/* Adds paths: files as they are, folders with all the files in them. What cannot be read, or has no file, is
 * an error in `messages`. */
void cli_paths_add(cli_paths *paths, const char *const *added, size_t count, const cli_paths_rules *rules,
                   cli_messages *messages);

/* Adds every path that the file `list` ("-": stdin) names, one a line, or each ended by a NUL.
 * Returns false, with an error in `messages`, if it cannot be read, or names nothing and may not be empty. */
bool cli_paths_add_list(cli_paths *paths, const char *list, bool null_separated, bool may_be_empty,
                        const cli_paths_rules *rules, cli_messages *messages);

/* Sorts, and drops what is named twice. Of several names of one file the first that is no link is kept,
 * so that it does not matter in which order they were given. Of several sources: a file named itself as no
 * reference is none; else one that is a reference anywhere is one; of several arguments the longest counts.
 */
void cli_paths_sort(cli_paths *paths);

/* Takes out the file `path`, whatever name it has there, if it was found in a folder; NULL and a file that is
 * not there are fine. After cli_paths_sort. */
void cli_paths_leave_out(cli_paths *paths, const char *path);

void cli_paths_free(cli_paths *paths);

#endif
