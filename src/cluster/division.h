/*
 * Do two stories divide an article between them, as the items of a digest do?
 *
 * An ordinary report shares something with many others, too: two shorter pieces on the event that it covers
 * each have another choice of its sentences. What tells a digest apart is how it is put together, and of
 * what. Its items follow one another, so the passages of one story do not stand among those of the other. An
 * item says something, so there is a passage of either as long as a sentence. And the stories are
 * about different things, so that they share next to no shingles: names, offices and terms of a common
 * subject are shared before there is a common sentence. Where a whole corpus uses the same few words, the
 * measure is what the story shares with articles picked at random. It needs no word list.
 */
#ifndef DD_CLUSTER_DIVISION_H
#define DD_CLUSTER_DIVISION_H

#include "cluster/links.h"

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_division {
    dd_comparer comparer;
    uint8_t *part; /* by letter of the article: what either story has */
    size_t part_capacity;
} dd_division;

/* An article and two that it shares text with, all below article_count. */
typedef struct dd_trio {
    uint32_t article;
    uint32_t first, second;
    size_t article_count;
} dd_trio;

/* Sets *divides to whether the first and second story divide the article. Aligns them, at most a dozen times,
 * and adds no link. *divides is unchanged on failure. Errors: as dd_compare. */
dedupe_status dd_division_holds(dd_division *division, const dd_links *links, const dd_trio *trio,
                                bool *divides, dedupe_error *error);

/* Frees the memory and zeroes the struct. */
void dd_division_free(dd_division *division);

#endif
