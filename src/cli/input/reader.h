/*
 * Reads all inputs into a corpus, on several threads.
 *
 * Small files are handed out one by one; a file of records is handed out in pieces of some megabytes
 * of whole lines, so that memory stays at about one copy of the text (the corpus keeps it). What
 * comes out does not depend on the number of threads: of two articles with one id, the one that
 * stands first in order of path and line is kept and the other is an error.
 */
#ifndef CLI_READER_H
#define CLI_READER_H

#include "../messages.h"
#include "ids.h"
#include "input.h"
#include "paths.h"

#include <dedupe/dedupe.h>

#include <stddef.h>

/* Told now and then how much was read; `total` is 0 when it is unknown. One call at a time. */
typedef void cli_reader_progress(void *data, size_t done_bytes, size_t total_bytes);

typedef struct cli_reader_settings {
    const cli_input_format *format; /* NULL: by the extension of each path; plain text for stdin */
    cli_fields fields;
    unsigned threads;              /* at least 1 */
    cli_reader_progress *progress; /* NULL: none */
    void *progress_data;
} cli_reader_settings;

/* Adds every article of `paths` to `corpus` and its id to `ids`; whatever goes wrong with a file or a
 * record is an error in `messages`. `paths` must outlive `ids`. */
void cli_reader_run(const cli_reader_settings *settings, const cli_paths *paths, dedupe_corpus *corpus,
                    cli_ids *ids, cli_messages *messages);

#endif
