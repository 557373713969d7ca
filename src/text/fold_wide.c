#include "text/fold_wide.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define WIDE static inline __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt,bmi")))

enum { BLOCK = DD_FOLD_WIDE_BLOCK, AHEAD = 8 * BLOCK };

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

/* A bit for each byte of a block. */
typedef struct block {
    __m512i mapped; /* what each byte is, if it is ASCII */
    uint64_t beyond, sign, control, digit, letter;
} block;

/* Whether a byte may be (part of) a digit: of another script if it is beyond ASCII. */
static inline uint64_t may_be_digit(uint8_t byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9');
}

WIDE block classify(__m512i bytes) {
    const __m512i low = _mm512_load_si512(kind), high = _mm512_load_si512(kind + BLOCK);
    block b = {.mapped = _mm512_permutex2var_epi8(low, bytes, high), .beyond = _mm512_movepi8_mask(bytes)};
    b.letter = _mm512_cmpge_epu8_mask(b.mapped, _mm512_set1_epi8('0')) & ~b.beyond;
    b.digit = _mm512_mask_cmple_epu8_mask(b.letter, b.mapped, _mm512_set1_epi8('9'));
    b.sign = _mm512_cmpeq_epu8_mask(b.mapped, _mm512_set1_epi8(SIGN)) & ~b.beyond;
    b.control = _mm512_cmpeq_epu8_mask(b.mapped, _mm512_set1_epi8(CONTROL)) & ~b.beyond;
    return b;
}

/* The first bytes of what is U+2000 to U+203F for certain: E2 80 and a third byte, all in the block. */
WIDE uint64_t find_print(__m512i bytes, uint64_t beyond) {
    const uint64_t first = _mm512_cmpeq_epu8_mask(bytes, _mm512_set1_epi8((char)0xE2));
    const uint64_t second = _mm512_cmpeq_epu8_mask(bytes, _mm512_set1_epi8((char)0x80));
    const uint64_t third = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8((char)0xC0)) & beyond;
    return first & second >> 1 & third >> 2;
}

/* Writes the offsets of a block's letters and more behind them. */
WIDE void put_offsets(uint32_t *offset, uint64_t letters, uint32_t base) {
    uint8_t number[BLOCK] __attribute__((aligned(64)));
    static const uint8_t numbers[BLOCK] __attribute__((aligned(64))) = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    _mm512_store_si512(number, _mm512_maskz_compress_epi8(letters, _mm512_load_si512(numbers)));
    for (size_t i = 0; i < BLOCK; i += 16) {
        const __m128i few = _mm_load_si128((const __m128i *)(const void *)(number + i));
        _mm512_storeu_si512(offset + i,
                            _mm512_add_epi32(_mm512_cvtepu8_epi32(few), _mm512_set1_epi32((int)base)));
    }
}

/* Lowers *size to where the block has to end: before what may be print but is not all in the block, and
 * before the first special byte. Returns whether that is a special one. */
WIDE bool find_end(const block *b, __m512i bytes, uint8_t before, uint8_t after, size_t *size) {
    uint64_t print = 0, end = 0;
    if (b->beyond) {
        print = find_print(bytes, b->beyond);
        print |= print << 1 | print << 2;
        end = b->beyond & ~print;
        if (end >> (BLOCK - 2)) {
            const uint64_t cut = end & ((uint64_t)3 << (BLOCK - 2));
            *size = (size_t)__builtin_ctzll(cut);
            end &= ~cut;
        }
    }
    const uint64_t number = b->digit | b->beyond;
    const uint64_t decimal =
        b->sign & (number << 1 | may_be_digit(before)) & (number >> 1 | may_be_digit(after) << (BLOCK - 1));
    end |= b->control | decimal;
    if (end == 0 || (size_t)__builtin_ctzll(end) >= *size)
        return false;
    *size = (size_t)__builtin_ctzll(end);
    return true;
}

WIDE size_t fold_blocks(const uint8_t *text, size_t at, size_t length, uint8_t *letter, uint32_t *offset,
                        size_t *count) {
    size_t letters = *count;
    bool is_special = false;
    while (!is_special && length - at > BLOCK) {
        __builtin_prefetch(text + at + AHEAD);
        const __m512i bytes = _mm512_loadu_si512(text + at);
        const block b = classify(bytes);
        size_t size = BLOCK;
        is_special = find_end(&b, bytes, text[at - 1], text[at + BLOCK], &size);
        const uint64_t set = size == BLOCK ? b.letter : b.letter & (((uint64_t)1 << size) - 1);
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
