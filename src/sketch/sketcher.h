/* Sketches one article: folds its text and takes its samples. One thread's. */
#ifndef DD_SKETCH_SKETCHER_H
#define DD_SKETCH_SKETCHER_H

#include "base/arena.h"
#include "base/pool.h"
#include "sketch/fetch.h"

/* Scratch memory, and the samples that were taken. Zero-initialise. */
typedef struct dd_sketcher {
    dd_letters letters;
    dd_samples samples;
    uint32_t *scratch;
    size_t hash_capacity, position_capacity, scratch_capacity;
    dd_arena arena;           /* the samples of articles */
    struct dd_sketcher *next; /* in a list of idle ones */
    DD_POOL_APART;
} dd_sketcher;

/* Folds the text of a readable article and sets letters, identity, invalid_bytes and, for a text without
 * letters, the state. `letters` is scratch memory that holds the folded text afterwards. Errors: MEMORY. */
dedupe_status dd_article_fold(dd_article *article, const dd_text *text, dd_letters *letters,
                              dedupe_error *error);

/* Does that and takes the samples of an article, if it can be compared, into the sketcher's arena; a long one
 * at 1 in long_rate. Errors: MEMORY, LIMIT. */
dedupe_status dd_sketcher_take(dd_sketcher *sketcher, dd_article *article, const dd_text *text,
                               size_t long_rate, dedupe_error *error);

/* Moves the samples that were taken to `arena`, or frees them with it. NULL, either: fine. */
void dd_sketcher_free(dd_sketcher *sketcher, dd_arena *arena);

#endif
