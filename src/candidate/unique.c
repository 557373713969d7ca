#include "candidate/unique.h"

#include "base/error.h"
#include "base/memory.h"

enum {
    HASH_BITS = 31,
    KEYS_A_SAMPLE = 2, /* so that about one unique sample in four is kept by accident */
    KEYS_A_WORD = 32,
    MOST_PARTS = 16, /* threads that fill; each reads all samples */
    LEAST_BITS = 16,
    MOST_BITS = 30
};

typedef struct filter {
    dd_article *const *article;
    size_t article_count;
    uint32_t *unique_count;
    unsigned shift;  /* hash >> shift is the key */
    uint64_t *state; /* two bits a key: an article has it, a second one has it */
    size_t part_count;
    uint8_t **keep; /* by worker: scratch by sample */
    size_t *keep_capacity;
} filter;

/* Fills the states of parts of the keys, a part being an equal share of them for each thread. A shingle that
 * one article repeats counts as shared; the join will tell. */
static dedupe_status fill_parts(void *context, unsigned worker, size_t begin, size_t end,
                                dedupe_error *error) {
    const filter *f = context;
    const uint64_t words =
        ((uint64_t)1 << (HASH_BITS - f->shift)) / KEYS_A_WORD; /* no two threads share one */
    const uint32_t first = (uint32_t)(words * begin / f->part_count) * KEYS_A_WORD;
    const uint32_t last = (uint32_t)(words * end / f->part_count) * KEYS_A_WORD;
    (void)worker;
    (void)error;
    for (size_t a = 0; a < f->article_count; a++) {
        const dd_samples *samples = &f->article[a]->samples;
        for (size_t i = 0; i < samples->count; i++) {
            const uint32_t key = samples->hash[i] >> f->shift;
            if (key < first || key >= last)
                continue;
            const unsigned place = 2 * (key % KEYS_A_WORD);
            const uint64_t word = f->state[key / KEYS_A_WORD], seen = word >> place & 1;
            f->state[key / KEYS_A_WORD] = word | (1 | seen << 1) << place;
        }
    }
    return DEDUPE_OK;
}

static bool is_shared(const filter *f, uint32_t hash) {
    const uint32_t key = hash >> f->shift;
    return f->state[key / KEYS_A_WORD] >> (2 * (key % KEYS_A_WORD) + 1) & 1;
}

uint32_t dd_unique_compact(dd_samples *samples, const uint8_t *keep, bool clear_lonely) {
    uint32_t kept = 0, dropped = 0, position = 0, kept_position = 0;
    for (uint32_t i = 0; i < samples->count; i++) {
        position = dd_sample_walk(samples, i, position);
        if (!keep[i]) {
            const bool is_last = i + 1 == samples->count;
            const bool is_needed =
                !is_last && dd_sample_walk(samples, i + 1, position) - kept_position > UINT16_MAX;
            if (!is_needed || clear_lonely) /* one that stays as it is will be counted when it goes */
                dropped += dd_sample_is_base(samples, i);
            if (!is_needed)
                continue;
        }
        samples->hash[kept] = keep[i] || !clear_lonely ? samples->hash[i] : 0;
        samples->position[kept++] = samples->position[i];
        kept_position = position;
    }
    samples->count = kept;
    return dropped;
}

static dedupe_status drop_range(void *context, unsigned worker, size_t begin, size_t end,
                                dedupe_error *error) {
    filter *f = context;
    for (size_t a = begin; a < end; a++) {
        dd_samples *samples = &f->article[a]->samples;
        if (!dd_memory_reserve(&f->keep[worker], &f->keep_capacity[worker], samples->count, 1))
            return dd_error_memory(error);
        uint8_t *keep = f->keep[worker];
        for (size_t i = 0; i < samples->count; i++)
            keep[i] = is_shared(f, samples->hash[i]);
        f->unique_count[a] += dd_unique_compact(samples, keep, false);
    }
    return DEDUPE_OK;
}

static unsigned choose_bits(const filter *f) {
    uint64_t samples = 0;
    for (size_t a = 0; a < f->article_count; a++)
        samples += f->article[a]->samples.count;
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (uint64_t)1 << bits < KEYS_A_SAMPLE * samples)
        bits++;
    return bits;
}

dedupe_status dd_unique_drop(dd_article *const *article, size_t count, uint32_t *unique_count, dd_pool *pool,
                             dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    filter f = {.article = article, .article_count = count, .unique_count = unique_count};
    const unsigned bits = choose_bits(&f);
    f.shift = HASH_BITS - bits;
    f.part_count = workers < MOST_PARTS ? workers : MOST_PARTS;
    f.state = dd_memory_allocate_zeroed(((size_t)1 << bits) / KEYS_A_WORD, sizeof *f.state);
    f.keep = dd_memory_allocate_zeroed(workers, sizeof *f.keep);
    f.keep_capacity = dd_memory_allocate_zeroed(workers, sizeof *f.keep_capacity);
    dedupe_status status = f.state && f.keep && f.keep_capacity ? DEDUPE_OK : dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, f.part_count, 1, fill_parts, &f, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, count, 64, drop_range, &f, NULL, NULL, error);
    for (unsigned i = 0; f.keep && i < workers; i++)
        dd_memory_free(f.keep[i]);
    dd_memory_free(f.keep);
    dd_memory_free(f.keep_capacity);
    dd_memory_free(f.state);
    return status;
}
