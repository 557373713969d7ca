/* Pages under headlines of outlets: a run over them, and what it makes of their pairs. */
#ifndef HEADLINE_PAGES_H
#define HEADLINE_PAGES_H

#include "story.h"

#include <dedupe/dedupe.h>

typedef struct headline_page {
    story text;
    const char *headline; /* NULL: none */
    uint32_t outlet;      /* 0: not known */
} headline_page;

typedef struct headline_pairs {
    size_t duplicates; /* near, excerpt or derived */
    size_t of_reason;  /* of the reason that was asked for */
} headline_pairs;

/* Compares the pages at default settings. Fails the test if anything does, or if a headline is not the page's
 * own afterwards. */
headline_pairs headline_pages_compare(const headline_page *pages, size_t count, dedupe_reason reason);

/* Frees the texts and zeroes the pages. */
void headline_pages_free(headline_page *pages, size_t count);

#endif
