/* JSON Lines: a record a line. A bad line is an error of its own and the others go on. */
#include "input.h"

#include "../cleanup.h"
#include "json_batch.h"
#include "json_walk.h"
#include "lines.h"

#include <string.h>

static const char *const extensions[] = {".jsonl", ".ndjson", NULL};

static bool is_blank(const char *line, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r", line[i]) == NULL || line[i] == '\0')
            return false;
    }
    return true;
}

/* A line is a record, or holds a list of them. */
static void read_line(void *state, const cli_piece *piece, size_t start, size_t length, size_t line,
                      cli_batch *batch) {
    const size_t before = batch->count;
    const size_t unkept = cli_piece_unkept_errors(&batch->counts);
    cli_json_walk walk = {
        .piece = piece, .batch = batch, .state = state, .at = start, .line = line, .by_line = true};
    cli_json_walk_object(&walk, length);
    const bool alone = batch->count == before + 1 && cli_piece_unkept_errors(&batch->counts) == unkept;
    for (size_t i = before; i < batch->count; i++) {
        cli_record *record = &batch->records[i];
        if (record->code == NULL || alone)
            record->number = 0; /* the line names it; a number would be that of many lines */
    }
    batch->counts.numbers = 0;
    if (alone && batch->records[before].code == NULL) {
        batch->records[before].start = start;
        batch->records[before].bytes = length;
    }
}

/* Whether a record follows another behind a CR alone: in one record that is no JSON. */
static bool has_record_after_cr(const char *bytes, size_t length) {
    const char *const end = bytes + length;
    for (const char *cr = bytes; (cr = memchr(cr, '\r', (size_t)(end - cr))) != NULL; cr++)
        if (cr > bytes && cr + 1 < end && cr[-1] == '}' && cr[1] == '{')
            return true;
    return false;
}

/* What ends the lines of a piece. In a file without a LF but at its end, which cannot be cut, it may be CR
 * alone; where there are LFs, such a CR is white space of JSON. */
static char line_end_of(const cli_piece *piece) {
    const char *line_feed = memchr(piece->bytes, '\n', piece->length);
    const bool is_whole = piece->first && piece->last;
    if (is_whole && line_feed == NULL)
        return '\r';
    const bool is_at_end = line_feed != NULL && line_feed + 1 == piece->bytes + piece->length;
    return is_whole && is_at_end && has_record_after_cr(piece->bytes, piece->length) ? '\r' : '\n';
}

static void read_lines(void *state, const cli_piece *piece, cli_batch *batch) {
    const char line_end = line_end_of(piece);
    const bool has_return =
        memchr(piece->bytes, '\r', piece->length) != NULL; /* within a line, too, perhaps */
    size_t start = 0;
    size_t line = piece->first_line;
    while (start < piece->length) {
        const char *bytes = piece->bytes + start;
        const char *end = memchr(bytes, line_end, piece->length - start);
        size_t length = end != NULL ? (size_t)(end - bytes) : piece->length - start;
        if (!is_blank(bytes, length))
            read_line(state, piece, start, length, line, batch);
        const size_t next = end != NULL ? start + length + 1 : piece->length;
        line += has_return ? cli_lines_count(piece->bytes, start, next, piece->length) : 1;
        start = next;
    }
}

static void cut_lines(cli_cut *cut, const char *bytes, size_t length) {
    const char *first = cut->looked < length ? memchr(bytes + cut->looked, '\n', length - cut->looked) : NULL;
    if (cut->first == 0 && first != NULL)
        cut->first = (size_t)(first - bytes) + 1;
    size_t end = length;
    while (end > cut->looked && bytes[end - 1] != '\n')
        end--;
    if (end > cut->looked)
        cut->whole = end;
    cut->looked = length;
}

const cli_input_format cli_jsonl_format = {
    .name = "jsonl",
    .extensions = extensions,
    .cut = cut_lines,
    .many = true,
    .again = true,
    .create = cli_json_batch_create,
    .destroy = cli_json_batch_free,
    .read = read_lines,
};
