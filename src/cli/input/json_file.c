/*
 * JSON files that are not one record a line: a list of objects, or objects one after the other, laid out
 * in any way (as jq writes them). They are cut by counting brackets outside of strings, which needs no
 * more memory than one record, and a bad record is an error of its own: the others go on.
 */
#include "input.h"

#include "json_batch.h"

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
        cut->records++;
    }
    cut->looked = length;
}

/* A walk over the records of a piece. */
struct walk {
    const cli_piece *piece;
    cli_batch *batch;
    void *parser;
    size_t at;
    size_t line;
    size_t number;
    bool in_list; /* objects are divided by commas, between brackets */
    bool ended;   /* the closing bracket was seen */
};

static char byte_at(const struct walk *walk) {
    return walk->piece->bytes[walk->at];
}

/* Counts the lines up to `end` and goes there. */
static void move_to(struct walk *walk, size_t end) {
    for (; walk->at < end; walk->at++)
        walk->line += byte_at(walk) == '\n';
}

static void fail(struct walk *walk, const char *text) {
    cli_batch_fail(walk->batch, walk->line, "bad-json", text)->number = walk->number;
}

/* Past white space, commas and the brackets of the list. False: the piece ends. */
static bool skip_between(struct walk *walk) {
    while (walk->at < walk->piece->length) {
        char byte = byte_at(walk);
        if (byte == ']' && walk->in_list && !walk->ended)
            walk->ended = true;
        else if (memchr(" \t\r\n,", byte, 5) == NULL)
            return true;
        move_to(walk, walk->at + 1);
    }
    return false;
}

/* Where the object or list that starts here ends; 0: it breaks off. */
static size_t end_of_value(const struct walk *walk) {
    cli_cut cut = {.flags = SEEN_START};
    size_t at = walk->at;
    while (at < walk->piece->length) {
        if ((cut.flags & IN_STRING) != 0)
            at = skip_string(&cut.flags, walk->piece->bytes, at, walk->piece->length);
        else if (step(&cut, walk->piece->bytes[at++]))
            return at;
    }
    return 0;
}

/* Past something that is no object: one error for all of it. */
static void skip_other(struct walk *walk) {
    size_t end = walk->at + 1;
    fail(walk, walk->ended ? "this follows the end of the list" : "the record is not a JSON object");
    while (end < walk->piece->length && (walk->ended || memchr(",{[]", walk->piece->bytes[end], 4) == NULL))
        end++;
    move_to(walk, end);
}

static void read_record(struct walk *walk) {
    char first = byte_at(walk);
    if (walk->ended || (first != '{' && first != '[')) {
        skip_other(walk);
        return;
    }
    size_t end = end_of_value(walk);
    if (end == 0) {
        fail(walk, "the record breaks off");
        walk->ended = true; /* so that the list's end is not missed as well */
        move_to(walk, walk->piece->length);
        return;
    }
    cli_json_batch_add(walk->parser, "record", walk->piece->bytes + walk->at, end - walk->at, walk->line,
                       walk->batch)
        ->number = walk->number;
    walk->number++;
    move_to(walk, end);
}

static void read_piece(void *state, const cli_piece *piece, cli_batch *batch) {
    struct walk walk = {.piece = piece,
                        .batch = batch,
                        .parser = state,
                        .line = piece->first_line,
                        .number = piece->first_number};
    walk.in_list = piece->header_length > 0 && piece->header[piece->header_length - 1] == '[';
    if (walk.in_list && piece->first_number == 1 && piece->first_line == 1)
        move_to(&walk, piece->header_length < piece->length ? piece->header_length : piece->length);
    while (skip_between(&walk))
        read_record(&walk);
    if (piece->last && walk.in_list && !walk.ended)
        fail(&walk, "the list breaks off: its closing bracket is missing");
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
