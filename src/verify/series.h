/*
 * Series: notices of one outlet that are one form with one blank.
 *
 * Two briefs of one form that open with two things (blank.h) may be an update and what it updates. But an
 * outlet does not bring one brief up to date again and again with another opening each time and all else as
 * it was. So a series are six headlines at least that are linked by such pairs, and its pairs are variants.
 *
 * Cost: a look at each link; of briefs that may be a series, their headlines and, if these are of one form,
 * their texts.
 */
#ifndef DD_VERIFY_SERIES_H
#define DD_VERIFY_SERIES_H

#include "base/pool.h"
#include "candidate/ranking.h"
#include "verify/compare.h"

/* Forgets the series of an earlier run. Call before the first comparison. */
void dd_series_forget(const dd_ranking *ranking);

/* Sets is_of_series of the articles, and makes `variant`, with DEDUPE_REASON_SERIES, of duplicates that
 * belong to a series; dd_compare does so of pairs that are compared later. Of a text that stands there
 * several times the first outlet and headline are asked. `link`: verified links of stand-ins by a, then b,
 * changed in place. The same for any number of threads. Errors: MEMORY, SYSTEM (see dd_article_text),
 * CANCELLED (then no link is changed). */
dedupe_status dd_series_judge(dd_link *link, size_t link_count, const dd_ranking *ranking, dd_pool *pool,
                              dd_pool_watch *watch, void *watch_context, dedupe_error *error);

#endif
