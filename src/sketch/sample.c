#include "sketch/sample.h"

#include <string.h>

#include "sketch/shingle.h"

enum { DENSE_LETTERS = 512 }; /* a text shorter than this keeps all its shingles; one twice as long half, … */
enum { CHOICE_LETTERS = 8, BLOCK = 16, WORD = 64, OFTEN_KEPT = 8 };

size_t dd_sample_rate(size_t letters, size_t long_rate) {
    size_t rate = 1;
    while (rate < long_rate && letters >= DENSE_LETTERS * rate)
        rate *= 2;
    return rate;
}

size_t dd_sample_letters(size_t long_rate) {
    return long_rate > DD_SAMPLE_RATE ? DD_SHINGLE_LARGE_LETTERS : DD_SHINGLE_INDEX_LETTERS;
}

size_t dd_sample_long_rate(uint64_t corpus_bytes) {
    return corpus_bytes >> 20 < DD_SAMPLE_LARGE_MIB ? DD_SAMPLE_RATE : DD_SAMPLE_RATE_LARGE;
}

size_t dd_sample_bound(size_t letters) {
    return letters + OFTEN_KEPT;
}

/* Whether a shingle is kept depends on its first eight letters: the sum of their four pairs, each times an
 * odd number, modulo 2^16 (multilinear hashing; Carter and Wegman 1979). It is made at every letter, so it is
 * one that vectors of 16-bit lanes do: eight letters ahead at even places, eight at odd ones. */
static const uint16_t factor[CHOICE_LETTERS / 2] = {0x9E37, 0x79B9, 0xC2B3, 0x85EB};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "letters are read as little-endian words");

typedef uint16_t lanes __attribute__((vector_size(16)));

/* What a text of rate r keeps has a choice of at most 65535 / r. */
static uint16_t most_choice(size_t rate) {
    return (uint16_t)(((size_t)1 << 16) / rate - 1);
}

static uint16_t choice(const uint8_t *letter) {
    uint32_t sum = 0;
    for (size_t pair = 0; pair < CHOICE_LETTERS / 2; pair++) {
        uint16_t letters;
        memcpy(&letters, letter + 2 * pair, sizeof letters);
        sum += (uint32_t)letters * factor[pair];
    }
    return (uint16_t)sum;
}

/* The choices at `letter`, at two letters behind it, and so on. */
static inline lanes choices(const uint8_t *letter) {
    lanes sum = {0};
    for (size_t pair = 0; pair < CHOICE_LETTERS / 2; pair++) {
        lanes letters;
        memcpy(&letters, letter + 2 * pair, sizeof letters);
        sum += letters * factor[pair];
    }
    return sum;
}

/* A bit for each of the next 16 letters: whether a shingle that starts there is kept. */
static inline uint64_t kept_block(const uint8_t *letter, uint16_t most) {
    const lanes even = (lanes)(choices(letter) <= most), odd = (lanes)(choices(letter + 1) <= most);
    const lanes kept = (even & 0x0001) | (odd & 0x0100); /* one byte a letter, on a little-endian machine */
    uint64_t half[2];
    memcpy(half, &kept, sizeof half);
    return half[0] * 0x0102040810204080u >> 56 | half[1] * 0x0102040810204080u >> 56 << 8;
}

static size_t count_bits(uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555u;
    bits = (bits & 0x3333333333333333u) + (bits >> 2 & 0x3333333333333333u);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56;
}

/* Writes the places of the bits from `base` on; more than there are may be written over. Returns their
 * number. Most words have a few bits: so many are written without asking. */
static size_t put_places(uint64_t bits, uint32_t base, uint32_t *place) {
    const size_t count = count_bits(bits);
    for (size_t i = 0; i < OFTEN_KEPT; i++) {
        place[i] = base + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << (WORD - 1));
        bits &= bits - 1;
    }
    for (size_t i = OFTEN_KEPT; i < count; i++) {
        place[i] = base + (uint32_t)__builtin_ctzll(bits);
        bits &= bits - 1;
    }
    return count;
}

/* The places at which a text of `count` letters is sampled. */
static size_t choose_places(const uint8_t *letter, size_t count, size_t shingle, size_t rate,
                            uint32_t *place) {
    const uint16_t most = most_choice(rate);
    const size_t shingles = count >= shingle ? count - shingle + 1 : 0;
    size_t taken = 0, i = 0;
    for (; i + WORD <= shingles; i += WORD) { /* the shingle is longer than what a block reads beyond it */
        uint64_t bits = 0;
        for (size_t block = 0; block < WORD; block += BLOCK)
            bits |= kept_block(letter + i + block, most) << block;
        taken += put_places(bits, (uint32_t)i, place + taken);
    }
    for (; i < shingles; i++) {
        place[taken] = (uint32_t)i;
        taken += choice(letter + i) <= most;
    }
    return taken;
}

void dd_sample_take(const uint8_t *letter, size_t count, size_t long_rate, uint32_t *scratch,
                    dd_samples *out) {
    const size_t rate = dd_sample_rate(count, long_rate), shingle = dd_sample_letters(long_rate);
    const size_t taken = choose_places(letter, count, shingle, rate, scratch);
    const bool has_dense = rate < long_rate;
    const uint16_t most = most_choice(long_rate);
    uint32_t *hash = out->hash, last = 0, kept = 0;
    uint16_t *position = out->position;
    for (; kept < taken && scratch[kept] - last <= UINT16_MAX; kept++) {
        last = scratch[kept];
        const bool dense = has_dense && choice(letter + last) > most;
        hash[kept] = (uint32_t)(dd_shingle_index_hash(letter + last, shingle) >> 33);
        position[kept] = (uint16_t)(dense ? last | DD_SAMPLE_DENSE : last);
    }
    out->has_dense = has_dense;
    out->count = kept;
}
