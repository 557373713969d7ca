#include "candidate/pairs.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"
#include "candidate/anchors.h"
#include "candidate/copies.h"
#include "candidate/days.h"
#include "sketch/shingle.h"

enum {
    STEP_LETTERS = 64, /* two shared shingles may be so far apart and in step, */
    STEP_SAMPLE = 4,   /* and so many letters more for each letter of the sampling rate */
    STEP_DRIFT = 10,
    NEAR_CARRIERS = 8, /* carriers of a common shingle that an article is paired with where days decide, */
    NEAR_LOOKED_AT = 1024, /* of so many that follow it */
    CARRIERS_AHEAD = 8,    /* prefetch distance of carriers, in samples */
    LEAST_STEPS = 2,       /* shared shingles in step with an earlier one */
    LEAST_SHARE = 2        /* per cent of the shorter text that the steps must span */
};

/* What is known of one pair (a, b) while a's shingles are walked in order of position. */
typedef struct tally {
    uint16_t b_last; /* position of the last shared shingle in b, modulo 65536 */
    uint16_t steps;  /* shared shingles in step with the one before; stops at the maximum */
    uint32_t a_last;
    uint32_t letters; /* spanned by the steps */
    uint32_t shared;
} tally;

typedef struct worker {
    tally *of;         /* by article; shared == 0: untouched */
    uint32_t *touched; /* articles with shared > 0 */
    size_t touched_count;
    uint64_t *pair; /* found pairs, a << 32 | b */
    size_t pair_count, pair_capacity;
    DD_POOL_APART;
} worker;

typedef struct search {
    const dd_index *index;
    const dd_boilerplate *boilerplate;
    const dd_filter *filter;
    dd_anchors anchors;
    dd_days days;
    worker *workers;
} search;

static bool add_pair(worker *w, uint32_t a, uint32_t b) {
    if (!dd_memory_reserve(&w->pair, &w->pair_capacity, w->pair_count + 1, sizeof *w->pair))
        return false;
    w->pair[w->pair_count++] = (uint64_t)a << 32 | b;
    return true;
}

static void count_shared(worker *w, uint32_t b, uint32_t a_position, uint16_t b_position,
                         uint32_t most_step) {
    tally *t = &w->of[b];
    if (t->shared++ == 0) {
        w->touched[w->touched_count++] = b;
    } else {
        uint32_t a_step = a_position - t->a_last;
        int drift = (int)(int16_t)(uint16_t)(b_position - t->b_last) - (int)a_step;
        if (a_step > 0 && a_step <= most_step && drift <= STEP_DRIFT && drift >= -STEP_DRIFT &&
            t->steps < UINT16_MAX) {
            t->steps++;
            t->letters += a_step;
        }
    }
    t->a_last = a_position;
    t->b_last = b_position;
}

/* The same of a posting with many carriers where days decide: the next few by rank that a may be paired with.
 * Its first carriers are no good as anchors there, because they are near to few. */
static void count_near(const search *s, worker *w, uint32_t a, uint32_t posting, uint32_t a_position,
                       uint32_t most_step) {
    const dd_index *index = s->index;
    uint32_t low = index->posting_begin[posting], high = index->posting_begin[posting + 1];
    const uint32_t end = high;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (index->carrier[middle] <= a)
            low = middle + 1;
        else
            high = middle;
    }
    unsigned found = 0;
    for (uint32_t i = low; i < end && i - low < NEAR_LOOKED_AT && found < NEAR_CARRIERS; i++) {
        if (!dd_filter_reaches(s->filter, a, index->carrier[i]))
            continue;
        count_shared(w, index->carrier[i], a_position, index->position[i], most_step);
        found++;
    }
    uint32_t near[NEAR_CARRIERS];
    if (found == NEAR_CARRIERS || end - low <= NEAR_LOOKED_AT)
        return;
    found = dd_days_near(&s->days, index, s->filter, posting, a, NEAR_LOOKED_AT, NEAR_CARRIERS, near);
    for (unsigned k = 0; k < found; k++)
        if (near[k] - low >= NEAR_LOOKED_AT) /* the others were looked at */
            count_shared(w, index->carrier[near[k]], a_position, index->position[near[k]], most_step);
}

/* Counts a posting of article a at a_position for every carrier that a is to be paired with. */
static void count_posting(const search *s, worker *w, uint32_t a, uint32_t posting, uint32_t a_position) {
    const dd_index *index = s->index;
    const uint32_t most_step = STEP_LETTERS + STEP_SAMPLE * (uint32_t)index->long_rate;
    const uint32_t begin = index->posting_begin[posting], end = index->posting_begin[posting + 1];
    if (end - begin > DD_RARE_CARRIERS && index->carrier[begin + DD_ANCHORS - 1] < a) {
        if (s->filter && s->filter->rules.within_days > 0) {
            count_near(s, w, a, posting, a_position, most_step);
            return;
        }
        const uint32_t *more = dd_anchors_more(&s->anchors, posting);
        if (!more)
            return;
        if (!dd_anchors_is_more(index, more, a)) {
            for (unsigned k = 0; k < DD_ANCHORS && more[k] != DD_ANCHOR_NONE; k++)
                if (index->carrier[more[k]] > a && dd_filter_reaches(s->filter, a, index->carrier[more[k]]))
                    count_shared(w, index->carrier[more[k]], a_position, index->position[more[k]], most_step);
            return;
        }
    }
    for (uint32_t i = end; i-- > begin && index->carrier[i] > a;)
        if (dd_filter_reaches(s->filter, a, index->carrier[i]))
            count_shared(w, index->carrier[i], a_position, index->position[i], most_step);
}

/* Whether what was counted is worth an alignment. */
static bool is_worth(const search *s, uint32_t b, const tally *t) {
    const uint64_t shorter = s->index->article[b]->letters; /* ranks go by length */
    return t->steps >= LEAST_STEPS && (uint64_t)t->letters * 100 >= shorter * LEAST_SHARE;
}

/* Prefetches the last carriers of a posting, where the count of it will begin. */
static void prefetch_last(const dd_index *index, uint32_t posting) {
    const uint32_t last = index->posting_begin[posting + 1] - (posting != DD_POSTING_NONE);
    __builtin_prefetch(&index->carrier[last]);
    __builtin_prefetch(&index->position[last]);
}

static dedupe_status search_articles(void *context, unsigned worker_number, size_t begin, size_t end,
                                     dedupe_error *error) {
    const search *s = context;
    worker *w = &s->workers[worker_number];
    for (size_t a = begin; a < end; a++) {
        const dd_article *article = s->index->article[a];
        const dd_spans *spans = &s->boilerplate->spans[a];
        size_t span = 0;
        uint32_t position = 0;
        if (a + 1 < end)
            __builtin_prefetch(&s->index->article[a + 1]->samples);
        for (size_t i = 0; i < article->samples.count; i++) {
            const uint32_t posting = article->samples.hash[i];
            if (i + CARRIERS_AHEAD < article->samples.count)
                prefetch_last(s->index, article->samples.hash[i + CARRIERS_AHEAD]);
            position = dd_sample_walk(&article->samples, i, position);
            const bool inside = dd_spans_has_next(spans, &span, position);
            if (posting != DD_POSTING_NONE && !inside)
                count_posting(s, w, (uint32_t)a, posting, position);
        }
        bool ok = true;
        for (size_t i = 0; i < w->touched_count; i++) {
            uint32_t b = w->touched[i];
            if (ok && is_worth(s, b, &w->of[b]))
                ok = add_pair(w, (uint32_t)a, b);
            w->of[b] = (tally){0};
        }
        w->touched_count = 0;
        if (!ok)
            return dd_error_memory(error);
    }
    return DEDUPE_OK;
}

static bool emit_copy(void *context, uint32_t a, uint32_t b) {
    return add_pair(context, a, b);
}

/* Adds the pairs that banding finds. */
static dedupe_status add_copies(const search *s, dd_pool *pool, dedupe_error *error) {
    uint64_t *band = dd_memory_allocate(s->index->article_count, DD_BANDS * sizeof *band);
    if (!band)
        return dd_error_memory(error);
    dedupe_status status = dd_copies_bands(band, s->index, s->boilerplate, pool, error);
    if (status == DEDUPE_OK &&
        !dd_copies_pair(band, s->index->article_count, s->filter, emit_copy, &s->workers[0]))
        status = dd_error_memory(error);
    dd_memory_free(band);
    return status;
}

/* All workers' pairs in one sorted list without repeats. */
static dedupe_status merge_pairs(const search *s, unsigned workers, dd_candidates *out, dedupe_error *error) {
    size_t count = 0;
    for (unsigned i = 0; i < workers; i++)
        count += s->workers[i].pair_count;
    uint64_t *all = dd_memory_allocate(count, sizeof *all);
    uint64_t *scratch = dd_memory_allocate(count, sizeof *scratch);
    out->pair = dd_memory_allocate(count, sizeof *out->pair);
    dedupe_status status = all && scratch && out->pair ? DEDUPE_OK : dd_error_memory(error);
    count = 0;
    for (unsigned i = 0; i < workers && status == DEDUPE_OK; i++) {
        if (s->workers[i].pair_count > 0)
            memcpy(all + count, s->workers[i].pair, s->workers[i].pair_count * sizeof *all);
        count += s->workers[i].pair_count;
    }
    if (status == DEDUPE_OK) {
        dd_sort_u64(all, scratch, count, 64);
        for (size_t i = 0; i < count; i++)
            if (i == 0 || all[i] != all[i - 1])
                out->pair[out->count++] = (dd_candidate){(uint32_t)(all[i] >> 32), (uint32_t)all[i]};
    }
    dd_memory_free(all);
    dd_memory_free(scratch);
    return status;
}

dedupe_status dd_candidates_find(dd_candidates *candidates, const dd_index *index,
                                 const dd_boilerplate *boilerplate, const dd_filter *filter, dd_pool *pool,
                                 dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    search s = {.index = index, .boilerplate = boilerplate, .filter = filter};
    s.workers = dd_memory_allocate_zeroed(workers, sizeof *s.workers);
    dedupe_status status = s.workers ? DEDUPE_OK : dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = dd_anchors_find(&s.anchors, index, filter, error);
    if (status == DEDUPE_OK)
        status = dd_days_find(&s.days, index, filter, NEAR_LOOKED_AT, error);
    for (unsigned i = 0; i < workers && status == DEDUPE_OK; i++) {
        s.workers[i].of = dd_memory_allocate_zeroed(index->article_count, sizeof(tally));
        s.workers[i].touched = dd_memory_allocate(index->article_count, sizeof(uint32_t));
        if (!s.workers[i].of || !s.workers[i].touched)
            status = dd_error_memory(error);
    }
    if (status == DEDUPE_OK)
        status =
            dd_pool_run(pool, index->article_count, 16, search_articles, &s, watch, watch_context, error);
    if (status == DEDUPE_OK)
        status = add_copies(&s, pool, error);
    if (status == DEDUPE_OK)
        status = merge_pairs(&s, workers, candidates, error);
    for (unsigned i = 0; s.workers && i < workers; i++) {
        dd_memory_free(s.workers[i].of);
        dd_memory_free(s.workers[i].touched);
        dd_memory_free(s.workers[i].pair);
    }
    dd_memory_free(s.workers);
    dd_anchors_free(&s.anchors);
    dd_days_free(&s.days);
    if (status != DEDUPE_OK)
        dd_candidates_free(candidates);
    return status;
}

void dd_candidates_free(dd_candidates *candidates) {
    dd_memory_free(candidates->pair);
    *candidates = (dd_candidates){0};
}
