/* The ids of all articles and where each comes from. Not thread-safe: the caller locks. */
#ifndef CLI_IDS_H
#define CLI_IDS_H

#include <stdbool.h>
#include <stddef.h>

/* Where an article stands. */
typedef struct cli_origin {
    const char *path;   /* borrowed: lives as long as the list of sources */
    size_t line;        /* 1-based; 0: the whole file */
    const char *source; /* who published it, as --allow names it; borrowed like `path`; NULL: not known */
} cli_origin;

typedef struct cli_ids cli_ids;

cli_ids *cli_ids_create(void);
void cli_ids_free(cli_ids *ids);

/* Takes an id (copied). False, and nothing is changed, if it is taken already. */
bool cli_ids_add(cli_ids *ids, const char *id, cli_origin origin);

/* Where the article of that id stands; NULL: there is none. Valid until the next cli_ids_add. */
const cli_origin *cli_ids_find(const cli_ids *ids, const char *id);

#endif
