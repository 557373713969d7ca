#include "verify/distinct.h"

#include <string.h>

#include "base/memory.h"
#include "sketch/shingle.h"

enum { LEAST_SLOT_BITS = 6, MOST_SLOT_BITS = 32 };

static bool reserve_list(dd_key_list *list, size_t keys) {
    list->count = 0;
    return dd_memory_reserve(&list->key, &list->capacity, keys + 1, sizeof *list->key);
}

/* Maps the keys that find their bit set. */
static bool find_repeats(dd_distinct *d, const uint64_t *key, size_t count) {
    if (!dd_key_map_clear(&d->seen, count) || !reserve_list(&d->repeats, count))
        return false;
    dd_key_map seen = d->seen; /* copies, which may stay in registers */
    uint64_t *repeat = d->repeats.key;
    size_t repeats = 0;
    for (size_t i = 0; i < count; i++) { /* no branch on a key: most are new */
        repeat[repeats] = key[i];
        repeats += dd_key_map_put(&seen, key[i]);
    }
    if (!dd_key_map_clear(&d->again, repeats))
        return false;
    for (size_t i = 0; i < repeats; i++)
        dd_key_map_add(&d->again, repeat[i]);
    return true;
}

/* Lists every key, first occurrences too, that may be repeated. */
static void list_repeats(dd_distinct *d, const uint64_t *key, size_t count) {
    const dd_key_map again = d->again;
    uint64_t *repeat = d->repeats.key;
    size_t repeats = 0;
    for (size_t i = 0; i < count; i++) {
        repeat[repeats] = key[i];
        repeats += dd_key_map_has(&again, key[i]);
    }
    d->repeats.count = repeats;
}

/* Puts the listed keys into the table, each once, and returns how many that were. */
static size_t count_listed(dd_distinct *d) {
    const size_t mask = ((size_t)1 << d->slot_bits) - 1;
    size_t zeros = 0, different = 0;
    for (size_t k = 0; k < d->repeats.count; k++) {
        const uint64_t key = d->repeats.key[k];
        size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> (64 - d->slot_bits));
        while (d->slot[i] && d->slot[i] != key)
            i = (i + 1) & mask;
        different += key != 0 && d->slot[i] == 0;
        d->slot[i] = key;
        zeros += key == 0;
    }
    return different + (zeros > 0);
}

static bool clear_table(dd_distinct *d) {
    d->slot_bits = LEAST_SLOT_BITS;
    while (d->slot_bits < MOST_SLOT_BITS && (size_t)1 << d->slot_bits < 2 * d->repeats.count)
        d->slot_bits++;
    if (!dd_memory_reserve(&d->slot, &d->slot_capacity, (size_t)1 << d->slot_bits, sizeof *d->slot))
        return false;
    memset(d->slot, 0, sizeof *d->slot << d->slot_bits);
    return true;
}

size_t dd_distinct_count(dd_distinct *scratch, const uint64_t *key, size_t count) {
    if (!find_repeats(scratch, key, count))
        return SIZE_MAX;
    list_repeats(scratch, key, count);
    if (!clear_table(scratch))
        return SIZE_MAX;
    return count - scratch->repeats.count + count_listed(scratch);
}

static dd_distinct_known *find_known(dd_distinct *scratch, const void *text) {
    const uint64_t key = (uint64_t)(uintptr_t)text * 0x9E3779B97F4A7C15u;
    return &scratch->known[key >> (64 - DD_DISTINCT_KNOWN_BITS)];
}

size_t dd_distinct_shingles(dd_distinct *scratch, const void *text, const dd_letters *letters,
                            size_t shingle) {
    dd_key_list *all = &scratch->all;
    dd_distinct_known *known = find_known(scratch, text);
    if (known->text == text && known->shingle == shingle)
        return known->count;
    if (!reserve_list(all, letters->count))
        return SIZE_MAX;
    all->count = dd_shingle_key_all(letters->letter, letters->count, shingle, all->key);
    const size_t count = dd_distinct_count(scratch, all->key, all->count);
    if (count != SIZE_MAX)
        *known = (dd_distinct_known){text, shingle, count};
    return count;
}

void dd_distinct_free(dd_distinct *scratch) {
    dd_memory_free(scratch->all.key);
    dd_memory_free(scratch->seen.word);
    dd_memory_free(scratch->again.word);
    dd_memory_free(scratch->repeats.key);
    dd_memory_free(scratch->slot);
    *scratch = (dd_distinct){0};
}
