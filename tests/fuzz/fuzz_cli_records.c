/* The input formats of the program: any bytes in each of them, whole, and cut into pieces as a file of
 * records is. Each record gives one article, or one error that names it. */
#include "fuzz_target.h"
#include "input/input.h"
#include "input/lines.h"

#include <string.h>

enum { FIRST_LINE = 1, SMALL_STEP = 7 };

static const cli_input_settings settings = {
    .max_article_bytes = 1 << 20,
    .max_expanded_bytes = 1 << 20,
};

static void check_record(const cli_record *record, size_t lines) {
    if ((record->code == NULL) != (record->error == NULL))
        fuzz_require("an error has a code and a message");
    if (record->code != NULL && record->error[0] == '\0')
        fuzz_require("a message says something");
    if (record->line > lines + FIRST_LINE)
        fuzz_require("a record names a line of its file");
    /* Every byte of what it points to can be read. */
    uint8_t sum = 0;
    for (size_t i = 0; record->code == NULL && i < record->length; i++)
        sum = (uint8_t)(sum + (uint8_t)record->text[i]);
    if (record->id != NULL && strlen(record->id) == SIZE_MAX - sum)
        fuzz_require("an id ends");
}

static size_t read_piece(const cli_input_format *format, void *state, const cli_piece *piece, size_t lines) {
    cli_batch batch = {0};
    format->read(state, piece, &batch);
    for (size_t i = 0; i < batch.count; i++)
        check_record(&batch.records[i], lines);
    size_t count = batch.count + cli_piece_unkept_errors(&batch.counts);
    cli_batch_free(&batch);
    return count;
}

/* The whole as one piece. Returns the number of records. */
static size_t read_whole(const cli_input_format *format, void *state, const char *bytes, size_t size) {
    cli_cut cut = {0};
    cli_piece piece = {
        .path = "in", .bytes = bytes, .length = size, .first_line = FIRST_LINE, .first = true, .last = true};
    if (format->cut != NULL)
        format->cut(&cut, bytes, size);
    if (cut.whole > size || cut.first > cut.whole || cut.header > size || cut.looked > size)
        fuzz_require("a cut stays within its bytes");
    piece.header = bytes;
    piece.header_length = cut.header;
    return read_piece(format, state, &piece, cli_lines_count(bytes, 0, size, size));
}

/* The bytes come a few at a time, and every record is a piece of its own. The same records come out. */
static size_t read_pieces(const cli_input_format *format, void *state, const char *bytes, size_t size) {
    cli_cut cut = {0};
    size_t start = 0;
    size_t records = 0;
    size_t header = 0;
    size_t line = FIRST_LINE;
    for (size_t seen = 0; seen < size;) {
        seen = size - seen > SMALL_STEP ? seen + SMALL_STEP : size;
        format->cut(&cut, bytes + start, seen - start);
        if (cut.whole == 0 && seen < size)
            continue;
        header = header == 0 ? cut.header : header;
        size_t length = seen == size ? size - start : cut.whole;
        char *copy = malloc(length + CLI_PIECE_PADDING);
        if (copy == NULL)
            return records;
        memcpy(copy, bytes + start, length);
        memset(copy + length, '"', CLI_PIECE_PADDING);
        const cli_piece piece = {.path = "in",
                                 .bytes = copy,
                                 .length = length,
                                 .first_line = line,
                                 .header = bytes,
                                 .header_length = header,
                                 .first = start == 0,
                                 .last = seen == size};
        records += read_piece(format, state, &piece, cli_lines_count(bytes, 0, size, size));
        line += cli_lines_count(bytes, start, start + length, size);
        free(copy);
        start += length;
        cut.looked -= length < cut.looked ? length : cut.looked;
        cut.whole = cut.first = 0;
    }
    return records;
}

static void read_as(const cli_input_format *format, const char *bytes, size_t size) {
    void *state = cli_input_format_start(format, &settings);
    size_t whole = read_whole(format, state, bytes, size);
    if (read_whole(format, state, bytes, size) != whole)
        fuzz_require("a parser that is used again finds the same");
    if (format->cut != NULL && read_pieces(format, state, bytes, size) != whole && format != &cli_json_format)
        fuzz_require("pieces give the records of the whole");
    cli_input_format_stop(format, state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const cli_input_format *const formats[] = {&cli_text_format, &cli_jsonl_format, &cli_json_format,
                                                      &cli_csv_format,  &cli_tsv_format,   &cli_html_format,
                                                      &cli_feed_format};
    char *bytes = malloc(size + CLI_PIECE_PADDING);
    if (bytes == NULL)
        return 0;
    if (size > 0)
        memcpy(bytes, data, size);
    memset(bytes + size, '"', CLI_PIECE_PADDING);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        read_as(formats[i], bytes, size);
    free(bytes);
    return 0;
}
