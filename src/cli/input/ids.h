/* The ids of all articles, where each comes from and what it says of itself. Not thread-safe: the caller
 * locks. */
#ifndef CLI_IDS_H
#define CLI_IDS_H

#include "reread.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an article stands. */
typedef struct cli_origin {
    const char *path;             /* of a member of an archive "archive:member" */
    size_t line;                  /* 1-based; 0: the whole file */
    size_t number;                /* 1-based, of a record that its line does not tell; 0: it does */
    const cli_metadata *metadata; /* NULL: none */
    bool is_file;                 /* its text is the file byte by byte */
    const char *document;         /* not NULL: what it is instead of text; static */
    cli_extent extent;            /* where it can be read again */
} cli_origin;

typedef struct cli_ids cli_ids;

/* A hash of a NUL-terminated id or name. */
uint64_t cli_ids_hash(const char *id);

cli_ids *cli_ids_create(void);
void cli_ids_free(cli_ids *ids);

/* Takes an id (all is copied). False, and nothing is changed, if it is taken already. */
bool cli_ids_add(cli_ids *ids, const char *id, cli_origin origin);

/* Takes a name for an article without an id, and appends it to `name`: the path and where it stands, numbered
 * if that is taken: a web archive may hold one address several times. */
void cli_ids_name(cli_ids *ids, cli_origin origin, cli_text_buffer *name);

/* Appends where an article stands: "feed.jsonl:7". */
void cli_ids_add_place(cli_text_buffer *out, const cli_origin *origin);

/* Appends that an id is taken, by what, and what to do, for an article at `origin` that wants it. */
void cli_ids_add_taken(cli_text_buffer *out, const cli_ids *ids, const char *id, const cli_origin *origin);

/* Where the article of that id stands; NULL: there is none. What it points to lives as long as `ids`; itself
 * it is valid until the next cli_ids_add. */
const cli_origin *cli_ids_find(const cli_ids *ids, const char *id);

#endif
