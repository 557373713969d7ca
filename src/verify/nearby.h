/*
 * The words of a text near what it shares with another.
 *
 * A word diff of a book with a quote from it would look through the whole book for each quote. Of a long text
 * only the words within some thousand letters of a shared run are taken; of any other, all.
 */
#ifndef DD_VERIFY_NEARBY_H
#define DD_VERIFY_NEARBY_H

#include "candidate/boilerplate.h"
#include "sketch/fetch.h"
#include "text/words.h"
#include "verify/align.h"

enum {
    DD_NEARBY_LONG = 1 << 20,  /* letters; of a longer text only some words are taken */
    DD_NEARBY_MARGIN = 1 << 12 /* letters before and behind a run whose words are taken */
};

/* Scratch memory. Zero-initialise; reuse; free `stretch`. */
typedef struct dd_nearby {
    dd_span *stretch;
    size_t capacity;
} dd_nearby;

/* Whether only some words of a text are taken. */
static inline bool dd_nearby_is_long(const dd_letters *letters) {
    return letters->count > DD_NEARBY_LONG;
}

/* Splits the words of side b, or a, of the aligner's last call that stand near a run. Errors: MEMORY. */
dedupe_status dd_nearby_split(dd_nearby *scratch, dd_words *words, const dd_letters *letters,
                              const dd_text *text, const dd_aligner *aligner, bool is_b, dedupe_error *error);

#endif
