/* Up to 24 articles, divided by bytes 0x1e, after one byte of options: run in the order given by one thread
 * and in the reverse order by two. The clusters must be the same. */
#include "fuzz_target.h"
#include "result_check.h"

#include <string.h>

enum { ARTICLES_MAX = 24 };

typedef struct piece {
    const uint8_t *text;
    size_t length;
} piece;

static size_t divide(const uint8_t *data, size_t size, piece *pieces) {
    size_t count = 0;
    const uint8_t *end = data + size;
    while (count < ARTICLES_MAX && data <= end) {
        const uint8_t *divider = memchr(data, 0x1e, (size_t)(end - data));
        const uint8_t *stop = divider != NULL ? divider : end;
        pieces[count].text = data;
        pieces[count].length = (size_t)(stop - data);
        count++;
        data = stop + 1;
    }
    return count;
}

static dedupe_options read_options(uint8_t bits) {
    static const dedupe_relation levels[] = {DEDUPE_DERIVED, DEDUPE_RELATED, DEDUPE_NEAR, DEDUPE_VARIANT};
    dedupe_options options = dedupe_options_default();
    options.level = levels[bits & 3];
    options.every_pair = (bits & 4) != 0;
    options.passages = (bits & 8) != 0 ? 1 : 100;
    if ((bits & 16) != 0)
        options.shingle_letters = 5;
    return options;
}

static dedupe_corpus *fill(const dedupe_options *options, const piece *pieces, size_t count, bool reverse) {
    dedupe_corpus *corpus = NULL;
    dedupe_error error;
    if (dedupe_corpus_create(options, &corpus, &error) != DEDUPE_OK)
        fuzz_require(error.message);
    for (size_t i = 0; i < count; i++) {
        size_t at = reverse ? count - 1 - i : i;
        const char id[] = {(char)('a' + at), '\0'};
        if (dedupe_corpus_add(corpus, id, pieces[at].text, pieces[at].length, &error) != DEDUPE_OK)
            fuzz_require(error.message);
    }
    return corpus;
}

static dedupe_result *run(dedupe_corpus *corpus) {
    dedupe_result *result = NULL;
    dedupe_error error;
    if (dedupe_corpus_run(corpus, &result, &error) != DEDUPE_OK)
        fuzz_require(error.message);
    fuzz_require(result_check(result));
    return result;
}

static void require_same(const dedupe_result *a, const dedupe_result *b) {
    if (a->cluster_count != b->cluster_count || a->pair_count != b->pair_count ||
        a->boilerplate_count != b->boilerplate_count || a->counts.verified_pairs != b->counts.verified_pairs)
        fuzz_require("the order of adding and the threads change no count");
    for (size_t i = 0; i < a->cluster_count; i++)
        if (strcmp(a->clusters[i].id, b->clusters[i].id) != 0 ||
            a->clusters[i].representative != b->clusters[i].representative)
            fuzz_require("the order of adding and the threads change no cluster");
    for (size_t i = 0; i < a->pair_count; i++)
        if (a->pairs[i].a != b->pairs[i].a || a->pairs[i].b != b->pairs[i].b ||
            a->pairs[i].relation != b->pairs[i].relation ||
            a->pairs[i].coverage_of_a != b->pairs[i].coverage_of_a)
            fuzz_require("the order of adding and the threads change no pair");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    piece pieces[ARTICLES_MAX];
    size_t count = divide(data + 1, size - 1, pieces);
    dedupe_options options = read_options(data[0]);
    options.threads = 1;
    dedupe_corpus *forward = fill(&options, pieces, count, false);
    options.threads = 2;
    dedupe_corpus *backward = fill(&options, pieces, count, true);
    dedupe_result *first = run(forward);
    dedupe_result *second = run(backward);
    require_same(first, second);
    dedupe_result_free(first);
    dedupe_result_free(second);
    dedupe_corpus_free(forward);
    dedupe_corpus_free(backward);
    return 0;
}
