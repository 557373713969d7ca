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

/* How many of the places follow one another within 65535 letters. */
static size_t count_walkable(const uint32_t *place, size_t taken) {
    uint32_t last = 0;
    size_t kept = 0;
    for (; kept < taken && place[kept] - last <= UINT16_MAX; kept++)
        last = place[kept];
    return kept;
}

/* Hashes the shingles at the places. */
static inline void hash_places(const uint8_t *letter, const uint32_t *place, size_t shingle,
                               const dd_samples *out) {
    uint32_t *hash = out->hash;
    uint16_t *position = out->position;
    const size_t count = out->count;
    for (size_t i = 0; i < count; i++) {
        const uint32_t at = place[i] & ~DD_PLACES_DENSE, dense = place[i] / DD_PLACES_DENSE;
        hash[i] = (uint32_t)(dd_shingle_index_hash(letter + at, shingle) >> 33);
        position[i] = (uint16_t)(at | dense * DD_SAMPLE_DENSE);
    }
}

void dd_sample_take(const uint8_t *letter, size_t count, size_t long_rate, uint32_t *scratch,
                    dd_samples *out) {
    const size_t rate = dd_sample_rate(count, long_rate), shingle = dd_sample_letters(long_rate);
    const size_t shingles = count >= shingle ? count - shingle + 1 : 0;
    const size_t taken =
        dd_places_choose(letter, shingles, dd_places_most(rate), dd_places_most(long_rate), scratch);
    out->has_dense = rate < long_rate;
    out->count = (uint32_t)(count > UINT16_MAX ? count_walkable(scratch, taken) : taken);
    if (shingle == DD_SHINGLE_LARGE_LETTERS) /* copies of their own, with constants */
        hash_places(letter, scratch, DD_SHINGLE_LARGE_LETTERS, out);
    else
        hash_places(letter, scratch, DD_SHINGLE_INDEX_LETTERS, out);
}
