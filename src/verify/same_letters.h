/* Letters of two texts held against each other, eight at a time. Behind either text 8 bytes are readable. */
#ifndef DD_VERIFY_SAME_LETTERS_H
#define DD_VERIFY_SAME_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t dd_same_load(const uint8_t *letter) {
    uint64_t word;
    memcpy(&word, letter, sizeof word);
    return word;
}

/* Whether two shingles of so many letters are one. */
static inline bool dd_same_shingle(const uint8_t *x, const uint8_t *y, size_t shingle) {
    if (shingle < 8)
        return memcmp(x, y, shingle) == 0;
    return dd_same_load(x) == dd_same_load(y) &&
           dd_same_load(x + shingle - 8) == dd_same_load(y + shingle - 8) &&
           (shingle <= 16 || memcmp(x + 8, y + 8, shingle - 8) == 0);
}

/* How many letters agree, of `most` at most. */
static inline size_t dd_same_letters(const uint8_t *x, const uint8_t *y, size_t most) {
    for (size_t i = 0; i < most; i += 8) {
        const uint64_t differ = dd_same_load(x + i) ^ dd_same_load(y + i);
        if (differ) {
            const size_t same = i + (size_t)__builtin_ctzll(differ) / 8;
            return same < most ? same : most;
        }
    }
    return most;
}

#endif
