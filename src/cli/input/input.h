/*
 * The one shape of an input format. A format is handed a piece of a file (the bytes of a whole file,
 * or some whole records of it) and appends the articles it finds there to a batch. It opens nothing,
 * compares nothing and knows nothing of threads or archives: supply.c and reader.c do that for every
 * format.
 *
 * A new format is a new file with a cli_input_format, and a line in formats.c.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "../text_buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes after a piece that may be read (their value means nothing), for parsers that read ahead. */
#define CLI_PIECE_PADDING 64

/* How often an option that names a field may be repeated. */
#define CLI_MOST_FIELDS 16

/* Names of fields, in the order given; borrowed. No name: the format's own. */
typedef struct cli_field_list {
    const char *names[CLI_MOST_FIELDS];
    size_t count;
} cli_field_list;

/* Which fields of a record hold what. */
typedef struct cli_fields {
    cli_field_list id;   /* joined by a colon */
    cli_field_list text; /* joined by an empty line */
    cli_field_list source;
    cli_field_list title;
    cli_field_list date;
    cli_field_list list; /* of an object that is no article: its list of articles; the first that is there */
} cli_fields;

/* What is known of how to read; the same for all inputs of a run. */
typedef struct cli_input_settings {
    cli_fields fields;
    const char *encoding;        /* as iconv knows it; NULL: found out for each file */
    size_t max_article_bytes;    /* a longer article is an error */
    uint64_t max_expanded_bytes; /* one compressed file or archive may hold this much */
} cli_input_settings;

/* What an article says of itself; NULL: nothing. */
typedef struct cli_metadata {
    const char *title;
    const char *date; /* as it stands there */
    const char *url;
    const char *source;
    const char *language;
} cli_metadata;

/* What a format is given. All of it lives until the batch was dealt with. */
typedef struct cli_piece {
    const char *path;
    const char *bytes; /* `length` bytes, then CLI_PIECE_PADDING more */
    size_t length;
    int file;           /* the file that it can be read from again (reread.h); 0: none */
    uint64_t offset;    /* there */
    size_t first_line;  /* 1-based line of the first byte */
    size_t dropped;     /* records right before it that are too long to be read */
    const char *header; /* what stands before the first record of the file; see cli_cut */
    size_t header_length;
    bool first; /* no other piece of the file comes before; it starts with this one, or what is dropped */
    bool last;  /* the file ends with it */
    const char *charset; /* what a server said of the encoding; NULL: nothing */
    const char *url;     /* where it was fetched from; NULL: not known */
    bool is_packed;      /* it stands in an archive or a compressed file */
} cli_piece;

/* An article, or a record that gave none. */
typedef struct cli_record {
    const char *id; /* NULL: the path, with line or number for a record of a file */
    const char *text;
    size_t length; /* bytes of `text` */
    size_t line;   /* 1-based; 0: the whole file */
    size_t number; /* 1-based, of a record that its line does not tell; 0: it does. See cli_record_number */
    bool is_file;  /* the text is the file byte by byte, so that places in it are places there */
    size_t start;  /* where its bytes stand in the piece, ... */
    size_t bytes;  /* ... and how many they are, if they alone give this record and no other; else 0 */
    cli_metadata metadata;
    uint32_t text_fields; /* of JSON, bit n: it has the n-th field that is named for the text */
    const char *document; /* not NULL: no text, but what this says, and what makes text of it; static */
    const char *code;     /* not NULL: no article but an error of this code ... */
    const char *error;    /* ... and its message */
} cli_record;

/* What is counted of a piece while it is read. */
typedef struct cli_piece_counts {
    size_t numbers;         /* given to records of the piece, and to those dropped before it */
    size_t errors;          /* kept or not; see cli_batch_fail */
    size_t last_error_line; /* of the last error that was not kept */
} cli_piece_counts;

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
    cli_piece_counts counts; /* of the piece at hand */
    const char **warnings;   /* about the file */
    size_t warning_count;
    size_t warning_capacity;
    cli_batch_block *blocks; /* of copied strings; kept when the batch is cleared */
    size_t block_count;
    size_t block_capacity;
    size_t block; /* the one that is being filled */
} cli_batch;

/* Appends an article. The record may be changed until the next call. */
cli_record *cli_batch_add(cli_batch *batch, const char *id, const char *text, size_t length, size_t line);

/* Appends an error (`message` is copied): of those of one piece the first CLI_MOST_ERRORS; further ones are
 * only counted, as a piece may be as long as the longest article and an error a byte. Or a warning about the
 * file (copied as well). */
void cli_batch_fail(cli_batch *batch, size_t line, size_t number, const char *code, const char *message);
void cli_batch_warn(cli_batch *batch, const char *message);

/* Makes the number of a record in its piece the one in its file. */
void cli_record_number(cli_record *record, size_t before);

/* How many errors of a piece were only counted. */
size_t cli_piece_unkept_errors(const cli_piece_counts *counts);

/* The number of the last record before a piece. Only reading a piece tells how many numbers it gives, so this
 * is to be called for the pieces of all files in order; *next is kept from one to the next. */
size_t cli_piece_numbers_before(const cli_piece *piece, const cli_piece_counts *counts, size_t *next);

/* A copy of `length` bytes with a NUL after them, which lives as long as the batch's content. */
char *cli_batch_copy(cli_batch *batch, const char *bytes, size_t length);

/* The same for an object; it is aligned. */
void *cli_batch_keep(cli_batch *batch, const void *object, size_t size);

/* Forgets the content and keeps the memory; gives the memory back. */
void cli_batch_clear(cli_batch *batch);
void cli_batch_free(cli_batch *batch);

/* Where the records of a file end, found while it is read. Starts as {0} for each file. */
typedef struct cli_cut {
    size_t looked;  /* bytes that were looked at */
    size_t whole;   /* of them, up to the end of the last whole record */
    size_t first;   /* up to the end of the first record that ended, 0: none did */
    size_t header;  /* bytes at the start of the file that every piece has to know, once it is told */
    unsigned state; /* the format's own, as are the next two */
    unsigned flags;
    size_t depth;
} cli_cut;

typedef struct cli_input_format {
    const char *name;              /* as --input-format takes it */
    const char *const *extensions; /* with the dot, ended by NULL: files of this format */
    /* Looks at `bytes` from cut->looked to `length` and brings `cut` up to date. NULL: such a file is
     * read whole, by one thread. The bytes that `read` gets from a cut file are UTF-8 without a mark. */
    void (*cut)(cli_cut *cut, const char *bytes, size_t length);
    bool many;  /* a file holds any number of articles */
    bool again; /* records tell where their bytes are, and can be read again from these alone */
    /* State of one thread. NULL, both: the settings are all that `read` needs, and are its state. */
    void *(*create)(const cli_input_settings *settings);
    void (*destroy)(void *state);
    void (*read)(void *state, const cli_piece *piece, cli_batch *batch);
} cli_input_format;

/* The state that a thread reads a format with, and its end; `format` may be NULL there. */
void *cli_input_format_start(const cli_input_format *format, const cli_input_settings *settings);
void cli_input_format_stop(const cli_input_format *format, void *state);

/* Makes *state one of `wanted`; before, it is one of *format, or *format is NULL. */
void cli_input_format_switch(const cli_input_format **format, void **state, const cli_input_format *wanted,
                             const cli_input_settings *settings);

extern const cli_input_format cli_text_format;
extern const cli_input_format cli_jsonl_format;
extern const cli_input_format cli_json_format;
extern const cli_input_format cli_csv_format;
extern const cli_input_format cli_tsv_format;
extern const cli_input_format cli_html_format;
extern const cli_input_format cli_feed_format;
extern const cli_input_format cli_document_format;

/* The format of that name; NULL: there is none. */
const cli_input_format *cli_input_format_named(const char *name);

/* Appends the names of all formats, "a, b or c". */
void cli_input_format_names(cli_text_buffer *out);

/* The format that the extension of a path stands for, any case; NULL: it stands for none, or for
 * several, and the content decides (cli_input_format_of). */
const cli_input_format *cli_input_format_for(const char *path);

/* What a file that begins so is, if it is a document of another program, and what to do; NULL: it is none.
 * Such files are read by cli_document_format, which --input-format does not name. */
const char *cli_input_document(const char *bytes, size_t length);

/* The format that a name leaves open and the first bytes of the file tell; plain text if they look like no
 * other. */
const cli_input_format *cli_input_format_of(const char *name, const char *bytes, size_t length);

#endif
