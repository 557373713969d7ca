/*
 * Reads the texts of records a second time, from where they stand in plain files, so that the corpus need not
 * keep them (dedupe_options.fetch). Such a file stays open, so that it may be renamed or deleted meanwhile;
 * if it is written to, the corpus notices.
 */
#ifndef CLI_REREAD_H
#define CLI_REREAD_H

#include "input.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a record stands. */
typedef struct cli_extent {
    uint64_t offset; /* in the file */
    uint32_t length; /* bytes; 0: the record cannot be read again */
    int file;        /* see cli_rereader_keep */
} cli_extent;

typedef struct cli_rereader cli_rereader;

/* The settings are borrowed. Freed with cli_rereader_free, which takes NULL. */
cli_rereader *cli_rereader_create(const cli_input_settings *settings);
void cli_rereader_free(cli_rereader *rereader);

/* Keeps a second descriptor of a file whose records this format reads, and returns its number from 1; 0: not
 * this one, because its format cannot do that, or too many are open, or `rereader` is NULL. One thread at a
 * time.
 */
int cli_rereader_keep(cli_rereader *rereader, int descriptor, const cli_input_format *format);

/* Writes the text of a record, which had `length` bytes, to `text`. False: it is not there any more. Several
 * threads may call it, once all files are kept. */
bool cli_rereader_read(cli_rereader *rereader, const cli_extent *extent, char *text, size_t length);

#endif
