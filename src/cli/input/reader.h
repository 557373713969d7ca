/*
 * Reads all inputs into a corpus, on several threads.
 *
 * supply.h hands out the work. What comes out does not depend on the number of threads: of two articles with
 * one id, the one that stands first in order of path and line is kept and the other is an error.
 */
#ifndef CLI_READER_H
#define CLI_READER_H

#include "../messages.h"
#include "filter.h"
#include "ids.h"
#include "input.h"
#include "paths.h"

#include <dedupe/dedupe.h>

#include <stddef.h>

/* Told now and then how much was read; `total` is 0 when it is unknown. One call at a time. */
typedef void cli_reader_progress(void *data, size_t done_bytes, size_t total_bytes);

typedef struct cli_reader_settings {
    const cli_input_format *format; /* NULL: by extension and content */
    cli_input_settings input;
    cli_filter filter;             /* of archive members */
    cli_rereader *rereader;        /* knows afterwards where to read articles again, as `ids` tells */
    unsigned threads;              /* at least 1 */
    cli_reader_progress *progress; /* NULL: none */
    void *progress_data;
} cli_reader_settings;

/* What was read. records = articles in the corpus + failed; skipped ones are in the corpus. */
typedef struct cli_reader_counts {
    size_t records;       /* articles, and records that should have been some */
    size_t failed;        /* of them, those that gave no article: each is an error */
    size_t undated;       /* articles whose date is missing or cannot be read */
    size_t left_out;      /* members of archives that are no articles by rule */
    size_t fielded;       /* records of JSON without an error */
    uint32_t text_fields; /* of all of them: see cli_record */
    size_t with_id, with_title, with_source, with_date; /* of them, those that say so */
} cli_reader_counts;

/* Adds every article of `paths` to `corpus` and its id to `ids`; whatever goes wrong with a file or a
 * record is an error in `messages`. `paths` must outlive `ids`. */
cli_reader_counts cli_reader_run(const cli_reader_settings *settings, const cli_paths *paths,
                                 dedupe_corpus *corpus, cli_ids *ids, cli_messages *messages);

#endif
