/*
 * Texts that are not kept in memory.
 *
 * A text is needed when its article is sketched and, of the few articles that may have a pair, when they are
 * compared. Whoever can hand it out again (from the file it came from) need not have it kept in between: that
 * halves the memory of a run, and memory that a process has not touched before costs more time than to read
 * and sketch what would lie in it.
 */
#ifndef DD_SKETCH_FETCH_H
#define DD_SKETCH_FETCH_H

#include "base/arena.h"
#include "base/pool.h"
#include "sketch/article.h"

/* See dedupe_options.fetch. */
typedef struct dd_fetcher {
    dedupe_fetch_function *fetch;
    void *data;
} dd_fetcher;

/* The bytes of a text, UTF-8. */
typedef struct dd_text {
    const char *bytes;
    size_t length;
} dd_text;

/* Scratch memory for the text of one article. Zero-initialise; reuse; free `bytes`. */
typedef struct dd_fetched {
    char *bytes;
    size_t capacity;
} dd_fetched;

/* What dd_article.text_hash is of a text. */
uint64_t dd_text_hash(const void *text, size_t length);

/* Sets *text to the text of an article: the one that is in memory, or one fetched into `scratch`.
 * Errors: MEMORY, SYSTEM (it is not to be had any more, or it has changed). */
dedupe_status dd_article_text(const dd_article *article, dd_fetched *scratch, dd_text *text,
                              dedupe_error *error);

/* Fetches the texts of `count` articles that are not in memory into `arena` and sets their `text`.
 * Errors: as dd_article_text, CANCELLED. */
dedupe_status dd_articles_fetch(dd_article *const *article, size_t count, dd_pool *pool, dd_arena *arena,
                                dd_pool_watch *watch, void *watch_context, dedupe_error *error);

#endif
