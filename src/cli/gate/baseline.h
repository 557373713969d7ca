/*
 * The baseline: duplicates that are known and accepted, in a file that stands beside the feed.
 *
 * An entry is one link: two articles by content, and their relation. A content is the fingerprint of the
 * folded text, which a move, a rename, or a change of case or punctuation leaves as it is, and a sketch of 32
 * bins of 8 bits of its MinHash signature, by which an edited article is found again. Each entry accepts one
 * article: a further copy of a known text is new. An edited article stays accepted while its relation is that
 * of the entry.
 *
 * The file is JSON, an entry a line, sorted by content, so that it merges and compares well.
 */
#ifndef CLI_BASELINE_H
#define CLI_BASELINE_H

#include "../messages.h"

#include <dedupe/dedupe.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLI_SKETCH_BYTES = 32 };

/* An article by content. */
typedef struct cli_content {
    uint64_t fingerprint[2];
    uint8_t sketch[CLI_SKETCH_BYTES];
    char *name; /* its id, escaped as in JSON reports; to tell equal texts apart and for people */
} cli_content;

typedef struct cli_baseline_entry {
    dedupe_relation relation;
    cli_content article;
    cli_content of;
    const char *stale; /* why it accepts nothing any more, static; NULL: it does */
} cli_baseline_entry;

typedef struct cli_baseline {
    cli_baseline_entry *entries;
    size_t count;
    size_t capacity;
    size_t stale_count;
} cli_baseline;

/* Reads a file. False, with an error in `messages`, if it cannot be used. One that does not exist is fine if
 * `may_lack`: the baseline is empty then. Free with cli_baseline_free in any case. */
bool cli_baseline_read(cli_baseline *baseline, const char *path, bool may_lack, cli_messages *messages);

/* Writes a file, sorted, whole or not at all. False, with an error in `messages`, if that fails. */
bool cli_baseline_write(cli_baseline *baseline, const char *path, cli_messages *messages);

void cli_baseline_free(cli_baseline *baseline);

/* Appends an entry for two articles. */
void cli_baseline_add(cli_baseline *baseline, const dedupe_article *article, const dedupe_article *of,
                      dedupe_relation relation);

/* The sketch of a text. All zero if memory is short. */
void cli_content_sketch(const dedupe_article *article, uint8_t sketch[CLI_SKETCH_BYTES]);

/* An id as entries name it; freed with free(). */
char *cli_content_name(const char *id);

#endif
