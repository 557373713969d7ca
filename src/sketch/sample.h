/*
 * Samples: the few shingles of an article that the index knows.
 *
 * A shingle is kept if its first eight letters say so (places.h), so that two articles keep the same ones
 * where they share text (Broder's "mod m" sketch, 1997; Manber 1994). Long articles keep 1 in 8, or 1 in 16
 * where there is so much text that memory and time matter more than the shortest passages. Short ones keep up
 * to all of theirs, by the same choice, so that what a long article keeps is nested in what a short one keeps
 * of the same text.
 */
#ifndef DD_SKETCH_SAMPLE_H
#define DD_SKETCH_SAMPLE_H

#include "text/letters.h"

enum {
    DD_SAMPLE_RATE = 8,        /* long articles keep 1 shingle in this many */
    DD_SAMPLE_RATE_LARGE = 16, /* the same in a large corpus */
    DD_SAMPLE_LARGE_MIB = 64   /* text from which on a corpus is large */
};

/* Sampled shingles of one article in order of position; two arrays, so that a pass over the hashes reads
 * nothing else. */
typedef struct dd_samples {
    uint32_t *hash;     /* 31 bits of the shingle's hash */
    uint16_t *position; /* letter at which the shingle starts, modulo 65536; see dd_sample_walk */
    uint32_t count;
    bool has_dense; /* a short text: DD_SAMPLE_DENSE marks those that a long one would leave out */
} dd_samples;

#define DD_SAMPLE_DENSE 0x8000u

/* Whether a text of any length would have kept sample i. */
static inline bool dd_sample_is_base(const dd_samples *samples, size_t i) {
    return !(samples->has_dense && samples->position[i] & DD_SAMPLE_DENSE);
}

/* The position of sample i, modulo 65536. */
static inline uint16_t dd_sample_place(const dd_samples *samples, size_t i) {
    return (uint16_t)(samples->has_dense ? samples->position[i] & ~DD_SAMPLE_DENSE : samples->position[i]);
}

/* The full position of sample i, given that of sample i - 1 (0 for the first): they ascend, and two that
 * follow each other are less than 65536 letters apart. */
static inline uint32_t dd_sample_walk(const dd_samples *samples, size_t i, uint32_t last) {
    return last + (uint16_t)(dd_sample_place(samples, i) - last);
}

/* One shingle in how many a text of this length keeps, so that a brief has about as many as a longer piece to
 * be found by. A power of two, so that the samples nest. */
size_t dd_sample_rate(size_t letters, size_t long_rate);

/* Letters of a sampled shingle, and of a text that gives any, at a rate of long articles. */
size_t dd_sample_letters(size_t long_rate);

/* The rate of long articles in a corpus of so many bytes. */
size_t dd_sample_long_rate(uint64_t corpus_bytes);

/* The most samples that a text of `letters` letters can give. */
size_t dd_sample_bound(size_t letters);

/* Takes the samples of folded letters into out->hash and out->position, which have room for
 * dd_sample_bound like `scratch`, and sets the rest of *out. A text shorter than dd_sample_letters
 * gives none. A shingle that the article repeats is kept each time. What follows a stretch of 65536 letters
 * without a sample (text that repeats one thing) is left out. */
void dd_sample_take(const uint8_t *letter, size_t count, size_t long_rate, uint32_t *scratch,
                    dd_samples *out);

#endif
