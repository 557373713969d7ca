/* The headline of an article, and whose it is. */
#ifndef DD_SKETCH_HEADLINE_H
#define DD_SKETCH_HEADLINE_H

#include "sketch/article.h"
#include "text/letters.h"

enum { DD_HEADLINE_BYTES = 1024 }; /* a longer one is a text */

/* Folds an article's headline, without offsets. No headline, and one that is too long, have no letters.
 * Errors: MEMORY. */
dedupe_status dd_headline_fold(dd_letters *letters, const dd_article *article, dedupe_error *error);

/* Whether both articles have a headline and are not known to be of two outlets. */
bool dd_headlines_are_comparable(const dd_article *a, const dd_article *b);

#endif
