#include "sketch/headline.h"

#include <string.h>

dedupe_status dd_headline_fold(dd_letters *letters, const dd_article *article, dedupe_error *error) {
    const char *headline = article->origin.headline ? article->origin.headline : "";
    const size_t bytes = strnlen(headline, DD_HEADLINE_BYTES + 1);
    return dd_letters_fold(letters, headline, bytes > DD_HEADLINE_BYTES ? 0 : bytes, false, error);
}

bool dd_headlines_are_comparable(const dd_article *a, const dd_article *b) {
    return a->origin.headline && b->origin.headline &&
           (!a->origin.outlet || !b->origin.outlet || a->origin.outlet == b->origin.outlet);
}
