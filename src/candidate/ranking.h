/*
 * Ranking: the order in which every later stage sees the articles, whatever order they came in. Longest
 * first, ties by content, then what is no reference, then by id. Articles of equal folded text stand next to
 * each other, and the first of them stands in for all: a story printed five hundred times letter by letter is
 * searched for once. Where only articles near in time are compared, those of one stand-in are all near
 * enough to one another, so that equal texts of other days have a stand-in of their own.
 */
#ifndef DD_CANDIDATE_RANKING_H
#define DD_CANDIDATE_RANKING_H

#include "sketch/article.h"

typedef struct dd_ranking {
    dd_article **article; /* comparable articles by rank */
    size_t count;
    dd_article **stand_in; /* the first of each group of equal text, by rank */
    size_t stand_in_count;
    size_t *first; /* stand_in_count + 1 offsets: stand-in s is article[first[s]], its copies follow */
} dd_ranking;

/* Ranks those of `count` articles that can be compared; `within_days` is that of the options. Free with
 * dd_ranking_free. Errors: MEMORY. */
dedupe_status dd_ranking_make(dd_ranking *ranking, dd_article *const *article, size_t count,
                              unsigned within_days, dedupe_error *error);

void dd_ranking_free(dd_ranking *ranking);

#endif
