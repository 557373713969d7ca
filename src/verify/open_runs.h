/*
 * The runs that may still grow while two texts are aligned (align.h): a dozen at most, each field side by
 * side, so that a match is held against all of them at once and nothing branches on how many there are. Most
 * are one chance match and grow no further. Places are held modulo 2^32: no text has so many letters that a
 * shingle and a gap added to one would wrap.
 */
#ifndef DD_VERIFY_OPEN_RUNS_H
#define DD_VERIFY_OPEN_RUNS_H

#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    DD_OPEN_RUNS = 12, /* the stalest gives way to one more */
    DD_OPEN_PLACES = 16
};

/* By place. A run keeps its place while it is open. `used` = 0: none are. */
typedef struct dd_open_runs {
    uint32_t a_last[DD_OPEN_PLACES]; /* where its last matched shingle starts */
    uint32_t b_last[DD_OPEN_PLACES];
    uint32_t diagonal[DD_OPEN_PLACES]; /* a_last - b_last modulo 2^32 */
    uint32_t a_begin[DD_OPEN_PLACES], b_begin[DD_OPEN_PLACES];
    uint32_t matches[DD_OPEN_PLACES];
    uint32_t used; /* a bit for each place */
} dd_open_runs;

static inline uint32_t dd_open_lowest(uint32_t places) {
    return (uint32_t)__builtin_ctz(places);
}

/* A bit for each place, used or not, whose value is low to low + span modulo 2^32. */
static inline uint32_t dd_open_within(const uint32_t *value, uint32_t low, uint32_t span) {
#ifdef __SSE2__
    const uint32_t sign = 0x80000000u; /* comparisons are of signed numbers */
    const __m128i shift = _mm_set1_epi32((int)(sign - low)), most = _mm_set1_epi32((int)(sign ^ span));
    const __m128i *four = (const __m128i *)(const void *)value;
    __m128i beyond[4];
    for (int i = 0; i < 4; i++)
        beyond[i] = _mm_cmpgt_epi32(_mm_add_epi32(_mm_loadu_si128(four + i), shift), most);
    const __m128i bytes =
        _mm_packs_epi16(_mm_packs_epi32(beyond[0], beyond[1]), _mm_packs_epi32(beyond[2], beyond[3]));
    return ~(uint32_t)_mm_movemask_epi8(bytes) & 0xFFFF;
#else
    uint32_t places = 0;
    for (uint32_t i = 0; i < DD_OPEN_PLACES; i++)
        places |= (uint32_t)(value[i] - low <= span) << i;
    return places;
#endif
}

/* Of at least one place: that of the run with the most matches, the lowest of several. */
static inline uint32_t dd_open_longest(const dd_open_runs *open, uint32_t places) {
    uint32_t longest = dd_open_lowest(places);
    for (places &= places - 1; places; places &= places - 1)
        if (open->matches[dd_open_lowest(places)] > open->matches[longest])
            longest = dd_open_lowest(places);
    return longest;
}

/* Of at least one run: the place of the one that was matched before all others, the lowest of several. */
static inline uint32_t dd_open_stalest(const dd_open_runs *open) {
    uint32_t stalest = dd_open_lowest(open->used);
    for (uint32_t left = open->used; left; left &= left - 1)
        if (open->b_last[dd_open_lowest(left)] < open->b_last[stalest])
            stalest = dd_open_lowest(left);
    return stalest;
}

#endif
