/* Two stories compared as the verify stage does it, for tests. */
#ifndef COMPARED_PAIR_H
#define COMPARED_PAIR_H

#include "sketch/collection.h"
#include "story.h"
#include "verify/compare.h"

/* 9 letters, 0.30, and up to 100 passages. */
extern const dd_compare_options compared_pair_defaults;

/* A pair with all that was found out about it. */
typedef struct compared_pair {
    dd_arena texts, passages;
    dd_article a, b;
    dd_link link;
} compared_pair;

/* Reads and folds a text into `arena`. Aborts without memory. */
void compared_pair_read(dd_article *article, const story *text, dd_arena *arena);

/* Compares, with boilerplate of either side (NULL: none), both ways round. Aborts if the two do not mirror
 * each other: which side is which must not matter. */
void compared_pair_make(compared_pair *made, const story *a, const story *b, const dd_spans *a_spans,
                        const dd_spans *b_spans);

void compared_pair_free(compared_pair *made);

/* The link of two stories without boilerplate, which are freed; its passages are gone. */
dd_link compared_pair_link(story a, story b);

#endif
