#include "sketch/sample.h"

#include "sketch/shingle.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* One shingle in how many a text of this length keeps: about 64 samples or more for any text, so that a
 * brief has enough of them to be found by. A power of two, so that the samples nest. */
static size_t rate_of(size_t letters) {
    size_t rate = 1;
    while (rate < DD_SAMPLE_RATE && letters >= 256 * rate)
        rate *= 2;
    return rate;
}

size_t dd_sample_bound(size_t letters) {
    return letters;
}

void dd_sample_take(const uint8_t *letter, size_t count, dd_samples *out) {
    size_t taken = 0;
    if (count >= DD_SHINGLE_INDEX_LETTERS) {
        const uint64_t mask = rate_of(count) - 1;
        const size_t windows = count - DD_SHINGLE_INDEX_LETTERS + 1;
        for (size_t i = 0; i < windows; i++) {
            uint64_t hash = XXH3_64bits(letter + i, DD_SHINGLE_INDEX_LETTERS);
            out->hash[taken] = (uint32_t)(hash >> 33);
            out->position[taken] = (uint32_t)i | (hash & (DD_SAMPLE_RATE - 1) ? DD_SAMPLE_DENSE : 0);
            taken += (hash & mask) == 0;
        }
    }
    out->count = taken;
}
