/*
 * The links between articles: what verification said of each pair, found by pair, with pairs that nobody has
 * compared yet compared on demand.
 *
 * What is asked for depends on the answers so far, so it is asked for one pair at a time, and all threads but
 * one would wait. So who asks goes through his questions beforehand without the answers (dd_links_foresee),
 * all pairs that he met are compared by all threads, and then he asks in earnest and finds the answers there.
 * Nothing depends on how much was foreseen: what was not is compared when it is asked for, what was in vain
 * is no link.
 */
#ifndef DD_CLUSTER_LINKS_H
#define DD_CLUSTER_LINKS_H

#include "candidate/filter.h"
#include "verify/verify.h"

typedef struct dd_links {
    dd_link *link; /* a < b; each pair once; also those of relation none that were asked for */
    size_t count, capacity;
    size_t asked_count; /* of them compared on demand */
    uint32_t *slot;     /* open-addressed: number of a link + 1, by pair */
    size_t slot_capacity;
    unsigned slot_bits;
    dd_candidate *foreseen; /* pairs that are to be compared ahead */
    size_t foreseen_count, foreseen_capacity;
    dd_link *ahead; /* compared ahead, by pair; each becomes a link when it is asked for */
    size_t ahead_count, ahead_capacity;
    dd_pool *pool; /* NULL: nothing is compared ahead */
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

/* Takes over `count` links (freed with dd_memory_free). Zero-initialise *links and set article, spans
 * and options first. Errors: MEMORY; `link` is then still the caller's. */
dedupe_status dd_links_index(dd_links *links, dd_link *link, size_t count, dedupe_error *error);

/* The link of a pair in any order, or NULL if it was never compared. */
const dd_link *dd_links_find(const dd_links *links, uint32_t a, uint32_t b);

/* The same, compared now if need be. *link stays valid until the next call. Errors: as dd_compare. */
dedupe_status dd_links_get(dd_links *links, uint32_t a, uint32_t b, const dd_link **link,
                           dedupe_error *error);

/* The link of a pair in any order if it has been compared, perhaps ahead. Otherwise NULL, and the pair is
 * noted for dd_links_compare_ahead. Errors: MEMORY. */
dedupe_status dd_links_foresee(dd_links *links, uint32_t a, uint32_t b, const dd_link **link,
                               dedupe_error *error);

/* Compares the pairs that were noted, with all threads. *any: whether there were some. Errors: as dd_compare,
 * CANCELLED. */
dedupe_status dd_links_compare_ahead(dd_links *links, bool *any, dedupe_error *error);

/* How many threads dd_links_each has, and a loop by all of them; by the caller alone without a pool. */
unsigned dd_links_workers(const dd_links *links);
dedupe_status dd_links_each(dd_links *links, size_t count, size_t grain, dd_pool_task *task, void *context,
                            dedupe_error *error);

void dd_links_free(dd_links *links);

#endif
