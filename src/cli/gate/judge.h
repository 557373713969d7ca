/* A judgement under construction; private to gate/. */
#ifndef CLI_GATE_JUDGE_H
#define CLI_GATE_JUDGE_H

#include "gate.h"

#include <stdint.h>

typedef struct cli_judge {
    const cli_options *options;
    const dedupe_result *result;
    cli_gate *gate;
    size_t *cluster;    /* by article: its cluster + 1, 0: none */
    size_t *known;      /* by article: the way to the first article of its known set (union-find) */
    bool *is_free;      /* by article: a rule accepts it, whatever it duplicates */
    size_t *pair_begin; /* by article: where its pairs start in `pairs` */
    size_t *pairs;      /* numbers of pairs inside clusters */
} cli_judge;

/* The first article of a known set. */
size_t cli_judge_root(cli_judge *judge, size_t article);

/* Makes two articles known to one another. False: they were. */
bool cli_judge_join(cli_judge *judge, size_t a, size_t b);

/* Whether an article counts for nothing, since a rule accepts it. */
static inline bool cli_judge_is_free(const cli_judge *judge, size_t article) {
    return judge->is_free[article];
}

/* The pair of two articles of one cluster; NULL: they were not compared, or came to nothing. */
const dedupe_pair *cli_judge_pair(const cli_judge *judge, size_t a, size_t b);

#endif
