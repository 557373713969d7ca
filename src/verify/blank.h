/*
 * The blank of a brief: do two briefs fill one form with two things?
 *
 * "Alice: change of channel" and "Giallo: change of channel" are headlines of one form: they end alike and
 * open with what each is about, the blank. A brief is a text that says hardly more than its headline. Figures
 * are no such blank, for an update has new ones, nor is a name that was only spelled or completed
 * differently.
 *
 * Two briefs that differ so may still be an update and what it updates ("Suspect charged", "Lars Nilsen
 * charged"). It takes a series of them to tell (series.h). Cost: the letters of headlines and briefs.
 */
#ifndef DD_VERIFY_BLANK_H
#define DD_VERIFY_BLANK_H

#include "sketch/fetch.h"
#include "text/letters.h"

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_blanks {
    dd_letters headline[2];
    dd_letters text;
    dd_fetched fetched;
} dd_blanks;

/* Whether an article has a known outlet and a headline, and is short enough for a brief. */
bool dd_blanks_may_have(const dd_article *article);

/* Sets *differ: whether two articles of one known outlet are briefs of one form whose blanks differ, each
 * text telling its own and not the other's. Errors: MEMORY, SYSTEM (see dd_article_text). */
dedupe_status dd_blanks_differ(dd_blanks *scratch, const dd_article *a, const dd_article *b, bool *differ,
                               dedupe_error *error);

void dd_blanks_free(dd_blanks *scratch);

#endif
