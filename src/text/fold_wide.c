#include "text/fold_wide.h"

#include "text/fold_masks.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define WIDE static inline __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt,bmi")))

enum { AHEAD = 8 * DD_FOLD_BLOCK };

/* What an ASCII byte is: its letter, or one of these. */
enum { NONE = 0, CONTROL = 1, SIGN = 2 };

/* Point and comma are signs. Tab, line feed, form feed and carriage return separate as spaces do. */
static const uint8_t kind[128] __attribute__((aligned(64))) = {
    [0x00] = CONTROL, [0x01] = CONTROL, [0x02] = CONTROL, [0x03] = CONTROL, [0x04] = CONTROL,
    [0x05] = CONTROL, [0x06] = CONTROL, [0x07] = CONTROL, [0x08] = CONTROL, [0x0b] = CONTROL,
    [0x0e] = CONTROL, [0x0f] = CONTROL, [0x10] = CONTROL, [0x11] = CONTROL, [0x12] = CONTROL,
    [0x13] = CONTROL, [0x14] = CONTROL, [0x15] = CONTROL, [0x16] = CONTROL, [0x17] = CONTROL,
    [0x18] = CONTROL, [0x19] = CONTROL, [0x1a] = CONTROL, [0x1b] = CONTROL, [0x1c] = CONTROL,
    [0x1d] = CONTROL, [0x1e] = CONTROL, [0x1f] = CONTROL, [0x7f] = CONTROL, ['.'] = SIGN,
    [','] = SIGN,     ['0'] = '0',      ['1'] = '1',      ['2'] = '2',      ['3'] = '3',
    ['4'] = '4',      ['5'] = '5',      ['6'] = '6',      ['7'] = '7',      ['8'] = '8',
    ['9'] = '9',      ['a'] = 'a',      ['b'] = 'b',      ['c'] = 'c',      ['d'] = 'd',
    ['e'] = 'e',      ['f'] = 'f',      ['g'] = 'g',      ['h'] = 'h',      ['i'] = 'i',
    ['j'] = 'j',      ['k'] = 'k',      ['l'] = 'l',      ['m'] = 'm',      ['n'] = 'n',
    ['o'] = 'o',      ['p'] = 'p',      ['q'] = 'q',      ['r'] = 'r',      ['s'] = 's',
    ['t'] = 't',      ['u'] = 'u',      ['v'] = 'v',      ['w'] = 'w',      ['x'] = 'x',
    ['y'] = 'y',      ['z'] = 'z',      ['A'] = 'a',      ['B'] = 'b',      ['C'] = 'c',
    ['D'] = 'd',      ['E'] = 'e',      ['F'] = 'f',      ['G'] = 'g',      ['H'] = 'h',
    ['I'] = 'i',      ['J'] = 'j',      ['K'] = 'k',      ['L'] = 'l',      ['M'] = 'm',
    ['N'] = 'n',      ['O'] = 'o',      ['P'] = 'p',      ['Q'] = 'q',      ['R'] = 'r',
    ['S'] = 's',      ['T'] = 't',      ['U'] = 'u',      ['V'] = 'v',      ['W'] = 'w',
    ['X'] = 'x',      ['Y'] = 'y',      ['Z'] = 'z',
};

bool dd_fold_wide_works(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
           __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
}

/* What each byte of a block is if it is ASCII, and their masks. */
typedef struct block {
    __m512i mapped;
    dd_fold_masks masks;
} block;

WIDE uint64_t find_print(__m512i bytes, uint64_t beyond) {
    const uint64_t first = _mm512_cmpeq_epu8_mask(bytes, _mm512_set1_epi8((char)0xE2));
    const uint64_t second = _mm512_cmpeq_epu8_mask(bytes, _mm512_set1_epi8((char)0x80));
    const uint64_t third = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8((char)0xC0)) & beyond;
    return first & second >> 1 & third >> 2;
}

WIDE block classify(__m512i bytes) {
    const __m512i low = _mm512_load_si512(kind), high = _mm512_load_si512(kind + DD_FOLD_BLOCK);
    const __m512i mapped = _mm512_permutex2var_epi8(low, bytes, high);
    dd_fold_masks m = {.beyond = _mm512_movepi8_mask(bytes)};
    m.letter = _mm512_cmpge_epu8_mask(mapped, _mm512_set1_epi8('0')) & ~m.beyond;
    m.digit = _mm512_mask_cmple_epu8_mask(m.letter, mapped, _mm512_set1_epi8('9'));
    m.sign = _mm512_cmpeq_epu8_mask(mapped, _mm512_set1_epi8(SIGN)) & ~m.beyond;
    m.control = _mm512_cmpeq_epu8_mask(mapped, _mm512_set1_epi8(CONTROL)) & ~m.beyond;
    m.print = m.beyond ? find_print(bytes, m.beyond) : 0;
    return (block){mapped, m};
}

/* Writes the offsets of a block's letters and more behind them. */
WIDE void put_offsets(uint32_t *offset, uint64_t letters, uint32_t base) {
    uint8_t number[DD_FOLD_BLOCK] __attribute__((aligned(64)));
    static const uint8_t numbers[DD_FOLD_BLOCK] __attribute__((aligned(64))) = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    _mm512_store_si512(number, _mm512_maskz_compress_epi8(letters, _mm512_load_si512(numbers)));
    for (size_t i = 0; i < DD_FOLD_BLOCK; i += 16) {
        const __m128i few = _mm_load_si128((const __m128i *)(const void *)(number + i));
        _mm512_storeu_si512(offset + i,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(few), _mm512_set1_epi32((int)base)));
    }
}

WIDE size_t fold_blocks(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                        size_t *count) {
    size_t letters = *count;
    bool is_special = false;
    while (!is_special && length - at > DD_FOLD_BLOCK) {
        __builtin_prefetch(text + at + AHEAD);
        const block b = classify(_mm512_loadu_si512(text + at));
        size_t size;
        is_special =
            dd_fold_masks_end(&b.masks, DD_FOLD_BLOCK, text[at - 1], text[at + DD_FOLD_BLOCK], &size);
        const uint64_t set = dd_fold_masks_letters(&b.masks, size);
        _mm512_storeu_si512(letter + letters, _mm512_maskz_compress_epi8(set, b.mapped));
        if (offset)
            put_offsets(offset + letters, set, (uint32_t)at);
        letters += (size_t)__builtin_popcountll(set);
        at += size;
    }
    *count = letters;
    return at;
}

__attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt,bmi"))) size_t
dd_fold_wide(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
             size_t *count) {
    /* Two copies, so that neither asks for offsets at each block. */
    if (offset)
        return fold_blocks(text, at, length, letter, offset, count);
    return fold_blocks(text, at, length, letter, NULL, count);
}

#else

bool dd_fold_wide_works(void) {
    return false;
}

size_t dd_fold_wide(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                    size_t *count) {
    (void)text;
    (void)length;
    (void)letter;
    (void)offset;
    (void)count;
    return at;
}

#endif
