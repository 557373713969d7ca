/* The articles that a benchmark of the stages works on. Helpers abort if something fails: a benchmark that
 * goes on would measure nothing. */
#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include <stddef.h>

typedef struct bench_corpus {
    char *text;    /* all texts */
    size_t *begin; /* count + 1 offsets into it */
    size_t count;
    size_t bytes;
} bench_corpus;

/* Made-up news of article_maker.h. */
bench_corpus bench_corpus_make(size_t count, size_t mean_bytes);

/* The texts in a file, each ended by a NUL. */
bench_corpus bench_corpus_read(const char *path);

void bench_corpus_free(bench_corpus *corpus);

/* Ends the program with a message unless `fine`. */
void bench_require(int fine, const char *what);

#endif
