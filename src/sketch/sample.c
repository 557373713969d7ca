#include "sketch/sample.h"

#include <string.h>

#include "sketch/shingle.h"

enum { DENSE_LETTERS = 512 }; /* a text shorter than this keeps all its shingles; one twice as long half, … */

size_t dd_sample_rate(size_t letters, size_t long_rate) {
    size_t rate = 1;
    while (rate < long_rate && letters >= DENSE_LETTERS * rate)
        rate *= 2;
    return rate;
}

size_t dd_sample_letters(size_t long_rate) {
    return long_rate > DD_SAMPLE_RATE ? DD_SHINGLE_LARGE_LETTERS : DD_SHINGLE_INDEX_LETTERS;
}

size_t dd_sample_long_rate(uint64_t corpus_bytes) {
    return corpus_bytes >> 20 < DD_SAMPLE_LARGE_MIB ? DD_SAMPLE_RATE : DD_SAMPLE_RATE_LARGE;
}

size_t dd_sample_bound(size_t letters) {
    return letters;
}

/* Whether a shingle is kept depends on its first letters, by one multiplication: the cheapest choice by
 * content there is, made at every letter. */
static uint64_t choice(const uint8_t *letter) {
    uint64_t front;
    memcpy(&front, letter, 8);
    return (front ^ 0xA0761D6478BD642Fu) * 0x9E3779B97F4A7C15u >> 32;
}

/* The places at which a text of `count` letters is sampled. */
static size_t choose_places(const uint8_t *letter, size_t count, size_t shingle, uint64_t rate,
                            uint32_t *place) {
    const uint64_t mask = rate - 1;
    size_t taken = 0;
    for (size_t i = 0; i + shingle <= count; i++) { /* no branch on what is kept */
        place[taken] = (uint32_t)i;
        taken += (choice(letter + i) & mask) == 0;
    }
    return taken;
}

void dd_sample_take(const uint8_t *letter, size_t count, size_t long_rate, uint32_t *scratch,
                    dd_samples *out) {
    const size_t rate = dd_sample_rate(count, long_rate), shingle = dd_sample_letters(long_rate);
    const size_t taken = choose_places(letter, count, shingle, rate, scratch);
    uint32_t last = 0;
    out->has_dense = rate < long_rate;
    out->count = 0;
    for (size_t i = 0; i < taken && scratch[i] - last <= UINT16_MAX; i++) {
        last = scratch[i];
        const bool dense = out->has_dense && (choice(letter + last) & (long_rate - 1)) != 0;
        out->hash[out->count] = (uint32_t)(dd_shingle_index_hash(letter + last, shingle) >> 33);
        out->position[out->count++] = (uint16_t)(dense ? last | DD_SAMPLE_DENSE : last);
    }
}
