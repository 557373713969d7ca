/* JSON Lines: a record a line. A bad line is an error of its own and the others go on. */
#include "input.h"

#include "../cleanup.h"
#include "json_record.h"

#include <string.h>

static const char *const extensions[] = {".jsonl", ".ndjson", NULL};

static void *create_parser(const cli_fields *fields) {
    cli_json_parser *parser = cli_json_parser_create(fields->id, fields->text);
    if (parser == NULL)
        cli_cleanup_die("out of memory");
    return parser;
}

static void free_parser(void *state) {
    cli_json_parser_free(state);
}

static bool is_blank(const char *line, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r", line[i]) == NULL || line[i] == '\0')
            return false;
    }
    return true;
}

static void read_line(cli_json_parser *parser, const char *bytes, size_t length, size_t line,
                      cli_batch *batch) {
    cli_json_record record;
    if (is_blank(bytes, length))
        return;
    cli_json_record_read(parser, bytes, length, &record);
    if (record.code != NULL) {
        cli_batch_fail(batch, line, record.code, record.message);
        return;
    }
    const char *id = record.id != NULL ? cli_batch_copy(batch, record.id, record.id_length) : NULL;
    const char *text = cli_batch_copy(batch, record.text, record.text_length);
    cli_batch_add(batch, id, text, record.text_length, line);
}

/* Only the first piece of a file can start with a byte order mark. Returns its length; a file in
 * UTF-16 is an error of its own, told once. */
static bool skip_mark(const cli_piece *piece, size_t *start, cli_batch *batch) {
    *start = 0;
    if (piece->first_line != 1)
        return true;
    if (piece->length >= 3 && memcmp(piece->bytes, "\xEF\xBB\xBF", 3) == 0)
        *start = 3;
    if (piece->length < 2 ||
        (memcmp(piece->bytes, "\xFF\xFE", 2) != 0 && memcmp(piece->bytes, "\xFE\xFF", 2) != 0))
        return true;
    cli_batch_fail(batch, 0, "encoding",
                   "JSON Lines have to be UTF-8, this is UTF-16; convert it with iconv");
    return false;
}

static void read_lines(void *state, const cli_piece *piece, cli_batch *batch) {
    size_t start;
    size_t line = piece->first_line;
    if (!skip_mark(piece, &start, batch))
        return;
    while (start < piece->length) {
        const char *bytes = piece->bytes + start;
        const char *end = memchr(bytes, '\n', piece->length - start);
        size_t length = end != NULL ? (size_t)(end - bytes) : piece->length - start;
        read_line(state, bytes, length, line++, batch);
        start += length + 1;
    }
}

/* Whether the line is a JSON object, of whatever fields. `length` bytes and the padding are readable. */
static bool is_object(const char *line, size_t length) {
    static const cli_fields fields = {"id", "text"};
    cli_json_record record;
    cli_json_parser *parser = create_parser(&fields);
    cli_json_record_read(parser, line, length, &record);
    bool object = record.code == NULL || strcmp(record.code, "bad-record") == 0;
    free_parser(parser);
    return object;
}

bool cli_jsonl_suspected(const cli_piece *piece) {
    static const char blank[] = " \t\r\n";
    const char *at = piece->bytes;
    const char *end = piece->bytes + piece->length;
    if (piece->length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (at < end && memchr(blank, *at, sizeof blank - 1) != NULL)
        at++;
    if (at == end)
        return false;
    if (*at == '{') {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        return is_object(at, (size_t)((line_end != NULL ? line_end : end) - at));
    }
    if (*at != '[')
        return false;
    do
        at++;
    while (at < end && memchr(blank, *at, sizeof blank - 1) != NULL);
    return at < end && *at == '{';
}

const cli_input_format cli_jsonl_format = {
    .name = "jsonl",
    .extensions = extensions,
    .lines = true,
    .create = create_parser,
    .destroy = free_parser,
    .read = read_lines,
};
