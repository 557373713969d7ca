/*
 * The one shape of an input format. A format is handed a piece of a file (the bytes of a whole file,
 * or some whole lines of it) and appends the articles it finds there to a batch. It opens nothing,
 * compares nothing and knows nothing of threads: reader.c does all that for every format.
 *
 * A new format is a new file with a cli_input_format, and a line in formats.c.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes after a piece that may be read (their value means nothing), for parsers that read ahead. */
#define CLI_PIECE_PADDING 64

/* What a format is given. The bytes live until the batch was dealt with. */
typedef struct cli_piece {
    const char *path;
    const char *bytes; /* `length` bytes, then CLI_PIECE_PADDING more */
    size_t length;
    size_t first_line; /* 1-based line of the first byte */
} cli_piece;

/* An article, or a line that gave none. */
typedef struct cli_record {
    const char *id; /* NULL: the path, or "path:line" for a record of a file */
    const char *text;
    size_t length;     /* bytes of `text` */
    size_t line;       /* 1-based; 0: the whole file */
    const char *code;  /* not NULL: no article but an error of this code ... */
    const char *error; /* ... and its message */
} cli_record;

/* Memory of copied strings. */
typedef struct cli_batch_block {
    char *bytes;
    size_t size;
    size_t used;
} cli_batch_block;

/* Records of one piece. Strings point into the piece or into memory of the batch. */
typedef struct cli_batch {
    cli_record *records;
    size_t count;
    size_t capacity;
    cli_batch_block *blocks; /* of copied strings; kept when the batch is cleared */
    size_t block_count;
    size_t block_capacity;
    size_t block; /* the one that is being filled */
} cli_batch;

/* Appends an article, or an error (`message` is copied). */
void cli_batch_add(cli_batch *batch, const char *id, const char *text, size_t length, size_t line);
void cli_batch_fail(cli_batch *batch, size_t line, const char *code, const char *message);

/* A copy of `length` bytes with a NUL after them, which lives as long as the batch's content. */
char *cli_batch_copy(cli_batch *batch, const char *bytes, size_t length);

/* Forgets the content and keeps the memory; gives the memory back. */
void cli_batch_clear(cli_batch *batch);
void cli_batch_free(cli_batch *batch);

/* Which fields of a record hold what. */
typedef struct cli_fields {
    const char *id;
    const char *text;
} cli_fields;

typedef struct cli_input_format {
    const char *name;                          /* as --input-format takes it */
    const char *const *extensions;             /* with the dot, ended by NULL: files of this format */
    bool lines;                                /* may be cut at line ends and read by several threads */
    void *(*create)(const cli_fields *fields); /* state of one thread; NULL: none is needed */
    void (*destroy)(void *state);
    void (*read)(void *state, const cli_piece *piece, cli_batch *batch);
} cli_input_format;

extern const cli_input_format cli_text_format;
extern const cli_input_format cli_jsonl_format;

/* The format of that name; NULL: there is none. */
const cli_input_format *cli_input_format_named(const char *name);

/* Whether a whole file that is to be one text looks like records instead: its first line is a JSON
 * object, or it begins as an array of objects. */
bool cli_jsonl_suspected(const cli_piece *piece);

/* The format for a path by its extension, any case; plain text if no other claims it. */
const cli_input_format *cli_input_format_for(const char *path);

#endif
