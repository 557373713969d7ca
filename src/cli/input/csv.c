/*
 * CSV (RFC 4180) and TSV, through libcsv: a head line with the names of the columns, then a record a line,
 * whose quoted fields may hold line ends. The same state machine that libcsv has, without the fields, finds
 * where records end, so that a file can be cut into pieces.
 *
 * Columns are divided by a comma in .csv, or by the semicolon, tab or bar that stands in the head line when
 * no comma does. A record with more or fewer fields than the head line is an error: most often a quote is
 * missing in it or in the one before.
 */
#include "input.h"

#include "../cleanup.h"
#include "../program_memory.h"
#include "encoding.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELD_BLOCK_BYTES = 64 * 1024, MOST_COLUMNS_TOLD = 12 };

static const char *const csv_extensions[] = {".csv", NULL};
static const char *const tsv_extensions[] = {".tsv", ".tab", NULL};

/* ---------------------------------------------------------- where records end */

/* cut->state */
enum { RECORD_START = 0, FIELD_START, UNQUOTED, QUOTED, QUOTE_SEEN, QUOTE_AND_BLANK };

/* What divides the columns, by the first line: the first of these that stands in it outside of quotes. */
static char delimiter_of(const char *head, size_t length) {
    static const char delimiters[] = {'\t', ',', ';', '|'};
    size_t counts[sizeof delimiters] = {0};
    bool quoted = false;
    size_t best = 1;
    for (size_t i = 0; i < length && (quoted || (head[i] != '\n' && head[i] != '\r')); i++) {
        quoted = head[i] == '"' ? !quoted : quoted;
        for (size_t j = 0; j < sizeof delimiters && !quoted; j++)
            counts[j] += head[i] == delimiters[j];
    }
    for (size_t j = 0; j < sizeof delimiters; j++)
        best = counts[j] > counts[best] ? j : best;
    return delimiters[best];
}

static bool ends_line(char byte) {
    return byte == '\n' || byte == '\r';
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static unsigned after_start(unsigned state, char byte, char delimiter) {
    if (byte == delimiter)
        return FIELD_START;
    if (is_blank(byte))
        return state;
    return byte == '"' ? QUOTED : UNQUOTED;
}

/* After a quote in a quoted field. */
static unsigned after_quote(unsigned state, char byte, char delimiter) {
    if (byte == delimiter)
        return FIELD_START;
    if (is_blank(byte))
        return QUOTE_AND_BLANK;
    if (byte == '"' && state == QUOTE_AND_BLANK)
        return QUOTE_SEEN;
    return QUOTED;
}

/* Where the state can change next: most bytes are plain text. */
static size_t skip_plain(unsigned state, const char *bytes, size_t at, size_t length, char delimiter) {
    if (state == QUOTED) {
        const char *quote = memchr(bytes + at, '"', length - at);
        return quote != NULL ? (size_t)(quote - bytes) : length;
    }
    while (state == UNQUOTED && at < length && bytes[at] != delimiter && !ends_line(bytes[at]))
        at++;
    return at;
}

static void note_end(cli_cut *cut, size_t at) {
    cut->records++; /* the head line too */
    cut->whole = at;
    cut->first = cut->first == 0 ? at : cut->first;
    if (cut->header == 0)
        cut->header = at;
}

static void cut_with(cli_cut *cut, const char *bytes, size_t length, char delimiter) {
    unsigned state = cut->state;
    size_t at = cut->looked;
    while ((at = skip_plain(state, bytes, at, length, delimiter)) < length) {
        char byte = bytes[at++];
        if (state != QUOTED && ends_line(byte)) {
            if (state != RECORD_START)
                note_end(cut, at);
            state = RECORD_START;
        } else if (state == QUOTED) {
            state = QUOTE_SEEN; /* only a quote ends plain text there */
        } else if (state >= QUOTE_SEEN) {
            state = after_quote(state, byte, delimiter);
        } else if (state == UNQUOTED) {
            state = FIELD_START;
        } else {
            state = after_start(state, byte, delimiter);
        }
    }
    cut->state = state;
    cut->looked = length;
}

static void cut_csv(cli_cut *cut, const char *bytes, size_t length) {
    if (cut->flags == 0)
        cut->flags = (unsigned char)delimiter_of(bytes, length);
    cut_with(cut, bytes, length, (char)cut->flags);
}

static void cut_tsv(cli_cut *cut, const char *bytes, size_t length) {
    cut_with(cut, bytes, length, '\t');
}

/* ------------------------------------------------------------ reading a piece */

/* What a column holds, as bits: one may be both title and text. */
enum { TITLE, DATE, URL, SOURCE, LANGUAGE, METADATA_COUNT };

struct field {
    size_t offset; /* in reader.text */
    size_t length;
};

struct reader {
    const cli_input_settings *settings;
    bool tabs;
    struct csv_parser parser;
    cli_text_buffer text; /* of the fields of the record at hand */
    struct field *fields;
    size_t field_count;
    size_t field_capacity;
    size_t columns; /* in the head line; 0: that is being read */
    cli_text_buffer names;
    struct field *name_fields;
    size_t id[CLI_MOST_FIELDS]; /* columns; SIZE_MAX: there is none */
    size_t id_count;
    size_t body[CLI_MOST_FIELDS];
    size_t body_count;
    size_t metadata[METADATA_COUNT];
    size_t records; /* that ended with the bytes handed to libcsv last */
    size_t line;    /* where the record at hand starts */
    bool guessed;   /* an encoding, which was told */
    cli_batch *batch;
};

/* The parser keeps what divides the columns until it is started anew. */
static void start_parser(struct reader *reader, char delimiter) {
    csv_free(&reader->parser);
    if (csv_init(&reader->parser, 0) != 0)
        cli_cleanup_die("out of memory");
    csv_set_blk_size(&reader->parser, FIELD_BLOCK_BYTES);
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
}

static void *create(const cli_input_settings *settings, bool tabs) {
    struct reader *reader = cli_memory_allocate(1, sizeof *reader);
    reader->settings = settings;
    reader->tabs = tabs;
    if (csv_init(&reader->parser, 0) != 0)
        cli_cleanup_die("out of memory");
    return reader;
}

static void *create_csv(const cli_input_settings *settings) {
    return create(settings, false);
}

static void *create_tsv(const cli_input_settings *settings) {
    return create(settings, true);
}

static void destroy(void *state) {
    struct reader *reader = state;
    csv_free(&reader->parser);
    cli_text_buffer_free(&reader->text);
    cli_text_buffer_free(&reader->names);
    free(reader->fields);
    free(reader->name_fields);
    free(reader);
}

static const char *bytes_of(const struct reader *reader, size_t column) {
    return reader->text.bytes + reader->fields[column].offset;
}

/* A field as a string of the batch; NULL if it is empty or there is no such column. */
static const char *copy_field(struct reader *reader, size_t column) {
    if (column == SIZE_MAX || reader->fields[column].length == 0)
        return NULL;
    return cli_batch_copy(reader->batch, bytes_of(reader, column), reader->fields[column].length);
}

/* Fields joined; NULL if all are empty. */
static const char *join_fields(struct reader *reader, const size_t *columns, size_t count, const char *border,
                               size_t *length) {
    cli_text_buffer joined = {0};
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &reader->fields[columns[i]];
        if (field->length > 0 && joined.length > 0)
            cli_text_buffer_add(&joined, "%s", border);
        cli_text_buffer_add_bytes(&joined, bytes_of(reader, columns[i]), field->length);
    }
    *length = joined.length;
    const char *copy = joined.length > 0 ? cli_batch_copy(reader->batch, joined.bytes, joined.length) : NULL;
    cli_text_buffer_free(&joined);
    return copy;
}

static void add_record(struct reader *reader) {
    size_t id_length = 0;
    size_t length = 0;
    const char *id = join_fields(reader, reader->id, reader->id_count, ":", &id_length);
    const char *text = join_fields(reader, reader->body, reader->body_count, "\n\n", &length);
    if (id != NULL && memchr(id, '\0', id_length) != NULL) {
        cli_batch_fail(reader->batch, reader->line, "bad-record", "the id has a NUL character in it");
        return;
    }
    cli_record *record = cli_batch_add(reader->batch, id, text != NULL ? text : "", length, reader->line);
    record->metadata = (cli_metadata){.title = copy_field(reader, reader->metadata[TITLE]),
                                      .date = copy_field(reader, reader->metadata[DATE]),
                                      .url = copy_field(reader, reader->metadata[URL]),
                                      .source = copy_field(reader, reader->metadata[SOURCE]),
                                      .language = copy_field(reader, reader->metadata[LANGUAGE])};
}

/* Makes the record UTF-8. */
static void decode_record(struct reader *reader) {
    for (size_t i = 0; i < reader->field_count; i++) {
        struct field *field = &reader->fields[i];
        const char *bytes = reader->text.bytes + field->offset;
        if (cli_encoding_is_utf8(bytes, field->length))
            continue;
        cli_decoder *decoder = cli_decoder_create("windows-1252");
        char *copy = cli_memory_copy(bytes, field->length);
        size_t start = reader->text.length;
        cli_decoder_feed(decoder, copy, field->length, true, &reader->text);
        *field = (struct field){start, reader->text.length - start};
        cli_decoder_free(decoder);
        free(copy);
        if (!reader->guessed)
            cli_batch_warn(reader->batch,
                           "not UTF-8, so it was read as Windows-1252; --encoding NAME says what it is");
        reader->guessed = true;
    }
}

static void end_record(struct reader *reader) {
    reader->records++;
    if (reader->columns == 0)
        return; /* the head line, which is looked at by itself */
    if (reader->field_count != reader->columns) {
        cli_text_buffer text = {0};
        cli_text_buffer_add(&text,
                            "the record has %zu field%s where the head line has %zu; is a quote missing?",
                            reader->field_count, reader->field_count == 1 ? "" : "s", reader->columns);
        cli_batch_fail(reader->batch, reader->line, "bad-record", text.bytes);
        cli_text_buffer_free(&text);
    } else {
        decode_record(reader);
        add_record(reader);
    }
    reader->field_count = 0;
    cli_text_buffer_clear(&reader->text);
}

static void take_field(void *bytes, size_t length, void *data) {
    struct reader *reader = data;
    reader->fields = cli_memory_grow(reader->fields, &reader->field_capacity, reader->field_count + 1,
                                     sizeof *reader->fields);
    reader->fields[reader->field_count++] = (struct field){reader->text.length, length};
    cli_text_buffer_add_bytes(&reader->text, bytes, length);
}

static void take_end(int byte, void *data) {
    (void)byte;
    end_record(data);
}

static void parse(struct reader *reader, const char *bytes, size_t length) {
    if (csv_parse(&reader->parser, bytes, length, take_field, take_end, reader) != length)
        cli_cleanup_die("out of memory"); /* nothing else stops libcsv when it is not strict */
}

/* ------------------------------------------------------------------ head line */

static bool is_name(const struct reader *reader, size_t column, const char *name) {
    const struct field *field = &reader->name_fields[column];
    return field->length == strlen(name) &&
           strncasecmp(reader->names.bytes + field->offset, name, field->length) == 0;
}

/* The column of that name; SIZE_MAX: there is none. */
static size_t column_of(const struct reader *reader, const char *name) {
    for (size_t i = 0; i < reader->columns; i++) {
        if (is_name(reader, i, name))
            return i;
    }
    return SIZE_MAX;
}

static size_t first_column(const struct reader *reader, const cli_field_list *asked, const char *usual,
                           const char *other) {
    size_t column = SIZE_MAX;
    for (size_t i = 0; asked != NULL && i < asked->count && column == SIZE_MAX; i++)
        column = column_of(reader, asked->names[i]);
    if (asked != NULL && asked->count > 0)
        return column;
    column = column_of(reader, usual);
    return column != SIZE_MAX ? column : column_of(reader, other);
}

/* A column that was asked for and is not there is an error of the file. */
static void fail_column(struct reader *reader, const char *option, const char *name) {
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "there is no column \"%s\" among", name);
    for (size_t i = 0; i < reader->columns && i < MOST_COLUMNS_TOLD; i++) {
        cli_text_buffer_add(&text, "%s ", i == 0 ? "" : ",");
        cli_text_buffer_add_bytes(&text, reader->names.bytes + reader->name_fields[i].offset,
                                  reader->name_fields[i].length);
    }
    cli_text_buffer_add(&text, "%s; %s NAME says which it is",
                        reader->columns > MOST_COLUMNS_TOLD ? ", ..." : "", option);
    cli_batch_fail(reader->batch, 1, "bad-record", text.bytes);
    cli_text_buffer_free(&text);
}

static bool find_columns(struct reader *reader, const cli_field_list *asked, const char *usual,
                         const char *option, size_t *columns, size_t *count) {
    *count = 0;
    for (size_t i = 0; i < asked->count; i++) {
        columns[*count] = column_of(reader, asked->names[i]);
        if (columns[(*count)++] == SIZE_MAX) {
            fail_column(reader, option, asked->names[i]);
            return false;
        }
    }
    if (asked->count > 0)
        return true;
    columns[0] = column_of(reader, usual);
    *count = columns[0] != SIZE_MAX ? 1 : 0;
    return true;
}

/* Keeps the fields of the head line as names. */
static void keep_names(struct reader *reader) {
    decode_record(reader);
    reader->columns = reader->field_count;
    cli_text_buffer_clear(&reader->names);
    cli_text_buffer_add_bytes(&reader->names, reader->text.bytes, reader->text.length);
    free(reader->name_fields);
    reader->name_fields = cli_memory_allocate(reader->columns, sizeof *reader->name_fields);
    if (reader->columns > 0)
        memcpy(reader->name_fields, reader->fields, reader->columns * sizeof *reader->name_fields);
    reader->field_count = 0;
    cli_text_buffer_clear(&reader->text);
}

/* Reads the head line. False: it cannot be used, which is told once, by the first piece. */
static bool read_head(struct reader *reader, const cli_piece *piece) {
    const cli_fields *fields = &reader->settings->fields;
    reader->columns = 0;
    parse(reader, piece->header, piece->header_length);
    csv_fini(&reader->parser, take_field, take_end, reader);
    keep_names(reader);
    if (!find_columns(reader, &fields->id, "id", "--id-field", reader->id, &reader->id_count) ||
        !find_columns(reader, &fields->text, "text", "--text-field", reader->body, &reader->body_count))
        return false;
    if (reader->body_count == 0) {
        fail_column(reader, "--text-field", "text");
        return false;
    }
    reader->metadata[TITLE] = first_column(reader, NULL, "title", "headline");
    reader->metadata[DATE] = first_column(reader, &fields->date, "date", "published");
    reader->metadata[URL] = first_column(reader, NULL, "url", "link");
    reader->metadata[SOURCE] = first_column(reader, &fields->source, "source", "source");
    reader->metadata[LANGUAGE] = first_column(reader, NULL, "language", "lang");
    return true;
}

static bool is_blank_line(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length && (is_blank(bytes[at]) || ends_line(bytes[at])))
        at++;
    return at == length;
}

/* Whether the record that starts there ends within quotes. */
static bool is_open(const cli_piece *piece, size_t start, char delimiter) {
    cli_cut cut = {0};
    cut_with(&cut, piece->bytes + start, piece->length - start, delimiter);
    return cut.state == QUOTED;
}

/* Hands the lines to libcsv one by one, so that it is known on which one a record starts. */
static void read_lines(struct reader *reader, const cli_piece *piece, size_t start) {
    size_t line = piece->first_line;
    size_t record_start = start;
    bool within = false; /* a record that started on a line before */
    for (size_t i = 0; i < start; i++)
        line += piece->bytes[i] == '\n';
    while (start < piece->length) {
        const char *bytes = piece->bytes + start;
        const char *end = memchr(bytes, '\n', piece->length - start);
        size_t length = end != NULL ? (size_t)(end - bytes) + 1 : piece->length - start;
        reader->line = within ? reader->line : line;
        record_start = within ? record_start : start;
        reader->records = 0;
        parse(reader, bytes, length);
        within = reader->records == 0 && (within || !is_blank_line(bytes, length));
        line++;
        start += length;
    }
    if (within && is_open(piece, record_start, (char)csv_get_delim(&reader->parser))) {
        cli_batch_fail(reader->batch, reader->line, "bad-record",
                       "a quoted field starts in this record and does not end");
        csv_fini(&reader->parser, NULL, NULL, NULL);
    } else {
        csv_fini(&reader->parser, take_field, take_end, reader);
    }
    reader->field_count = 0;
    cli_text_buffer_clear(&reader->text);
}

static void read_piece(void *state, const cli_piece *piece, cli_batch *batch) {
    struct reader *reader = state;
    bool first = piece->first_number == 1;
    cli_batch silent = {0}; /* for what the first piece has told already */
    if (piece->header_length == 0) {
        if (!is_blank_line(piece->bytes, piece->length) && memchr(piece->bytes, '\n', piece->length) != NULL)
            cli_batch_fail(batch, piece->first_line, "bad-record",
                           "the head line does not end; is a quote missing in it?");
        return;
    }
    start_parser(reader, reader->tabs ? '\t' : delimiter_of(piece->header, piece->header_length));
    reader->batch = first ? batch : &silent;
    reader->guessed = false;
    bool fine = read_head(reader, piece);
    reader->batch = batch;
    cli_batch_free(&silent);
    if (fine)
        read_lines(reader, piece, first ? piece->header_length : 0);
}

const cli_input_format cli_csv_format = {
    .name = "csv",
    .extensions = csv_extensions,
    .cut = cut_csv,
    .many = true,
    .create = create_csv,
    .destroy = destroy,
    .read = read_piece,
};

const cli_input_format cli_tsv_format = {
    .name = "tsv",
    .extensions = tsv_extensions,
    .cut = cut_tsv,
    .many = true,
    .create = create_tsv,
    .destroy = destroy,
    .read = read_piece,
};
