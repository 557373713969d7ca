/* The ids of all articles: a hash table with open addressing, at most half full. */
#include "ids.h"

#include "../program_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t hash;
    char *id; /* NULL: free */
    cli_origin origin;
};

struct cli_ids {
    struct entry *entries;
    size_t size; /* a power of two */
    size_t count;
};

cli_ids *cli_ids_create(void) {
    cli_ids *ids = cli_memory_allocate(1, sizeof *ids);
    ids->size = 64;
    ids->entries = cli_memory_allocate(ids->size, sizeof *ids->entries);
    return ids;
}

void cli_ids_free(cli_ids *ids) {
    if (ids == NULL)
        return;
    for (size_t i = 0; i < ids->size; i++)
        free(ids->entries[i].id);
    free(ids->entries);
    free(ids);
}

/* FNV-1a, then mixed so that the low bits depend on all. */
static uint64_t hash_of(const char *id) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (const unsigned char *byte = (const unsigned char *)id; *byte != 0; byte++)
        hash = (hash ^ *byte) * 0x100000001B3u;
    return hash ^ hash >> 29;
}

/* The entry of that id, or the free one where it belongs. */
static struct entry *find_place(const cli_ids *ids, const char *id, uint64_t hash) {
    size_t mask = ids->size - 1;
    size_t place = (size_t)hash & mask;
    while (ids->entries[place].id != NULL &&
           (ids->entries[place].hash != hash || strcmp(ids->entries[place].id, id) != 0))
        place = (place + 1) & mask;
    return &ids->entries[place];
}

static void enlarge(cli_ids *ids) {
    struct entry *old = ids->entries;
    size_t old_size = ids->size;
    ids->size = old_size * 2;
    ids->entries = cli_memory_allocate(ids->size, sizeof *ids->entries);
    for (size_t i = 0; i < old_size; i++) {
        if (old[i].id != NULL)
            *find_place(ids, old[i].id, old[i].hash) = old[i];
    }
    free(old);
}

bool cli_ids_add(cli_ids *ids, const char *id, cli_origin origin) {
    if (ids->count >= ids->size / 2)
        enlarge(ids);
    uint64_t hash = hash_of(id);
    struct entry *entry = find_place(ids, id, hash);
    if (entry->id != NULL)
        return false;
    entry->hash = hash;
    entry->id = cli_memory_copy(id, strlen(id));
    entry->origin = origin;
    ids->count++;
    return true;
}

const cli_origin *cli_ids_find(const cli_ids *ids, const char *id) {
    const struct entry *entry = find_place(ids, id, hash_of(id));
    return entry->id != NULL ? &entry->origin : NULL;
}
