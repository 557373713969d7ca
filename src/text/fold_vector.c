#include "text/fold_vector.h"

#include "text/fold_masks.h"

#include <string.h>

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#define HAS_VECTORS 1
enum { BLOCK = 32 };
#elif defined(__GNUC__) && defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include <arm_neon.h>
#define HAS_VECTORS 1
enum { BLOCK = 16 };
#else
#define HAS_VECTORS 0
#endif

#if HAS_VECTORS

/* Bytes, or what a comparison of them gives: all ones where it holds. Bytes beyond ASCII are negative. */
typedef int8_t vector __attribute__((vector_size(BLOCK)));

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

/* ---- what each processor calls by another name */

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,bmi,popcnt")))

bool dd_fold_vector_works(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt");
}

/* A bit for each byte that is negative. */
TARGET static inline uint64_t negative_bits(vector bytes) {
    return (uint32_t)_mm256_movemask_epi8((__m256i)bytes);
}

/* Writes 8 letters: the bytes of `text` that `move` numbers, made small. */
TARGET static inline void put_letters(uint8_t *letter, const uint8_t *text, uint64_t move) {
    const __m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)text);
    const __m128i moved = _mm_shuffle_epi8(bytes, _mm_cvtsi64_si128((long long)move));
    _mm_storel_epi64((__m128i *)(void *)letter, _mm_or_si128(moved, _mm_set1_epi8(0x20)));
}

/* Writes the offsets of 8 letters: `base` and the numbers of their bytes. */
TARGET static inline void put_offsets(uint32_t *offset, uint64_t move, uint32_t base) {
    const __m256i number = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)move));
    _mm256_storeu_si256((__m256i *)(void *)offset, _mm256_add_epi32(_mm256_set1_epi32((int)base), number));
}

#else

#define TARGET

bool dd_fold_vector_works(void) {
    return true; /* every such processor has NEON */
}

TARGET static inline uint64_t negative_bits(vector bytes) {
    static const vector weight = {1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128};
    const uint8x16_t bits = vreinterpretq_u8_s8((int8x16_t)((bytes < 0) & weight));
    return vaddv_u8(vget_low_u8(bits)) | (unsigned)vaddv_u8(vget_high_u8(bits)) << 8;
}

TARGET static inline void put_letters(uint8_t *letter, const uint8_t *text, uint64_t move) {
    const uint8x16_t bytes = vcombine_u8(vld1_u8(text), vdup_n_u8(0));
    vst1_u8(letter, vorr_u8(vqtbl1_u8(bytes, vcreate_u8(move)), vdup_n_u8(0x20)));
}

TARGET static inline void put_offsets(uint32_t *offset, uint64_t move, uint32_t base) {
    const uint16x8_t wide = vmovl_u8(vcreate_u8(move));
    const uint32x4_t start = vdupq_n_u32(base);
    vst1q_u32(offset, vaddw_u16(start, vget_low_u16(wide)));
    vst1q_u32(offset + 4, vaddw_u16(start, vget_high_u16(wide)));
}

#endif

/* ---- what they have in common */

TARGET static inline vector load(const uint8_t *text) {
    vector bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/* Vectors have a comparison for "greater", and none for "at least". */
TARGET static inline vector in_range(vector bytes, int8_t least, int8_t most) {
    return (bytes > (int8_t)(least - 1)) & (bytes < (int8_t)(most + 1));
}

TARGET static inline uint64_t find_print(vector bytes, uint64_t beyond) {
    const uint64_t first = negative_bits(bytes == (int8_t)0xE2),
                   second = negative_bits(bytes == (int8_t)0x80),
                   third = negative_bits(bytes < (int8_t)0xC0) & beyond;
    return first & second >> 1 & third >> 2;
}

TARGET static inline dd_fold_masks classify(vector bytes) {
    const vector digit = in_range(bytes, '0', '9');
    const vector space = in_range(bytes, '\t', '\r') & (bytes != '\v');
    dd_fold_masks m = {.beyond = negative_bits(bytes)};
    m.letter = negative_bits(in_range(bytes | 0x20, 'a', 'z') | digit);
    m.digit = negative_bits(digit);
    m.sign = negative_bits((bytes == '.') | (bytes == ','));
    m.control = negative_bits((in_range(bytes, 0, 0x1f) & ~space) | (bytes == 0x7f));
    m.print = m.beyond ? find_print(bytes, m.beyond) : 0;
    return m;
}

/* Appends the letters of a block, eight bytes at a time, and more behind them. Returns their number. */
TARGET static inline __attribute__((always_inline)) size_t
put_block(const uint8_t *text, uint64_t set, uint8_t *letter, uint32_t *offset, uint32_t base) {
    size_t letters = 0;
    for (size_t i = 0; i < BLOCK; i += 8) {
        const uint8_t few = (uint8_t)(set >> i);
        put_letters(letter + letters, text + i, moves[few]);
        if (offset)
            put_offsets(offset + letters, moves[few], base + (uint32_t)i);
        letters += (size_t)__builtin_popcount(few);
    }
    return letters;
}

TARGET static inline __attribute__((always_inline)) size_t
fold_blocks(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset, size_t *count) {
    size_t letters = *count;
    bool is_special = false;
    while (!is_special && length - at > DD_FOLD_BLOCK) {
        const dd_fold_masks masks = classify(load(text + at));
        size_t size;
        is_special = dd_fold_masks_end(&masks, BLOCK, text[at - 1], text[at + BLOCK], &size);
        letters += put_block(text + at, dd_fold_masks_letters(&masks, size), letter + letters,
                             offset ? offset + letters : NULL, (uint32_t)at);
        at += size;
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
