/*
 * Shingles: windows of n letters, hashed. The only user of xxHash.
 *
 * Letters are bytes (text/letters.h), so a shingle is a byte window and needs no word list for any language.
 * Windows of one length are hashed with a constant length, which the compiler unrolls.
 */
#ifndef DD_SKETCH_SHINGLE_H
#define DD_SKETCH_SHINGLE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    DD_SHINGLE_DEFAULT_LETTERS = 9, /* for comparing: survives damage, docs/algorithm.md */
    DD_SHINGLE_INDEX_LETTERS = 16,  /* for searching: rarely shared by chance */
    DD_SHINGLE_LARGE_LETTERS = 20   /* the same in a large corpus, where chance has more chances */
};

/* Hashes the window of `length` letters at `letter`. All 64 bits are usable. */
uint64_t dd_shingle_hash(const uint8_t *letter, size_t length);

/* Hashes the 16 to 20 letters at `letter`, behind which 4 bytes are readable: one widening multiplication,
 * folded, as in wyhash (Wang Yi). */
static inline uint64_t dd_shingle_index_hash(const uint8_t *letter, size_t length) {
    uint64_t front, middle;
    uint32_t back;
    memcpy(&front, letter, 8);
    memcpy(&middle, letter + 8, 8);
    memcpy(&back, letter + 16, 4);
    back &= (uint32_t)(((uint64_t)1 << 8 * (length - 16)) - 1);
    const __uint128_t product = (__uint128_t)(front ^ 0xA0761D6478BD642Fu ^ (uint64_t)back << 17) *
                                (middle ^ 0xE7037ED1A0B428DBu ^ (uint64_t)back << 32);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* A key of the window of `length` letters at `letter`, behind which 8 bytes are readable: for tables, where
 * its leading bits choose the place. Up to 16 letters by one widening multiplication like the index hash. */
static inline uint64_t dd_shingle_key(const uint8_t *letter, size_t length) {
    uint64_t front, back;
    if (length > 16)
        return dd_shingle_hash(letter, length);
    memcpy(&front, letter, 8);
    if (length >= 8)
        memcpy(&back, letter + length - 8, 8);
    else
        back = front <<= 8 * (8 - length);
    const __uint128_t product = (__uint128_t)(front ^ 0xA0761D6478BD642Fu) * (back ^ 0xE7037ED1A0B428DBu);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Hashes every window of `length` letters: hash[i] for the window at letter i. Writes count - length + 1
 * hashes (0 if the text is shorter) and returns their number. */
size_t dd_shingle_hash_all(const uint8_t *letter, size_t count, size_t length, uint64_t *hash);

/* Keys of every window of `length` letters, likewise. */
size_t dd_shingle_key_all(const uint8_t *letter, size_t count, size_t length, uint64_t *key);

#endif
