/*
 * Over the records of a piece of JSON: objects in a list or in a row, each read by itself, so that a bad one
 * is an error and the others go on. An object that is no article but holds a list of them (json_list.h) gives
 * these.
 */
#ifndef CLI_JSON_WALK_H
#define CLI_JSON_WALK_H

#include "input.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_json_walk {
    const cli_piece *piece;
    cli_batch *batch;
    void *state; /* of the format (json_batch.h) */
    size_t at;   /* in the piece */
    size_t line;
    bool in_list; /* objects are divided by commas, between brackets */
    bool ended;   /* the closing bracket was seen */
    bool by_line; /* objects stand on a line each, and are records as a rule */
} cli_json_walk;

/* Counts the lines up to `end` and goes there. */
void cli_json_walk_to(cli_json_walk *walk, size_t end);

/* Reads all that is left. */
void cli_json_walk_on(cli_json_walk *walk);

/* An error at the place that was reached. */
void cli_json_walk_fail(cli_json_walk *walk, const char *text);

/* Adds what the object of `length` bytes at walk->at gives: a record, the records of its list, or an error.
 * Does not go past it. */
void cli_json_walk_object(cli_json_walk *walk, size_t length);

#endif
