#include "candidate/sieve.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/partitions.h"

enum {
    KEY_BITS = 16,
    WORD = DD_PARTITIONS_ALIGNMENT, /* bits of a word of answers: threads share none */
    KEY_WORDS = (1 << KEY_BITS) / WORD,
    PARTITION_SAMPLES = 1 << 12, /* one key in sixteen is taken */
    MOST_PARTITION_BITS = DD_PARTITIONS_HASH_BITS - KEY_BITS,
    BATCH_PARTITIONS =
        1 << 12, /* that are scattered to at once: a line of each fits the second-level cache */
    GRAIN = 16,
    LINE_POSITIONS = 32,
    LINE_KEYS = 32
};

typedef struct sieve {
    dd_article *const *article;
    dd_partitions parts;
    size_t first, last; /* partitions [first, last) are the batch at work */
    uint16_t *key;      /* of the batch, by place from that of the first partition on */
    size_t spare;       /* behind the keys of any batch, a place for each chunk */
    uint64_t *again;    /* by place, a bit: whether the key was met again */
    dd_arena *arena;    /* by worker */
    uint32_t *unique;
} sieve;

static unsigned choose_bits(uint64_t samples) {
    unsigned bits = 0;
    while (bits < MOST_PARTITION_BITS && samples >> bits > PARTITION_SAMPLES)
        bits++;
    return bits;
}

/* Where the batch that starts with partition `first` ends. */
static size_t batch_end(const sieve *s, size_t first) {
    return s->parts.count - first < BATCH_PARTITIONS ? s->parts.count : first + BATCH_PARTITIONS;
}

static dedupe_status prepare(sieve *s, size_t count, dd_pool *pool, dedupe_error *error) {
    const unsigned bits = choose_bits(dd_partitions_total(s->article, count));
    size_t largest = 0;
    dedupe_status status = dd_partitions_make(&s->parts, s->article, count, bits, pool, error);
    if (status != DEDUPE_OK)
        return status;
    for (size_t first = 0; first < s->parts.count; first += BATCH_PARTITIONS) {
        const size_t places = s->parts.begin[batch_end(s, first)] - s->parts.begin[first];
        largest = places > largest ? places : largest;
    }
    if (largest > UINT32_MAX - DD_PARTITIONS_CHUNKS)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "too much text: more than 2^32 sampled shingles");
    s->spare = largest;
    s->key = dd_memory_allocate(largest + DD_PARTITIONS_CHUNKS, sizeof *s->key);
    s->again = dd_memory_allocate(s->parts.begin[s->parts.count] / WORD, sizeof *s->again);
    s->arena = dd_memory_allocate_zeroed(dd_pool_workers(pool), sizeof *s->arena);
    return s->key && s->again && s->arena ? DEDUPE_OK : dd_error_memory(error);
}

/* ---- a batch: scatter keys, answer them */

static dedupe_status scatter_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const sieve *s = context;
    const dd_partitions *parts = &s->parts;
    const unsigned shift = DD_PARTITIONS_HASH_BITS - KEY_BITS - parts->bits;
    const size_t partitions = s->last - s->first;
    uint32_t next[BATCH_PARTITIONS + 1]; /* places of the batch, and a spare one for the keys of others */
    (void)worker;
    (void)error;
    for (size_t chunk = begin; chunk < end; chunk++) {
        const size_t *start = parts->start + chunk * parts->count + s->first;
        for (size_t p = 0; p < partitions; p++)
            next[p] = (uint32_t)(start[p] - parts->begin[s->first]);
        next[partitions] = (uint32_t)(s->spare + chunk);
        for (size_t a = parts->chunk_begin[chunk]; a < parts->chunk_begin[chunk + 1]; a++) {
            const dd_samples *samples = &parts->samples[a];
            dd_partitions_prefetch(parts, a);
            for (size_t i = 0; i < samples->count; i++) {
                const size_t p = dd_partitions_of(parts, samples->hash[i]) - s->first;
                const bool inside = p < partitions;
                uint32_t *at = &next[inside ? p : partitions];
                uint16_t *key = s->key + *at;
                *key = (uint16_t)(samples->hash[i] >> shift);
                *at += inside;
                __builtin_prefetch(key + LINE_KEYS,
                                   1); /* a store that waits for memory holds up all others */
            }
        }
    }
    return DEDUPE_OK;
}

/* Answers the keys of one partition. */
static void answer(const uint16_t *key, size_t count, uint64_t *answers) {
    uint64_t met[KEY_WORDS] = {0}, again[KEY_WORDS] = {0};
    for (size_t i = 0; i < count; i++) {
        const uint64_t bit = (uint64_t)1 << key[i] % WORD;
        again[key[i] / WORD] |= met[key[i] / WORD] & bit;
        met[key[i] / WORD] |= bit;
    }
    for (size_t i = 0; i < count; i += WORD) {
        const size_t many = count - i < WORD ? count - i : WORD;
        uint64_t word = 0;
        for (size_t k = 0; k < many; k++)
            word |= (again[key[i + k] / WORD] >> key[i + k] % WORD & 1) << k;
        answers[i / WORD] = word;
    }
}

static dedupe_status answer_partitions(void *context, unsigned worker, size_t begin, size_t end,
                                       dedupe_error *error) {
    const sieve *s = context;
    const dd_partitions *parts = &s->parts;
    (void)worker;
    (void)error;
    for (size_t p = s->first + begin; p < s->first + end; p++)
        answer(s->key + (parts->begin[p] - parts->begin[s->first]), parts->size[p],
               s->again + parts->begin[p] / WORD);
    return DEDUPE_OK;
}

static dedupe_status answer_batch(sieve *s, size_t first, dd_pool *pool, dedupe_error *error) {
    s->first = first;
    s->last = batch_end(s, first);
    dedupe_status status = dd_pool_run(pool, DD_PARTITIONS_CHUNKS, 1, scatter_chunks, s, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, s->last - s->first, GRAIN, answer_partitions, s, NULL, NULL, error);
    return status;
}

/* ---- the second pass over all articles */

/* Drops what was met once. Most are, so nothing branches on them. `next` is the place of each partition's
 * next answer. Returns how many base samples were dropped. */
static uint32_t drop_unique(const sieve *s, size_t *next, dd_samples *samples) {
    uint32_t *hash = samples->hash, kept = 0, unique = 0;
    uint16_t *position = samples->position;
    for (uint32_t i = 0; i < samples->count; i++) {
        const size_t place = next[dd_partitions_of(&s->parts, hash[i])]++;
        const uint32_t again = s->again[place / WORD] >> place % WORD & 1;
        unique += !again & dd_sample_is_base(samples, i);
        position[kept] = position[i];
        hash[kept] = hash[i];
        kept += again;
    }
    samples->count = kept;
    return unique;
}

/* Passes over the answers to samples that stay in any case. */
static void pass_over(const sieve *s, size_t *next, const dd_samples *samples) {
    for (uint32_t i = 0; i < samples->count; i++)
        next[dd_partitions_of(&s->parts, samples->hash[i])]++;
}

static dedupe_status move_samples(dd_samples *samples, dd_arena *arena, dedupe_error *error) {
    if (samples->count == 0) {
        samples->hash = NULL; /* what it points to is about to be freed */
        samples->position = NULL;
        return DEDUPE_OK;
    }
    uint32_t *hash = dd_arena_allocate(arena, samples->count * sizeof *hash, _Alignof(uint32_t));
    uint16_t *position = dd_arena_allocate(arena, samples->count * sizeof *position, _Alignof(uint16_t));
    if (!hash || !position)
        return dd_error_memory(error);
    memcpy(hash, samples->hash, samples->count * sizeof *hash);
    memcpy(position, samples->position, samples->count * sizeof *position);
    samples->hash = hash;
    samples->position = position;
    return DEDUPE_OK;
}

/* Prefetches the rest of what the pass touches of an article soon after a. */
static void prefetch(const sieve *s, size_t a) {
    const size_t next = a + DD_PARTITIONS_AHEAD;
    dd_partitions_prefetch(&s->parts, a);
    if (next >= s->parts.article_count)
        return;
    __builtin_prefetch(s->article[next], 1);
    for (size_t i = 0; i < s->parts.samples[next].count; i += LINE_POSITIONS)
        __builtin_prefetch(s->parts.samples[next].position + i);
}

static dedupe_status sift_chunks(void *context, unsigned worker, size_t begin, size_t end,
                                 dedupe_error *error) {
    const sieve *s = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t chunk = begin; chunk < end; chunk++) {
        size_t *next = s->parts.start + chunk * s->parts.count;
        const size_t stop = s->parts.chunk_begin[chunk + 1];
        for (size_t a = s->parts.chunk_begin[chunk]; a < stop && status == DEDUPE_OK; a++) {
            dd_article *article = s->article[a];
            prefetch(s, a);
            if (article->letters <= UINT16_MAX)
                s->unique[a] += drop_unique(s, next, &article->samples);
            else
                pass_over(s, next, &article->samples); /* their positions have to stay walkable */
            status = move_samples(&article->samples, &s->arena[worker], error);
        }
    }
    return status;
}

dedupe_status dd_sieve_samples(dd_article *const *article, size_t count, dd_pool *pool, dd_arena *arena,
                               uint32_t *unique, dedupe_error *error) {
    sieve s = {.article = article, .unique = unique};
    dedupe_status status = prepare(&s, count, pool, error);
    for (size_t first = 0; first < s.parts.count && status == DEDUPE_OK; first += BATCH_PARTITIONS)
        status = answer_batch(&s, first, pool, error);
    dd_memory_free(s.key);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, DD_PARTITIONS_CHUNKS, 1, sift_chunks, &s, NULL, NULL, error);
    for (unsigned i = 0; s.arena && i < dd_pool_workers(pool); i++)
        dd_arena_adopt(arena, &s.arena[i]);
    dd_memory_free(s.arena);
    dd_memory_free(s.again);
    dd_partitions_free(&s.parts);
    return status;
}
