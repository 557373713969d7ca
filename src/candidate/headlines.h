/*
 * Do pages of one outlet tell different things, by their headlines?
 *
 * A page may be a frame around a title and two lines. No text of its own proves then that the frame is one
 * (independence.h). Its headline does: a report uses words of its headline, and so does whoever copies the
 * report, under any headline of his own. So pages of one outlet of which none has the words of another's
 * headline are different articles, and what they share is the outlet's.
 *
 * A headline is cut into windows of 6 letters, about a word (two Han characters). Asked only for passages
 * that one outlet alone prints, once for each group of carriers, and for pairs of which one reuses a part of
 * the other. Cost: the letters of the carriers.
 */
#ifndef DD_CANDIDATE_HEADLINES_H
#define DD_CANDIDATE_HEADLINES_H

#include "candidate/independence.h"
#include "sketch/fetch.h"

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_headlines {
    dd_letters letters;
    dd_fetched fetched;
    struct dd_headline_window *window; /* a hash table */
} dd_headlines;

/* Sets *differ: whether all of the group are of one known outlet, and at least `needed` of them (see
 * dd_independence_least) have a headline that their own text bears out and none of the others' texts does.
 * Errors: MEMORY. */
dedupe_status dd_headlines_test(dd_headlines *scratch, const dd_index *index, const dd_carriers *group,
                                size_t needed, bool *differ, dedupe_error *error);

/* Sets *differ: whether two articles, not known to be of two outlets, both have a headline that their own
 * text bears out and the other's text does not. Errors: MEMORY, SYSTEM (see dd_article_text). */
dedupe_status dd_headlines_differ(dd_headlines *scratch, const dd_article *a, const dd_article *b,
                                  bool *differ, dedupe_error *error);

void dd_headlines_free(dd_headlines *scratch);

#endif
