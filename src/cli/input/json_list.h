/*
 * Where values of JSON begin and end, told by brackets and quotes alone; and the list of articles in an
 * object that is no article itself, as the answers of news services are: {"status": "ok", "articles": [...]}.
 *
 * Cost: one pass over the bytes, no memory.
 */
#ifndef CLI_JSON_LIST_H
#define CLI_JSON_LIST_H

#include "input.h"

#include <stdbool.h>
#include <stddef.h>

/* The names that a list of articles usually has, as a clause. */
#define CLI_JSON_LIST_NAMES "articles, items, results, data or entries"

/* What was found in an object. */
typedef enum cli_json_found {
    CLI_JSON_FOUND_LIST,
    CLI_JSON_FOUND_NONE,
    CLI_JSON_FOUND_OTHER,   /* lists of objects, but of other names */
    CLI_JSON_FOUND_SEVERAL, /* and nothing tells which is meant */
    CLI_JSON_FOUND_ARTICLE  /* the object has a text field of its own */
} cli_json_found;

/* Goes past the value that starts at *at. False, and *at is `length`: it breaks off. */
bool cli_json_past_value(const char *bytes, size_t length, size_t *at);

/* Looks for the list in the object that is `length` bytes: the one that fields->list names (a dotted path),
 * or else the only list of objects that is called one of the usual names, in the object or, if there is none,
 * in an object right in it. A list of nothing counts if there is no other. *start: past its bracket; *end: of
 * its closing one, or `length` if it breaks off. Both are unchanged unless a list is found. */
cli_json_found cli_json_find_list(const char *bytes, size_t length, const cli_fields *fields, size_t *start,
                                  size_t *end);

#endif
