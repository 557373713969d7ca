/*
 * MinHash signatures by Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup, arXiv 1704.04370).
 *
 * Round i < bins throws every element into a pseudo-random bin with a pseudo-random value of class i; round
 * i >= bins throws it into bin i - bins. A bin keeps its least (class, value). Rounds stop as soon as every
 * bin is filled: after one for sets of more than about bins * ln(bins) elements. Each bin of two signatures
 * agrees with probability exactly J, and the bins are at least as concentrated as independent ones. One-
 * permutation hashing with rotation densification is cheaper, but makes small sets alike by accident.
 */
#ifndef DD_SKETCH_SIGNATURE_H
#define DD_SKETCH_SIGNATURE_H

#include <dedupe/dedupe.h>

/* Computes the signature of the set of `count` (at least 1) element hashes; repeated ones do not count. */
void dd_signature_compute(const uint32_t *hash, size_t count, dedupe_signature *signature);

/* Banding (LSH): a key for band `band` of bands of `rows` bins, (band + 1) * rows <= DEDUPE_SIGNATURE_BINS.
 * Two signatures have the same key of one band with probability J^rows. */
uint64_t dd_signature_band(const dedupe_signature *signature, unsigned band, unsigned rows);

#endif
