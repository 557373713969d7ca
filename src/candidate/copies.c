#include "candidate/copies.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/union_find.h"
#include "sketch/signature.h"

enum {
    GRAIN = 64,
    LOOKED_BACK = 1024, /* entries of a bucket, for one near in time */
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
        for (size_t i = 0; i < count; i++)
            posting[i] = s->index->element[posting[i]];
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

/* What the bands of all articles are paired with. */
typedef struct pairing {
    const dd_filter *filter;
    uint32_t *parent; /* union-find, so that a bucket of copies gives a tree of pairs and the buckets of the
                         other bands only what that has not connected yet */
    bool (*emit)(void *context, uint32_t a, uint32_t b);
    void *context;
} pairing;

static uint32_t article_of(uint64_t entry) {
    return (uint32_t)(entry >> 32);
}

/* What entry i is paired with: the first one, or the second, or, where days decide, the nearest before it
 * that it may be paired with, among so many that a bucket costs no square. Itself: there is none. */
static uint32_t partner_of(const pairing *p, const uint64_t *entry, size_t i, size_t second, size_t count) {
    const uint32_t first = article_of(entry[0]), b = article_of(entry[i]);
    if (dd_filter_reaches(p->filter, first, b))
        return first;
    if (second < count && dd_filter_reaches(p->filter, article_of(entry[second]), b))
        return article_of(entry[second]);
    const size_t least = i > LOOKED_BACK ? i - LOOKED_BACK : 0;
    for (size_t j = i; p->filter->rules.within_days > 0 && j-- > least;)
        if (dd_filter_reaches(p->filter, article_of(entry[j]), b))
            return article_of(entry[j]);
    return b;
}

/* One bucket, ascending. */
static bool pair_bucket(const pairing *p, const uint64_t *entry, size_t count) {
    const uint32_t first = article_of(entry[0]);
    size_t second = 1; /* the first that may be paired with `first` */
    while (second < count && !dd_filter_reaches(p->filter, first, article_of(entry[second])))
        second++;
    if (second == count && (!p->filter || p->filter->rules.within_days == 0))
        return true;
    for (size_t i = 1; i < count; i++) {
        const uint32_t b = article_of(entry[i]);
        const uint32_t a = partner_of(p, entry, i, second, count);
        if (a == b || !dd_union_connect(p->parent, a, b))
            continue;
        if (!p->emit(p->context, a < b ? a : b, a < b ? b : a))
            return false;
    }
    return true;
}

/* One band: the articles are sorted by the lower half of their key, and runs of equal keys are buckets. */
static bool pair_band(const pairing *p, const uint64_t *band, unsigned which, size_t count, uint64_t *entry,
                      uint64_t *scratch) {
    size_t entries = 0;
    for (size_t a = 0; a < count; a++) {
        uint64_t key = band[a * DD_BANDS + which];
        if (key != 0)
            entry[entries++] = (uint64_t)a << 32 | (uint32_t)key;
    }
    dd_sort_u64(entry, scratch, entries, 32);
    for (size_t first = 0, end; first < entries; first = end) {
        for (end = first + 1; end < entries && (uint32_t)entry[end] == (uint32_t)entry[first];)
            end++;
        if (end - first > 1 && !pair_bucket(p, entry + first, end - first))
            return false;
    }
    return true;
}

bool dd_copies_pair(const uint64_t *band, size_t count, const dd_filter *filter,
                    bool (*emit)(void *context, uint32_t a, uint32_t b), void *context) {
    uint64_t *entry = dd_memory_allocate(count, sizeof *entry);
    uint64_t *scratch = dd_memory_allocate(count, sizeof *scratch);
    uint32_t *parent = dd_memory_allocate(count, sizeof *parent);
    const pairing p = {filter, parent, emit, context};
    bool ok = entry && scratch && parent;
    for (size_t a = 0; a < count && ok; a++)
        parent[a] = (uint32_t)a;
    for (unsigned which = 0; which < DD_BANDS && ok; which++)
        ok = pair_band(&p, band, which, count, entry, scratch);
    dd_memory_free(entry);
    dd_memory_free(scratch);
    dd_memory_free(parent);
    return ok;
}
