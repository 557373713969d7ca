/*
 * Copies by locality-sensitive hashing: articles whose signatures agree in a whole band of bins share a
 * bucket. 16 bands of 8 bins find a copy of resemblance 0.9 with probability 0.9999, one of 0.8 with 0.95.
 * Signatures are taken of the sampled shingles, which estimate the same resemblance at an eighth of the cost.
 */
#ifndef DD_CANDIDATE_COPIES_H
#define DD_CANDIDATE_COPIES_H

#include "sketch/article.h"

enum { DD_BANDS = 16, DD_BAND_ROWS = 8 };

/* The band keys of an article from its sampled hashes; DD_BANDS keys, all 0 if it has no samples. Call
 * before the index replaces the hashes. */
void dd_copies_bands(const dd_article *article, uint64_t *band);

/* For each band of articles 0 to count - 1, pairs every article with the first one of its bucket and with
 * the one before it. Calls emit(context, a, b) with a < b; the same pair may come more than once. False if
 * memory ran out or emit returned false. */
bool dd_copies_pair(const uint64_t *band, size_t count, bool (*emit)(void *context, uint32_t a, uint32_t b),
                    void *context);

#endif
