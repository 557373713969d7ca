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

/* Factors of hashes and keys, of wyhash (Wang Yi). */
#define DD_SHINGLE_FRONT 0xA0761D6478BD642Fu
#define DD_SHINGLE_BACK  0xE7037ED1A0B428DBu

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
    const __uint128_t product = (__uint128_t)(front ^ DD_SHINGLE_FRONT ^ (uint64_t)back << 17) *
                                (middle ^ DD_SHINGLE_BACK ^ (uint64_t)back << 32);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

enum { DD_SHINGLE_WORD = 8 }; /* letters */

/* A key of the window of `length` letters at `letter`, behind which 8 bytes are readable: for tables, where
 * its leading bits choose the place. Up to 16 letters by two multiplications, one for the first and one for
 * the last 8 (multiply-shift hashing; Dietzfelbinger, STACS 1996). */
static inline uint64_t dd_shingle_key(const uint8_t *letter, size_t length) {
    uint64_t front, back = 0;
    if (length > 2 * DD_SHINGLE_WORD)
        return dd_shingle_hash(letter, length);
    memcpy(&front, letter, DD_SHINGLE_WORD);
    if (length >= DD_SHINGLE_WORD)
        memcpy(&back, letter + length - DD_SHINGLE_WORD, DD_SHINGLE_WORD);
    else
        front <<= 8 * (DD_SHINGLE_WORD - length);
    return front * DD_SHINGLE_FRONT + back * DD_SHINGLE_BACK;
}

/* Hashes every window of `length` letters: hash[i] for the window at letter i. Writes count - length + 1
 * hashes (0 if the text is shorter) and returns their number. */
size_t dd_shingle_hash_all(const uint8_t *letter, size_t count, size_t length, uint64_t *hash);

/* Keys of every window of `length` letters, likewise. */
size_t dd_shingle_key_all(const uint8_t *letter, size_t count, size_t length, uint64_t *key);

#endif
