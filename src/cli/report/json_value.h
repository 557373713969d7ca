/* Pieces of JSON that the reports share, made with jansson. */
#ifndef CLI_JSON_VALUE_H
#define CLI_JSON_VALUE_H

#include "report.h"

#include <jansson.h>

/* A new object or array; memory that runs out ends the program. */
json_t *cli_json_object(void);
json_t *cli_json_array(void);

/* Sets a field (the value is taken over), or appends to an array. */
void cli_json_set(json_t *object, const char *key, json_t *value);
void cli_json_append(json_t *array, json_t *value);

/* Sets a field to an id or path. One that is not UTF-8 has each bad byte as \xNN and each backslash
 * doubled, and the object gets a field "<key>_escaped": true after it. */
void cli_json_set_name(json_t *object, const char *key, const char *name);

/* A string of text from an article; bad bytes become U+FFFD. */
json_t *cli_json_text(const char *text, size_t length);

/* A share rounded to four decimals; a count. */
json_t *cli_json_share(double share);
json_t *cli_json_count(size_t count);

/* The objects "tool" and "parameters". */
json_t *cli_json_tool(void);
json_t *cli_json_parameters(const cli_options *options, size_t passages);

/* One passage, or an array of the first `limit`; `offset` is of `article`, whose bytes are quoted. */
json_t *cli_json_passage(const dedupe_article *article, const dedupe_passage *passage);
json_t *cli_json_passages(const dedupe_article *article, const dedupe_passage *passages, size_t count,
                          size_t limit);

/* Writes a value on one line and frees it (json_write.c). */
void cli_json_write(cli_output *output, json_t *value);

/* The same for an object that is not closed, so that more fields can follow piece by piece. */
void cli_json_write_open(cli_output *output, json_t *object);

#endif
