/*
 * Stock text: formulae, lists of programmes, forms. What two articles share, and strangers of either share,
 * too.
 *
 * Two notices of one body have its phrases in common, two market reports their form. Coverage counts that as
 * it counts text that was copied, and the variant guard, which sees two texts alone, knows a form only by its
 * blanks. The other links of an article know more. Its strangers are those that it shares a passage with, but
 * that are no duplicates of it, of the other article, or of one another. What three of them have letter by
 * letter, or two if that is nearly all, is nobody's in particular. So a pair that shares mostly such text is
 * judged by the rest: what is each article's own, and how much of that both have. A copy of a form has the
 * same names and figures in its blanks, a form filled in anew has not. Nothing is stock of what has as many
 * duplicates as strangers, or 32, nor of notices that are told twice (form.h), and two strangers say nothing
 * of damaged text (stock.c).
 *
 * Unlike boilerplate it is asked pair by pair, of duplicates and of what covers as much as a form, and makes
 * no pair unrelated: it needs no window that the same articles carry together, so phrases count that stand
 * side by side in two articles only. Cost: next to none where strangers cover too little to matter, which
 * their links tell; else one alignment for each of up to 32 strangers of an article and one for each of its
 * links that is asked, in each of up to three rounds.
 */
#ifndef DD_VERIFY_STOCK_H
#define DD_VERIFY_STOCK_H

#include "base/pool.h"
#include "verify/compare.h"

/* Verified links, and what they are between. */
typedef struct dd_stock_case {
    dd_link *link; /* by a, then b; changed in place */
    size_t link_count;
    const dd_article *const *article;
    const dd_spans *spans; /* by article: boilerplate */
    size_t article_count;
    const dd_compare_options *options;
} dd_stock_case;

/* Takes back what stock text alone has made `derived`, `excerpt` or `near`: `variant` if it is more than half
 * of one of the two, else `related`, with DEDUPE_REASON_STOCK. What is `related` for how little it shares,
 * and is more than half of one of the two all the same, is asked like these: if that is stock, it is a
 * `variant`. The same for any number of threads. Errors: as dd_compare, LIMIT, CANCELLED (then some links may
 * be changed already). */
dedupe_status dd_stock_judge(const dd_stock_case *stock, dd_pool *pool, dd_pool_watch *watch,
                             void *watch_context, dedupe_error *error);

#endif
