/*
 * One line of JSON Lines: an object with an id and a text. simdjson parses and checks the line; this
 * is the C face of it. Its DOM interface is used, not the on-demand one: the DOM code sits in the
 * shared library, which picks the fastest instructions of the machine at run time, and it checks
 * every value of the line, wanted or not.
 */
#ifndef CLI_JSON_RECORD_H
#define CLI_JSON_RECORD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Parser state, for one thread. */
typedef struct cli_json_parser cli_json_parser;

/* Strings live until the next call with the same parser. */
typedef struct cli_json_record {
    const char *id; /* not NUL-terminated; NULL: the field is missing, null or "" */
    size_t id_length;
    const char *text;
    size_t text_length;
    const char *code;  /* not NULL: no record but this error (static) ... */
    char message[240]; /* ... and what to say about it */
} cli_json_record;

/* `id_field` and `text_field` name the fields and are borrowed. NULL if memory is short. */
cli_json_parser *cli_json_parser_create(const char *id_field, const char *text_field);
void cli_json_parser_free(cli_json_parser *parser);

/* Parses a line of `length` bytes; at least 64 more must be readable. */
void cli_json_record_read(cli_json_parser *parser, const char *line, size_t length, cli_json_record *record);

#ifdef __cplusplus
}
#endif

#endif
