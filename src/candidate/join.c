#include "candidate/join.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

/* An entry is number of the sample << KEY_BITS | hash. Entries are scattered in order of number and sorted,
 * stably, by the hash alone: equal hashes come together in order of article and position. */
enum { HASH_BITS = 31, KEY_BITS = 32, HINT_BITS = 6 };
enum {
    BATCHES = 4,
    FEWEST_PARTITION_BITS = 3,
    MOST_PARTITION_BITS = 12,
    PARTITION_SAMPLES = 1 << 15, /* 256 KiB of entries: worked on within the second-level cache */
    CHUNKS = 32,
    CACHE_LINE = 64,
    GATHERED = 256 /* samples that are looked through at a time for those of the batch */
};
enum {
    FILTER_KEYS = 4, /* for each entry: so that about one unique sample in five passes the filter */
    LEAST_FILTER_BITS = 6,
    KEYS_A_WORD = 32
};

/* ---- open */

static unsigned choose_partition_bits(uint64_t samples) {
    unsigned bits = FEWEST_PARTITION_BITS;
    while (bits < MOST_PARTITION_BITS && samples >> bits > PARTITION_SAMPLES)
        bits++;
    return bits;
}

/* Numbers the samples and cuts the articles into chunks of about as many samples. */
static void number_samples(dd_join *join, uint64_t total) {
    size_t next_hint = 0, chunk = 0;
    join->first[0] = 0;
    for (size_t a = 0; a < join->article_count; a++) {
        const dd_samples *samples = &join->article[a]->samples;
        join->first[a + 1] = join->first[a] + samples->count;
        join->source[a] = (dd_join_source){samples->hash, samples->position,
                                           samples->has_dense ? (uint16_t)~DD_SAMPLE_DENSE : UINT16_MAX};
        for (; (uint64_t)next_hint << HINT_BITS < join->first[a + 1]; next_hint++)
            join->hint[next_hint] = (uint32_t)a;
        while (chunk < CHUNKS && join->first[a] >= total * chunk / CHUNKS)
            join->chunk_begin[chunk++] = a;
    }
    while (chunk <= CHUNKS)
        join->chunk_begin[chunk++] = join->article_count;
}

static dedupe_status count_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const dd_join *join = context;
    const unsigned shift = HASH_BITS - join->partition_bits;
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        uint32_t *count = join->chunk_count + chunk * join->partition_count;
        for (size_t a = join->chunk_begin[chunk]; a < join->chunk_begin[chunk + 1]; a++) {
            const dd_samples *samples = &join->article[a]->samples;
            for (size_t i = 0; i < samples->count; i++)
                count[samples->hash[i] >> shift]++;
        }
    }
    return DEDUPE_OK;
}

/* The most entries that a batch has. */
static size_t largest_batch(const dd_join *join) {
    size_t most = 0;
    for (size_t first = 0; first < join->partition_count; first += join->batch_size) {
        size_t entries = 0;
        for (size_t chunk = 0; chunk < CHUNKS; chunk++)
            for (size_t p = first; p < first + join->batch_size; p++)
                entries += join->chunk_count[chunk * join->partition_count + p];
        most = entries > most ? entries : most;
    }
    return most;
}

dedupe_status dd_join_open(dd_join *join, dd_article *const *article, size_t count, dd_pool *pool,
                           dedupe_error *error) {
    uint64_t total = 0;
    for (size_t a = 0; a < count; a++)
        total += article[a]->samples.count;
    if (total > UINT32_MAX)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "too much text: more than 2^32 sampled shingles");
    join->article = article;
    join->article_count = count;
    join->pool = pool;
    join->partition_bits = choose_partition_bits(total);
    join->partition_count = (size_t)1 << join->partition_bits;
    join->batch_size = join->partition_count / BATCHES;
    join->first = dd_memory_allocate(count + 1, sizeof *join->first);
    join->source = dd_memory_allocate(count, sizeof *join->source);
    join->hint = dd_memory_allocate((size_t)(total >> HINT_BITS) + 1, sizeof *join->hint);
    join->chunk_begin = dd_memory_allocate(CHUNKS + 1, sizeof *join->chunk_begin);
    join->chunk_count = dd_memory_allocate_zeroed(CHUNKS * join->partition_count, sizeof *join->chunk_count);
    join->cursor = dd_memory_allocate(CHUNKS * join->batch_size, sizeof *join->cursor);
    join->batch = dd_memory_allocate_zeroed(join->batch_size, sizeof *join->batch);
    if (!join->first || !join->source || !join->hint || !join->chunk_begin || !join->chunk_count ||
        !join->cursor || !join->batch)
        return dd_error_memory(error);
    number_samples(join, total);
    dedupe_status status = dd_pool_run(pool, CHUNKS, 1, count_chunks, join, NULL, NULL, error);
    if (status != DEDUPE_OK)
        return status;
    join->entry = dd_memory_allocate(largest_batch(join) + 1, sizeof *join->entry);
    return join->entry ? DEDUPE_OK : dd_error_memory(error);
}

/* ---- scatter */

/* Lays the partitions of the batch out one after the other, and the chunks within each. */
static void lay_out(dd_join *join) {
    size_t at = 0;
    for (size_t p = 0; p < join->batch_size; p++) {
        join->batch[p] = (dd_partition){.entry = join->entry + at};
        for (size_t chunk = 0; chunk < CHUNKS; chunk++) {
            join->cursor[chunk * join->batch_size + p] = at;
            at += join->chunk_count[chunk * join->partition_count + join->first_partition + p];
        }
        join->batch[p].entry_count = (size_t)(join->entry + at - join->batch[p].entry);
    }
}

static size_t samples_of(const dd_join *join, size_t a) {
    return (size_t)(join->first[a + 1] - join->first[a]);
}

/* Asks for the hashes of the article that is looked through next: by rank they lie all over memory. */
static void prefetch_hashes(const dd_join *join, size_t a) {
    if (a < join->article_count)
        for (size_t i = 0; i < samples_of(join, a); i += CACHE_LINE / sizeof(uint32_t))
            __builtin_prefetch(join->source[a].hash + i);
}

/* Entries of an article on their way to the partitions. */
typedef struct gathering {
    uint64_t entry[GATHERED];
    uint16_t part[GATHERED];
} gathering;

/* Gathers those of up to GATHERED samples that belong to the batch, without a branch on which: one in four
 * does. A replaced hash belongs to no partition. */
static size_t gather(const dd_join *join, const uint32_t *hash, size_t count, uint64_t number,
                     gathering *out) {
    const unsigned shift = HASH_BITS - join->partition_bits;
    const uint32_t rest = (1u << shift) - 1, first = (uint32_t)join->first_partition;
    const uint32_t batch_size = (uint32_t)join->batch_size;
    size_t gathered = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t part = (hash[i] >> shift) - first;
        out->entry[gathered] = (number + i) << KEY_BITS | (hash[i] & rest);
        out->part[gathered] = (uint16_t)part;
        gathered += part < batch_size;
    }
    return gathered;
}

static dedupe_status scatter_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const dd_join *join = context;
    uint64_t *entry = join->entry;
    gathering gathered;
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        size_t *cursor = join->cursor + chunk * join->batch_size;
        for (size_t a = join->chunk_begin[chunk]; a < join->chunk_begin[chunk + 1]; a++) {
            prefetch_hashes(join, a + 1);
            const size_t samples = samples_of(join, a);
            for (size_t i = 0; i < samples; i += GATHERED) {
                const size_t rest = samples - i;
                const size_t count = gather(join, join->source[a].hash + i, rest < GATHERED ? rest : GATHERED,
                                            join->first[a] + i, &gathered);
                for (size_t k = 0; k < count; k++)
                    entry[cursor[gathered.part[k]]++] = gathered.entry[k];
            }
        }
    }
    return DEDUPE_OK;
}

/* ---- unique samples */

/* Two bits a key, a key being a part of the hash: a sample has it, a second one has it. Zero-initialise;
 * reuse. */
typedef struct filter {
    uint64_t *word;
    size_t capacity;
    unsigned bits; /* of a key */
} filter;

static bool filter_clear(filter *f, size_t entries, unsigned hash_bits) {
    f->bits = LEAST_FILTER_BITS;
    while (f->bits < hash_bits && (size_t)1 << f->bits < FILTER_KEYS * entries)
        f->bits++;
    const size_t words = ((size_t)1 << f->bits) / KEYS_A_WORD;
    if (!dd_memory_reserve(&f->word, &f->capacity, words, sizeof *f->word))
        return false;
    memset(f->word, 0, words * sizeof *f->word);
    return true;
}

/* Drops the entries whose key no second entry has, most of them: they are unique for certain. Of the others
 * the sort will tell. */
static void filter_unique(const filter *f, dd_partition *part) {
    const uint32_t mask = (uint32_t)(((uint64_t)1 << f->bits) - 1);
    size_t kept = 0;
    for (size_t i = 0; i < part->entry_count; i++) {
        const uint32_t key = (uint32_t)part->entry[i] & mask;
        const unsigned place = 2 * (key % KEYS_A_WORD);
        const uint64_t word = f->word[key / KEYS_A_WORD], seen = word >> place & 1;
        f->word[key / KEYS_A_WORD] = word | (1 | seen << 1) << place;
    }
    for (size_t i = 0; i < part->entry_count; i++) {
        const uint64_t entry = part->entry[i];
        const uint32_t key = (uint32_t)entry & mask;
        part->entry[kept] = entry;
        kept += f->word[key / KEYS_A_WORD] >> (2 * (key % KEYS_A_WORD) + 1) & 1;
    }
    part->entry_count = kept;
}

/* ---- postings */

static uint64_t number_of(const dd_partition *part, size_t i) {
    return part->entry[i] >> KEY_BITS;
}

/* The article that a sample belongs to: the hint is exact but for the articles that start within the same
 * few samples. */
static size_t article_of(const dd_join *join, uint64_t number) {
    size_t a = join->hint[number >> HINT_BITS];
    while (join->first[a + 1] <= number)
        a++;
    return a;
}

/* The end of the run of equal hashes that starts at `begin`. */
static size_t run_end(const dd_partition *part, size_t begin) {
    const uint32_t hash = (uint32_t)part->entry[begin];
    size_t end = begin + 1;
    while (end < part->entry_count && (uint32_t)part->entry[end] == hash)
        end++;
    return end;
}

/* Asks for the position of a sample, which add_posting is about to read from anywhere in memory. */
static void prefetch_position(const dd_join *join, uint64_t number) {
    const size_t a = article_of(join, number);
    __builtin_prefetch(&join->source[a].position[number - join->first[a]]);
}

/* Room for the runs of two entries or more. */
static bool reserve_postings(const dd_join *join, dd_partition *part) {
    size_t postings = 0, carriers = 0;
    for (size_t i = 0, end; i < part->entry_count; i = end) {
        end = run_end(part, i);
        if (end - i == 1)
            continue;
        postings++;
        carriers += end - i;
        for (size_t k = i; k < end; k++)
            prefetch_position(join, number_of(part, k));
    }
    part->begin = dd_memory_allocate(postings, sizeof *part->begin);
    part->carrier = dd_memory_allocate(carriers, sizeof *part->carrier);
    part->position = dd_memory_allocate(carriers, sizeof *part->position);
    return part->begin && part->carrier && part->position;
}

/* Turns one run into a posting, unless one article alone holds it, and notes its local number (from 1, or 0
 * for none) in place of the hash of its entries. */
static void add_posting(const dd_join *join, dd_partition *part, size_t begin, size_t end) {
    const size_t before = part->carrier_count;
    for (size_t i = begin; i < end && end - begin > 1; i++) {
        const uint64_t number = number_of(part, i);
        const size_t a = article_of(join, number);
        if (part->carrier_count > before && part->carrier[part->carrier_count - 1] == a)
            continue;
        part->carrier[part->carrier_count] = (uint32_t)a;
        part->position[part->carrier_count++] =
            join->source[a].position[number - join->first[a]] & join->source[a].position_mask;
    }
    uint32_t posting = 0;
    if (part->carrier_count - before >= 2) {
        part->begin[part->posting_count++] = (uint32_t)before;
        posting = (uint32_t)part->posting_count;
    } else {
        part->carrier_count = before;
    }
    for (size_t i = begin; i < end; i++)
        part->entry[i] = number_of(part, i) << KEY_BITS | posting;
}

static dedupe_status build_partitions(void *context, unsigned worker, size_t begin, size_t end,
                                      dedupe_error *error) {
    const dd_join *join = context;
    filter unique = {0};
    uint64_t *scratch = NULL;
    size_t capacity = 0;
    bool ok = true;
    (void)worker;
    for (size_t p = begin; p < end && ok; p++) {
        dd_partition *part = &join->batch[p];
        ok = filter_clear(&unique, part->entry_count, HASH_BITS - join->partition_bits);
        if (ok)
            filter_unique(&unique, part);
        ok = ok && dd_memory_reserve(&scratch, &capacity, part->entry_count, sizeof *scratch);
        if (ok)
            dd_sort_u64(part->entry, scratch, part->entry_count, KEY_BITS);
        ok = ok && reserve_postings(join, part);
        for (size_t i = 0, stop; i < part->entry_count && ok; i = stop) {
            stop = run_end(part, i);
            add_posting(join, part, i, stop);
        }
    }
    dd_memory_free(unique.word);
    dd_memory_free(scratch);
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
    lay_out(join);
    dedupe_status status = dd_pool_run(join->pool, CHUNKS, 1, scatter_chunks, join, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(join->pool, join->batch_size, 1, build_partitions, join, NULL, NULL, error);
    return status;
}

static dedupe_status replace_hashes(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const dd_join *join = context;
    (void)worker;
    (void)error;
    for (size_t p = begin; p < end; p++) {
        const dd_partition *part = &join->batch[p];
        for (size_t i = 0; i < part->entry_count; i++) {
            const uint32_t local = (uint32_t)part->entry[i];
            if (local == 0) /* its hash stays, which says the same */
                continue;
            const uint64_t number = number_of(part, i);
            const size_t a = article_of(join, number);
            join->source[a].hash[number - join->first[a]] =
                DD_JOIN_REPLACED | (part->first_posting + local - 1);
        }
    }
    return DEDUPE_OK;
}

dedupe_status dd_join_replace(dd_join *join, dedupe_error *error) {
    return dd_pool_run(join->pool, join->batch_size, 1, replace_hashes, join, NULL, NULL, error);
}

void dd_join_close(dd_join *join) {
    free_batch(join);
    dd_memory_free(join->first);
    dd_memory_free(join->source);
    dd_memory_free(join->hint);
    dd_memory_free(join->chunk_begin);
    dd_memory_free(join->chunk_count);
    dd_memory_free(join->cursor);
    dd_memory_free(join->batch);
    dd_memory_free(join->entry);
    *join = (dd_join){0};
}
