#include "verify/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/union_find.h"
#include "sketch/headline.h"
#include "sketch/shingle.h"

enum {
    LEAST_HEADLINES = 6, /* different ones in a series; a brief is not brought up to date so often */
    GRAIN = 64
};

typedef struct worker {
    dd_blanks blanks;
    DD_POOL_APART;
} worker;

/* An article and the series it may be of. */
typedef struct member {
    uint32_t series;
    uint32_t article;
    uint64_t headline; /* a hash of its letters */
} member;

typedef struct judging {
    dd_link *link;
    size_t link_count;
    dd_article *const *article; /* stand-ins */
    size_t article_count;
    uint8_t *differs; /* by link: the blanks of the two differ */
    uint32_t *parent; /* by article: union-find; a series goes by its first article */
    uint32_t *size;   /* by first article: articles of its series */
    member *member;
    worker *workers;
} judging;

/* Whether the blanks of a pair are to be asked: duplicates of one known outlet, and short. */
static bool may_differ(const judging *j, const dd_link *link) {
    const dd_article *a = j->article[link->a], *b = j->article[link->b];
    return link->relation >= DEDUPE_DERIVED && link->relation != DEDUPE_IDENTICAL &&
           a->origin.outlet == b->origin.outlet && dd_blanks_may_have(a) && dd_blanks_may_have(b);
}

static int by_series(const void *left, const void *right) {
    const member *x = left, *y = right;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    return x->headline < y->headline ? -1 : x->headline > y->headline;
}

/* Gathers the joined articles that are as many as a series has headlines. */
static dedupe_status gather_members(const judging *j, size_t *count, dedupe_error *error) {
    dd_letters *letters = &j->workers[0].blanks.text;
    dedupe_status status = DEDUPE_OK;
    memset(j->size, 0, j->article_count * sizeof *j->size);
    for (uint32_t a = 0; a < j->article_count; a++)
        j->size[dd_union_find(j->parent, a)]++;
    *count = 0;
    for (uint32_t a = 0; a < j->article_count && status == DEDUPE_OK; a++) {
        const uint32_t series = dd_union_find(j->parent, a);
        if (j->size[series] < LEAST_HEADLINES)
            continue;
        status = dd_headline_fold(letters, j->article[a], error);
        j->member[(*count)++] = (member){series, a, dd_shingle_hash(letters->letter, letters->count)};
    }
    if (*count > 0)
        qsort(j->member, *count, sizeof *j->member, by_series);
    return status;
}

/* Marks the articles of a series: joined by pairs whose blanks differ, or may. */
static dedupe_status mark_series(const judging *j, bool are_known, dedupe_error *error) {
    size_t count;
    for (uint32_t a = 0; a < j->article_count; a++) {
        j->parent[a] = a;
        j->article[a]->is_of_series = false;
    }
    for (size_t i = 0; i < j->link_count; i++)
        if (are_known ? j->differs[i] : may_differ(j, &j->link[i]))
            (void)dd_union_connect(j->parent, j->link[i].a, j->link[i].b);
    dedupe_status status = gather_members(j, &count, error);
    for (size_t i = 0, end; i < count && status == DEDUPE_OK; i = end) {
        size_t headlines = 1;
        for (end = i + 1; end < count && j->member[end].series == j->member[i].series; end++)
            headlines += j->member[end].headline != j->member[end - 1].headline;
        for (size_t k = i; k < end; k++)
            j->article[j->member[k].article]->is_of_series = headlines >= LEAST_HEADLINES;
    }
    return status;
}

static bool are_of_series(const judging *j, const dd_link *link) {
    return j->article[link->a]->is_of_series && j->article[link->b]->is_of_series;
}

/* Makes `differs` say which links are to be asked. Returns whether any are. */
static bool choose_links(const judging *j) {
    bool any = false;
    for (size_t i = 0; i < j->link_count; i++) {
        j->differs[i] = may_differ(j, &j->link[i]) && are_of_series(j, &j->link[i]);
        any |= j->differs[i];
    }
    return any;
}

/* Leaves `differs` of the links whose blanks do. */
static dedupe_status ask_blanks(void *context, unsigned worker_number, size_t begin, size_t end,
                                dedupe_error *error) {
    const judging *j = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t i = begin; i < end && status == DEDUPE_OK; i++) {
        bool differ = false;
        if (j->differs[i])
            status = dd_blanks_differ(&j->workers[worker_number].blanks, j->article[j->link[i].a],
                                      j->article[j->link[i].b], &differ, error);
        j->differs[i] = differ;
    }
    return status;
}

static void make_variants(const judging *j) {
    for (size_t i = 0; i < j->link_count; i++)
        if (j->differs[i] && are_of_series(j, &j->link[i])) {
            j->link[i].relation = DEDUPE_VARIANT;
            j->link[i].reason = DEDUPE_REASON_SERIES;
        }
}

/* What is of a series is so with its copies. */
static void mark_copies(const dd_ranking *ranking) {
    for (size_t s = 0; s < ranking->stand_in_count; s++)
        for (size_t i = ranking->first[s] + 1; i < ranking->first[s + 1]; i++)
            ranking->article[i]->is_of_series = ranking->stand_in[s]->is_of_series;
}

static dedupe_status judge(judging *j, dd_pool *pool, dd_pool_watch *watch, void *watch_context,
                           dedupe_error *error) {
    dedupe_status status = mark_series(j, false, error);
    if (status != DEDUPE_OK || !choose_links(j))
        return status;
    status = dd_pool_run(pool, j->link_count, GRAIN, ask_blanks, j, watch, watch_context, error);
    if (status == DEDUPE_OK)
        status = mark_series(j, true, error);
    if (status == DEDUPE_OK)
        make_variants(j);
    return status;
}

void dd_series_forget(const dd_ranking *ranking) {
    for (size_t i = 0; i < ranking->count; i++)
        ranking->article[i]->is_of_series = false;
}

dedupe_status dd_series_judge(dd_link *link, size_t link_count, const dd_ranking *ranking, dd_pool *pool,
                              dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    const unsigned workers = dd_pool_workers(pool);
    const size_t article_count = ranking->stand_in_count;
    judging j = {
        .link = link, .link_count = link_count, .article = ranking->stand_in, .article_count = article_count};
    j.differs = dd_memory_allocate(link_count, 1);
    j.parent = dd_memory_allocate(article_count, sizeof *j.parent);
    j.size = dd_memory_allocate(article_count, sizeof *j.size);
    j.member = dd_memory_allocate(article_count, sizeof *j.member);
    j.workers = dd_memory_allocate_zeroed(workers, sizeof *j.workers);
    dedupe_status status = DEDUPE_OK;
    if (!j.differs || !j.parent || !j.size || !j.member || !j.workers)
        status = dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = judge(&j, pool, watch, watch_context, error);
    if (status == DEDUPE_OK)
        mark_copies(ranking);
    for (unsigned i = 0; j.workers && i < workers; i++)
        dd_blanks_free(&j.workers[i].blanks);
    dd_memory_free(j.workers);
    dd_memory_free(j.member);
    dd_memory_free(j.size);
    dd_memory_free(j.parent);
    dd_memory_free(j.differs);
    return status;
}
