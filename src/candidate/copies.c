#include "candidate/copies.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"
#include "sketch/signature.h"

enum {
    GRAIN = 64,
    LEAST_SHARED =
        30 /* per cent of its base samples outside boilerplate that a copy has in common with another */
};

typedef struct signing {
    uint64_t *band;
    const dd_index *index;
    const dd_boilerplate *boilerplate;
} signing;

/* The postings of an article outside boilerplate. Returns how many; 0 if they are too small a part of its
 * text for it to be a copy of anything. */
static size_t collect_postings(const signing *s, size_t a, uint32_t *posting) {
    const dd_samples *samples = &s->index->article[a]->samples;
    const dd_spans *spans = &s->boilerplate->spans[a];
    size_t count = 0, base = 0, span = 0;
    uint32_t position = 0;
    for (size_t i = 0; i < samples->count; i++) {
        position = dd_sample_walk(samples, i, position);
        if (dd_spans_has_next(spans, &span, position) || samples->hash[i] == DD_POSTING_NONE)
            continue;
        if (count == 0 ||
            posting[count - 1] != samples->hash[i]) /* one letter a million times is one element */
            posting[count++] = samples->hash[i];
        base += dd_sample_is_base(samples, i);
    }
    return base * 100 >= (base + s->index->unique_count[a]) * LEAST_SHARED ? count : 0;
}

static dedupe_status sign_range(void *context, unsigned worker, size_t begin, size_t end,
                                dedupe_error *error) {
    const signing *s = context;
    uint32_t *posting = NULL;
    size_t capacity = 0;
    (void)worker;
    for (size_t a = begin; a < end; a++) {
        dedupe_signature signature;
        if (!dd_memory_reserve(&posting, &capacity, s->index->article[a]->samples.count, sizeof *posting)) {
            dd_memory_free(posting);
            return dd_error_memory(error);
        }
        const size_t count = collect_postings(s, a, posting);
        if (count > 0)
            dd_signature_compute(posting, count, &signature);
        for (unsigned i = 0; i < DD_BANDS; i++)
            s->band[a * DD_BANDS + i] = count > 0 ? dd_signature_band(&signature, i, DD_BAND_ROWS) : 0;
    }
    dd_memory_free(posting);
    return DEDUPE_OK;
}

dedupe_status dd_copies_bands(uint64_t *band, const dd_index *index, const dd_boilerplate *boilerplate,
                              dd_pool *pool, dedupe_error *error) {
    signing s = {band, index, boilerplate};
    return dd_pool_run(pool, index->article_count, GRAIN, sign_range, &s, NULL, NULL, error);
}

/* Union-find over the articles (Tarjan 1975), so that a bucket of copies gives a tree of pairs and the
 * buckets of the other bands only what that has not connected yet. */
static uint32_t find_root(uint32_t *parent, uint32_t a) {
    while (parent[a] != a)
        a = parent[a] = parent[parent[a]];
    return a;
}

static bool connect(uint32_t *parent, uint32_t a, uint32_t b) {
    const uint32_t root_a = find_root(parent, a), root_b = find_root(parent, b);
    parent[root_a < root_b ? root_b : root_a] = root_a < root_b ? root_a : root_b;
    return root_a != root_b;
}

/* One band: the articles are sorted by the upper half of their key, and runs of equal keys are buckets. */
static bool pair_band(const uint64_t *band, unsigned which, size_t count, uint64_t *entry, uint64_t *scratch,
                      uint32_t *parent, bool (*emit)(void *context, uint32_t a, uint32_t b), void *context) {
    size_t entries = 0;
    for (size_t a = 0; a < count; a++) {
        uint64_t key = band[a * DD_BANDS + which];
        if (key != 0)
            entry[entries++] = (uint64_t)a << 32 | (uint32_t)key;
    }
    dd_sort_u64(entry, scratch, entries, 32);
    size_t first = 0;
    for (size_t i = 1; i < entries; i++) {
        if ((uint32_t)entry[i] != (uint32_t)entry[first]) {
            first = i;
            continue;
        }
        const uint32_t a = (uint32_t)(entry[first] >> 32), b = (uint32_t)(entry[i] >> 32);
        if (connect(parent, a, b) && !emit(context, a, b))
            return false;
    }
    return true;
}

bool dd_copies_pair(const uint64_t *band, size_t count, bool (*emit)(void *context, uint32_t a, uint32_t b),
                    void *context) {
    uint64_t *entry = dd_memory_allocate(count, sizeof *entry);
    uint64_t *scratch = dd_memory_allocate(count, sizeof *scratch);
    uint32_t *parent = dd_memory_allocate(count, sizeof *parent);
    bool ok = entry && scratch && parent;
    for (size_t a = 0; a < count && ok; a++)
        parent[a] = (uint32_t)a;
    for (unsigned which = 0; which < DD_BANDS && ok; which++)
        ok = pair_band(band, which, count, entry, scratch, parent, emit, context);
    dd_memory_free(entry);
    dd_memory_free(scratch);
    dd_memory_free(parent);
    return ok;
}
