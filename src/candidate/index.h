/*
 * The inverted index over sampled shingles: which articles carry a shingle, and where.
 *
 * Articles are numbered by rank (longest first, ties by content), so that the first carrier of a shingle is
 * its fullest text and everything built on the index is the same for any order of input. A shingle that one
 * article alone carries gets no posting: most do, so the index is small.
 *
 * Most samples that no other article has are dropped first (sieve.h). Equal hashes are brought together by
 * sorting (join.h). The hash in each article's samples is then replaced
 * by the number of its posting, so nothing is ever looked up again and no second copy of the samples exists.
 */
#ifndef DD_CANDIDATE_INDEX_H
#define DD_CANDIDATE_INDEX_H

#include "base/arena.h"
#include "base/pool.h"
#include "sketch/article.h"

enum { DD_POSTING_NONE = 0 }; /* the number of "only this article has it" */

typedef struct dd_index {
    const dd_article *const *article; /* by rank; borrowed. samples.hash holds posting numbers */
    size_t article_count;
    size_t long_rate;     /* the samples of long articles are 1 shingle in this many */
    size_t posting_count; /* by rank of their first carrier and its text; numbers 1 to posting_count - 1 are
                             in use */
    uint32_t *posting_begin; /* posting_count + 1 offsets into the arrays below */
    uint32_t *carrier;       /* article, ascending, each once a posting */
    uint16_t *position;      /* letter of the shingle's first occurrence there, modulo 65536 */
    uint32_t *element;       /* by posting: another number, which depends on the hashes alone */
    uint32_t *unique_count;  /* by article: base samples that no other article has, dropped or not */
    dd_arena samples;        /* of all articles, after their hashes became posting numbers */
} dd_index;

/* Builds the index of `count` articles, whose samples lie in *samples (NULL: elsewhere). In them, hashes
 * become posting numbers and samples that no other article has are dropped, but for a few (DD_POSTING_NONE)
 * that keep positions walkable. What is left belongs to the index; *samples is freed, as soon as it is of no
 * more use, so on failure the articles may have no samples any more. Zero-initialise *index; free with
 * dd_index_free. Errors: MEMORY, LIMIT, SYSTEM, CANCELLED. */
dedupe_status dd_index_build(dd_index *index, dd_article *const *article, size_t count, size_t long_rate,
                             dd_arena *samples, dd_pool *pool, dd_pool_watch *watch, void *watch_context,
                             dedupe_error *error);

/* How many articles carry the posting; at least 2, or 0 for DD_POSTING_NONE. */
static inline uint32_t dd_index_carriers(const dd_index *index, uint32_t posting) {
    return index->posting_begin[posting + 1] - index->posting_begin[posting];
}

/* Frees the arrays and zeroes the struct. */
void dd_index_free(dd_index *index);

#endif
