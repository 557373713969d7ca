#include "text/fold_vector.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <tmmintrin.h>

enum { BLOCK = 16 };

/* For each set of 8 bytes that stay, their numbers in order, as a little-endian word. */
#define STAYS(set, i) ((set) >> (i)&1)
#define RANK(set, i)                                                                                         \
    (((i) > 0 && STAYS(set, 0)) + ((i) > 1 && STAYS(set, 1)) + ((i) > 2 && STAYS(set, 2)) +                  \
     ((i) > 3 && STAYS(set, 3)) + ((i) > 4 && STAYS(set, 4)) + ((i) > 5 && STAYS(set, 5)) +                  \
     ((i) > 6 && STAYS(set, 6)))
#define MOVE(set, i) (STAYS(set, i) ? (uint64_t)(i) << 8 * RANK(set, i) : 0)
#define MOVES(set)                                                                                           \
    (MOVE(set, 0) | MOVE(set, 1) | MOVE(set, 2) | MOVE(set, 3) | MOVE(set, 4) | MOVE(set, 5) |               \
     MOVE(set, 6) | MOVE(set, 7))
#define MOVES_4(set)  MOVES(set), MOVES((set) + 1), MOVES((set) + 2), MOVES((set) + 3)
#define MOVES_16(set) MOVES_4(set), MOVES_4((set) + 4), MOVES_4((set) + 8), MOVES_4((set) + 12)
#define MOVES_64(set) MOVES_16(set), MOVES_16((set) + 16), MOVES_16((set) + 32), MOVES_16((set) + 48)

static const uint64_t moves[256] = {MOVES_64(0), MOVES_64(64), MOVES_64(128), MOVES_64(192)};

bool dd_fold_vector_works(void) {
    return __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("popcnt");
}

__attribute__((target("ssse3"))) static inline __m128i load(const uint8_t *bytes) {
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/* All ones in the bytes from `least` to `most`; bytes beyond ASCII are in no range. */
__attribute__((target("ssse3"))) static inline __m128i in_range(__m128i bytes, char least, char most) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(least - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(most + 1))));
}

/* A bit for each byte beyond ASCII, control character, and point or comma behind a digit. */
__attribute__((target("ssse3"))) static inline unsigned special_bytes(__m128i bytes, __m128i before) {
    const __m128i spaces = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'))),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\f'))));
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* bytes beyond ASCII are negative */
    const __m128i control =
        _mm_or_si128(_mm_andnot_si128(spaces, low), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)));
    const __m128i sign =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(',')));
    const __m128i digit = /* or a byte of one of another script */
        _mm_or_si128(in_range(before, '0', '9'), _mm_cmplt_epi8(before, _mm_setzero_si128()));
    const __m128i decimal = _mm_and_si128(sign, digit);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, decimal), bytes));
}

/* Writes the offsets of up to 8 letters: `base` and the numbers of the bytes that stay. */
__attribute__((target("ssse3"))) static inline void put_offsets(uint32_t *offset, __m128i move,
                                                                uint32_t base) {
    const __m128i zero = _mm_setzero_si128(), start = _mm_set1_epi32((int)base);
    const __m128i wide = _mm_unpacklo_epi8(move, zero);
    _mm_storeu_si128((__m128i *)(void *)offset, _mm_add_epi32(start, _mm_unpacklo_epi16(wide, zero)));
    _mm_storeu_si128((__m128i *)(void *)(offset + 4), _mm_add_epi32(start, _mm_unpackhi_epi16(wide, zero)));
}

__attribute__((target("ssse3,popcnt"))) static inline size_t
fold_blocks(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset, size_t *count) {
    size_t letters = *count;
    for (; length - at >= BLOCK; at += BLOCK) {
        const __m128i bytes = load(text + at);
        const unsigned special = special_bytes(bytes, load(text + at - 1));
        const unsigned plain = special ? (unsigned)__builtin_ctz(special) : BLOCK;
        /* The bit that makes a letter small is set in every digit. */
        const __m128i small = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
        const __m128i stays = _mm_or_si128(in_range(small, 'a', 'z'), in_range(bytes, '0', '9'));
        const unsigned set = (unsigned)_mm_movemask_epi8(stays) & ((1u << plain) - 1);
        const __m128i first = _mm_loadl_epi64((const __m128i *)(const void *)&moves[set & 0xff]);
        const __m128i second = _mm_loadl_epi64((const __m128i *)(const void *)&moves[set >> 8]);
        const size_t middle = letters + (size_t)__builtin_popcount(set & 0xff);
        _mm_storel_epi64((__m128i *)(void *)(letter + letters), _mm_shuffle_epi8(small, first));
        _mm_storel_epi64((__m128i *)(void *)(letter + middle),
                         _mm_shuffle_epi8(_mm_srli_si128(small, 8), second));
        if (offset) {
            put_offsets(offset + letters, first, (uint32_t)at);
            put_offsets(offset + middle, second, (uint32_t)at + 8);
        }
        letters = middle + (size_t)__builtin_popcount(set >> 8);
        if (special) {
            at += plain;
            break;
        }
    }
    *count = letters;
    return at;
}

__attribute__((target("ssse3,popcnt"))) size_t dd_fold_vector(const uint8_t *text, size_t at, size_t length,
                                                              uint8_t *letter, uint32_t *offset,
                                                              size_t *count) {
    /* Two copies, so that neither asks for offsets at each block. */
    if (offset)
        return fold_blocks(text, at, length, letter, offset, count);
    return fold_blocks(text, at, length, letter, NULL, count);
}

#else

bool dd_fold_vector_works(void) {
    return false;
}

size_t dd_fold_vector(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                      size_t *count) {
    (void)text;
    (void)length;
    (void)letter;
    (void)offset;
    (void)count;
    return at;
}

#endif
