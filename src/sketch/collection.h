/* The articles of a corpus: their texts as UTF-8, their ids, and whether they can be compared at all. */
#ifndef DD_SKETCH_COLLECTION_H
#define DD_SKETCH_COLLECTION_H

#include <pthread.h>

#include "base/arena.h"
#include "sketch/fetch.h"
#include "sketch/sketcher.h"

/* Where an id is. */
typedef struct dd_id_slot {
    uint32_t hash;    /* the leading bits of the id's */
    uint32_t article; /* its number + 1; 0: free */
} dd_id_slot;

/* Zero-initialise, then dd_collection_open. */
typedef struct dd_collection {
    pthread_mutex_t lock;
    bool is_open;
    dd_arena arena; /* articles, ids and texts */
    dd_article **article;
    size_t count, capacity;
    dd_id_slot *slot; /* open-addressed, at most half full */
    unsigned slot_bits;
    dd_fetcher fetcher;   /* set once it is open; {0}: all texts are kept */
    size_t expected_rate; /* the rate of long articles at which what is not kept is sketched */
    dd_sketcher *idle;    /* not at work */
} dd_collection;

/* Errors: SYSTEM. */
dedupe_status dd_collection_open(dd_collection *collection, dedupe_error *error);

/* From now on texts that are not kept are sketched for a corpus of about so many bytes. Thread-safe. */
void dd_collection_expect(dd_collection *collection, uint64_t bytes);

/* See dedupe_corpus_add_from. Thread-safe. */
dedupe_status dd_collection_add(dd_collection *collection, const char *id, const void *text, size_t length,
                                const dedupe_origin *origin, dedupe_error *error);

/* Decodes a text into `arena` and sets text, text_length, state and invalid_bytes of a zero-initialised
 * *article. Its id and origin are left alone. Errors: LIMIT, MEMORY. */
dedupe_status dd_article_read(dd_article *article, const void *text, size_t length, dd_arena *arena,
                              dedupe_error *error);

/* Does that for one text alone, and folds it if it can be compared: see dd_article_fold. Errors: LIMIT,
 * MEMORY. */
dedupe_status dd_article_read_folded(dd_article *article, const void *text, size_t length, dd_arena *arena,
                                     dd_letters *letters, dedupe_error *error);

/* Hands over the samples that were taken as articles were added, before the sketch stage takes the rest: to
 * `arena`, which owns them then. */
void dd_collection_take_samples(dd_collection *collection, dd_arena *arena);

/* Forgets the samples of all articles, because they were used up: the sketch stage takes them anew. */
void dd_collection_forget_samples(dd_collection *collection);

/* NULL is fine. */
void dd_collection_close(dd_collection *collection);

#endif
