/*
 * Boilerplate learnt from the corpus: menus, cookie notices, newsletter boxes, author lines.
 *
 * A passage is boilerplate if articles carry it that otherwise have nothing to do with one another. Frequency
 * says nothing: a story printed five hundred times is no boilerplate, a footer on three pages of a small
 * folder is. So each passage that several articles carry together is put to a test: among up to twelve of
 * its carriers, do enough have a text of their own, and are those mutually independent outside the passage
 * (and outside what is carried by the very same articles, such as the footer below a menu)? A few rounds
 * are run, because one block, once known, stops making two pages look alike.
 *
 * It works on sampled shingles alone, on windows of 80 letters (120 in a large corpus) whose shingles the
 * same articles carry, so that stock phrases which many articles use here and there do not add up to
 * boilerplate.
 */
#ifndef DD_CANDIDATE_BOILERPLATE_H
#define DD_CANDIDATE_BOILERPLATE_H

#include "base/arena.h"
#include "candidate/index.h"

/* Letters [begin, end) of an article. */
typedef struct dd_span {
    uint32_t begin;
    uint32_t end;
} dd_span;

/* The postings that a span begins and ends with: the same for spans that begin or end with the same text. */
typedef struct dd_span_ends {
    uint32_t first;
    uint32_t last;
} dd_span_ends;

typedef struct dd_spans {
    const dd_span *span; /* ascending, disjoint */
    size_t count;
    const dd_span_ends *ends; /* of each; asked for only where equal spans are put together */
} dd_spans;

/* What was learnt. Free with dd_boilerplate_free. */
typedef struct dd_boilerplate {
    dd_spans *spans; /* by article of the index */
    dd_arena arena;  /* holds the spans */
} dd_boilerplate;

/* Learns from the index. Zero-initialise *boilerplate. Errors: MEMORY, CANCELLED, SYSTEM (see
 * dd_article_text). */
dedupe_status dd_boilerplate_learn(dd_boilerplate *boilerplate, const dd_index *index, dd_pool *pool,
                                   dedupe_error *error);

/* Letters of the spans that lie inside [begin, end). */
uint32_t dd_spans_overlap(const dd_spans *spans, uint32_t begin, uint32_t end);

/* Whether a letter lies in a span. For letters in ascending order: *next, 0 at first, is the span to look at.
 */
static inline bool dd_spans_has_next(const dd_spans *spans, size_t *next, uint32_t letter) {
    while (*next < spans->count && spans->span[*next].end <= letter)
        ++*next;
    return *next < spans->count && spans->span[*next].begin <= letter;
}

/* Frees everything and zeroes the struct. */
void dd_boilerplate_free(dd_boilerplate *boilerplate);

#endif
