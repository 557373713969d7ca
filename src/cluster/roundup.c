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
enum {
    NEIGHBOURS_MOST = 64, /* the strongest neighbours that are looked at; where there are more, */
    OF_ONE_MOST = 4,  /* so many of them that are linked with one another: one story may be carried often */
    GROUPS_ASKED = 6, /* groups that a neighbour is compared with, if no stage has compared it before */
    REHEARSALS = 8    /* at most; each goes one question further than the one before */
};

/* An article linked to the one at work. */
typedef struct neighbour {
    uint32_t article;
    double coverage; /* of the article at work by this one */
    size_t group;
} neighbour;

/* Neighbours of every article, as one list by article. */
typedef struct adjacency {
    size_t *begin;
    neighbour *of;
} adjacency;

/* The two fullest articles that one is a duplicate of; itself for none. */
typedef struct hubs {
    uint32_t first, second;
} hubs;

/* An article that may be a round-up, with its strongest neighbours. */
typedef struct suspect {
    uint32_t article;
    neighbour *near;
    size_t count;
} suspect;

typedef struct search {
    dd_links *links;
    size_t article_count;
    uint8_t *is_roundup;
    adjacency adjacent;
    dd_arena arena; /* the neighbours of candidates */
    hubs *hub;      /* by article */
    suspect *suspect;
    size_t suspect_count;
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
        adjacent->of[cursor[l->a]++] = (neighbour){l->b, l->coverage_a, 0};
        adjacent->of[cursor[l->b]++] = (neighbour){l->a, l->coverage_b, 0};
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
static dedupe_status group_neighbours(const search *s, const suspect *c, dedupe_error *error) {
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
    for (size_t i = 0; i < s->suspect_count && status == DEDUPE_OK; i++)
        status = group_neighbours(s, &s->suspect[i], error);
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
    return first->coverage <= FIRST_MOST && second->coverage >= SECOND_LEAST;
}

/* What all groups but the strongest cover. */
static double coverage_of_others(const neighbour *near, size_t count) {
    double others = 0;
    for (size_t i = 1; i < count; i++)
        others += near[i].group == i ? near[i].coverage : 0;
    return others;
}

/* Whether the strongest group and one of the others divide the article. */
static dedupe_status divide(const search *s, dd_division *division, const suspect *c, dedupe_error *error) {
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
        status = divide(s, &s->division[worker], &s->suspect[i], error);
    return status;
}

static dedupe_status divide_all(search *s, dedupe_error *error) {
    const unsigned workers = dd_links_workers(s->links);
    s->division = dd_memory_allocate_zeroed(workers, sizeof *s->division);
    if (!s->division)
        return dd_error_memory(error);
    dedupe_status status = dd_links_each(s->links, s->suspect_count, 1, divide_range, s, error);
    for (unsigned i = 0; i < workers; i++)
        dd_division_free(&s->division[i]);
    dd_memory_free(s->division);
    return status;
}

/* Whether an article has two neighbours or more that may be its items. Its neighbours are sorted. */
static bool may_be_roundup(const search *s, uint32_t a) {
    const neighbour *near = s->adjacent.of + s->adjacent.begin[a];
    return s->adjacent.begin[a + 1] - s->adjacent.begin[a] >= 2 && near[0].coverage <= FIRST_MOST &&
           near[1].coverage >= SECOND_LEAST;
}

/* Notes of every article the two fullest that it is a duplicate of. */
static dedupe_status find_hubs(search *s, dedupe_error *error) {
    s->hub = dd_memory_allocate(s->article_count, sizeof *s->hub);
    if (!s->hub)
        return dd_error_memory(error);
    for (uint32_t a = 0; a < s->article_count; a++)
        s->hub[a] = (hubs){a, a};
    for (size_t i = 0; i < s->links->count; i++) {
        const dd_link *link = &s->links->link[i]; /* a < b: a is fuller */
        hubs *of_b = &s->hub[link->b];
        if (link->relation < DEDUPE_DERIVED)
            continue;
        if (link->a < of_b->first)
            *of_b = (hubs){link->a, of_b->first};
        else if (link->a < of_b->second)
            of_b->second = link->a;
    }
    return DEDUPE_OK;
}

/* What an article is a copy of, but for the article at work: the same for the copies of a story that is
 * carried often, as all of them are compared with its fullest texts. */
static uint32_t hub_of(const search *s, uint32_t article, uint32_t at_work) {
    const hubs *hub = &s->hub[article];
    return hub->first != at_work ? hub->first : hub->second;
}

/* Chooses the neighbours that are looked at: not those that may be round-ups themselves, which would tie
 * their items together, unless there are hardly any others; and few of one story. */
static size_t choose_neighbours(const search *s, uint32_t a, bool round_ups, neighbour *chosen) {
    uint32_t hub[NEIGHBOURS_MOST];
    size_t count = 0;
    for (size_t i = s->adjacent.begin[a]; i < s->adjacent.begin[a + 1] && count < NEIGHBOURS_MOST; i++) {
        const neighbour *n = &s->adjacent.of[i];
        size_t of_one = 0;
        if (n->coverage < OTHER_LEAST || (!round_ups && may_be_roundup(s, n->article)))
            continue;
        hub[count] = hub_of(s, n->article, a);
        for (size_t k = 0; k < count; k++)
            of_one += hub[k] == hub[count];
        if (of_one < OF_ONE_MOST)
            chosen[count++] = *n;
    }
    return count;
}

/* Lists the articles that may be round-ups, each with the neighbours that are looked at. */
static dedupe_status list_candidates(search *s, dedupe_error *error) {
    neighbour chosen[NEIGHBOURS_MOST];
    for (size_t a = 0; a < s->article_count; a++)
        if (s->adjacent.begin[a + 1] > s->adjacent.begin[a])
            qsort(s->adjacent.of + s->adjacent.begin[a], s->adjacent.begin[a + 1] - s->adjacent.begin[a],
                  sizeof *s->adjacent.of, strongest_first);
    for (size_t a = 0; a < s->article_count; a++) {
        if (!may_be_roundup(s, (uint32_t)a))
            continue;
        size_t count = choose_neighbours(s, (uint32_t)a, false, chosen);
        if (count < 2)
            count = choose_neighbours(s, (uint32_t)a, true, chosen);
        neighbour *near = dd_arena_allocate(&s->arena, count * sizeof *near, _Alignof(neighbour));
        if (!near)
            return dd_error_memory(error);
        memcpy(near, chosen, count * sizeof *near);
        s->suspect[s->suspect_count++] = (suspect){(uint32_t)a, near, count};
    }
    return DEDUPE_OK;
}

dedupe_status dd_roundups_find(dd_links *links, size_t article_count, uint8_t *is_roundup,
                               dedupe_error *error) {
    search s = {.links = links, .article_count = article_count, .is_roundup = is_roundup};
    dedupe_status status = DEDUPE_OK;
    s.suspect = dd_memory_allocate(article_count, sizeof *s.suspect);
    if (!s.suspect || !build_adjacency(links, article_count, &s.adjacent))
        status = dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = find_hubs(&s, error);
    if (status == DEDUPE_OK)
        status = list_candidates(&s, error);
    if (status == DEDUPE_OK)
        status = group_foreseen(&s, error);
    if (status == DEDUPE_OK)
        status = divide_all(&s, error);
    dd_memory_free(s.suspect);
    dd_memory_free(s.adjacent.begin);
    dd_memory_free(s.adjacent.of);
    dd_memory_free(s.hub);
    dd_arena_free(&s.arena);
    return status;
}
