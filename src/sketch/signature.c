#include "sketch/signature.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { BINS = DEDUPE_SIGNATURE_BINS };

/* A well-mixed 64-bit value of an element in a round (the finaliser of SplitMix64; Steele, Lea, Flood 2014).
 */
static uint64_t mix(uint32_t element, unsigned round) {
    uint64_t x = ((uint64_t)(round + 1) << 32 | element) * 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

/* One round over all elements. A bin filled by an earlier round is never improved, since the round is the
 * leading digit of the comparison. Returns how many bins were filled. */
static unsigned throw_all(const uint32_t *hash, size_t count, unsigned round, uint64_t *least,
                          uint8_t *filled_before) {
    unsigned filled = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t value = mix(hash[i], round);
        unsigned bin = round < BINS ? (unsigned)(value >> 57) : round - BINS;
        value &= UINT64_MAX >> 7;
        if (!filled_before[bin] && value < least[bin]) {
            filled += least[bin] == UINT64_MAX;
            least[bin] = value;
        }
    }
    for (unsigned bin = 0; bin < BINS; bin++)
        filled_before[bin] = least[bin] != UINT64_MAX;
    return filled;
}

void dd_signature_compute(const uint32_t *hash, size_t count, dedupe_signature *signature) {
    uint64_t least[BINS];
    uint8_t filled_before[BINS] = {0};
    memset(least, 0xff, sizeof least);
    unsigned filled = 0;
    for (unsigned round = 0; filled < BINS && round < 2 * BINS; round++)
        filled += throw_all(hash, count, round, least, filled_before);
    for (unsigned bin = 0; bin < BINS; bin++)
        signature->bins[bin] = (uint32_t)(least[bin] >> 25);
}

uint64_t dd_signature_band(const dedupe_signature *signature, unsigned band, unsigned rows) {
    return XXH3_64bits(signature->bins + (size_t)band * rows, rows * sizeof(uint32_t));
}

double dedupe_signature_resemblance(const dedupe_signature *a, const dedupe_signature *b) {
    unsigned equal = 0;
    for (unsigned bin = 0; bin < BINS; bin++)
        equal += a->bins[bin] == b->bins[bin];
    return (double)equal / BINS;
}
