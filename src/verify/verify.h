/* The verify stage: compares every candidate pair in full, in parallel. */
#ifndef DD_VERIFY_VERIFY_H
#define DD_VERIFY_VERIFY_H

#include "candidate/pairs.h"
#include "verify/compare.h"

/* Compares all candidates. *link becomes a vector (free with dd_memory_free) of the pairs with any relation,
 * by a, then b; passages are allocated in *arena (zero-initialised by the caller). Errors: as dd_compare,
 * CANCELLED.
 */
dedupe_status dd_verify_pairs(const dd_candidates *candidates, const dd_article *const *article,
                              const dd_spans *spans, const dd_compare_options *options, dd_pool *pool,
                              dd_pool_watch *watch, void *watch_context, dd_arena *arena, dd_link **link,
                              size_t *link_count, dedupe_error *error);

/* The same, but also with the pairs that came to nothing. */
dedupe_status dd_verify_all_pairs(const dd_candidates *candidates, const dd_article *const *article,
                                  const dd_spans *spans, const dd_compare_options *options, dd_pool *pool,
                                  dd_pool_watch *watch, void *watch_context, dd_arena *arena, dd_link **link,
                                  size_t *link_count, dedupe_error *error);

#endif
