#include "verify/key_wide.h"

#include "sketch/shingle.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vbmi")))

enum { LANES = 8 };

bool dd_key_wide_works(size_t shingle) {
    return shingle >= DD_SHINGLE_WORD && shingle <= 2 * DD_SHINGLE_WORD &&
           __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi");
}

/* The places of the eight shingles from `letter` on. */
WIDE static inline __m512i places_of_eight(const dd_key_map *map, const uint8_t *letter, size_t shingle) {
    static const uint8_t windows[LANES * DD_SHINGLE_WORD] __attribute__((aligned(64))) = {
        0, 1,  2,  3,  4, 5, 6, 7, 1,  2,  3,  4,  5, 6, 7, 8,  2,  3,  4,  5, 6, 7,
        8, 9,  3,  4,  5, 6, 7, 8, 9,  10, 4,  5,  6, 7, 8, 9,  10, 11, 5,  6, 7, 8,
        9, 10, 11, 12, 6, 7, 8, 9, 10, 11, 12, 13, 7, 8, 9, 10, 11, 12, 13, 14};
    const size_t letters = LANES - 1 + shingle;
    const __m512i text = _mm512_maskz_loadu_epi8(((__mmask64)1 << letters) - 1, letter);
    const __m512i at = _mm512_load_si512(windows);
    const __m512i behind = _mm512_add_epi8(at, _mm512_set1_epi8((char)(shingle - DD_SHINGLE_WORD)));
    const __m512i front = _mm512_permutexvar_epi8(at, text), back = _mm512_permutexvar_epi8(behind, text);
    const __m512i key =
        _mm512_add_epi64(_mm512_mullo_epi64(front, _mm512_set1_epi64((long long)DD_SHINGLE_FRONT)),
                         _mm512_mullo_epi64(back, _mm512_set1_epi64((long long)DD_SHINGLE_BACK)));
    return _mm512_srl_epi64(key, _mm_cvtsi32_si128((int)map->shift));
}

WIDE uint64_t dd_key_wide_ask(const dd_key_map *map, const uint8_t *letter, size_t shingle) {
    uint64_t bits = 0;
    for (unsigned i = 0; i < DD_KEY_WIDE; i += LANES) {
        const __m512i place = places_of_eight(map, letter + i, shingle);
        const __m512i word =
            _mm512_i64gather_epi64(_mm512_srli_epi64(place, 6), map->word, sizeof *map->word);
        const __m512i bit =
            _mm512_sllv_epi64(_mm512_set1_epi64(1), _mm512_and_si512(place, _mm512_set1_epi64(63)));
        bits |= (uint64_t)_mm512_test_epi64_mask(word, bit) << i;
    }
    return bits;
}

WIDE void dd_key_wide_places(const dd_key_map *map, const uint8_t *letter, size_t shingle,
                             uint32_t place[DD_KEY_WIDE]) {
    for (unsigned i = 0; i < DD_KEY_WIDE; i += LANES)
        _mm256_storeu_si256((__m256i *)(void *)(place + i),
                            _mm512_cvtepi64_epi32(places_of_eight(map, letter + i, shingle)));
}

#else

bool dd_key_wide_works(size_t shingle) {
    (void)shingle;
    return false;
}

uint64_t dd_key_wide_ask(const dd_key_map *map, const uint8_t *letter, size_t shingle) {
    (void)map;
    (void)letter;
    (void)shingle;
    return 0;
}

void dd_key_wide_places(const dd_key_map *map, const uint8_t *letter, size_t shingle,
                        uint32_t place[DD_KEY_WIDE]) {
    (void)map;
    (void)letter;
    (void)shingle;
    (void)place;
}

#endif
