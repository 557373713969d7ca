#include "sketch/shingle.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t dd_shingle_hash(const uint8_t *letter, size_t length) {
    return XXH3_64bits(letter, length);
}

size_t dd_shingle_hash_all(const uint8_t *letter, size_t count, size_t length, uint64_t *hash) {
    if (count < length)
        return 0;
    size_t windows = count - length + 1;
    if (length == DD_SHINGLE_DEFAULT_LETTERS) {
        for (size_t i = 0; i < windows; i++)
            hash[i] = XXH3_64bits(letter + i, DD_SHINGLE_DEFAULT_LETTERS);
    } else {
        for (size_t i = 0; i < windows; i++)
            hash[i] = XXH3_64bits(letter + i, length);
    }
    return windows;
}

size_t dd_shingle_key_all(const uint8_t *letter, size_t count, size_t length, uint64_t *key) {
    if (count < length)
        return 0;
    const size_t windows = count - length + 1;
    if (length == DD_SHINGLE_DEFAULT_LETTERS) {
        for (size_t i = 0; i < windows; i++)
            key[i] = dd_shingle_key(letter + i, DD_SHINGLE_DEFAULT_LETTERS);
    } else {
        for (size_t i = 0; i < windows; i++)
            key[i] = dd_shingle_key(letter + i, length);
    }
    return windows;
}
