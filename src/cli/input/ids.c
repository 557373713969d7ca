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
    cli_batch strings;     /* memory of paths and metadata; no records */
    const char *last_path; /* records of one file come in a row */
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
    cli_batch_free(&ids->strings);
    free(ids);
}

/* FNV-1a, then mixed so that the low bits depend on all; the same on every machine. */
uint64_t cli_ids_hash(const char *id) {
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

static const char *keep(cli_ids *ids, const char *string) {
    return string != NULL ? cli_batch_copy(&ids->strings, string, strlen(string)) : NULL;
}

static const char *keep_path(cli_ids *ids, const char *path) {
    if (ids->last_path == NULL || strcmp(ids->last_path, path) != 0)
        ids->last_path = keep(ids, path);
    return ids->last_path;
}

/* A copy; NULL if nothing is known. */
static const cli_metadata *keep_metadata(cli_ids *ids, const cli_metadata *from) {
    static const cli_metadata none = {0};
    if (from == NULL || memcmp(from, &none, sizeof none) == 0)
        return NULL;
    const cli_metadata copy = {.title = keep(ids, from->title),
                               .date = keep(ids, from->date),
                               .url = keep(ids, from->url),
                               .source = keep(ids, from->source),
                               .language = keep(ids, from->language)};
    return cli_batch_keep(&ids->strings, &copy, sizeof copy);
}

bool cli_ids_add(cli_ids *ids, const char *id, cli_origin origin) {
    if (ids->count >= ids->size / 2)
        enlarge(ids);
    uint64_t hash = cli_ids_hash(id);
    struct entry *entry = find_place(ids, id, hash);
    if (entry->id != NULL)
        return false;
    entry->hash = hash;
    entry->id = cli_memory_copy(id, strlen(id));
    entry->origin = origin;
    entry->origin.path = keep_path(ids, origin.path);
    entry->origin.metadata = keep_metadata(ids, origin.metadata);
    ids->count++;
    return true;
}

const cli_origin *cli_ids_find(const cli_ids *ids, const char *id) {
    const struct entry *entry = find_place(ids, id, cli_ids_hash(id));
    return entry->id != NULL ? &entry->origin : NULL;
}
