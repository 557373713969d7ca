/*
 * Where the records of a CSV file end. libcsv gives the fields of a record; this is the same state machine
 * without them, several times as fast, so that one thread can cut a file for many.
 */
#ifndef CLI_CSV_CUT_H
#define CLI_CSV_CUT_H

#include "input.h"

#include <stdbool.h>
#include <stddef.h>

/* What divides the columns: of tab, comma, semicolon and bar the one that stands most often in the head line,
 * outside of quotes; a comma if there is none. */
char cli_csv_delimiter(const char *head, size_t length);

/* Whether the head line ends within these bytes, so that what divides it can be told. */
bool cli_csv_has_head(const char *bytes, size_t length);

/* Brings a cut up to date (cli_input_format.cut); the head line is its header. */
void cli_csv_cut(cli_cut *cut, const char *bytes, size_t length, char delimiter);

/* Whether what starts as a record ends within quotes. */
bool cli_csv_is_open(const char *bytes, size_t length, char delimiter);

bool cli_csv_ends_line(char byte);
bool cli_csv_is_blank(char byte);

#endif
