#include "sketch/sample.h"

#include "sketch/shingle.h"

enum { DENSE_LETTERS = 256 }; /* a text shorter than this keeps all its shingles; one twice as long half, … */

size_t dd_sample_rate(size_t letters) {
    size_t rate = 1;
    while (rate < DD_SAMPLE_RATE && letters >= DENSE_LETTERS * rate)
        rate *= 2;
    return rate;
}

size_t dd_sample_bound(size_t letters) {
    return letters;
}

void dd_sample_take(const uint8_t *letter, size_t count, uint32_t *scratch, dd_samples *out) {
    const uint64_t mask = dd_sample_rate(count) - 1;
    size_t taken = 0;
    for (size_t i = 0; i + DD_SHINGLE_INDEX_LETTERS <= count; i++) { /* no branch on what is kept */
        uint64_t hash = dd_shingle_index_hash(letter + i);
        out->hash[taken] = (uint32_t)(hash >> 33);
        scratch[taken] = (uint32_t)(i << 1) | ((hash & (DD_SAMPLE_RATE - 1)) != 0);
        taken += (hash & mask) == 0;
    }
    out->has_dense = mask + 1 < DD_SAMPLE_RATE;
    out->count = 0;
    for (size_t i = 0, last = 0; i < taken; i++) {
        const size_t position = scratch[i] >> 1;
        if (position - last > UINT16_MAX)
            break;
        last = position;
        out->position[out->count++] =
            (uint16_t)(out->has_dense && scratch[i] & 1 ? position | DD_SAMPLE_DENSE : position);
    }
}
