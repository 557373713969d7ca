/* Benchmarks of the stages that see one text at a time. */
#include "bench_stages.h"

#include "bench_floor.h"
#include "bench_timer.h"

#include "sketch/sample.h"
#include "sketch/signature.h"
#include "text/letters.h"
#include "text/words.h"

#include <stdlib.h>

/* The folded texts, so that later stages are measured without folding. */
typedef struct folded {
    const bench_corpus *corpus;
    dd_letters *letters; /* by article */
    dd_samples *samples;
    dd_words words;
    char *buffer; /* room for the longest text */
    size_t letter_count, sample_count;
} folded;

static const char *text_of(const bench_corpus *corpus, size_t article, size_t *length) {
    *length = corpus->begin[article + 1] - corpus->begin[article];
    return corpus->text + corpus->begin[article];
}

static void require_memory(const void *memory) {
    bench_require(memory != NULL, "memory");
}

static folded fold_all(const bench_corpus *corpus) {
    folded all = {.corpus = corpus};
    size_t longest = 0;
    all.letters = calloc(corpus->count, sizeof *all.letters);
    all.samples = calloc(corpus->count, sizeof *all.samples);
    require_memory(all.letters);
    require_memory(all.samples);
    for (size_t i = 0; i < corpus->count; i++) {
        size_t length;
        const char *text = text_of(corpus, i, &length);
        bench_require(dd_letters_fold(&all.letters[i], text, length, true, NULL) == DEDUPE_OK, "folding");
        const size_t bound = dd_sample_bound(all.letters[i].count);
        all.samples[i].hash = calloc(bound, sizeof *all.samples[i].hash);
        all.samples[i].position = calloc(bound, sizeof *all.samples[i].position);
        require_memory(all.samples[i].hash);
        require_memory(all.samples[i].position);
        all.letter_count += all.letters[i].count;
        longest = length > longest ? length : longest;
    }
    all.buffer = malloc(longest + 1);
    require_memory(all.buffer);
    return all;
}

static void free_folded(folded *all) {
    for (size_t i = 0; i < all->corpus->count; i++) {
        dd_letters_free(&all->letters[i]);
        free(all->samples[i].hash);
        free(all->samples[i].position);
    }
    dd_words_free(&all->words);
    free(all->letters);
    free(all->samples);
    free(all->buffer);
}

/* What is timed: one article; returns something made from the outcome. */
typedef uint64_t step(folded *all, size_t article);

static uint64_t copy_and_hash(folded *all, size_t article) {
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    return floor_copy(text, length, all->buffer) + floor_hash(text, length);
}

static uint64_t copy(folded *all, size_t article) {
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    return floor_copy(text, length, all->buffer);
}

static uint64_t hash(folded *all, size_t article) {
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    return floor_hash(text, length);
}

static uint64_t fold_again(folded *all, size_t article, bool want_offsets) {
    static dd_letters letters; /* kept for the whole run, as a thread of the library keeps it */
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    bench_require(dd_letters_fold(&letters, text, length, want_offsets, NULL) == DEDUPE_OK, "folding");
    uint64_t identity[2];
    dd_letters_identity(&letters, identity);
    return identity[0];
}

static uint64_t fold(folded *all, size_t article) {
    return fold_again(all, article, false);
}

static uint64_t fold_with_offsets(folded *all, size_t article) {
    return fold_again(all, article, true);
}

static uint64_t split(folded *all, size_t article) {
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    bench_require(dd_words_split(&all->words, &all->letters[article], text, length, NULL) == DEDUPE_OK,
                  "splitting");
    return all->words.count;
}

static uint64_t plain_words(folded *all, size_t article) {
    size_t length;
    const char *text = text_of(all->corpus, article, &length);
    return floor_words(text, length);
}

static uint64_t sample(folded *all, size_t article) {
    static uint32_t *scratch;
    static size_t capacity;
    const dd_letters *letters = &all->letters[article];
    const size_t bound = dd_sample_bound(letters->count);
    if (bound > capacity) {
        free(scratch);
        scratch = malloc(bound * sizeof *scratch);
        require_memory(scratch);
        capacity = bound;
    }
    dd_sample_take(letters->letter, letters->count, dd_sample_long_rate(all->corpus->bytes), scratch,
                   &all->samples[article]);
    return all->samples[article].count;
}

static uint64_t windows(folded *all, size_t article) {
    return floor_windows(all->letters[article].letter, all->letters[article].count);
}

static uint64_t sign(folded *all, size_t article) {
    dedupe_signature signature;
    const dd_samples *samples = &all->samples[article];
    if (samples->count == 0)
        return 0;
    dd_signature_compute(samples->hash, samples->count, &signature);
    return signature.bins[0];
}

static uint64_t bins(folded *all, size_t article) {
    return floor_bins(all->samples[article].hash, all->samples[article].count);
}

static double time_all(folded *all, step *work, uint64_t *sum) {
    const double start = bench_seconds();
    for (size_t i = 0; i < all->corpus->count; i++)
        *sum += work(all, i);
    return bench_seconds() - start;
}

/* One stage and its floor, in turn. */
static void measure(folded *all, bench_table *table, const char *stage, step *work, const char *floor,
                    step *least) {
    bench_line *line = bench_table_line(table, stage, floor);
    for (size_t i = 0; i < table->repeats; i++) {
        bench_keep_least(&line->floor_seconds, time_all(all, least, &table->sum));
        bench_keep_least(&line->seconds, time_all(all, work, &table->sum));
    }
}

void bench_text_stages(const bench_corpus *corpus, bench_table *table) {
    folded all = fold_all(corpus);
    measure(&all, table, "hash", hash, "copy", copy);
    measure(&all, table, "fold", fold, "copy and hash", copy_and_hash);
    measure(&all, table, "fold with offsets", fold_with_offsets, "copy and hash", copy_and_hash);
    measure(&all, table, "words", split, "words by a table", plain_words);
    measure(&all, table, "samples", sample, "a product for each window", windows);
    measure(&all, table, "signature", sign, "128 bins, one permutation", bins);
    free_folded(&all);
}
