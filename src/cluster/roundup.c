#include "cluster/roundup.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/division.h"

static const double FIRST_MOST = 0.60;   /* more from one story is a version of that story */
static const double SECOND_LEAST = 0.10; /* coverage by the second group */
static const double OTHER_LEAST = 0.05;  /* coverage by any further group that counts */
static const double OTHERS_SHARE = 0.60; /* coverage by all groups but the first, of the first group's */
static const double BEYOND_MOST = 0.80;  /* of a story that a round-up may hold; more is an excerpt */
enum {
    NEIGHBOURS_MOST = 64, /* the strongest neighbours that are looked at */
    GROUPS_ASKED = 6,     /* groups that a neighbour is compared with, if no stage has compared it before */
    REHEARSALS = 8        /* at most; each goes one question further than the one before */
};

/* An article linked to the one at work. */
typedef struct neighbour {
    uint32_t article;
    double coverage;          /* of the article at work by this one */
    double coverage_of_other; /* of this one */
    size_t group;
} neighbour;

/* Neighbours of every article, as one list by article. */
typedef struct adjacency {
    size_t *begin;
    neighbour *of;
} adjacency;

/* An article that may be a round-up, with its strongest neighbours. */
typedef struct candidate {
    uint32_t article;
    neighbour *near;
    size_t count;
} candidate;

typedef struct search {
    dd_links *links;
    size_t article_count;
    uint8_t *is_roundup;
    adjacency adjacent;
    candidate *candidate;
    size_t candidate_count;
    dd_division *division; /* by worker */
    bool rehearses;        /* pairs that nobody has compared are only noted */
} search;

/* Whether a link counts as a neighbour. A copy of the article says nothing of where its text comes from. */
static bool ties(const dd_link *link) {
    return link->relation >= DEDUPE_RELATED && link->relation < DEDUPE_NEAR;
}

static bool build_adjacency(const dd_links *links, size_t articles, adjacency *adjacent) {
    adjacent->begin = dd_memory_allocate_zeroed(articles + 2, sizeof *adjacent->begin);
    size_t ends = 0;
    for (size_t i = 0; i < links->count; i++)
        ends += 2 * (size_t)ties(&links->link[i]);
    adjacent->of = dd_memory_allocate(ends, sizeof *adjacent->of);
    if (!adjacent->begin || !adjacent->of)
        return false;
    size_t *cursor = adjacent->begin + 1; /* shifted by one while filling */
    for (size_t i = 0; i < links->count; i++)
        if (ties(&links->link[i])) {
            cursor[links->link[i].a + 1]++;
            cursor[links->link[i].b + 1]++;
        }
    for (size_t a = 0; a < articles; a++)
        cursor[a + 1] += cursor[a];
    for (size_t i = 0; i < links->count; i++) {
        const dd_link *l = &links->link[i];
        if (!ties(l))
            continue;
        adjacent->of[cursor[l->a]++] = (neighbour){l->b, l->coverage_a, l->coverage_b, 0};
        adjacent->of[cursor[l->b]++] = (neighbour){l->a, l->coverage_b, l->coverage_a, 0};
    }
    return true;
}

static int strongest_first(const void *left, const void *right) {
    const neighbour *x = left, *y = right;
    if (x->coverage != y->coverage)
        return x->coverage > y->coverage ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

static void merge_groups(neighbour *near, size_t count, size_t x, size_t y) {
    const size_t from = x > y ? x : y, to = x > y ? y : x;
    for (size_t m = 0; m < count; m++)
        if (near[m].group == from)
            near[m].group = to;
}

static bool holds(const dd_link *link) {
    return link && link->relation >= DEDUPE_VARIANT;
}

/* Joins neighbour i to the groups before it, by the links that are known. */
static void join_known(const dd_links *links, neighbour *near, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (near[k].group != near[i].group && holds(dd_links_find(links, near[i].article, near[k].article)))
            merge_groups(near, i + 1, near[i].group, near[k].group);
}

/* Joins neighbour i, which no known link joins to anything, to a group whose strongest neighbour it is linked
 * with. */
static dedupe_status join_asked(const search *s, neighbour *near, size_t i, dedupe_error *error) {
    size_t asked = 0;
    for (size_t k = 0; k < i && near[i].group == i && asked < GROUPS_ASKED; k++) {
        const dd_link *link;
        if (near[k].group != k)
            continue;
        asked++;
        dedupe_status status =
            s->rehearses ? dd_links_foresee(s->links, near[i].article, near[k].article, &link, error)
                         : dd_links_get(s->links, near[i].article, near[k].article, &link, error);
        if (status != DEDUPE_OK || !link) /* the answer decides what is asked next */
            return status;
        if (holds(link))
            merge_groups(near, i + 1, i, k);
    }
    return DEDUPE_OK;
}

/* Puts neighbours that are linked with one another into one group, numbered by its strongest neighbour. */
static dedupe_status group_neighbours(const search *s, const candidate *c, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    for (size_t i = 0; i < c->count && status == DEDUPE_OK; i++) {
        c->near[i].group = i;
        join_known(s->links, c->near, i);
        if (c->near[i].group == i)
            status = join_asked(s, c->near, i, error);
    }
    return status;
}

static dedupe_status group_all(search *s, bool rehearse, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    s->rehearses = rehearse;
    for (size_t i = 0; i < s->candidate_count && status == DEDUPE_OK; i++)
        status = group_neighbours(s, &s->candidate[i], error);
    return status;
}

/* Groups the neighbours of all candidates, one after the other, since a pair that was compared for one is
 * known to the next. What will be asked for is compared before. */
static dedupe_status group_foreseen(search *s, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    bool any = s->links->pool != NULL;
    for (unsigned i = 0; i < REHEARSALS && any && status == DEDUPE_OK; i++) {
        status = group_all(s, true, error);
        if (status == DEDUPE_OK)
            status = dd_links_compare_ahead(s->links, &any, error);
    }
    return status == DEDUPE_OK ? group_all(s, false, error) : status;
}

/* Whether two groups may be two items of the article: it is mostly of neither, and has enough of either.
 * Groups are numbered by their strongest neighbour, so that one speaks for the group. */
static bool may_divide(const neighbour *first, const neighbour *second) {
    return first->coverage <= FIRST_MOST && second->coverage >= SECOND_LEAST &&
           first->coverage_of_other <= BEYOND_MOST && second->coverage_of_other <= BEYOND_MOST;
}

/* What all groups but the strongest cover. */
static double coverage_of_others(const neighbour *near, size_t count) {
    double others = 0;
    for (size_t i = 1; i < count; i++)
        others += near[i].group == i ? near[i].coverage : 0;
    return others;
}

/* Whether the strongest group and one of the others divide the article. */
static dedupe_status divide(const search *s, dd_division *division, const candidate *c, dedupe_error *error) {
    const neighbour *near = c->near;
    bool divides = false;
    if (coverage_of_others(near, c->count) < OTHERS_SHARE * near[0].coverage)
        return DEDUPE_OK;
    for (size_t i = 1, asked = 0; i < c->count && asked < GROUPS_ASKED && !divides; i++) {
        if (near[i].group != i || !may_divide(&near[0], &near[i]))
            continue;
        asked++;
        const dd_trio trio = {c->article, near[0].article, near[i].article, s->article_count};
        dedupe_status status = dd_division_holds(division, s->links, &trio, &divides, error);
        if (status != DEDUPE_OK)
            return status;
    }
    s->is_roundup[c->article] = divides;
    return DEDUPE_OK;
}

static dedupe_status divide_range(void *context, unsigned worker, size_t begin, size_t end,
                                  dedupe_error *error) {
    const search *s = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t i = begin; i < end && status == DEDUPE_OK; i++)
        status = divide(s, &s->division[worker], &s->candidate[i], error);
    return status;
}

static dedupe_status divide_all(search *s, dedupe_error *error) {
    const unsigned workers = dd_links_workers(s->links);
    s->division = dd_memory_allocate_zeroed(workers, sizeof *s->division);
    if (!s->division)
        return dd_error_memory(error);
    dedupe_status status = dd_links_each(s->links, s->candidate_count, 1, divide_range, s, error);
    for (unsigned i = 0; i < workers; i++)
        dd_division_free(&s->division[i]);
    dd_memory_free(s->division);
    return status;
}

/* Lists the articles with two neighbours or more that may be items. */
static void list_candidates(search *s) {
    for (size_t a = 0; a < s->article_count; a++) {
        neighbour *near = s->adjacent.of + s->adjacent.begin[a];
        const size_t count = s->adjacent.begin[a + 1] - s->adjacent.begin[a];
        if (count < 2)
            continue;
        qsort(near, count, sizeof *near, strongest_first);
        if (near[0].coverage > FIRST_MOST || near[1].coverage < SECOND_LEAST)
            continue;
        size_t strong = 0;
        while (strong < count && strong < NEIGHBOURS_MOST && near[strong].coverage >= OTHER_LEAST)
            strong++;
        s->candidate[s->candidate_count++] = (candidate){(uint32_t)a, near, strong};
    }
}

dedupe_status dd_roundups_find(dd_links *links, size_t article_count, uint8_t *is_roundup,
                               dedupe_error *error) {
    search s = {.links = links, .article_count = article_count, .is_roundup = is_roundup};
    dedupe_status status = DEDUPE_OK;
    s.candidate = dd_memory_allocate(article_count, sizeof *s.candidate);
    if (!s.candidate || !build_adjacency(links, article_count, &s.adjacent))
        status = dd_error_memory(error);
    if (status == DEDUPE_OK) {
        list_candidates(&s);
        status = group_foreseen(&s, error);
    }
    if (status == DEDUPE_OK)
        status = divide_all(&s, error);
    dd_memory_free(s.candidate);
    dd_memory_free(s.adjacent.begin);
    dd_memory_free(s.adjacent.of);
    return status;
}
