#include "verify/key_map.h"

#include <string.h>

#include "base/memory.h"

enum {
    BITS_A_KEY = 32, /* and up to as many again, so that one key in forty is there by accident */
    LEAST_BITS = 9,
    MOST_BITS = 31,
    WORD_BITS = 6
};

bool dd_key_map_clear(dd_key_map *map, size_t keys) {
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (size_t)1 << bits < BITS_A_KEY * keys)
        bits++;
    const size_t words = (size_t)1 << (bits - WORD_BITS);
    if (!dd_memory_reserve(&map->word, &map->capacity, words, sizeof *map->word))
        return false;
    memset(map->word, 0, words * sizeof *map->word);
    map->shift = 64 - bits;
    return true;
}
