#include "bench_corpus.h"

#include "article_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bench_require(int fine, const char *what) {
    if (fine)
        return;
    (void)fprintf(stderr, "bench: %s failed\n", what);
    exit(2);
}

bench_corpus bench_corpus_make(size_t count, size_t mean_bytes) {
    story all = {0};
    article_maker maker = article_maker_create(ARTICLES_NEWS, count, mean_bytes, 1);
    bench_corpus corpus = {.begin = calloc(count + 1, sizeof *corpus.begin), .count = count};
    bench_require(corpus.begin != NULL, "memory");
    for (size_t i = 0; i < count; i++) {
        article_maker_write(&maker, i, &all);
        corpus.begin[i + 1] = all.length;
    }
    article_maker_free(&maker);
    corpus.text = all.text;
    corpus.bytes = all.length;
    return corpus;
}

/* The whole file; *length is its bytes. */
static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    bench_require(file != NULL && fseek(file, 0, SEEK_END) == 0, path);
    const long end = ftell(file);
    bench_require(end > 0 && fseek(file, 0, SEEK_SET) == 0, path);
    *length = (size_t)end;
    char *bytes = malloc(*length);
    bench_require(bytes != NULL, "memory");
    bench_require(fread(bytes, 1, *length, file) == *length, path);
    (void)fclose(file);
    return bytes;
}

bench_corpus bench_corpus_read(const char *path) {
    size_t length;
    char *bytes = read_file(path, &length);
    bench_require(bytes[length - 1] == '\0', "reading texts that end with NUL");
    bench_corpus corpus = {.text = bytes};
    for (size_t i = 0; i < length; i++)
        corpus.count += bytes[i] == '\0';
    corpus.begin = calloc(corpus.count + 1, sizeof *corpus.begin);
    bench_require(corpus.begin != NULL, "memory");
    size_t to = 0, number = 0; /* texts are moved together, over the NULs between them */
    for (size_t from = 0; from < length; number++) {
        const size_t bytes_of_text = strlen(bytes + from);
        memmove(bytes + to, bytes + from, bytes_of_text);
        from += bytes_of_text + 1;
        to += bytes_of_text;
        corpus.begin[number + 1] = to;
    }
    corpus.bytes = to;
    return corpus;
}

void bench_corpus_free(bench_corpus *corpus) {
    free(corpus->text);
    free(corpus->begin);
    *corpus = (bench_corpus){0};
}
