/*
 * JSON files that are not one record a line: a list of objects, or objects one after the other, laid out
 * in any way (as jq writes them). They are cut by counting brackets outside of strings, which needs no
 * more memory than one record, and a bad record is an error of its own: the others go on.
 */
#include "input.h"

#include "json_batch.h"
#include "json_walk.h"

#include <string.h>

static const char *const extensions[] = {".json", NULL};

/* cut->flags */
enum { SEEN_START = 1, IN_LIST = 2, IN_STRING = 4, AFTER_ESCAPE = 8 };

/* Goes past a string, or to the end of what there is. */
static size_t skip_string(unsigned *flags, const char *bytes, size_t at, size_t length) {
    while (at < length) {
        if (*flags & AFTER_ESCAPE) {
            *flags &= ~(unsigned)AFTER_ESCAPE;
            at++;
            continue;
        }
        size_t quote_at = at;
        while (quote_at < length && bytes[quote_at] != '"' && bytes[quote_at] != '\\')
            quote_at++;
        if (quote_at == length)
            return length;
        at = quote_at + 1;
        if (bytes[quote_at] == '"') {
            *flags &= ~(unsigned)IN_STRING;
            return at;
        }
        *flags |= AFTER_ESCAPE;
    }
    return at;
}

/* Takes note of one byte outside of strings. True: a record ends with it. */
static bool step(cli_cut *cut, char byte) {
    switch (byte) {
    case '"':
        cut->flags |= IN_STRING;
        return false;
    case '{':
    case '[':
        if ((cut->flags & SEEN_START) == 0 && byte == '[')
            cut->flags |= IN_LIST;
        cut->flags |= SEEN_START;
        cut->depth++;
        return false;
    case '}':
    case ']':
        if (cut->depth > 0)
            cut->depth--;
        return cut->depth == ((cut->flags & IN_LIST) != 0 ? 1 : 0);
    default:
        return false;
    }
}

static void cut_records(cli_cut *cut, const char *bytes, size_t length) {
    size_t at = cut->looked;
    while (at < length) {
        if ((cut->flags & IN_STRING) != 0) {
            at = skip_string(&cut->flags, bytes, at, length);
            continue;
        }
        bool ends = step(cut, bytes[at++]);
        if (cut->header == 0 && (cut->flags & SEEN_START) != 0)
            cut->header = at; /* its last byte tells a list from objects in a row */
        if (!ends)
            continue;
        cut->whole = at;
        cut->first = cut->first == 0 ? at : cut->first;
    }
    cut->looked = length;
}

static void read_piece(void *state, const cli_piece *piece, cli_batch *batch) {
    cli_json_walk walk = {.piece = piece, .batch = batch, .state = state, .line = piece->first_line};
    walk.in_list = piece->header_length > 0 && piece->header[piece->header_length - 1] == '[';
    batch->counts.numbers = piece->dropped;
    if (walk.in_list && piece->first && piece->dropped == 0)
        cli_json_walk_to(&walk, piece->header_length < piece->length ? piece->header_length : piece->length);
    cli_json_walk_on(&walk);
    if (piece->last && walk.in_list && !walk.ended)
        cli_json_walk_fail(&walk, "the list breaks off: its closing bracket is missing");
}

const cli_input_format cli_json_format = {
    .name = "json",
    .extensions = extensions,
    .cut = cut_records,
    .many = true,
    .create = cli_json_batch_create,
    .destroy = cli_json_batch_free,
    .read = read_piece,
};
