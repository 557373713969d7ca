/*
 * CSV (RFC 4180) and TSV, through libcsv: a head line with the names of the columns, then a record a line,
 * whose quoted fields may hold line ends. csv_cut.h finds where records
 * end, so that a file can be cut into pieces.
 *
 * Columns are divided by a comma in .csv, or by the semicolon, tab or bar that stands in the head line when
 * no comma does. A record with more or fewer fields than the head line is an error: most often a quote is
 * missing in it or in the one before.
 */
#include "input.h"

#include "../cleanup.h"
#include "../program_memory.h"
#include "../utf8_reader.h"
#include "csv_cut.h"
#include "encoding.h"
#include "lines.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELD_BLOCK_BYTES = 64 * 1024, MOST_COLUMNS_TOLD = 12, NAME_TOLD = 40 };

static const char *const csv_extensions[] = {".csv", NULL};
static const char *const tsv_extensions[] = {".tsv", ".tab", NULL};

/* What a column holds, as bits: one may be both title and text. */
enum { TITLE, DATE, URL, SOURCE, LANGUAGE, METADATA_COUNT };

/* In memory of the batch, so that it need not be copied again. */
struct field {
    const char *bytes;
    size_t length;
};

struct reader {
    const cli_input_settings *settings;
    bool tabs;
    struct csv_parser parser;
    struct field *fields; /* of the record at hand */
    size_t field_count;
    size_t field_capacity;
    size_t columns;             /* in the head line; 0: that is being read */
    struct field *names;        /* of the columns, while a piece is read */
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
    free(reader->fields);
    free(reader->names);
    free(reader);
}

/* A field as a string; NULL if it is empty or there is no such column. */
static const char *string_of(const struct reader *reader, size_t column) {
    if (column == SIZE_MAX || reader->fields[column].length == 0)
        return NULL;
    return reader->fields[column].bytes;
}

/* Fields joined; NULL if all are empty. */
static const char *join_fields(struct reader *reader, const size_t *columns, size_t count, const char *border,
                               size_t *length) {
    cli_text_buffer joined = {0};
    if (count == 1) {
        *length = reader->fields[columns[0]].length;
        return string_of(reader, columns[0]);
    }
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &reader->fields[columns[i]];
        if (field->length > 0 && joined.length > 0)
            cli_text_buffer_add(&joined, "%s", border);
        cli_text_buffer_add_bytes(&joined, field->bytes, field->length);
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
        cli_batch_fail(reader->batch, reader->line, 0, "bad-record", "the id has a NUL character in it");
        return;
    }
    cli_record *record = cli_batch_add(reader->batch, id, text != NULL ? text : "", length, reader->line);
    record->metadata = (cli_metadata){.title = string_of(reader, reader->metadata[TITLE]),
                                      .date = string_of(reader, reader->metadata[DATE]),
                                      .url = string_of(reader, reader->metadata[URL]),
                                      .source = string_of(reader, reader->metadata[SOURCE]),
                                      .language = string_of(reader, reader->metadata[LANGUAGE])};
}

/* Makes the record UTF-8. */
static void decode_record(struct reader *reader) {
    cli_text_buffer decoded = {0};
    for (size_t i = 0; i < reader->field_count; i++) {
        struct field *field = &reader->fields[i];
        if (cli_encoding_is_utf8(field->bytes, field->length))
            continue;
        cli_decoder *decoder = cli_decoder_create("windows-1252");
        cli_text_buffer_clear(&decoded);
        cli_decoder_feed(decoder, field->bytes, field->length, true, &decoded);
        cli_decoder_free(decoder);
        *field = (struct field){cli_batch_copy(reader->batch, decoded.bytes, decoded.length), decoded.length};
        if (!reader->guessed)
            cli_batch_warn(reader->batch,
                           "not UTF-8, so it was read as Windows-1252; --encoding NAME says what it is");
        reader->guessed = true;
    }
    cli_text_buffer_free(&decoded);
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
        cli_batch_fail(reader->batch, reader->line, 0, "bad-record", text.bytes);
        cli_text_buffer_free(&text);
    } else {
        decode_record(reader);
        add_record(reader);
    }
    reader->field_count = 0;
}

static void take_field(void *bytes, size_t length, void *data) {
    struct reader *reader = data;
    reader->fields = cli_memory_grow(reader->fields, &reader->field_capacity, reader->field_count + 1,
                                     sizeof *reader->fields);
    reader->fields[reader->field_count++] =
        (struct field){cli_batch_copy(reader->batch, bytes, length), length};
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
    const struct field *field = &reader->names[column];
    return field->length == strlen(name) && strncasecmp(field->bytes, name, field->length) == 0;
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
    bool has_long = false;
    cli_text_buffer_add(&text, "there is no column \"%s\" among", name);
    for (size_t i = 0; i < reader->columns && i < MOST_COLUMNS_TOLD; i++) {
        const struct field *column = &reader->names[i];
        const size_t length = cli_utf8_cut(column->bytes, column->length, NAME_TOLD);
        cli_text_buffer_add(&text, "%s ", i == 0 ? "" : ",");
        cli_text_buffer_add_bytes(&text, column->bytes, length);
        cli_text_buffer_add(&text, "%s", length < column->length ? "..." : "");
        has_long |= length < column->length;
    }
    cli_text_buffer_add(&text, "%s; %s%s NAME says which it is",
                        reader->columns > MOST_COLUMNS_TOLD ? ", ..." : "",
                        has_long ? "the first line must name the columns, and " : "", option);
    cli_batch_fail(reader->batch, 1, 0, "bad-record", text.bytes);
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

/* A column that only helps is missing, though it was asked for. */
static void warn_of_column(struct reader *reader, const cli_field_list *asked, const char *option) {
    for (size_t i = 0; i < asked->count; i++) {
        if (column_of(reader, asked->names[i]) != SIZE_MAX)
            return;
    }
    if (asked->count == 0)
        return;
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "there is no column \"%s\", which %s names", asked->names[0], option);
    cli_batch_warn(reader->batch, text.bytes);
    cli_text_buffer_free(&text);
}

/* Keeps the fields of the head line as names. */
static void keep_names(struct reader *reader) {
    decode_record(reader);
    reader->columns = reader->field_count;
    free(reader->names);
    reader->names = cli_memory_allocate(reader->columns, sizeof *reader->names);
    if (reader->columns > 0)
        memcpy(reader->names, reader->fields, reader->columns * sizeof *reader->names);
    reader->field_count = 0;
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
    warn_of_column(reader, &fields->title, "--title-field");
    warn_of_column(reader, &fields->date, "--date-field");
    warn_of_column(reader, &fields->source, "--source-field");
    reader->metadata[TITLE] = first_column(reader, &fields->title, "title", "headline");
    reader->metadata[DATE] = first_column(reader, &fields->date, "date", "published");
    reader->metadata[URL] = first_column(reader, NULL, "url", "link");
    reader->metadata[SOURCE] = first_column(reader, &fields->source, "source", "source");
    reader->metadata[LANGUAGE] = first_column(reader, NULL, "language", "lang");
    return true;
}

static bool is_blank_line(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length && (cli_csv_is_blank(bytes[at]) || cli_csv_ends_line(bytes[at])))
        at++;
    return at == length;
}

/* Hands the lines to libcsv one by one, so that it is known on which one a record starts. */
static void read_lines(struct reader *reader, const cli_piece *piece, size_t start) {
    size_t line = piece->first_line + cli_lines_count(piece->bytes, 0, start, piece->length);
    size_t record_start = start;
    bool within = false; /* a record that started on a line before */
    while (start < piece->length) {
        const char *bytes = piece->bytes + start;
        size_t length = cli_lines_past(piece->bytes, start, piece->length) - start;
        reader->line = within ? reader->line : line;
        record_start = within ? record_start : start;
        reader->records = 0;
        parse(reader, bytes, length);
        within = reader->records == 0 && (within || !is_blank_line(bytes, length));
        line++;
        start += length;
    }
    if (within && cli_csv_is_open(piece->bytes + record_start, piece->length - record_start,
                                  (char)csv_get_delim(&reader->parser))) {
        cli_batch_fail(reader->batch, reader->line, 0, "bad-record",
                       "a quoted field starts in this record and does not end");
        csv_fini(&reader->parser, NULL, NULL, NULL);
    } else {
        csv_fini(&reader->parser, take_field, take_end, reader);
    }
    reader->field_count = 0;
}

static void read_piece(void *state, const cli_piece *piece, cli_batch *batch) {
    struct reader *reader = state;
    cli_batch silent = {0}; /* for what the first piece has told already */
    cli_piece whole = *piece;
    if (piece->header_length == 0) {
        if (is_blank_line(piece->bytes, piece->length))
            return;
        if (cli_lines_count(piece->bytes, 0, piece->length, piece->length) > 0) {
            cli_batch_fail(batch, piece->first_line, 0, "bad-record",
                           "the head line does not end; is a quote missing in it?");
            return;
        }
        whole.header = piece->bytes; /* a head line is all there is, without its end */
        whole.header_length = piece->length;
        piece = &whole;
    }
    start_parser(reader, reader->tabs ? '\t' : cli_csv_delimiter(piece->header, piece->header_length));
    reader->batch = piece->first ? batch : &silent;
    reader->guessed = false;
    bool fine = read_head(reader, piece);
    reader->batch = batch;
    cli_batch_free(&silent);
    if (fine)
        read_lines(reader, piece, piece->first ? piece->header_length : 0);
}

static void cut_csv(cli_cut *cut, const char *bytes, size_t length) {
    if (cut->flags == 0 && !cli_csv_has_head(bytes, length))
        return; /* until there is more */
    if (cut->flags == 0)
        cut->flags = (unsigned char)cli_csv_delimiter(bytes, length);
    cli_csv_cut(cut, bytes, length, (char)cut->flags);
}

static void cut_tsv(cli_cut *cut, const char *bytes, size_t length) {
    cli_csv_cut(cut, bytes, length, '\t');
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
