#include "verify/resemblance.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"

enum { LEAST_BITS = 6, MOST_BITS = 32, BATCH = 256 }; /* keys are odd, so 2^31 at most */

static size_t first_slot(uint32_t key, unsigned bits) {
    return key * 0x9E3779B1u >> (32 - bits);
}

static bool has(const dd_shingle_set *set, uint32_t key) {
    const size_t mask = ((size_t)1 << set->bits) - 1;
    size_t i = first_slot(key, set->bits);
    while (set->slot[i] && set->slot[i] != key)
        i = (i + 1) & mask;
    return set->slot[i] == key;
}

static void add(dd_shingle_set *set, uint64_t hash) {
    const size_t mask = ((size_t)1 << set->bits) - 1;
    const uint32_t key = (uint32_t)(hash >> 32) | 1;
    size_t i = first_slot(key, set->bits);
    while (set->slot[i] && set->slot[i] != key)
        i = (i + 1) & mask;
    set->key[set->count] = key;
    set->count += set->slot[i] == 0;
    set->slot[i] = key;
}

dedupe_status dd_resemblance_set(dd_shingle_set *set, const dd_letters *letters, size_t shingle,
                                 dedupe_error *error) {
    set->bits = LEAST_BITS;
    set->count = 0;
    while (set->bits < MOST_BITS && (size_t)1 << set->bits < 2 * letters->count)
        set->bits++;
    if (!dd_memory_reserve(&set->slot, &set->capacity, (size_t)1 << set->bits, sizeof *set->slot) ||
        !dd_memory_reserve(&set->key, &set->key_capacity, letters->count + 1, sizeof *set->key))
        return dd_error_memory(error);
    memset(set->slot, 0, sizeof *set->slot << set->bits);
    if (letters->count > 0 && letters->count < shingle)
        add(set, dd_shingle_hash(letters->letter, letters->count));
    for (size_t i = 0; i + shingle <= letters->count; i += BATCH) {
        uint64_t hash[BATCH];
        const size_t rest = letters->count - i, most = BATCH + shingle - 1;
        const size_t windows =
            dd_shingle_hash_all(letters->letter + i, rest < most ? rest : most, shingle, hash);
        for (size_t k = 0; k < windows; k++)
            add(set, hash[k]);
    }
    return DEDUPE_OK;
}

double dd_resemblance_jaccard(const dd_shingle_set *a, const dd_shingle_set *b) {
    size_t both = 0;
    for (size_t i = 0; i < b->count; i++)
        both += has(a, b->key[i]);
    const size_t either = a->count + b->count - both;
    return either > 0 ? (double)both / (double)either : 0;
}

void dd_resemblance_free(dd_shingle_set *set) {
    dd_memory_free(set->slot);
    dd_memory_free(set->key);
    *set = (dd_shingle_set){0};
}
