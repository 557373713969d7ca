#include "verify/stock.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

enum {
    STRANGERS_MOST = 32, /* of an article that are looked at: those that cover most of it; a bit each */
    STRANGERS_LEAST = 2, /* that make a letter stock, see below */
    ROUNDS = 3,          /* what one finds makes strangers of articles that were duplicates before */
    GRAIN = 16
};

/* Three strangers are, with the pair, as many as make boilerplate. What two have may be taken from the pair,
 * so nearly all that is shared must be stock; a pair that has its blanks in common is a copy even then, and
 * where damage hides whether it has, nothing is said. */
static const struct kind {
    int strangers;       /* that make a letter stock */
    double stock_share;  /* of what a pair shares, the part that must be stock for the pair to be asked */
    double own_share;    /* of the threshold of `derived`: how much of its own text an article must have in
                            common */
    double agreed_share; /* of what passages cover, the part that must be shared letter by letter */
} KINDS[] = {{3, 0.5, 0.5, 0}, {STRANGERS_LEAST, 0.8, 1.5, 0.85}};

/* The most that is asked of its own text, whatever the threshold. */
static const double OWN_MOST = 0.5;

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

/* One thread's scratch memory. */
typedef struct worker {
    dd_comparer comparer;
    uint32_t *strange; /* by letter of the article at work: which strangers have it, a bit each */
    uint32_t *shared;  /* by letter: 1 if the other article of the pair has it */
    size_t strange_capacity, shared_capacity;
    dd_link *stranger; /* copies of the links to strangers, the article at work as a */
    size_t stranger_capacity;
    DD_POOL_APART;
} worker;

typedef struct judging {
    const dd_stock_case *given;
    uint32_t *begin;  /* by article: where its links start in `number`; one more at the end */
    uint32_t *number; /* of a link */
    uint32_t *copies; /* by article: its duplicates, as the round begins */
    dd_pool *pool;
    uint8_t *is_stock; /* by link: found so far; written by several threads, always to 1 */
    worker *workers;
} judging;

/* The strangers of the article at work. */
typedef struct strangers {
    uint32_t article[STRANGERS_MOST];
    double coverage[STRANGERS_MOST]; /* of the article at work */
    size_t count;
    bool marked; /* their letters are in worker.strange */
} strangers;

/* ---- links by article */

static bool is_duplicate(const dd_link *link) {
    return link->relation >= DEDUPE_DERIVED;
}

/* Whether the pair is asked at all. Identical texts are copies, whatever of, and so are two of one form with
 * the same in its blanks: in letters that is little. */
static bool is_asked(const dd_link *link) {
    return dd_link_may_be_stock(link) && link->relation != DEDUPE_IDENTICAL && !link->is_told_twice;
}

static const dd_link *find_link(const dd_stock_case *given, uint32_t x, uint32_t y) {
    const dd_link wanted = {.a = x < y ? x : y, .b = x < y ? y : x};
    return given->link_count > 0
               ? bsearch(&wanted, given->link, given->link_count, sizeof wanted, dd_link_order)
               : NULL;
}

static bool are_duplicates(const dd_stock_case *given, uint32_t x, uint32_t y) {
    const dd_link *link = find_link(given, x, y);
    return link && is_duplicate(link);
}

static dedupe_status index_links(judging *j, dedupe_error *error) {
    const dd_stock_case *given = j->given;
    if (given->link_count > UINT32_MAX / 2)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0,
                            "more than 2^31 pairs share text: compare fewer articles at once");
    j->begin = dd_memory_allocate_zeroed(given->article_count + 2, sizeof *j->begin);
    j->number = dd_memory_allocate(given->link_count, 2 * sizeof *j->number);
    if (!j->begin || !j->number)
        return dd_error_memory(error);
    uint32_t *next = j->begin + 1; /* becomes `begin` as the links are put in their places */
    for (size_t i = 0; i < given->link_count; i++) {
        next[given->link[i].a + 1]++;
        next[given->link[i].b + 1]++;
    }
    for (size_t a = 0; a < given->article_count; a++)
        next[a + 1] += next[a];
    for (size_t i = 0; i < given->link_count; i++) {
        j->number[next[given->link[i].a]++] = (uint32_t)i;
        j->number[next[given->link[i].b]++] = (uint32_t)i;
    }
    return DEDUPE_OK;
}

static void count_copies(judging *j) {
    memset(j->copies, 0, j->given->article_count * sizeof *j->copies);
    for (size_t i = 0; i < j->given->link_count; i++)
        if (is_duplicate(&j->given->link[i])) {
            j->copies[j->given->link[i].a]++;
            j->copies[j->given->link[i].b]++;
        }
}

/* ---- strangers */

static int most_covered_first(const void *left, const void *right) {
    const dd_link *x = left, *y = right;
    if (x->coverage_a != y->coverage_a)
        return x->coverage_a > y->coverage_a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* The links of an article that are no duplicates, with it as their a. Returns how many; SIZE_MAX if memory
 * runs out. */
static size_t gather_strangers(const judging *j, worker *w, uint32_t article) {
    const size_t most = j->begin[article + 1] - j->begin[article];
    size_t count = 0;
    if (!dd_memory_reserve(&w->stranger, &w->stranger_capacity, most, sizeof *w->stranger))
        return SIZE_MAX;
    for (size_t i = j->begin[article]; i < j->begin[article + 1]; i++) {
        const dd_link *link = &j->given->link[j->number[i]];
        if (is_duplicate(link))
            continue;
        w->stranger[count] = *link;
        if (link->a != article) {
            w->stranger[count].a = article;
            w->stranger[count].b = link->a;
            w->stranger[count].coverage_a = link->coverage_b;
        }
        count++;
    }
    return count;
}

/* Chooses those that cover most, only one of articles that are duplicates of one another. */
static void choose_strangers(const judging *j, worker *w, size_t gathered, strangers *chosen) {
    *chosen = (strangers){.count = 0};
    if (gathered > 0)
        qsort(w->stranger, gathered, sizeof *w->stranger, most_covered_first);
    for (size_t i = 0; i < gathered && chosen->count < STRANGERS_MOST; i++) {
        bool is_new = true;
        for (size_t k = 0; k < chosen->count && is_new; k++)
            is_new = !are_duplicates(j->given, w->stranger[i].b, chosen->article[k]);
        if (!is_new)
            continue;
        chosen->article[chosen->count] = w->stranger[i].b;
        chosen->coverage[chosen->count++] = w->stranger[i].coverage_a;
    }
}

/* Those of the chosen that are strangers to the other article, too: a bit each. *coverage is set to the sum
 * of what they cover. */
static uint32_t strangers_of_both(const judging *j, const strangers *chosen, uint32_t other,
                                  double *coverage) {
    uint32_t both = 0;
    *coverage = 0;
    for (size_t k = 0; k < chosen->count; k++)
        if (chosen->article[k] != other && !are_duplicates(j->given, chosen->article[k], other)) {
            both |= (uint32_t)1 << k;
            *coverage += chosen->coverage[k];
        }
    return both;
}

/* ---- one pair, seen from one article */

static dd_compare_side side_of(const judging *j, uint32_t article) {
    return (dd_compare_side){j->given->article[article], &j->given->spans[article]};
}

static dedupe_status mark_matched(const judging *j, worker *w, uint32_t article, uint32_t other,
                                  uint32_t *mark, uint32_t bit, dedupe_error *error) {
    const dd_compare_side a = side_of(j, article), b = side_of(j, other);
    return dd_compare_matched(&w->comparer, &a, &b, j->given->options->shingle, mark, bit, error);
}

/* Notes which letters of the article which stranger has. */
static dedupe_status mark_strangers(const judging *j, worker *w, uint32_t article, strangers *chosen,
                                    dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    memset(w->strange, 0, j->given->article[article]->letters * sizeof *w->strange);
    for (size_t k = 0; k < chosen->count && status == DEDUPE_OK; k++)
        status = mark_matched(j, w, article, chosen->article[k], w->strange, (uint32_t)1 << k, error);
    chosen->marked = status == DEDUPE_OK;
    return status;
}

static size_t letters_outside(const judging *j, uint32_t article) {
    const uint32_t letters = j->given->article[article]->letters;
    return letters - dd_spans_overlap(&j->given->spans[article], 0, letters);
}

/* The share of its own text that makes an article a copy. A copy has nearly all of it in common, so a raised
 * threshold must not ask for more. */
static double own_least(const judging *j, const struct kind *kind) {
    const double least = kind->own_share * j->given->options->derived_coverage;
    return least < OWN_MOST ? least : OWN_MOST;
}

/* Whether what the pair shares is mostly stock of a kind, and of the rest of either the other has too little.
 * `who`: the strangers of both. */
static bool shares_stock(const judging *j, const worker *w, const dd_link *link, uint32_t article,
                         uint32_t who, const struct kind *kind) {
    const uint32_t other = link->a == article ? link->b : link->a;
    const double covered =
        (link->a == article ? link->coverage_a : link->coverage_b) * (double)letters_outside(j, article);
    size_t stock = 0, shared = 0, shared_stock = 0;
    for (size_t l = 0; l < j->given->article[article]->letters; l++) {
        const bool is_stock = __builtin_popcount(w->strange[l] & who) >= kind->strangers;
        stock += is_stock;
        shared += w->shared[l];
        shared_stock += w->shared[l] && is_stock;
    }
    const double own = (double)letters_outside(j, article) - (double)stock,
                 other_own = (double)letters_outside(j, other) - (double)shared_stock,
                 shared_own = (double)(shared - shared_stock);
    const double least = own_least(j, kind);
    return (double)shared >= kind->agreed_share * covered &&
           (double)shared_stock >= kind->stock_share * (double)shared && shared_own < least * own &&
           shared_own < least * other_own;
}

/* Whether strangers that cover so much of the article, added up, could make enough of what the pair shares
 * stock: a quick look before anything is aligned. What the pair shares at least follows from its resemblance.
 */
static bool may_be_stock(const judging *j, const dd_link *link, uint32_t article, double coverage,
                         const struct kind *kind) {
    const size_t letters = j->given->article[article]->letters,
                 both = j->given->article[link->a]->letters + (size_t)j->given->article[link->b]->letters;
    const double boilerplate = (double)(letters - letters_outside(j, article));
    const double shared = link->resemblance / (1 + link->resemblance) * (double)both - boilerplate;
    const double stock = coverage * (double)letters / kind->strangers;
    return stock >= kind->stock_share * shared && shared - stock < own_least(j, kind) * (double)letters;
}

/* Whether strangers, by their bits, are more than the duplicates of either. A story that many carry has some
 * versions that are cut or damaged too much for duplicates; what these share with all others is the story. No
 * more strangers than STRANGERS_MOST are looked at, so what has as many duplicates is a story. */
static bool outnumber_copies(const judging *j, const dd_link *link, uint32_t who) {
    const uint32_t count = (uint32_t)__builtin_popcount(who);
    return count > j->copies[link->a] && count > j->copies[link->b];
}

static dedupe_status judge_pair(judging *j, worker *w, uint32_t article, uint32_t number, strangers *chosen,
                                dedupe_error *error) {
    const dd_link *link = &j->given->link[number];
    const uint32_t other = link->a == article ? link->b : link->a;
    double coverage;
    const uint32_t who = strangers_of_both(j, chosen, other, &coverage);
    bool may_be[KIND_COUNT], any = false;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        may_be[k] = __builtin_popcount(who) >= KINDS[k].strangers &&
                    may_be_stock(j, link, article, coverage, &KINDS[k]);
        any |= may_be[k];
    }
    if (!any || !outnumber_copies(j, link, who))
        return DEDUPE_OK;
    dedupe_status status = chosen->marked ? DEDUPE_OK : mark_strangers(j, w, article, chosen, error);
    if (status == DEDUPE_OK) {
        memset(w->shared, 0, j->given->article[article]->letters * sizeof *w->shared);
        status = mark_matched(j, w, article, other, w->shared, 1, error);
    }
    for (size_t k = 0; k < KIND_COUNT && status == DEDUPE_OK; k++)
        if (may_be[k] && shares_stock(j, w, link, article, who, &KINDS[k]))
            __atomic_store_n(&j->is_stock[number], 1, __ATOMIC_RELAXED);
    return status;
}

/* ---- all together */

static dedupe_status judge_article(judging *j, worker *w, uint32_t article, dedupe_error *error) {
    const size_t letters = j->given->article[article]->letters;
    strangers chosen;
    bool any = false;
    for (size_t i = j->begin[article]; i < j->begin[article + 1] && !any; i++)
        any = is_asked(&j->given->link[j->number[i]]);
    if (!any)
        return DEDUPE_OK;
    const size_t gathered = gather_strangers(j, w, article);
    if (gathered == SIZE_MAX ||
        !dd_memory_reserve(&w->strange, &w->strange_capacity, letters, sizeof *w->strange) ||
        !dd_memory_reserve(&w->shared, &w->shared_capacity, letters, sizeof *w->shared))
        return dd_error_memory(error);
    choose_strangers(j, w, gathered, &chosen);
    dedupe_status status = DEDUPE_OK;
    for (size_t i = j->begin[article];
         i < j->begin[article + 1] && status == DEDUPE_OK && chosen.count >= STRANGERS_LEAST; i++)
        if (is_asked(&j->given->link[j->number[i]]) && dd_pool_look(j->pool, (unsigned)(w - j->workers)))
            status = judge_pair(j, w, article, j->number[i], &chosen, error);
    return status;
}

static dedupe_status judge_articles(void *context, unsigned worker_number, size_t begin, size_t end,
                                    dedupe_error *error) {
    judging *j = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t a = begin; a < end && status == DEDUPE_OK; a++)
        status = judge_article(j, &j->workers[worker_number], (uint32_t)a, error);
    return status;
}

/* Takes back what was found to be stock. Returns whether anything was. */
static bool take_back(const judging *j) {
    bool any = false;
    for (size_t i = 0; i < j->given->link_count; i++) {
        dd_link *link = &j->given->link[i];
        if (!j->is_stock[i] || !is_asked(link))
            continue;
        link->relation = dd_link_strength(link) >= DD_FORM_COVERAGE ? DEDUPE_VARIANT : DEDUPE_RELATED;
        link->reason = DEDUPE_REASON_STOCK;
        any = true;
    }
    return any;
}

dedupe_status dd_stock_judge(const dd_stock_case *stock, dd_pool *pool, dd_pool_watch *watch,
                             void *watch_context, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    judging j = {.given = stock, .pool = pool};
    bool any = true;
    j.is_stock = dd_memory_allocate_zeroed(stock->link_count, 1);
    j.copies = dd_memory_allocate(stock->article_count, sizeof *j.copies);
    j.workers = dd_memory_allocate_zeroed(workers, sizeof *j.workers);
    dedupe_status status =
        j.is_stock && j.copies && j.workers ? index_links(&j, error) : dd_error_memory(error);
    for (unsigned round = 0; round < ROUNDS && any && status == DEDUPE_OK; round++) {
        count_copies(&j);
        status =
            dd_pool_run(pool, stock->article_count, GRAIN, judge_articles, &j, watch, watch_context, error);
        any = status == DEDUPE_OK && take_back(&j);
    }
    for (unsigned i = 0; j.workers && i < workers; i++) {
        dd_comparer_free(&j.workers[i].comparer);
        dd_memory_free(j.workers[i].strange);
        dd_memory_free(j.workers[i].shared);
        dd_memory_free(j.workers[i].stranger);
    }
    dd_memory_free(j.workers);
    dd_memory_free(j.is_stock);
    dd_memory_free(j.copies);
    dd_memory_free(j.begin);
    dd_memory_free(j.number);
    return status;
}
