/* The benchmarks of the stages, and the table they fill. */
#ifndef BENCH_STAGES_H
#define BENCH_STAGES_H

#include "bench_corpus.h"

#include <stdint.h>

/* One line of the table: what a stage took for the whole corpus, and its floor in the same run. */
typedef struct bench_line {
    const char *stage;
    const char *floor; /* what the floor does */
    double seconds;    /* the least of all repetitions */
    double floor_seconds;
    const char *unit; /* what the stage also has a count of, such as "pair"; NULL: nothing */
    size_t units;
} bench_line;

enum { BENCH_MOST_LINES = 24 };

typedef struct bench_table {
    bench_line line[BENCH_MOST_LINES];
    size_t count;
    size_t repeats;
    uint64_t sum; /* of what the loops came to */
} bench_table;

/* The line of that name, added if it is not there. */
bench_line *bench_table_line(bench_table *table, const char *stage, const char *floor);

/* Stages that see one text: fold, words, samples, signature. */
void bench_text_stages(const bench_corpus *corpus, bench_table *table);

/* Stages that see the corpus: store, sketch, index, boilerplate, candidates, verify, cluster, outcome. */
void bench_corpus_stages(const bench_corpus *corpus, bench_table *table);

#endif
