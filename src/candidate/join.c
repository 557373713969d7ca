#include "candidate/join.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

/* What is sorted is place in the partition << KEY_BITS | key, stably, by the key alone: equal hashes come
 * together in order of article and position. */
enum { KEY_BITS = 32, SORTED_BITS = 24 };
enum {
    FEWEST_PARTITION_BITS = DD_PARTITIONS_HASH_BITS - SORTED_BITS,
    MOST_PARTITION_BITS = 12,
    PARTITION_SAMPLES = 1 << 12, /* 104 KiB with all that is made of them: within the second-level cache */
    GRAIN = 4,
    LINE_KEYS = 16 /* prefetch distance, in places: a cache line of keys */
};

/* ---- open */

static unsigned choose_bits(uint64_t samples) {
    unsigned bits = FEWEST_PARTITION_BITS;
    while (bits < MOST_PARTITION_BITS && samples >> bits > PARTITION_SAMPLES)
        bits++;
    return bits;
}

/* As few batches as give each no more than so many samples. */
static size_t choose_batch_size(size_t partitions, uint64_t total, uint64_t most_entries) {
    size_t size = partitions;
    while (size > 1 && total / partitions * size > most_entries)
        size /= 2;
    return size;
}

/* The most places that a batch has. */
static size_t largest_batch(const dd_join *join) {
    size_t most = 0;
    for (size_t first = 0; first < join->parts.count; first += join->batch_size) {
        const size_t places = join->parts.begin[first + join->batch_size] - join->parts.begin[first];
        most = places > most ? places : most;
    }
    return most;
}

dedupe_status dd_join_open(dd_join *join, dd_article *const *article, size_t count, uint64_t most_entries,
                           dd_pool *pool, dedupe_error *error) {
    const uint64_t total = dd_partitions_total(article, count);
    if (total > UINT32_MAX)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "too much text: more than 2^32 sampled shingles");
    join->pool = pool;
    dedupe_status status = dd_partitions_make(&join->parts, article, count, choose_bits(total), pool, error);
    if (status != DEDUPE_OK)
        return status;
    join->batch_size = choose_batch_size(join->parts.count, total, most_entries);
    const size_t places = largest_batch(join);
    join->batch = dd_memory_allocate_zeroed(join->batch_size, sizeof *join->batch);
    join->key = dd_memory_allocate(places, sizeof *join->key);
    join->article = dd_memory_allocate(places, sizeof *join->article);
    join->position = dd_memory_allocate(places, sizeof *join->position);
    return join->batch && join->key && join->article && join->position ? DEDUPE_OK : dd_error_memory(error);
}

/* ---- scatter */

/* The next places of a chunk in the partitions of the batch, from that of the batch's first. */
static void find_places(const dd_join *join, size_t chunk, size_t *next) {
    const size_t *start = join->parts.start + chunk * join->parts.count + join->first_partition;
    for (size_t p = 0; p < join->batch_size; p++)
        next[p] = start[p] - join->parts.begin[join->first_partition];
}

static dedupe_status scatter_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const dd_join *join = context;
    const dd_partitions *parts = &join->parts;
    const uint32_t rest = ((uint32_t)1 << (DD_PARTITIONS_HASH_BITS - parts->bits)) - 1;
    size_t next[1 << MOST_PARTITION_BITS];
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        find_places(join, chunk, next);
        for (size_t a = parts->chunk_begin[chunk]; a < parts->chunk_begin[chunk + 1]; a++) {
            const dd_samples *samples = &parts->samples[a];
            dd_partitions_prefetch(parts, a);
            for (size_t i = 0; i < samples->count; i++) {
                const size_t p = dd_partitions_of(parts, samples->hash[i]) - join->first_partition;
                if (p >= join->batch_size) /* of another batch, or replaced */
                    continue;
                const size_t place = next[p]++;
                join->key[place] = samples->hash[i] & rest;
                join->article[place] = (uint32_t)a;
                join->position[place] = dd_sample_place(samples, i);
                __builtin_prefetch(&join->key[place + LINE_KEYS], 1);
                __builtin_prefetch(&join->article[place + LINE_KEYS], 1);
                __builtin_prefetch(&join->position[place + 2 * LINE_KEYS], 1);
            }
        }
    }
    return DEDUPE_OK;
}

/* ---- postings */

/* Scratch memory of a thread. */
typedef struct sorting {
    uint64_t *entry, *scratch;
    size_t entry_capacity, scratch_capacity;
} sorting;

/* The end of the run of equal keys that starts at `begin`. */
static size_t run_end(const uint64_t *entry, size_t begin, size_t count) {
    const uint32_t key = (uint32_t)entry[begin];
    size_t end = begin + 1;
    while (end < count && (uint32_t)entry[end] == key)
        end++;
    return end;
}

/* Room for the runs of two entries or more. */
static bool reserve_postings(dd_partition *part, const uint64_t *entry, size_t count) {
    size_t postings = 0, carriers = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = run_end(entry, i, count);
        postings += end - i > 1;
        carriers += end - i > 1 ? end - i : 0;
    }
    part->begin = dd_memory_allocate(postings, sizeof *part->begin);
    part->carrier = dd_memory_allocate(carriers, sizeof *part->carrier);
    part->position = dd_memory_allocate(carriers, sizeof *part->position);
    return part->begin && part->carrier && part->position;
}

/* Turns one run into a posting, unless one article alone holds it, and notes its number in place of the key
 * of its samples, whose places start at `first`. */
static void add_posting(const dd_join *join, dd_partition *part, size_t first, const uint64_t *entry,
                        size_t count) {
    const size_t before = part->carrier_count;
    for (size_t i = 0; i < count && count > 1; i++) {
        const size_t place = first + (entry[i] >> KEY_BITS);
        const uint32_t a = join->article[place];
        if (part->carrier_count > before && part->carrier[part->carrier_count - 1] == a)
            continue;
        part->carrier[part->carrier_count] = a;
        part->position[part->carrier_count++] = join->position[place];
    }
    uint32_t posting = 0;
    if (part->carrier_count - before >= 2) {
        part->begin[part->posting_count++] = (uint32_t)before;
        posting = (uint32_t)part->posting_count;
    } else {
        part->carrier_count = before;
    }
    for (size_t i = 0; i < count; i++)
        join->key[first + (entry[i] >> KEY_BITS)] = posting;
}

static bool build_partition(const dd_join *join, sorting *sort, size_t p) {
    const size_t number = join->first_partition + p, count = join->parts.size[number];
    const size_t first = join->parts.begin[number] - join->parts.begin[join->first_partition];
    dd_partition *part = &join->batch[p];
    if (!dd_memory_reserve(&sort->entry, &sort->entry_capacity, count, sizeof *sort->entry) ||
        !dd_memory_reserve(&sort->scratch, &sort->scratch_capacity, count, sizeof *sort->scratch))
        return false;
    uint64_t *entry = sort->entry;
    for (size_t i = 0; i < count; i++)
        entry[i] = (uint64_t)i << KEY_BITS | join->key[first + i];
    dd_sort_u64(entry, sort->scratch, count, SORTED_BITS);
    if (!reserve_postings(part, entry, count))
        return false;
    for (size_t i = 0, end; i < count; i = end) {
        end = run_end(entry, i, count);
        add_posting(join, part, first, entry + i, end - i);
    }
    return true;
}

static dedupe_status build_partitions(void *context, unsigned worker, size_t begin, size_t end,
                                      dedupe_error *error) {
    const dd_join *join = context;
    sorting sort = {0};
    bool ok = true;
    (void)worker;
    for (size_t p = begin; p < end && ok; p++)
        ok = build_partition(join, &sort, p);
    dd_memory_free(sort.entry);
    dd_memory_free(sort.scratch);
    return ok ? DEDUPE_OK : dd_error_memory(error);
}

/* ---- batches */

static void free_batch(dd_join *join) {
    for (size_t p = 0; join->batch && p < join->batch_size; p++) {
        dd_memory_free(join->batch[p].begin);
        dd_memory_free(join->batch[p].carrier);
        dd_memory_free(join->batch[p].position);
        join->batch[p] = (dd_partition){0};
    }
}

dedupe_status dd_join_batch(dd_join *join, size_t first, dedupe_error *error) {
    free_batch(join);
    join->first_partition = first;
    dedupe_status status =
        dd_pool_run(join->pool, DD_PARTITIONS_CHUNKS, 1, scatter_chunks, join, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(join->pool, join->batch_size, GRAIN, build_partitions, join, NULL, NULL, error);
    return status;
}

static dedupe_status replace_hashes(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const dd_join *join = context;
    const dd_partitions *parts = &join->parts;
    size_t next[1 << MOST_PARTITION_BITS];
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        find_places(join, chunk, next);
        for (size_t a = parts->chunk_begin[chunk]; a < parts->chunk_begin[chunk + 1]; a++) {
            const dd_samples *samples = &parts->samples[a];
            dd_partitions_prefetch(parts, a);
            for (size_t i = 0; i < samples->count; i++) {
                const size_t p = dd_partitions_of(parts, samples->hash[i]) - join->first_partition;
                if (p >= join->batch_size)
                    continue;
                const size_t place = next[p]++;
                const uint32_t local = join->key[place];
                const uint32_t posting = DD_JOIN_REPLACED | (join->batch[p].first_posting + local - 1);
                samples->hash[i] = local != 0 ? posting : samples->hash[i]; /* its hash says the same */
                __builtin_prefetch(&join->key[place + LINE_KEYS]);
            }
        }
    }
    return DEDUPE_OK;
}

dedupe_status dd_join_replace(dd_join *join, dedupe_error *error) {
    return dd_pool_run(join->pool, DD_PARTITIONS_CHUNKS, 1, replace_hashes, join, NULL, NULL, error);
}

void dd_join_close(dd_join *join) {
    free_batch(join);
    dd_memory_free(join->batch);
    dd_memory_free(join->key);
    dd_memory_free(join->article);
    dd_memory_free(join->position);
    dd_partitions_free(&join->parts);
    *join = (dd_join){0};
}
