/* From parsed JSON objects to records of a batch, for the formats that are made of them. */
#ifndef CLI_JSON_BATCH_H
#define CLI_JSON_BATCH_H

#include "input.h"
#include "json_record.h"

/* The state of such a format: a parser for the fields that are asked for, and these. */
typedef struct cli_json_reader {
    cli_json_parser *parser;
    const cli_fields *fields;
} cli_json_reader;

void *cli_json_batch_create(const cli_input_settings *settings);
void cli_json_batch_free(void *state);

/* Adds a record, or its error. */
void cli_json_batch_add(cli_batch *batch, const cli_json_record *parsed, size_t line, size_t number);

#endif
