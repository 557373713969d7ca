/*
 * Hands out work, in order of path, member and record: opens files, goes into archives, and cuts files of
 * records into pieces of some 100 kilobytes of whole records, so that memory stays at about one copy of the
 * text (the corpus keeps it) and several threads can read one file.
 *
 * One thread at a time: the reader locks. A plain file that is one article is handed out by name only, and
 * read by the worker.
 */
#ifndef CLI_SUPPLY_H
#define CLI_SUPPLY_H

#include "../messages.h"
#include "file.h"
#include "filter.h"
#include "input.h"
#include "paths.h"
#include "reread.h"
#include "stream.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/* A piece of work. Starts as {0}; keeps its memory from one piece to the next. */
typedef struct cli_parcel {
    const cli_input_format *format;
    cli_piece piece;
    const cli_path_source *source; /* of the path it came from */
    size_t ticket;                 /* 0, 1, 2, ... */
    bool ready;                    /* piece.bytes are there; else cli_parcel_read reads them */
    cli_stream *stream;            /* where it reads them from; NULL: from the file of that path */
    cli_file_content content;
    cli_text_buffer path;
    cli_text_buffer header;
    cli_text_buffer url;
    cli_text_buffer charset;
} cli_parcel;

typedef struct cli_supply_settings {
    const cli_input_format *format; /* NULL: by extension and content */
    const cli_input_settings *input;
    const cli_filter *filter; /* of archive members */
    cli_rereader *rereader;
} cli_supply_settings;

typedef struct cli_supply cli_supply;

/* All is borrowed. *done_bytes is raised by what is read. */
cli_supply *cli_supply_create(const cli_supply_settings *settings, const cli_paths *paths,
                              cli_messages *messages, atomic_size_t *done_bytes);
void cli_supply_free(cli_supply *supply);

/* The next piece of work. False: there is none left. */
bool cli_supply_take(cli_supply *supply, cli_parcel *parcel);

/* How many bytes the next piece of work has, if it is a plain file that is handed out by name; SIZE_MAX if it
 * is not, or if that is not known. */
size_t cli_supply_next_bytes(const cli_supply *supply);

/* Members of archives that were left out by rule: hidden ones, links, records of a web archive that are no
 * pages, what --include and --exclude leave out. */
size_t cli_supply_left_out(const cli_supply *supply);

/* Reads a parcel that is not ready; any thread. False, with an error in `messages`, if it cannot be read. */
bool cli_parcel_read(cli_parcel *parcel, const cli_input_settings *settings, cli_messages *messages,
                     atomic_size_t *done_bytes);
void cli_parcel_free(cli_parcel *parcel);

#endif
