#include "sketch/sample.h"

#include "sketch/places.h"
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
    return letters + DD_PLACES_SPARE;
}

void dd_sample_take(const uint8_t *letter, size_t count, size_t long_rate, uint32_t *scratch,
                    dd_samples *out) {
    const size_t rate = dd_sample_rate(count, long_rate), shingle = dd_sample_letters(long_rate);
    const size_t shingles = count >= shingle ? count - shingle + 1 : 0;
    const size_t taken = dd_places_choose(letter, shingles, dd_places_most(rate), scratch);
    const bool has_dense = rate < long_rate;
    const uint16_t most = dd_places_most(long_rate);
    uint32_t *hash = out->hash, last = 0, kept = 0;
    uint16_t *position = out->position;
    for (; kept < taken && scratch[kept] - last <= UINT16_MAX; kept++) {
        last = scratch[kept];
        const bool dense = has_dense && dd_places_choice(letter + last) > most;
        hash[kept] = (uint32_t)(dd_shingle_index_hash(letter + last, shingle) >> 33);
        position[kept] = (uint16_t)(dense ? last | DD_SAMPLE_DENSE : last);
    }
    out->has_dense = has_dense;
    out->count = kept;
}
