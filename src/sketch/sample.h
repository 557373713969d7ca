/*
 * Samples: the few shingles of an article that the index knows.
 *
 * A shingle is kept if its hash says so, so that two articles keep the same ones where they share text
 * (Broder's "mod m" sketch, 1997; Manber 1994). Long articles keep 1 in 8. Short ones keep up to all of
 * theirs, by the same hash, so that the samples of a long article are nested in those that a short one
 * would keep of the same text.
 */
#ifndef DD_SKETCH_SAMPLE_H
#define DD_SKETCH_SAMPLE_H

#include "text/letters.h"

enum { DD_SAMPLE_RATE = 8 }; /* long articles keep 1 shingle in this many */

/* Sampled shingles of one article in order of position. Borrowed views; see dd_sample_take. */
typedef struct dd_samples {
    uint32_t *hash; /* 31 bits of the shingle's hash that the sampling did not use */
    uint32_t
        *position; /* letter at which the shingle starts; DD_SAMPLE_DENSE set if a long text leaves it out */
    size_t count;
} dd_samples;

#define DD_SAMPLE_DENSE 0x80000000u

/* The letter at which sample i starts. */
static inline uint32_t dd_sample_position(const dd_samples *samples, size_t i) {
    return samples->position[i] & ~DD_SAMPLE_DENSE;
}

/* Whether a text of any length would have kept sample i. */
static inline bool dd_sample_is_base(const dd_samples *samples, size_t i) {
    return !(samples->position[i] & DD_SAMPLE_DENSE);
}

/* The most samples that a text of `letters` letters can give. */
size_t dd_sample_bound(size_t letters);

/* Takes the samples of folded letters into out->hash and out->position, which have room for
 * dd_sample_bound, and sets out->count. A text shorter than DD_SHINGLE_INDEX_LETTERS gives none. A shingle
 * that the article repeats is kept each time. */
void dd_sample_take(const uint8_t *letter, size_t count, dd_samples *out);

#endif
