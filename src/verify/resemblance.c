#include "verify/resemblance.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum {
    BITS_A_KEY = 16, /* so that one key in sixteen is seen by accident */
    LEAST_MAP_BITS = 9,
    MOST_MAP_BITS = 31,
    LEAST_SLOT_BITS = 6,
    MOST_SLOT_BITS = 32,
    WORD_BITS = 6
};

/* ---- maps of bits */

static bool map_clear(dd_key_map *map, size_t keys) {
    unsigned bits = LEAST_MAP_BITS;
    while (bits < MOST_MAP_BITS && (size_t)1 << bits < BITS_A_KEY * keys)
        bits++;
    const size_t words = (size_t)1 << (bits - WORD_BITS);
    if (!dd_memory_reserve(&map->word, &map->capacity, words, sizeof *map->word))
        return false;
    memset(map->word, 0, words * sizeof *map->word);
    map->shift = 32 - bits;
    return true;
}

static inline uint64_t map_get(const dd_key_map *map, uint32_t key) {
    const uint32_t place = key >> map->shift;
    return map->word[place >> WORD_BITS] >> (place & 63) & 1;
}

static inline void map_set(dd_key_map *map, uint32_t key) {
    const uint32_t place = key >> map->shift;
    map->word[place >> WORD_BITS] |= (uint64_t)1 << (place & 63);
}

/* ---- the table */

static bool table_clear(dd_resemblance *r, size_t keys) {
    r->slot_bits = LEAST_SLOT_BITS;
    while (r->slot_bits < MOST_SLOT_BITS && (size_t)1 << r->slot_bits < 2 * keys)
        r->slot_bits++;
    if (!dd_memory_reserve(&r->slot, &r->slot_capacity, (size_t)1 << r->slot_bits, sizeof *r->slot))
        return false;
    memset(r->slot, 0, sizeof *r->slot << r->slot_bits);
    return true;
}

/* The slot that holds the key, taken or not, or else the empty one where it belongs. */
static uint32_t *table_slot(const dd_resemblance *r, uint32_t key) {
    const size_t mask = ((size_t)1 << r->slot_bits) - 1;
    size_t i = key * 0x9E3779B1u >> (32 - r->slot_bits);
    while (r->slot[i] && (r->slot[i] | 1) != key)
        i = (i + 1) & mask;
    return &r->slot[i];
}

/* Adds each key of the list once. Returns how many that were. */
static size_t table_add(dd_resemblance *r, const dd_key_list *list) {
    size_t added = 0;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t *slot = table_slot(r, list->key[i]);
        added += *slot == 0;
        *slot = list->key[i];
    }
    return added;
}

/* Counts the keys of the list that the table has, each once. */
static size_t table_take(dd_resemblance *r, const dd_key_list *list) {
    size_t taken = 0;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t *slot = table_slot(r, list->key[i]);
        taken += *slot & 1;
        *slot &= ~1u;
    }
    return taken;
}

/* ---- lists of keys that may be what is looked for. Nothing branches on a key: most are not. */

static bool list_reserve(dd_key_list *list, size_t keys) {
    list->count = 0;
    return dd_memory_reserve(&list->key, &list->capacity, keys + 1, sizeof *list->key);
}

/* Lists the keys of the set that have their bit in the map. */
static bool list_seen(dd_key_list *list, const dd_shingle_set *set, const dd_key_map *map) {
    if (!list_reserve(list, set->count))
        return false;
    for (size_t i = 0; i < set->count; i++) {
        list->key[list->count] = set->key[i];
        list->count += map_get(map, set->key[i]);
    }
    return true;
}

/* Sets the bits of the set's keys and lists those that found theirs set. */
static bool list_repeats(dd_key_list *list, dd_shingle_set *set) {
    if (!map_clear(&set->seen, set->count) || !list_reserve(list, set->count))
        return false;
    for (size_t i = 0; i < set->count; i++) {
        list->key[list->count] = set->key[i];
        list->count += map_get(&set->seen, set->key[i]);
        map_set(&set->seen, set->key[i]);
    }
    return true;
}

static bool map_list(dd_key_map *map, const dd_key_list *list) {
    if (!map_clear(map, list->count))
        return false;
    for (size_t i = 0; i < list->count; i++)
        map_set(map, list->key[i]);
    return true;
}

/* ---- sets */

/* Keys are odd, and not 1, so that one whose lowest bit is taken off is neither 0 nor another key. */
static uint32_t odd(uint32_t key) {
    return key > 1 ? key | 1 : 3;
}

static void collect_keys(dd_shingle_set *set, const dd_letters *letters, size_t shingle) {
    const uint8_t *letter = letters->letter;
    set->count = 0;
    if (letters->count > 0 && letters->count < shingle)
        set->key[set->count++] = odd((uint32_t)(dd_shingle_hash(letter, letters->count) >> 32));
    else if (shingle == DD_SHINGLE_DEFAULT_LETTERS)
        for (; set->count + DD_SHINGLE_DEFAULT_LETTERS <= letters->count; set->count++)
            set->key[set->count] = odd(dd_shingle_key(letter + set->count, DD_SHINGLE_DEFAULT_LETTERS));
    else
        for (; set->count + shingle <= letters->count; set->count++)
            set->key[set->count] = odd(dd_shingle_key(letter + set->count, shingle));
}

/* Counts the distinct keys: those that find their bit set may be repeats, and are looked at. */
static bool count_distinct(dd_shingle_set *set, dd_resemblance *r) {
    if (!list_repeats(&r->few, set) || !map_list(&r->map, &r->few) || !list_seen(&r->more, set, &r->map) ||
        !table_clear(r, r->more.count))
        return false;
    set->distinct = set->count - r->more.count + table_add(r, &r->more);
    return true;
}

dedupe_status dd_shingle_set_make(dd_shingle_set *set, dd_resemblance *scratch, const dd_letters *letters,
                                  size_t shingle, dedupe_error *error) {
    if (!dd_memory_reserve(&set->key, &set->key_capacity, letters->count + 1, sizeof *set->key))
        return dd_error_memory(error);
    collect_keys(set, letters, shingle);
    return count_distinct(set, scratch) ? DEDUPE_OK : dd_error_memory(error);
}

dedupe_status dd_resemblance_jaccard(dd_resemblance *scratch, const dd_shingle_set *a,
                                     const dd_shingle_set *b, double *jaccard, dedupe_error *error) {
    dd_resemblance *r = scratch;
    if (!list_seen(&r->few, b, &a->seen) || !map_list(&r->map, &r->few) || !list_seen(&r->more, a, &r->map) ||
        !table_clear(r, r->few.count))
        return dd_error_memory(error);
    table_add(r, &r->few);
    const size_t both = table_take(r, &r->more), either = a->distinct + b->distinct - both;
    *jaccard = either > 0 ? (double)both / (double)either : 0;
    return DEDUPE_OK;
}

void dd_shingle_set_free(dd_shingle_set *set) {
    dd_memory_free(set->key);
    dd_memory_free(set->seen.word);
    *set = (dd_shingle_set){0};
}

void dd_resemblance_free(dd_resemblance *scratch) {
    dd_memory_free(scratch->map.word);
    dd_memory_free(scratch->few.key);
    dd_memory_free(scratch->more.key);
    dd_memory_free(scratch->slot);
    *scratch = (dd_resemblance){0};
}
