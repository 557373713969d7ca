#include "two_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool holds, const char *what) {
    if (holds)
        return;
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

two_texts *two_texts_start(uint64_t seed) {
    two_texts *texts = calloc(1, sizeof *texts);
    require(texts != NULL, "out of memory");
    texts->source = random_start(seed);
    return texts;
}

void two_texts_add_both(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->a[texts->a_count++] = texts->b[texts->b_count++] =
            (uint8_t)('a' + random_below(&texts->source, 10));
}

void two_texts_add_a(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->a[texts->a_count++] = (uint8_t)('k' + random_below(&texts->source, 8));
}

void two_texts_add_b(two_texts *texts, size_t letters) {
    for (size_t i = 0; i < letters; i++)
        texts->b[texts->b_count++] = (uint8_t)('s' + random_below(&texts->source, 8));
}

static void check_run(const dd_run *run, size_t shingle, const dd_letters *a, const dd_letters *b) {
    require(run->a_begin < run->a_end && run->a_end <= a->count, "a run lies in a");
    require(run->b_begin < run->b_end && run->b_end <= b->count, "a run lies in b");
    require(run->b_end - run->b_begin >= DD_RUN_LEAST_LETTERS, "a run is long enough");
    require(run->matches >= DD_RUN_LEAST_MATCHES, "a run is dense enough");
    require(run->matches <= run->a_end - run->a_begin - shingle + 1 &&
                run->matches <= run->b_end - run->b_begin - shingle + 1,
            "a run has no more matches than shingles");
    require(memcmp(a->letter + run->a_begin, b->letter + run->b_begin, shingle) == 0,
            "a run begins with a shared shingle");
    require(memcmp(a->letter + run->a_end - shingle, b->letter + run->b_end - shingle, shingle) == 0,
            "a run ends with a shared shingle");
}

void two_texts_check_runs(const dd_aligner *aligner, const dd_letters *a, const dd_letters *b) {
    for (size_t i = 0; i < aligner->run_count; i++)
        check_run(&aligner->run[i], aligner->shingle, a, b);
}

dd_aligner two_texts_align(const two_texts *texts, size_t shingle) {
    dd_aligner aligner = {0};
    const dd_letters a = {.letter = (uint8_t *)texts->a, .count = texts->a_count};
    const dd_letters b = {.letter = (uint8_t *)texts->b, .count = texts->b_count};
    require(dd_aligner_load(&aligner, &a, shingle, NULL) == DEDUPE_OK &&
                dd_aligner_align(&aligner, &b, NULL) == DEDUPE_OK,
            "aligning failed");
    two_texts_check_runs(&aligner, &a, &b);
    return aligner;
}

bool two_texts_is_run(const dd_run *run, size_t a_begin, size_t b_begin, size_t letters) {
    return run->a_begin == a_begin && run->b_begin == b_begin && run->a_end == a_begin + letters &&
           run->b_end == b_begin + letters;
}
