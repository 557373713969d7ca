/* --include and --exclude: which files of folders and archives are read, by patterns as a shell has them. */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_filter {
    const char **include; /* none: all */
    size_t include_count;
    const char **exclude;
    size_t exclude_count;
} cli_filter;

/* Whether a file is to be read. A pattern without a slash is held against the last part of `name`, one with
 * a slash against the whole of it; `*` matches slashes too. */
bool cli_filter_passes(const cli_filter *filter, const char *name);

/* Whether a folder of that name is to be left out with all that is in it. */
bool cli_filter_excludes(const cli_filter *filter, const char *name);

#endif
