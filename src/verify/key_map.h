/*
 * A bit map of shingle keys: "perhaps among them", or certainly not. Most shingles of two texts differ, and a
 * map of 32 bits a key is small enough for the first-level cache, or nearly so, so it is asked before
 * anything larger.
 */
#ifndef DD_VERIFY_KEY_MAP_H
#define DD_VERIFY_KEY_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise; reuse; free `word`. */
typedef struct dd_key_map {
    uint64_t *word;
    unsigned shift; /* key >> shift is the place of its bit */
    size_t capacity;
} dd_key_map;

/* Makes an empty map for so many keys. False without memory. */
bool dd_key_map_clear(dd_key_map *map, size_t keys);

static inline bool dd_key_map_has(const dd_key_map *map, uint64_t key) {
    const uint64_t place = key >> map->shift;
    return map->word[place >> 6] >> (place & 63) & 1;
}

/* Adds the key of a place and tells whether it was perhaps among them before. */
static inline bool dd_key_map_put_at(dd_key_map *map, uint64_t place) {
    const uint64_t bit = (uint64_t)1 << (place & 63);
    uint64_t *word = &map->word[place >> 6];
    const uint64_t before = *word;
    *word = before | bit;
    return (before & bit) != 0;
}

/* Adds a key and tells whether it was perhaps among them before. */
static inline bool dd_key_map_put(dd_key_map *map, uint64_t key) {
    return dd_key_map_put_at(map, key >> map->shift);
}

static inline void dd_key_map_add(dd_key_map *map, uint64_t key) {
    const uint64_t place = key >> map->shift;
    map->word[place >> 6] |= (uint64_t)1 << (place & 63);
}

#endif
