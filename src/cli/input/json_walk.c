/* Over the records of a piece of JSON: see json_walk.h. */
#include "json_walk.h"

#include "json_batch.h"
#include "json_list.h"
#include "lines.h"

#include <string.h>

static char byte_at(const cli_json_walk *walk) {
    return walk->piece->bytes[walk->at];
}

void cli_json_walk_to(cli_json_walk *walk, size_t end) {
    walk->line += cli_lines_count(walk->piece->bytes, walk->at, end, walk->piece->length);
    walk->at = end;
}

void cli_json_walk_fail(cli_json_walk *walk, const char *text) {
    cli_batch_fail(walk->batch, walk->line, walk->batch->counts.numbers + 1, "bad-json", text);
}

/* Past white space, commas and the brackets of the list. False: the piece ends. */
static bool skip_between(cli_json_walk *walk) {
    while (walk->at < walk->piece->length) {
        char byte = byte_at(walk);
        if (byte == ']' && walk->in_list && !walk->ended)
            walk->ended = true;
        else if (memchr(" \t\r\n,", byte, 5) == NULL)
            return true;
        cli_json_walk_to(walk, walk->at + 1);
    }
    return false;
}

/* Past something that is no object: one error for all of it. */
static void skip_other(cli_json_walk *walk) {
    size_t end = walk->at + 1;
    cli_json_walk_fail(walk,
                       walk->ended ? "this follows the end of the list" : "the record is not a JSON object");
    while (end < walk->piece->length && (walk->ended || memchr(",{[]", walk->piece->bytes[end], 4) == NULL))
        end++;
    cli_json_walk_to(walk, end);
}

/* Reads the list between two places of the piece. Returns whether a record of it is an error. */
static bool read_list(cli_json_walk *walk, size_t start, size_t end, size_t object_end) {
    cli_piece piece = *walk->piece;
    cli_json_walk inner = *walk;
    const size_t before = walk->batch->counts.errors;
    piece.length = end;
    inner.piece = &piece;
    inner.in_list = true;
    inner.by_line = false;
    cli_json_walk_to(&inner, start);
    cli_json_walk_on(&inner);
    if (end == object_end)
        cli_json_walk_fail(&inner, "the list breaks off: its closing bracket is missing");
    return walk->batch->counts.errors > before;
}

/* Adds an object without a text as an error that says what it might have been. */
static void add_explained(cli_json_walk *walk, const cli_json_record *parsed, cli_json_found found) {
    const bool asked = ((const cli_json_reader *)walk->state)->fields->list.count > 0;
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "%s; %s", parsed->message,
                        found == CLI_JSON_FOUND_SEVERAL
                            ? "it holds several lists of objects, so --list-field NAME has to tell which are "
                              "the articles"
                        : asked ? "nor is there the list that --list-field names"
                                : "nor is there one list of articles (" CLI_JSON_LIST_NAMES
                                  "); --list-field NAME names another");
    cli_batch_fail(walk->batch, walk->line, ++walk->batch->counts.numbers, parsed->code, text.bytes);
    cli_text_buffer_free(&text);
}

static void add(cli_json_walk *walk, const cli_json_record *parsed) {
    cli_json_batch_add(walk->batch, parsed, walk->line, ++walk->batch->counts.numbers);
}

void cli_json_walk_object(cli_json_walk *walk, size_t length) {
    const char *bytes = walk->piece->bytes + walk->at;
    const cli_json_reader *reader = walk->state;
    cli_json_record parsed;
    size_t start;
    size_t end;
    cli_json_record_read(reader->parser, walk->by_line ? "line" : "record", bytes, length, &parsed);
    const bool asked = reader->fields->list.count > 0;
    if (walk->in_list || (parsed.code == NULL && !asked)) {
        add(walk, &parsed);
        return;
    }
    const bool no_text = parsed.code != NULL && strcmp(parsed.code, "bad-record") == 0;
    const cli_json_found found = cli_json_find_list(bytes, length, reader->fields, &start, &end);
    if (found == CLI_JSON_FOUND_LIST) {
        const bool told = read_list(walk, walk->at + start, walk->at + end, walk->at + length);
        if (!told && parsed.code != NULL && !no_text)
            cli_batch_fail(walk->batch, walk->line, 0, parsed.code, parsed.message);
        return;
    }
    const bool is_record = walk->by_line && !asked && found == CLI_JSON_FOUND_NONE;
    if (no_text && found != CLI_JSON_FOUND_ARTICLE && !is_record)
        add_explained(walk, &parsed, found);
    else
        add(walk, &parsed);
}

static void read_record(cli_json_walk *walk) {
    char first = byte_at(walk);
    if (walk->ended || (first != '{' && first != '[')) {
        skip_other(walk);
        return;
    }
    size_t end = walk->at;
    if (!cli_json_past_value(walk->piece->bytes, walk->piece->length, &end)) {
        cli_json_walk_fail(walk, "the record breaks off");
        walk->ended = true; /* so that the list's end is not missed as well */
        cli_json_walk_to(walk, walk->piece->length);
        return;
    }
    cli_json_walk_object(walk, end - walk->at);
    cli_json_walk_to(walk, end);
}

void cli_json_walk_on(cli_json_walk *walk) {
    while (skip_between(walk))
        read_record(walk);
}
