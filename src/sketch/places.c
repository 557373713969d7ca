#include "sketch/places.h"

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define HAS_X86 1
#else
#define HAS_X86 0
#endif

enum { PAIRS = 4, BLOCK = 16, WORD = 64, OFTEN_KEPT = 8 };

_Static_assert((int)OFTEN_KEPT <= (int)DD_PLACES_SPARE,
               "places are written without asking how many there are");

/* What a choice may be at most. */
typedef struct limits {
    uint16_t most;
    uint16_t base; /* in a long text */
} limits;

/* A bit for each of 64 shingles. */
typedef struct chosen {
    uint64_t kept;
    uint64_t base; /* those that a long text would keep */
} chosen;

/* The shingles from `first` on, one at a time. */
static size_t choose_singly(const uint8_t *letter, size_t first, size_t shingles, limits limit,
                            uint32_t *place) {
    size_t taken = 0;
    for (size_t i = first; i < shingles; i++) {
        const uint16_t choice = dd_places_choice(letter + i);
        place[taken] = (uint32_t)i | (choice > limit.base ? DD_PLACES_DENSE : 0);
        taken += choice <= limit.most;
    }
    return taken;
}

/* ---- 16 letters at a time */

typedef uint16_t lanes __attribute__((vector_size(16)));

/* The choices at `letter`, at two letters behind it, and so on. */
static inline lanes choices(const uint8_t *letter) {
    lanes sum = {0};
    for (size_t pair = 0; pair < PAIRS; pair++) {
        lanes letters;
        memcpy(&letters, letter + 2 * pair, sizeof letters);
        sum += letters * dd_places_factor[pair];
    }
    return sum;
}

/* A bit for each of 16 letters, given the comparison of those at even places and of those at odd ones. */
static inline uint64_t gather_bits(lanes even, lanes odd) {
    const lanes kept = (even & 0x0001) | (odd & 0x0100); /* one byte a letter, on a little-endian machine */
    uint64_t half[2];
    memcpy(half, &kept, sizeof half);
    return half[0] * 0x0102040810204080u >> 56 | half[1] * 0x0102040810204080u >> 56 << 8;
}

/* Asks for the 16 letters from letter `at` of a word on. */
static inline void choose_block(const uint8_t *letter, size_t at, limits limit, chosen *word) {
    const lanes even = choices(letter + at), odd = choices(letter + at + 1);
    word->kept |= gather_bits((lanes)(even <= limit.most), (lanes)(odd <= limit.most)) << at;
    word->base |= gather_bits((lanes)(even <= limit.base), (lanes)(odd <= limit.base)) << at;
}

static size_t count_bits(uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56;
}

/* Writes the places of a word's `count` shingles from `start` on; more than there are may be written over.
 * Most words have a few: so many are written without asking. */
static inline void put_places(chosen word, size_t count, uint32_t start, uint32_t *place) {
    uint64_t bits = word.kept;
    for (size_t i = 0; i < OFTEN_KEPT || i < count; i++) {
        const unsigned at = (unsigned)__builtin_ctzll(bits | (uint64_t)1 << (WORD - 1));
        place[i] = (start + at) | (word.base >> at & 1 ? 0 : DD_PLACES_DENSE);
        bits &= bits - 1;
    }
}

size_t dd_places_choose_narrow(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                               uint32_t *place) {
    const limits limit = {most, base};
    size_t taken = 0, i = 0;
    for (; i + WORD <= shingles; i += WORD) {
        chosen word = {0};
        for (size_t block = 0; block < WORD; block += BLOCK)
            choose_block(letter + i, block, limit, &word);
        const size_t count = count_bits(word.kept);
        put_places(word, count, (uint32_t)i, place + taken);
        taken += count;
    }
    return taken + choose_singly(letter, i, shingles, limit, place + taken);
}

#if HAS_X86

/* ---- 32 letters at a time */

#define AVX2_TARGET __attribute__((target("avx2,bmi,popcnt")))

static bool avx2_works(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt");
}

/* The choices at `letter`, at two letters behind it, and so on. */
AVX2_TARGET static inline __m256i choices_16(const uint8_t *letter) {
    __m256i sum = _mm256_setzero_si256();
    for (size_t pair = 0; pair < PAIRS; pair++) {
        const __m256i letters = _mm256_loadu_si256((const __m256i *)(const void *)(letter + 2 * pair));
        const __m256i factor = _mm256_set1_epi16((short)dd_places_factor[pair]);
        sum = _mm256_add_epi16(sum, _mm256_mullo_epi16(letters, factor));
    }
    return sum;
}

/* A bit for each of 32 letters: whether its choice is at most `most`. */
AVX2_TARGET static inline uint64_t bits_of_32(__m256i even, __m256i odd, uint16_t most) {
    const __m256i limit = _mm256_set1_epi16((short)most), high = _mm256_set1_epi16((short)0xFF00);
    const __m256i even_kept = _mm256_cmpeq_epi16(_mm256_min_epu16(even, limit), even);
    const __m256i odd_kept = _mm256_cmpeq_epi16(_mm256_min_epu16(odd, limit), odd);
    return (uint32_t)_mm256_movemask_epi8(_mm256_blendv_epi8(even_kept, odd_kept, high));
}

AVX2_TARGET static size_t choose_avx2(const uint8_t *letter, size_t shingles, limits limit, uint32_t *place) {
    size_t taken = 0, i = 0;
    for (; i + WORD <= shingles; i += WORD) {
        chosen word = {0};
        for (size_t half = 0; half < WORD; half += WORD / 2) {
            const __m256i even = choices_16(letter + i + half), odd = choices_16(letter + i + half + 1);
            word.kept |= bits_of_32(even, odd, limit.most) << half;
            word.base |= bits_of_32(even, odd, limit.base) << half;
        }
        const size_t count = (size_t)__builtin_popcountll(word.kept);
        put_places(word, count, (uint32_t)i, place + taken);
        taken += count;
    }
    return taken + choose_singly(letter, i, shingles, limit, place + taken);
}

/* ---- 64 letters at a time */

#define WIDE_TARGET __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi2,popcnt")))

static bool wide_works(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt");
}

/* Asks for the 32 letters at `letter`, two behind it, and so on; `places` are the bits of those. */
WIDE_TARGET static inline void choose_32(const uint8_t *letter, uint64_t places, limits limit, chosen *word) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t pair = 0; pair < PAIRS; pair++)
        sum = _mm512_add_epi16(sum, _mm512_mullo_epi16(_mm512_loadu_si512(letter + 2 * pair),
                                                       _mm512_set1_epi16((short)dd_places_factor[pair])));
    word->kept |= _pdep_u64(_mm512_cmple_epu16_mask(sum, _mm512_set1_epi16((short)limit.most)), places);
    word->base |= _pdep_u64(_mm512_cmple_epu16_mask(sum, _mm512_set1_epi16((short)limit.base)), places);
}

/* Writes the places of a word's shingles, 16 at a time. */
WIDE_TARGET static inline size_t put_wide(chosen word, uint32_t start, uint32_t *place) {
    static const uint8_t numbers[WORD] __attribute__((aligned(64))) = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const size_t count = (size_t)__builtin_popcountll(word.kept);
    const __m512i first = _mm512_set1_epi32((int)start), flag = _mm512_set1_epi32((int)DD_PLACES_DENSE);
    uint64_t dense = _pext_u64(~word.base, word.kept);
    __m512i kept = _mm512_maskz_compress_epi8(word.kept, _mm512_load_si512(numbers));
    for (size_t i = 0; i == 0 || i < count; i += DD_PLACES_SPARE) {
        const __m512i at = _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(kept)));
        _mm512_storeu_si512(place + i, _mm512_mask_or_epi32(at, (__mmask16)dense, at, flag));
        kept = _mm512_shuffle_i32x4(kept, kept, _MM_SHUFFLE(0, 3, 2, 1));
        dense >>= DD_PLACES_SPARE;
    }
    return count;
}

WIDE_TARGET static size_t choose_wide(const uint8_t *letter, size_t shingles, limits limit, uint32_t *place) {
    size_t taken = 0, i = 0;
    for (; i + WORD <= shingles; i += WORD) {
        chosen word = {0};
        choose_32(letter + i, 0x5555555555555555u, limit, &word);
        choose_32(letter + i + 1, 0xAAAAAAAAAAAAAAAAu, limit, &word);
        taken += put_wide(word, (uint32_t)i, place + taken);
    }
    return taken + choose_singly(letter, i, shingles, limit, place + taken);
}

#endif

size_t dd_places_choose_avx2(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                             uint32_t *place) {
#if HAS_X86
    if (avx2_works())
        return choose_avx2(letter, shingles, (limits){most, base}, place);
#endif
    return dd_places_choose_narrow(letter, shingles, most, base, place);
}

size_t dd_places_choose(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                        uint32_t *place) {
#if HAS_X86
    if (wide_works())
        return choose_wide(letter, shingles, (limits){most, base}, place);
#endif
    return dd_places_choose_avx2(letter, shingles, most, base, place);
}
