/* One article on its way through the stages: its text, and what the sketch stage found out about it. */
#ifndef DD_SKETCH_ARTICLE_H
#define DD_SKETCH_ARTICLE_H

#include "sketch/sample.h"

typedef struct dd_article {
    const char *id;
    const char *text; /* UTF-8, owned by the corpus; NULL: to be fetched, see fetch.h */
    size_t text_length;
    const struct dd_fetcher *fetcher; /* who hands the text out again; NULL: it is kept */
    uint64_t text_hash;               /* of such a text */
    size_t invalid_bytes;
    dedupe_article_state state;
    dedupe_origin origin;
    uint32_t number;       /* its place in results: the order of ids; set by the cluster stage */
    uint32_t sampled_rate; /* the rate of long articles that `samples` were taken at; 0: they were not */
    bool is_of_series;     /* one of many briefs in one form, see series.h; set in the verify stage */
    bool is_folded;        /* the fields below are known */
    uint32_t letters;
    uint64_t identity[2];
    dd_samples samples;
} dd_article;

#endif
