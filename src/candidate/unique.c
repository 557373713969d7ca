#include "candidate/unique.h"

#include "base/error.h"
#include "base/memory.h"

enum {
    HASH_BITS = 31,
    RANGE_BITS = 3,
    RANGES = 1 << RANGE_BITS, /* parts of the bit arrays that are filled one at a time */
    BITS_A_SAMPLE = 4,        /* so that about one unique sample in five is kept by accident */
    LEAST_BITS = 16,
    MOST_BITS = 30
};

typedef struct filter {
    dd_article *const *article;
    size_t article_count;
    uint32_t *unique_count;
    unsigned shift;   /* hash >> shift is the number of a bit */
    uint64_t *seen;   /* by an article */
    uint64_t *shared; /* by a second one */
    uint8_t **keep;   /* by worker: scratch by sample */
    size_t *keep_capacity;
} filter;

static bool is_set(const uint64_t *bits, uint32_t number) {
    return bits[number >> 6] >> (number & 63) & 1;
}

/* Fills the bits of some ranges. A shingle that one article repeats sets "shared" by itself; the join will
 * tell. */
static dedupe_status fill_ranges(void *context, unsigned worker, size_t begin, size_t end,
                                 dedupe_error *error) {
    const filter *f = context;
    const unsigned range_shift = HASH_BITS - RANGE_BITS;
    (void)worker;
    (void)error;
    for (size_t range = begin; range < end; range++)
        for (size_t a = 0; a < f->article_count; a++) {
            const dd_samples *samples = &f->article[a]->samples;
            for (size_t i = 0; i < samples->count; i++) {
                const uint32_t hash = samples->hash[i];
                if (hash >> range_shift != range)
                    continue;
                const uint32_t number = hash >> f->shift;
                const uint64_t bit = (uint64_t)1 << (number & 63), seen = f->seen[number >> 6];
                f->shared[number >> 6] |= seen & bit;
                f->seen[number >> 6] = seen | bit;
            }
        }
    return DEDUPE_OK;
}

uint32_t dd_unique_compact(dd_samples *samples, const uint8_t *keep, bool clear_lonely) {
    uint32_t kept = 0, dropped = 0, position = 0, kept_position = 0;
    for (uint32_t i = 0; i < samples->count; i++) {
        position = dd_sample_walk(samples, i, position);
        if (!keep[i]) {
            dropped += dd_sample_is_base(samples, i);
            const bool is_last = i + 1 == samples->count;
            if (is_last || dd_sample_walk(samples, i + 1, position) - kept_position <= UINT16_MAX)
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
            keep[i] = is_set(f->shared, samples->hash[i] >> f->shift);
        f->unique_count[a] += dd_unique_compact(samples, keep, false);
    }
    return DEDUPE_OK;
}

static unsigned choose_bits(const filter *f) {
    uint64_t samples = 0;
    for (size_t a = 0; a < f->article_count; a++)
        samples += f->article[a]->samples.count;
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && (uint64_t)1 << bits < BITS_A_SAMPLE * samples)
        bits++;
    return bits;
}

dedupe_status dd_unique_drop(dd_article *const *article, size_t count, uint32_t *unique_count, dd_pool *pool,
                             dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    filter f = {.article = article, .article_count = count, .unique_count = unique_count};
    const unsigned bits = choose_bits(&f);
    f.shift = HASH_BITS - bits;
    f.seen = dd_memory_allocate_zeroed(((size_t)1 << bits) / 64, sizeof *f.seen);
    f.shared = dd_memory_allocate_zeroed(((size_t)1 << bits) / 64, sizeof *f.shared);
    f.keep = dd_memory_allocate_zeroed(workers, sizeof *f.keep);
    f.keep_capacity = dd_memory_allocate_zeroed(workers, sizeof *f.keep_capacity);
    dedupe_status status =
        f.seen && f.shared && f.keep && f.keep_capacity ? DEDUPE_OK : dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, RANGES, 1, fill_ranges, &f, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, count, 64, drop_range, &f, NULL, NULL, error);
    for (unsigned i = 0; f.keep && i < workers; i++)
        dd_memory_free(f.keep[i]);
    dd_memory_free(f.keep);
    dd_memory_free(f.keep_capacity);
    dd_memory_free(f.seen);
    dd_memory_free(f.shared);
    return status;
}
