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
    cli_batch_fail(walk->batch, walk->line, "bad-json", text)->number = walk->batch->numbers + 1;
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
    const size_t before = walk->batch->count;
    bool failed = false;
    piece.length = end;
    inner.piece = &piece;
    inner.in_list = true;
    inner.by_line = false;
    cli_json_walk_to(&inner, start);
    cli_json_walk_on(&inner);
    if (end == object_end)
        cli_json_walk_fail(&inner, "the list breaks off: its closing bracket is missing");
    for (size_t i = before; i < walk->batch->count; i++)
        failed = failed || walk->batch->records[i].code != NULL;
    return failed;
}

/* Says of an object without a text what it might have been. */
static void explain(cli_json_walk *walk, cli_record *record, cli_json_found found) {
    const bool asked = ((const cli_json_reader *)walk->state)->fields->list.count > 0;
    cli_text_buffer text = {0};
    cli_text_buffer_add(&text, "%s; %s", record->error,
                        found == CLI_JSON_FOUND_SEVERAL
                            ? "it holds several lists of objects, so --list-field NAME has to tell which are "
                              "the articles"
                        : asked ? "nor is there the list that --list-field names"
                                : "nor is there one list of articles (" CLI_JSON_LIST_NAMES
                                  "); --list-field NAME names another");
    record->error = cli_batch_copy(walk->batch, text.bytes, text.length);
    cli_text_buffer_free(&text);
}

void cli_json_walk_object(cli_json_walk *walk, size_t length) {
    const char *bytes = walk->piece->bytes + walk->at;
    const cli_json_reader *reader = walk->state;
    size_t start;
    size_t end;
    cli_record *record = cli_json_batch_add(walk->state, walk->by_line ? "line" : "record", bytes, length,
                                            walk->line, walk->batch);
    const bool asked = reader->fields->list.count > 0;
    record->number = ++walk->batch->numbers;
    if (walk->in_list || (record->code == NULL && !asked))
        return;
    const cli_record first = *record;
    const bool no_text = first.code != NULL && strcmp(first.code, "bad-record") == 0;
    const cli_json_found found = cli_json_find_list(bytes, length, reader->fields, &start, &end);
    if (found == CLI_JSON_FOUND_LIST) {
        walk->batch->count--; /* the object as a record */
        walk->batch->numbers--;
        const bool told = read_list(walk, walk->at + start, walk->at + end, walk->at + length);
        if (!told && first.code != NULL && !no_text)
            cli_batch_fail(walk->batch, walk->line, first.code, first.error);
        return;
    }
    const bool is_record = walk->by_line && !asked && found == CLI_JSON_FOUND_NONE;
    if (no_text && found != CLI_JSON_FOUND_ARTICLE && !is_record)
        explain(walk, record, found);
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
