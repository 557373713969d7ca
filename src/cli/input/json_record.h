/*
 * One JSON object as a record: its id, text and metadata. simdjson parses and checks it; this is the C
 * face of that. Its DOM interface is used, not the on-demand one: the DOM code sits in the shared library,
 * which picks the fastest instructions of the machine at run time, and it checks every value of the
 * record, wanted or not.
 *
 * A field is named by its key, or by a path of keys with dots between them ("meta.title"); a key that has
 * the dots in it comes first. In a list a number is a place ("paragraphs.0").
 */
#ifndef CLI_JSON_RECORD_H
#define CLI_JSON_RECORD_H

#include "input.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Parser state, for one thread. */
typedef struct cli_json_parser cli_json_parser;

/* A string of a record, not NUL-terminated; NULL: there is none. */
typedef struct cli_json_string {
    const char *bytes;
    size_t length;
} cli_json_string;

/* Strings live until the next call with the same parser. */
typedef struct cli_json_record {
    cli_json_string id; /* no bytes: the field is missing, null or "" */
    cli_json_string text;
    uint32_t text_fields; /* bit n: the n-th of fields.text, or of the usual names, is there */
    cli_json_string title;
    cli_json_string date;
    cli_json_string url;
    cli_json_string source;
    cli_json_string language;
    const char *code;  /* not NULL: no record but this error (static) ... */
    char message[240]; /* ... and what to say about it */
} cli_json_record;

/* The names in `fields` are borrowed. NULL if memory is short. */
cli_json_parser *cli_json_parser_create(const cli_fields *fields);
void cli_json_parser_free(cli_json_parser *parser);

/* Parses `length` bytes that are one object; at least 64 more must be readable. `what` is how messages call
 * it: "line" or "record". */
void cli_json_record_read(cli_json_parser *parser, const char *what, const char *bytes, size_t length,
                          cli_json_record *record);

#ifdef __cplusplus
}
#endif

#endif
