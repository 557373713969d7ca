#include "cluster/group.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/union_find.h"
#include "verify/relation.h"

enum {
    LONGEST = 3,   /* members of a group that speak for it */
    REHEARSALS = 4 /* at most; each finds what the answers to the one before have changed */
};

static const double MEAN_SHARE = 2.0 / 3; /* of the level's coverage that the mean must reach */

/* The longest members of a group, ascending. */
typedef struct speakers {
    uint32_t article[LONGEST];
    size_t count;
} speakers;

typedef struct grouping {
    dd_links *links;
    uint32_t *group;
    speakers *of; /* by group */
    size_t article_count;
    double least_mean;
    bool rehearses; /* pairs that nobody has compared are only noted: nothing is joined that would not be */
} grouping;

bool dd_groups_binds(const dd_link *link, dedupe_relation level, const uint8_t *is_roundup) {
    if (link->relation < level)
        return false;
    return link->relation >= DEDUPE_NEAR || !(is_roundup[link->a] || is_roundup[link->b]);
}

/* The coverage from which on a pair has this relation. */
static double level_coverage(dedupe_relation level, double derived) {
    switch (level) {
    case DEDUPE_IDENTICAL:
        return 1;
    case DEDUPE_NEAR:
    case DEDUPE_EXCERPT:
        return DD_NEAR_COVERAGE;
    case DEDUPE_RELATED:
    case DEDUPE_VARIANT: /* weaker still: it joins what `related` does, and forms */
        return DD_RELATED_COVERAGE;
    default:
        return derived;
    }
}

/* Whether the mean strength between the speakers of both groups is high enough. */
static dedupe_status is_tight(grouping *g, const speakers *x, const speakers *y, bool *tight,
                              dedupe_error *error) {
    double sum = 0;
    for (size_t i = 0; i < x->count; i++)
        for (size_t k = 0; k < y->count; k++) {
            const dd_link *link;
            dedupe_status status =
                g->rehearses ? dd_links_foresee(g->links, x->article[i], y->article[k], &link, error)
                             : dd_links_get(g->links, x->article[i], y->article[k], &link, error);
            if (status != DEDUPE_OK)
                return status;
            sum += link ? dd_link_strength(link) : 0;
        }
    *tight = sum >= g->least_mean * (double)(x->count * y->count);
    return DEDUPE_OK;
}

static void join(grouping *g, uint32_t x, uint32_t y) {
    const speakers a = g->of[x], b = g->of[y];
    const uint32_t root = x < y ? x : y;
    speakers both = {.count = 0};
    for (size_t i = 0, k = 0; both.count < LONGEST && (i < a.count || k < b.count);) {
        bool from_a = k == b.count || (i < a.count && a.article[i] < b.article[k]);
        both.article[both.count++] = from_a ? a.article[i++] : b.article[k++];
    }
    g->group[x] = g->group[y] = root;
    g->of[root] = both;
}

/* A binding link, ready to be sorted. */
typedef struct edge {
    double strength;
    uint32_t a, b;
} edge;

static int strongest_first(const void *left, const void *right) {
    const edge *x = left, *y = right;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static dedupe_status join_edges(grouping *g, const edge *edges, size_t count, bool rehearse,
                                dedupe_error *error) {
    g->rehearses = rehearse;
    for (uint32_t a = 0; a < g->article_count; a++) {
        g->group[a] = a;
        g->of[a] = (speakers){{a}, 1};
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t x = dd_union_find(g->group, edges[i].a), y = dd_union_find(g->group, edges[i].b);
        bool tight;
        if (x == y)
            continue;
        dedupe_status status = is_tight(g, &g->of[x], &g->of[y], &tight, error);
        if (status != DEDUPE_OK)
            return status;
        if (tight)
            join(g, x, y);
    }
    return DEDUPE_OK;
}

/* Joins what the edges join; what will be asked for is compared before. */
static dedupe_status join_foreseen(grouping *g, const edge *edges, size_t count, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    bool any = g->links->pool != NULL;
    for (unsigned i = 0; i < REHEARSALS && any && status == DEDUPE_OK; i++) {
        status = join_edges(g, edges, count, true, error);
        if (status == DEDUPE_OK)
            status = dd_links_compare_ahead(g->links, &any, error);
    }
    return status == DEDUPE_OK ? join_edges(g, edges, count, false, error) : status;
}

dedupe_status dd_groups_find(dd_links *links, size_t article_count, dedupe_relation level,
                             const uint8_t *is_roundup, uint32_t *group, dedupe_error *error) {
    grouping g = {.links = links, .group = group, .article_count = article_count};
    g.least_mean = MEAN_SHARE * level_coverage(level, links->options.derived_coverage);
    g.of = dd_memory_allocate(article_count, sizeof *g.of);
    edge *edges = dd_memory_allocate(links->count, sizeof *edges);
    dedupe_status status = g.of && edges ? DEDUPE_OK : dd_error_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < links->count && status == DEDUPE_OK; i++)
        if (dd_groups_binds(&links->link[i], level, is_roundup) &&
            dd_filter_reaches(links->filter, links->link[i].a, links->link[i].b))
            edges[count++] = (edge){dd_link_strength(&links->link[i]), links->link[i].a, links->link[i].b};
    if (status == DEDUPE_OK && count > 0)
        qsort(edges, count, sizeof *edges, strongest_first);
    if (status == DEDUPE_OK)
        status = join_foreseen(&g, edges, count, error);
    for (uint32_t a = 0; a < article_count && status == DEDUPE_OK; a++)
        group[a] = dd_union_find(group, a);
    dd_memory_free(edges);
    dd_memory_free(g.of);
    return status;
}
