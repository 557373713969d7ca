/*
 * The links between articles: what verification said of each pair, found by pair or by article, with pairs
 * that nobody has compared yet compared on demand.
 */
#ifndef DD_CLUSTER_LINKS_H
#define DD_CLUSTER_LINKS_H

#include "candidate/filter.h"
#include "verify/compare.h"

typedef struct dd_links {
    dd_link *link; /* a < b; each pair once; also those of relation none that were asked for */
    size_t count, capacity;
    size_t asked_count; /* of them compared on demand */
    uint32_t *slot;     /* open-addressed: number of a link + 1, by pair */
    size_t slot_capacity;
    unsigned slot_bits;
    /* for comparing on demand; watch may be NULL */
    dd_pool_watch *watch;
    void *watch_context;
    const dd_article *const *article;
    const dd_spans *spans; /* by article */
    /* Which links may be reported and bind; NULL: all. What it forbids is still compared on demand, since it
     * tells whether what an article is linked to belongs together. */
    const dd_filter *filter;
    dd_compare_options options;
    dd_comparer comparer;
    dd_arena arena; /* passages */
} dd_links;

/* Takes over `count` links (a vector from dd_memory_reserve). Zero-initialise *links and set article, spans
 * and options first. Errors: MEMORY; `link` is then still the caller's. */
dedupe_status dd_links_index(dd_links *links, dd_link *link, size_t count, dedupe_error *error);

/* The link of a pair in any order, or NULL if it was never compared. */
const dd_link *dd_links_find(const dd_links *links, uint32_t a, uint32_t b);

/* The same, compared now if need be. *link stays valid until the next call. Errors: MEMORY. */
dedupe_status dd_links_get(dd_links *links, uint32_t a, uint32_t b, const dd_link **link,
                           dedupe_error *error);

void dd_links_free(dd_links *links);

#endif
