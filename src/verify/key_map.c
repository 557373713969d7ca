#include "verify/key_map.h"

#include <string.h>

#include "base/memory.h"

enum {
    BITS_A_KEY = 32,     /* and up to as many again, so that one key in forty is there by accident */
    MANY_KEYS = 1 << 18, /* of which the map would not fit the second-level cache: */
    BITS_OF_MANY = 16,
    LEAST_BITS = 9,
    MOST_BITS = 31,
    WORD_BITS = 6
};

bool dd_key_map_clear(dd_key_map *map, size_t keys) {
    const size_t wanted = keys * (keys < MANY_KEYS ? BITS_A_KEY : BITS_OF_MANY);
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (size_t)1 << bits < wanted)
        bits++;
    const size_t words = (size_t)1 << (bits - WORD_BITS);
    if (!dd_memory_reserve(&map->word, &map->capacity, words, sizeof *map->word))
        return false;
    memset(map->word, 0, words * sizeof *map->word);
    map->shift = 64 - bits;
    return true;
}
