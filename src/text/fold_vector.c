#include "text/fold_vector.h"

#include <string.h>

#if defined(__GNUC__) && defined(__x86_64__)
#include <tmmintrin.h>
#define HAS_BLOCKS 1
#elif defined(__GNUC__) && defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include <arm_neon.h>
#define HAS_BLOCKS 1
#else
#define HAS_BLOCKS 0
#endif

#if HAS_BLOCKS

enum { BLOCK = 16 };

/* Bytes, or what a comparison of them gives: all ones where it holds. Bytes beyond ASCII are negative. */
typedef int8_t block __attribute__((vector_size(BLOCK)));

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

/* What makes the moves of a block's first 8 bytes those of its last 8. */
static const uint64_t behind_8 = 0x0808080808080808u;

/* ---- what each processor calls by another name */

#if defined(__x86_64__)

#define TARGET __attribute__((target("ssse3,popcnt")))

bool dd_fold_vector_works(void) {
    return __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("popcnt");
}

/* A bit for each byte that is negative. */
TARGET static inline unsigned negative_bits(block bytes) {
    return (unsigned)_mm_movemask_epi8((__m128i)bytes);
}

/* Writes 8 letters: the bytes that `move` numbers. */
TARGET static inline void put_letters(uint8_t *letter, block bytes, uint64_t move) {
    _mm_storel_epi64((__m128i *)(void *)letter,
                     _mm_shuffle_epi8((__m128i)bytes, _mm_cvtsi64_si128((long long)move)));
}

/* Writes the offsets of 8 letters: `base` and the numbers of their bytes. */
TARGET static inline void put_offsets(uint32_t *offset, uint64_t move, uint32_t base) {
    const __m128i zero = _mm_setzero_si128(), start = _mm_set1_epi32((int)base);
    const __m128i wide = _mm_unpacklo_epi8(_mm_cvtsi64_si128((long long)move), zero);
    _mm_storeu_si128((__m128i *)(void *)offset, _mm_add_epi32(start, _mm_unpacklo_epi16(wide, zero)));
    _mm_storeu_si128((__m128i *)(void *)(offset + 4), _mm_add_epi32(start, _mm_unpackhi_epi16(wide, zero)));
}

#else

#define TARGET

bool dd_fold_vector_works(void) {
    return true; /* every such processor has NEON */
}

TARGET static inline unsigned negative_bits(block bytes) {
    static const block weight = {1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128};
    const uint8x16_t bits = vreinterpretq_u8_s8((int8x16_t)((bytes < 0) & weight));
    return vaddv_u8(vget_low_u8(bits)) | (unsigned)vaddv_u8(vget_high_u8(bits)) << 8;
}

TARGET static inline void put_letters(uint8_t *letter, block bytes, uint64_t move) {
    vst1_u8(letter, vqtbl1_u8(vreinterpretq_u8_s8((int8x16_t)bytes), vcreate_u8(move)));
}

TARGET static inline void put_offsets(uint32_t *offset, uint64_t move, uint32_t base) {
    const uint16x8_t wide = vmovl_u8(vcreate_u8(move));
    const uint32x4_t start = vdupq_n_u32(base);
    vst1q_u32(offset, vaddw_u16(start, vget_low_u16(wide)));
    vst1q_u32(offset + 4, vaddw_u16(start, vget_high_u16(wide)));
}

#endif

/* ---- what they have in common */

TARGET static inline block load(const uint8_t *text) {
    block bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

TARGET static inline block in_range(block bytes, int8_t least, int8_t most) {
    return (bytes >= least) & (bytes <= most);
}

/* A bit for each byte beyond ASCII, control character, and point or comma behind a digit. */
TARGET static inline unsigned special_bytes(block bytes, block before) {
    const block space = (bytes == '\n') | (bytes == '\r') | (bytes == '\t') | (bytes == '\f');
    const block control = ((bytes < ' ') & ~space) | (bytes == 0x7f);
    const block sign = (bytes == '.') | (bytes == ',');
    const block digit = in_range(before, '0', '9') | (before < 0); /* or of another script */
    return negative_bits(control | (sign & digit) | bytes);
}

TARGET static inline __attribute__((always_inline)) size_t
fold_blocks(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset, size_t *count) {
    size_t letters = *count;
    for (; length - at >= BLOCK; at += BLOCK) {
        const block bytes = load(text + at);
        const unsigned special = special_bytes(bytes, load(text + at - 1));
        const unsigned plain = special ? (unsigned)__builtin_ctz(special) : BLOCK;
        const block small = bytes | 0x20; /* the bit that makes a letter small is set in every digit */
        const block stays = in_range(small, 'a', 'z') | in_range(bytes, '0', '9');
        const unsigned set = negative_bits(stays) & ((1u << plain) - 1);
        const uint64_t first = moves[set & 0xff], second = moves[set >> 8] + behind_8;
        const size_t middle = letters + (size_t)__builtin_popcount(set & 0xff);
        put_letters(letter + letters, small, first);
        put_letters(letter + middle, small, second);
        if (offset) {
            put_offsets(offset + letters, first, (uint32_t)at);
            put_offsets(offset + middle, second, (uint32_t)at);
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

TARGET size_t dd_fold_vector(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
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
