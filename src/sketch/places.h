/*
 * Where a text is sampled.
 *
 * Whether a shingle is kept depends on its first eight letters: the sum of their four pairs, each times an
 * odd number, modulo 2^16 (multilinear hashing; Carter and Wegman 1979). It is made at every letter, so it is
 * one that vectors of 16-bit lanes do: some letters ahead at even places, as many at odd ones. With AVX-512
 * 64 letters go at a time, with AVX2 32, else 16. About 0.1, 0.2 and 0.3 ns a letter.
 */
#ifndef DD_SKETCH_PLACES_H
#define DD_SKETCH_PLACES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DD_PLACES_SPARE = 16 /* places that may be written beyond those that are kept */ };

/* Beside a place: a long text would not keep it. No text has so many letters. */
#define DD_PLACES_DENSE 0x80000000u

/* A text of rate r keeps the shingles whose choice is at most this. */
static inline uint16_t dd_places_most(size_t rate) {
    return (uint16_t)(((size_t)1 << 16) / rate - 1);
}

/* The odd numbers of the four pairs. */
static const uint16_t dd_places_factor[4] = {0x9E37, 0x79B9, 0xC2B3, 0x85EB};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "letters are read as little-endian words");

/* The choice of the shingle at `letter`. */
static inline uint16_t dd_places_choice(const uint8_t *letter) {
    uint32_t sum = 0;
    for (size_t pair = 0; pair < 4; pair++) {
        uint16_t letters;
        memcpy(&letters, letter + 2 * pair, sizeof letters);
        sum += (uint32_t)letters * dd_places_factor[pair];
    }
    return (uint16_t)sum;
}

/* Writes to `place` which of the shingles that start at letter[0] to letter[shingles - 1] have a choice of at
 * most `most`, with DD_PLACES_DENSE if it is above `base`. Shingles are 16 letters long or longer, there are
 * less than 2^31, and there is room for DD_PLACES_SPARE more places. Returns how many there are. */
size_t dd_places_choose(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                        uint32_t *place);

/* The same by 16 letters on any processor, and by 32 where it has AVX2 (else by 16), for tests. */
size_t dd_places_choose_narrow(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                               uint32_t *place);
size_t dd_places_choose_avx2(const uint8_t *letter, size_t shingles, uint16_t most, uint16_t base,
                             uint32_t *place);

#endif
