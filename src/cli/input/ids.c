/* The ids of all articles: a list, and a hash table of places in it with open addressing, at most half full.
 * A place knows part of the hash, so that other ids are looked at only where that is the same. */
#include "ids.h"

#include "../cleanup.h"
#include "../program_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *id;
    cli_origin origin;
    size_t again; /* every "id#2" to this number is taken, too; 0: not known */
};

struct place {
    uint32_t hash;
    uint32_t number; /* of the entry + 1; 0: free */
};

struct cli_ids {
    struct entry *entries;
    size_t count;
    size_t capacity;
    struct place *places;
    size_t size;           /* of `places`, a power of two */
    cli_batch strings;     /* memory of ids, paths and metadata; no records */
    const char *last_path; /* records of one file come in a row */
};

cli_ids *cli_ids_create(void) {
    cli_ids *ids = cli_memory_allocate(1, sizeof *ids);
    ids->size = 64;
    ids->places = cli_memory_allocate(ids->size, sizeof *ids->places);
    return ids;
}

void cli_ids_free(cli_ids *ids) {
    if (ids == NULL)
        return;
    free(ids->entries);
    free(ids->places);
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

/* The place of that id, or the free one where it belongs. */
static struct place *find_place(const cli_ids *ids, const char *id, uint32_t hash) {
    const size_t mask = ids->size - 1;
    size_t i = hash & mask;
    while (ids->places[i].number != 0 &&
           (ids->places[i].hash != hash || strcmp(ids->entries[ids->places[i].number - 1].id, id) != 0))
        i = (i + 1) & mask;
    return &ids->places[i];
}

static void enlarge(cli_ids *ids) {
    struct place *old = ids->places;
    const size_t old_size = ids->size;
    ids->size = old_size * 2;
    ids->places = cli_memory_allocate(ids->size, sizeof *ids->places);
    for (size_t i = 0; i < old_size; i++) {
        size_t to = old[i].hash & (ids->size - 1);
        if (old[i].number == 0)
            continue;
        while (ids->places[to].number != 0)
            to = (to + 1) & (ids->size - 1);
        ids->places[to] = old[i];
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
    const uint32_t hash = (uint32_t)cli_ids_hash(id);
    struct place *place = find_place(ids, id, hash);
    if (place->number != 0)
        return false;
    if (ids->count == UINT32_MAX)
        cli_cleanup_die("more records than can be counted");
    ids->entries = cli_memory_grow(ids->entries, &ids->capacity, ids->count + 1, sizeof *ids->entries);
    struct entry *entry = &ids->entries[ids->count++];
    entry->id = keep(ids, id);
    entry->origin = origin;
    entry->again = 0;
    entry->origin.path = keep_path(ids, origin.path);
    entry->origin.metadata = keep_metadata(ids, origin.metadata);
    *place = (struct place){hash, (uint32_t)ids->count};
    return true;
}

const cli_origin *cli_ids_find(const cli_ids *ids, const char *id) {
    const struct place *place = find_place(ids, id, (uint32_t)cli_ids_hash(id));
    return place->number != 0 ? &ids->entries[place->number - 1].origin : NULL;
}

void cli_ids_add_place(cli_text_buffer *out, const cli_origin *origin) {
    cli_text_buffer_add_bytes(out, origin->path, strlen(origin->path));
    if (origin->number > 0)
        cli_text_buffer_add(out, "#%zu", origin->number);
    else if (origin->line > 0)
        cli_text_buffer_add(out, ":%zu", origin->line);
}

void cli_ids_add_taken(cli_text_buffer *out, const cli_ids *ids, const char *id, const cli_origin *origin) {
    const cli_origin *first = cli_ids_find(ids, id);
    cli_text_buffer_add(out, "id \"%s\" is taken already by ", id);
    cli_ids_add_place(out, first);
    if (origin->line > 0 || origin->number > 0)
        cli_text_buffer_add(out, "; --id-field can name fields that tell the two apart%s",
                            strcmp(first->path, origin->path) != 0
                                ? ", or one that none has: then all are named by file and line"
                                : "");
}

void cli_ids_name(cli_ids *ids, cli_origin origin, cli_text_buffer *name) {
    const size_t start = name->length;
    cli_ids_add_place(name, &origin);
    const size_t whole = name->length;
    if (cli_ids_add(ids, name->bytes + start, origin))
        return;
    const size_t first =
        find_place(ids, name->bytes + start, (uint32_t)cli_ids_hash(name->bytes + start))->number - 1;
    size_t again = ids->entries[first].again > 0 ? ids->entries[first].again : 1;
    do {
        name->length = whole;
        cli_text_buffer_add(name, "#%zu", ++again);
    } while (!cli_ids_add(ids, name->bytes + start, origin));
    ids->entries[first].again = again;
}
