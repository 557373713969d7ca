#include "candidate/boilerplate.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/answers.h"
#include "candidate/headlines.h"
#include "candidate/list_key.h"
#include "candidate/windows.h"

enum {
    ROUNDS = 3,
    OWN_CARRIERS = 3, /* articles that may have a stretch which still counts as each one's own */
    ARTICLE_GRAIN = 16,
    PASSAGE_GRAIN = 16,
    SEEN_SHARE = 32, /* windows and groups that are remembered, for each article (a larger corpus has more
                        between two that ask the same): */
    MEMO_SHARE = 8,
    MOST_SEEN_BITS = 19,
    MOST_MEMO_BITS = 17
};

/* A window that enough articles carry, to be tested in each round. */
typedef struct passage {
    dd_carriers group;
    size_t first; /* its postings, in the worker's */
    size_t count;
} passage;

/* One thread's scratch memory. */
typedef struct worker {
    bool is_ready; /* its tables are made */
    dd_independence test;
    dd_headlines headlines;
    dd_windows windows; /* of the article at work */
    passage *passage;
    size_t passage_count, passage_capacity;
    uint32_t *posting;
    size_t posting_count, posting_capacity;
    dd_arena arena;
    dd_span *span; /* spans of the article at work */
    dd_span_ends *ends;
    size_t span_capacity, ends_capacity;
    DD_POOL_APART;
} worker;

typedef struct learning {
    const dd_index *index;
    size_t needed;
    uint32_t shingle;    /* letters of an indexed shingle */
    uint8_t *known;      /* by posting, from earlier rounds */
    uint8_t *found;      /* by posting, in this round; written by several threads, always to 1 */
    uint64_t *bits;      /* by posting: a bit for each of its first DD_WINDOW_CARRIERS carriers; 0 if they are
                                fewer than needed */
    uint8_t *own;        /* by article, see dd_independence */
    uint8_t *is_changed; /* by article: a posting of it became known in the round before */
    uint8_t *is_quiet;   /* by article: it has no window */
    dd_answers seen;     /* windows: whether enough articles carry them */
    dd_answers memo;     /* groups of carriers, of this round: whether they passed the test */
    worker *workers;
    dd_boilerplate *out;
} learning;

/* ---- workers */

/* The memory of a worker; its tables are made when it works first, by itself. NULL without memory. */
static worker *worker_of(learning *l, unsigned number) {
    worker *w = &l->workers[number];
    const size_t articles = l->index->article_count;
    if (w->is_ready)
        return w;
    w->windows.tally = dd_memory_allocate_zeroed(articles, sizeof *w->windows.tally);
    w->test.state = dd_memory_allocate_zeroed(l->index->posting_count, 1);
    w->is_ready = w->windows.tally && w->test.state;
    return w->is_ready ? w : NULL;
}

/* ---- who carries what, for a quick look */

static dedupe_status set_bits(void *context, unsigned worker_number, size_t begin, size_t end,
                              dedupe_error *error) {
    const learning *l = context;
    (void)worker_number;
    (void)error;
    for (size_t p = begin; p < end; p++) {
        const uint32_t begin_carrier = l->index->posting_begin[p];
        uint64_t bits = 0;
        const uint32_t carriers = dd_windows_counted(l->index, (uint32_t)p);
        for (uint32_t c = 0; carriers >= l->needed && c < carriers; c++)
            bits |= dd_independence_bit(l->index->carrier[begin_carrier + c]);
        l->bits[p] = bits;
    }
    return DEDUPE_OK;
}

/* ---- windows that enough articles carry */

/* What is known of a window follows from its postings. */
static uint64_t window_key(const dd_window *win) {
    uint64_t key = dd_list_key_begin(win->count);
    for (size_t s = 0; s < win->count; s++)
        key = dd_list_key_add(key, win->sample[s].posting);
    return dd_list_key_end(key);
}

/* Adds the window to the worker's passages. */
static bool add_passage(worker *w, const dd_window *win, const dd_carriers *group) {
    if (!dd_memory_reserve(&w->passage, &w->passage_capacity, w->passage_count + 1, sizeof *w->passage) ||
        !dd_memory_reserve(&w->posting, &w->posting_capacity, w->posting_count + win->count,
                           sizeof *w->posting))
        return false;
    w->passage[w->passage_count++] = (passage){*group, w->posting_count, win->count};
    for (size_t s = 0; s < win->count; s++)
        w->posting[w->posting_count++] = win->sample[s].posting;
    return true;
}

/* Windows overlap by two thirds. */
static size_t stride_of(const dd_window *win) {
    return win->count > 3 ? win->count / 3 : 1;
}

static dedupe_status find_passages(void *context, unsigned worker_number, size_t begin, size_t end,
                                   dedupe_error *error) {
    learning *l = context;
    worker *w = worker_of(l, worker_number);
    dd_window win;
    dd_carriers group;
    if (!w)
        return dd_error_memory(error);
    for (size_t a = begin; a < end; a++) {
        if (!dd_windows_load(&w->windows, l->index->article[a]))
            return dd_error_memory(error);
        l->is_quiet[a] = true;
        for (size_t i = 0; i < w->windows.sample_count; i += stride_of(&win)) {
            if (!dd_windows_at(&w->windows, i, false, &win))
                continue;
            l->is_quiet[a] = false;
            const uint64_t key = window_key(&win);
            if (dd_answers_find(&l->seen, key) != DD_ANSWER_UNKNOWN)
                continue;
            const bool is_together = dd_windows_carriers(&w->windows, &win, &group) >= l->needed;
            dd_answers_note(&l->seen, key, is_together);
            if (is_together && !add_passage(w, &win, &group))
                return dd_error_memory(error);
        }
    }
    return DEDUPE_OK;
}

/* ---- a round: test passages, note what was found */

static uint64_t group_key(const dd_carriers *group) {
    uint64_t key = dd_list_key_begin(group->count);
    for (size_t i = 0; i < group->count; i++)
        key = dd_list_key_add(key, group->article[i]);
    return dd_list_key_end(key);
}

/* Whether the group prints one passage and has nothing else in common. */
static dedupe_status test_group(learning *l, worker *w, const dd_carriers *group, bool *passed,
                                dedupe_error *error) {
    const uint64_t key = group_key(group);
    const dd_answer known = dd_answers_find(&l->memo, key);
    dedupe_status status = DEDUPE_OK;
    *passed = known == DD_ANSWER_YES;
    if (known != DD_ANSWER_UNKNOWN)
        return DEDUPE_OK;
    *passed = dd_independence_test(&w->test, group, l->needed);
    if (!*passed)
        status = dd_headlines_test(&w->headlines, l->index, group, dd_independence_least(group, l->needed),
                                   passed, error);
    if (status == DEDUPE_OK)
        dd_answers_note(&l->memo, key, *passed);
    return status;
}

/* Whether this round could find anything new in a passage that the round before could not. */
static bool has_news(const learning *l, const passage *tested, const uint32_t *posting) {
    bool is_known = true, is_changed = false;
    for (size_t i = 0; i < tested->count && is_known; i++)
        is_known = l->known[posting[i]];
    for (size_t i = 0; i < tested->group.count && !is_known && !is_changed; i++)
        is_changed = l->is_changed[tested->group.article[i]];
    return !is_known && is_changed;
}

/* Tests the passages that one worker has found. Whoever tests them finds the same. */
static dedupe_status test_passages(void *context, unsigned worker_number, size_t begin, size_t end,
                                   dedupe_error *error) {
    learning *l = context;
    worker *w = worker_of(l, worker_number);
    if (!w)
        return dd_error_memory(error);
    for (size_t i = begin; i < end; i++) {
        const worker *finder = l->workers;
        size_t number = i;
        for (; number >= finder->passage_count; finder++)
            number -= finder->passage_count;
        const passage *tested = &finder->passage[number];
        const uint32_t *posting = finder->posting + tested->first;
        bool found = false;
        if (!has_news(l, tested, posting))
            continue;
        dedupe_status status = test_group(l, w, &tested->group, &found, error);
        if (status != DEDUPE_OK)
            return status;
        for (size_t s = 0; found && s < tested->count; s++)
            if (!__atomic_load_n(&l->found[posting[s]], __ATOMIC_RELAXED) &&
                dd_independence_carried_by(l->index, posting[s], &tested->group))
                __atomic_store_n(&l->found[posting[s]], 1, __ATOMIC_RELAXED);
    }
    return DEDUPE_OK;
}

/* ---- spans of each article */

/* Adds the window to the article's spans, joined to the last one if that is near. */
static bool add_span(worker *w, size_t *count, const dd_window *win, uint32_t shingle) {
    const dd_shared_sample *first = &win->sample[0], *last = &win->sample[win->count - 1];
    const uint32_t end = last->position + shingle;
    if (*count > 0 && first->position <= w->span[*count - 1].end + DD_WINDOW_LEAST_LETTERS) {
        if (end > w->span[*count - 1].end) {
            w->span[*count - 1].end = end;
            w->ends[*count - 1].last = last->posting;
        }
        return true;
    }
    if (!dd_memory_reserve(&w->span, &w->span_capacity, *count + 1, sizeof *w->span) ||
        !dd_memory_reserve(&w->ends, &w->ends_capacity, *count + 1, sizeof *w->ends))
        return false;
    w->span[*count] = (dd_span){first->position, end};
    w->ends[(*count)++] = (dd_span_ends){first->posting, last->posting};
    return true;
}

/* The windows of known samples that are carried together: passages, not common phrases side by side. */
static bool collect_spans(learning *l, worker *w, size_t *count) {
    dd_window win;
    dd_carriers group;
    *count = 0;
    for (size_t i = 0; i < w->windows.sample_count; i++) {
        if (!l->known[w->windows.sample[i].posting] || !dd_windows_at(&w->windows, i, true, &win))
            continue;
        const uint64_t key = window_key(&win);
        const dd_answer known = dd_answers_find(&l->seen, key);
        bool is_together = known == DD_ANSWER_YES;
        if (known == DD_ANSWER_UNKNOWN) {
            is_together = dd_windows_carriers(&w->windows, &win, &group) >= l->needed;
            dd_answers_note(&l->seen, key, is_together);
        }
        if (!is_together)
            continue;
        if (!add_span(w, count, &win, l->shingle))
            return false;
    }
    return true;
}

/* Whether the article has any known sample: most have none. */
static bool has_known(const learning *l, const dd_samples *samples) {
    uint8_t any = 0;
    for (size_t i = 0; i < samples->count; i++)
        any |= l->known[samples->hash[i]];
    return any != 0;
}

static dedupe_status mark_spans(void *context, unsigned worker_number, size_t begin, size_t end,
                                dedupe_error *error) {
    learning *l = context;
    worker *w = worker_of(l, worker_number);
    if (!w)
        return dd_error_memory(error);
    for (size_t a = begin; a < end; a++) {
        size_t count;
        if (l->is_quiet[a] || !has_known(l, &l->index->article[a]->samples))
            continue;
        if (!dd_windows_load(&w->windows, l->index->article[a]) || !collect_spans(l, w, &count))
            return dd_error_memory(error);
        if (count == 0)
            continue;
        dd_span *span = dd_arena_allocate(&w->arena, count * sizeof *span, sizeof(uint32_t));
        dd_span_ends *ends = dd_arena_allocate(&w->arena, count * sizeof *ends, sizeof(uint32_t));
        if (!span || !ends)
            return dd_error_memory(error);
        memcpy(span, w->span, count * sizeof *span);
        memcpy(ends, w->ends, count * sizeof *ends);
        l->out->spans[a] = (dd_spans){span, count, ends};
    }
    return DEDUPE_OK;
}

/* ---- all together */

static dedupe_status prepare(learning *l, dd_pool *pool, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    const size_t postings = l->index->posting_count, articles = l->index->article_count;
    l->own = dd_memory_allocate(articles, 1);
    l->is_changed = dd_memory_allocate(articles, 1);
    l->is_quiet = dd_memory_allocate(articles, 1);
    l->bits = dd_memory_allocate(postings, sizeof *l->bits);
    l->found = dd_memory_allocate_zeroed(postings, 1);
    l->known = dd_memory_allocate_zeroed(postings, 1);
    l->workers = dd_memory_allocate_zeroed(workers, sizeof *l->workers);
    l->out->spans = dd_memory_allocate_zeroed(articles, sizeof *l->out->spans);
    if (!l->own || !l->is_changed || !l->is_quiet || !l->bits || !l->found || !l->known || !l->workers ||
        !l->out->spans || !dd_answers_make(&l->seen, articles * SEEN_SHARE, MOST_SEEN_BITS) ||
        !dd_answers_make(&l->memo, articles * MEMO_SHARE, MOST_MEMO_BITS))
        return dd_error_memory(error);
    for (unsigned i = 0; i < workers; i++) {
        worker *w = &l->workers[i];
        w->windows =
            (dd_windows){.index = l->index, .known = l->known, .bits = l->bits, .shingle = l->shingle};
        w->test = (dd_independence){.index = l->index, .known = l->known, .own = l->own, .bits = l->bits};
    }
    return DEDUPE_OK;
}

static void release(learning *l, unsigned workers, dd_arena *keep) {
    for (unsigned i = 0; l->workers && i < workers; i++) {
        dd_windows_free(&l->workers[i].windows);
        dd_headlines_free(&l->workers[i].headlines);
        dd_memory_free(l->workers[i].passage);
        dd_memory_free(l->workers[i].posting);
        dd_memory_free(l->workers[i].test.state);
        dd_memory_free(l->workers[i].span);
        dd_memory_free(l->workers[i].ends);
        dd_arena_adopt(keep, &l->workers[i].arena);
    }
    dd_memory_free(l->workers);
    dd_memory_free(l->seen.entry);
    dd_memory_free(l->memo.entry);
    dd_memory_free(l->own);
    dd_memory_free(l->is_changed);
    dd_memory_free(l->is_quiet);
    dd_memory_free(l->bits);
    dd_memory_free(l->known);
    dd_memory_free(l->found);
}

/* Notes who has postings that were found in the last round, and makes them known. Returns whether there are
 * any.
 */
static bool end_round(learning *l) {
    bool any = false;
    memset(l->is_changed, false, l->index->article_count);
    for (size_t p = 1; p < l->index->posting_count; p++) {
        if (l->found[p] == l->known[p])
            continue;
        l->known[p] = true;
        any = true;
        for (uint32_t c = l->index->posting_begin[p]; c < l->index->posting_begin[p + 1]; c++)
            l->is_changed[l->index->carrier[c]] = true;
    }
    return any;
}

/* What is an article's own, and what a test of a group finds, depends on what is known, and on how many may
 * have what is an article's own: that changes once, behind the first round. */
static void begin_round(learning *l, unsigned round, unsigned workers) {
    if (round <= 1)
        memset(l->is_changed, true, l->index->article_count);
    for (size_t a = 0; a < l->index->article_count; a++)
        if (l->is_changed[a])
            l->own[a] = DD_OWN_UNKNOWN;
    dd_answers_clear(&l->memo);
    for (unsigned i = 0; i < workers; i++)
        l->workers[i].test.own_carriers = round == 0 ? 1 : OWN_CARRIERS;
}

dedupe_status dd_boilerplate_learn(dd_boilerplate *boilerplate, const dd_index *index, dd_pool *pool,
                                   dedupe_error *error) {
    learning l = {.index = index,
                  .needed = dd_independence_needed(index->article_count),
                  .shingle = (uint32_t)dd_sample_letters(index->long_rate),
                  .out = boilerplate};
    const size_t articles = index->article_count;
    const unsigned workers = dd_pool_workers(pool);
    dedupe_status status = prepare(&l, pool, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, index->posting_count, 4096, set_bits, &l, NULL, NULL, error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, articles, ARTICLE_GRAIN, find_passages, &l, NULL, NULL, error);
    size_t passages = 0;
    for (unsigned i = 0; i < workers && status == DEDUPE_OK; i++)
        passages += l.workers[i].passage_count;
    for (unsigned round = 0; round < ROUNDS && status == DEDUPE_OK; round++) {
        begin_round(&l, round, workers);
        status = dd_pool_run(pool, passages, PASSAGE_GRAIN, test_passages, &l, NULL, NULL, error);
        if (!end_round(&l) && round > 0)
            break;
    }
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, articles, ARTICLE_GRAIN, mark_spans, &l, NULL, NULL, error);
    release(&l, workers, &boilerplate->arena);
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
    dd_arena_free(&boilerplate->arena);
    *boilerplate = (dd_boilerplate){0};
}
