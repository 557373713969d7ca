#include "candidate/boilerplate.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/independence.h"
#include "sketch/shingle.h"

enum {
    ROUNDS = 3,
    WINDOW_LETTERS = 80, /* a passage is tested in windows of so many letters */
    PASSAGE_LEAST = 40,  /* a shorter stretch is a stock phrase */
    TOGETHER_SHARE = 85, /* per cent of a window's shingles that the same articles must carry */
    OWN_CARRIERS = 3,    /* articles that may have a stretch which still counts as each one's own */
    OWN_LEAST = 100,     /* letters of a stretch that counts as an article's own */
    CARRIERS_MOST = 64,  /* carriers of a posting that are counted: the first ones by rank */
    WINDOW_SAMPLES = 64, /* more are not needed to know a window */
    MEMO_SIZE = 1024
};

typedef struct memo_entry {
    uint64_t key; /* 0: empty */
    bool passed;
} memo_entry;

/* One thread's scratch memory. */
typedef struct worker {
    dd_independence test;
    uint8_t *tally; /* by article: how many samples of the window it carries */
    memo_entry memo[MEMO_SIZE];
    dd_arena arena;
    dd_span *span; /* spans of the article at work */
    size_t span_capacity;
} worker;

typedef struct learning {
    const dd_index *index;
    size_t needed;
    uint8_t *known;        /* by posting, from earlier rounds */
    uint8_t *found;        /* by posting, in this round; written by several threads, always to 1 */
    uint32_t own_carriers; /* of a shingle that still counts as an article's own */
    uint8_t *has_own;
    worker *workers;
    dd_boilerplate *out;
} learning;

/* A window of one article: base samples first to last whose posting has enough carriers. */
typedef struct window {
    size_t sample[WINDOW_SAMPLES];
    size_t count;
} window;

/* ---- what is an article's own: stretches that no other article has; once the first round has found what
 * boilerplate it can, also stretches that no more than a reprint or two have */

static bool is_own(const learning *l, const dd_article *article, size_t sample) {
    uint32_t posting = dd_index_posting(article, sample);
    return posting == DD_POSTING_NONE ||
           (!l->known[posting] && dd_index_carriers(l->index, posting) <= l->own_carriers);
}

static dedupe_status measure_own(void *context, unsigned worker_number, size_t begin, size_t end,
                                 dedupe_error *error) {
    const learning *l = context;
    (void)worker_number;
    (void)error;
    for (size_t a = begin; a < end; a++) {
        const dd_article *article = l->index->article[a];
        uint32_t own = 0, base = 0, stretch = 0, stretch_begin = 0;
        for (size_t i = 0; i <= article->samples.count; i++) {
            bool own_sample = i < article->samples.count && is_own(l, article, i);
            base += i < article->samples.count && dd_sample_is_base(&article->samples, i);
            uint32_t here =
                i < article->samples.count ? dd_sample_position(&article->samples, i) : article->letters;
            if (!own_sample) {
                own += here - stretch_begin >= OWN_LEAST ? stretch : 0;
                stretch = 0;
                stretch_begin = here;
            } else {
                stretch += dd_sample_is_base(&article->samples, i);
            }
        }
        l->has_own[a] = dd_independence_is_own(own, base);
    }
    return DEDUPE_OK;
}

/* ---- windows */

static bool counts(const learning *l, const dd_article *article, size_t sample) {
    uint32_t posting = dd_index_posting(article, sample);
    return posting != DD_POSTING_NONE && dd_sample_is_base(&article->samples, sample) &&
           dd_index_carriers(l->index, posting) >= l->needed;
}

/* The window that starts at sample `first`. False if what several articles carry there is too short, or less
 * than half of what stands there. */
static bool window_at(const learning *l, const dd_article *article, size_t first, window *w) {
    const uint32_t begin = dd_sample_position(&article->samples, first);
    size_t base = 0;
    uint32_t end = begin;
    w->count = 0;
    for (size_t i = first; i < article->samples.count && w->count < WINDOW_SAMPLES; i++) {
        uint32_t stop = dd_sample_position(&article->samples, i) + DD_SHINGLE_INDEX_LETTERS;
        if (stop - begin > WINDOW_LETTERS)
            break;
        base += dd_sample_is_base(&article->samples, i);
        if (counts(l, article, i)) {
            w->sample[w->count++] = i;
            end = stop;
        }
    }
    return end - begin >= PASSAGE_LEAST && w->count >= 3 && 2 * w->count >= base;
}

static uint32_t counted_carriers(const dd_index *index, uint32_t posting) {
    uint32_t carriers = dd_index_carriers(index, posting);
    return carriers < CARRIERS_MOST ? carriers : CARRIERS_MOST;
}

/* The articles that carry nearly all samples of the window, at most DD_INDEPENDENCE_EXAMINED of them spread
 * evenly over all. Returns how many there are. */
static size_t window_carriers(const learning *l, worker *w, const dd_article *article, const window *win,
                              dd_carriers *group) {
    uint32_t together[CARRIERS_MOST];
    size_t count = 0;
    const size_t least = (win->count * TOGETHER_SHARE + 99) / 100;
    for (size_t s = 0; s < win->count; s++) {
        uint32_t posting = dd_index_posting(article, win->sample[s]);
        const uint32_t *carrier = l->index->carrier + l->index->posting_begin[posting];
        for (uint32_t c = 0; c < counted_carriers(l->index, posting); c++)
            if (++w->tally[carrier[c]] == least && count < CARRIERS_MOST)
                together[count++] = carrier[c];
    }
    for (size_t s = 0; s < win->count; s++) {
        uint32_t posting = dd_index_posting(article, win->sample[s]);
        const uint32_t *carrier = l->index->carrier + l->index->posting_begin[posting];
        for (uint32_t c = 0; c < counted_carriers(l->index, posting); c++)
            w->tally[carrier[c]] = 0;
    }
    for (size_t i = 1; i < count; i++) { /* few, nearly sorted */
        uint32_t moved = together[i];
        size_t hole = i;
        for (; hole > 0 && together[hole - 1] > moved; hole--)
            together[hole] = together[hole - 1];
        together[hole] = moved;
    }
    group->count = count < DD_INDEPENDENCE_EXAMINED ? count : DD_INDEPENDENCE_EXAMINED;
    for (size_t i = 0; i < group->count; i++)
        group->article[i] = together[i * count / group->count];
    return count;
}

/* ---- a round: test windows, note what was found */

static uint64_t group_key(const dd_carriers *group) {
    uint64_t key = group->count;
    for (size_t i = 0; i < group->count; i++)
        key = (key ^ group->article[i]) * 0x9E3779B97F4A7C15u + (key >> 29);
    return key | 1;
}

static bool test_group(learning *l, worker *w, const dd_carriers *group) {
    uint64_t key = group_key(group);
    memo_entry *entry = &w->memo[(key >> 40) % MEMO_SIZE];
    if (entry->key != key) {
        entry->passed = dd_independence_test(&w->test, group, l->needed);
        entry->key = key;
    }
    return entry->passed;
}

static dedupe_status find_passages(void *context, unsigned worker_number, size_t begin, size_t end,
                                   dedupe_error *error) {
    learning *l = context;
    worker *w = &l->workers[worker_number];
    (void)error;
    for (size_t a = begin; a < end; a++) {
        const dd_article *article = l->index->article[a];
        for (size_t i = 0; i < article->samples.count; i++) {
            window win;
            dd_carriers group;
            if (!counts(l, article, i) || !window_at(l, article, i, &win))
                continue;
            bool new_here = false;
            for (size_t s = 0; s < win.count; s++)
                new_here |= !l->known[dd_index_posting(article, win.sample[s])];
            if (!new_here || window_carriers(l, w, article, &win, &group) < l->needed ||
                !test_group(l, w, &group))
                continue;
            for (size_t s = 0; s < win.count; s++) {
                uint32_t posting = dd_index_posting(article, win.sample[s]);
                if (dd_independence_carried_by(l->index, posting, &group))
                    __atomic_store_n(&l->found[posting], 1, __ATOMIC_RELAXED);
            }
        }
    }
    return DEDUPE_OK;
}

/* ---- spans of each article */

/* Whether the known samples of the window are carried together: a passage, not common phrases side by side.
 */
static bool is_passage(learning *l, worker *w, const dd_article *article, window *win, uint32_t *stop) {
    dd_carriers group;
    size_t kept = 0;
    for (size_t s = 0; s < win->count; s++)
        if (l->known[dd_index_posting(article, win->sample[s])])
            win->sample[kept++] = win->sample[s];
    win->count = kept;
    if (kept < 3)
        return false;
    uint32_t begin = dd_sample_position(&article->samples, win->sample[0]);
    *stop = dd_sample_position(&article->samples, win->sample[kept - 1]) + DD_SHINGLE_INDEX_LETTERS;
    return *stop - begin >= PASSAGE_LEAST && window_carriers(l, w, article, win, &group) >= l->needed;
}

static dedupe_status mark_spans(void *context, unsigned worker_number, size_t begin, size_t end,
                                dedupe_error *error) {
    learning *l = context;
    worker *w = &l->workers[worker_number];
    for (size_t a = begin; a < end; a++) {
        const dd_article *article = l->index->article[a];
        size_t count = 0;
        for (size_t i = 0; i < article->samples.count; i++) {
            window win;
            uint32_t stop;
            if (!counts(l, article, i) || !l->known[dd_index_posting(article, i)] ||
                !window_at(l, article, i, &win) || !is_passage(l, w, article, &win, &stop))
                continue;
            uint32_t start = dd_sample_position(&article->samples, i);
            if (count > 0 && start <= w->span[count - 1].end + PASSAGE_LEAST) {
                if (stop > w->span[count - 1].end)
                    w->span[count - 1].end = stop;
                continue;
            }
            if (!dd_memory_reserve(&w->span, &w->span_capacity, count + 1, sizeof *w->span))
                return dd_error_memory(error);
            w->span[count++] = (dd_span){start, stop};
        }
        if (count == 0)
            continue;
        dd_span *kept = dd_arena_allocate(&w->arena, count * sizeof *kept, sizeof(uint32_t));
        if (!kept)
            return dd_error_memory(error);
        memcpy(kept, w->span, count * sizeof *kept);
        l->out->spans[a] = (dd_spans){kept, count};
    }
    return DEDUPE_OK;
}

/* ---- all together */

static dedupe_status prepare(learning *l, dd_pool *pool, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    const size_t postings = l->index->posting_count;
    l->has_own = dd_memory_allocate(l->index->article_count, 1);
    l->found = dd_memory_allocate_zeroed(postings, 1);
    l->known = dd_memory_allocate_zeroed(postings, 1);
    l->workers = dd_memory_allocate_zeroed(workers, sizeof *l->workers);
    l->out->spans = dd_memory_allocate_zeroed(l->index->article_count, sizeof *l->out->spans);
    if (!l->has_own || !l->found || !l->known || !l->workers || !l->out->spans)
        return dd_error_memory(error);
    for (unsigned i = 0; i < workers; i++) {
        worker *w = &l->workers[i];
        w->tally = dd_memory_allocate_zeroed(l->index->article_count, 1);
        w->test = (dd_independence){.index = l->index, .known = l->known, .has_own = l->has_own};
        w->test.state = dd_memory_allocate_zeroed(postings, 1);
        if (!w->tally || !w->test.state)
            return dd_error_memory(error);
    }
    return DEDUPE_OK;
}

static void release(learning *l, unsigned workers, dd_arena *keep) {
    for (unsigned i = 0; l->workers && i < workers; i++) {
        dd_memory_free(l->workers[i].tally);
        dd_memory_free(l->workers[i].test.state);
        dd_memory_free(l->workers[i].span);
        dd_arena_adopt(keep, &l->workers[i].arena);
    }
    dd_memory_free(l->workers);
    dd_memory_free(l->has_own);
    dd_memory_free(l->found);
}

dedupe_status dd_boilerplate_learn(dd_boilerplate *boilerplate, const dd_index *index, dd_pool *pool,
                                   dedupe_error *error) {
    learning l = {.index = index, .needed = dd_independence_needed(index->article_count), .out = boilerplate};
    const size_t articles = index->article_count;
    dedupe_status status = prepare(&l, pool, error);
    for (unsigned round = 0; round < ROUNDS && status == DEDUPE_OK; round++) {
        l.own_carriers = round == 0 ? 1 : OWN_CARRIERS;
        status = dd_pool_run(pool, articles, 64, measure_own, &l, NULL, NULL, error);
        if (status != DEDUPE_OK)
            break;
        for (unsigned i = 0; i < dd_pool_workers(pool); i++)
            memset(l.workers[i].memo, 0, sizeof l.workers[i].memo);
        status = dd_pool_run(pool, articles, 16, find_passages, &l, NULL, NULL, error);
        memcpy(l.known, l.found, index->posting_count);
    }
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, articles, 16, mark_spans, &l, NULL, NULL, error);
    release(&l, dd_pool_workers(pool), &boilerplate->arena);
    boilerplate->known = l.known;
    boilerplate->article_count = articles;
    if (status != DEDUPE_OK)
        dd_boilerplate_free(boilerplate);
    return status;
}

uint32_t dd_spans_overlap(const dd_spans *spans, uint32_t begin, uint32_t end) {
    uint32_t letters = 0;
    for (size_t i = 0; i < spans->count && spans->span[i].begin < end; i++) {
        uint32_t from = spans->span[i].begin > begin ? spans->span[i].begin : begin;
        uint32_t to = spans->span[i].end < end ? spans->span[i].end : end;
        letters += to > from ? to - from : 0;
    }
    return letters;
}

void dd_boilerplate_free(dd_boilerplate *boilerplate) {
    dd_memory_free(boilerplate->spans);
    dd_memory_free(boilerplate->known);
    dd_arena_free(&boilerplate->arena);
    *boilerplate = (dd_boilerplate){0};
}
