/* The cluster part of the outcome: members with their strongest link, representative, cohesion, see also. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/group.h"
#include "cluster/outcome_parts.h"

enum { SECONDS_OF_A_DAY = 86400 };

/* A rank with its group, to bring members together. */
typedef struct place {
    uint32_t group;
    uint32_t rank;
} place;

static int by_group(const void *left, const void *right) {
    const place *x = left, *y = right;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static uint32_t group_of(const dd_outcome *o, uint32_t rank) {
    return o->findings->group[o->stand_in_of[rank]];
}

/* ---- members */

/* When an article was published, in seconds; 0: not known. */
static int64_t published(const dedupe_article *article) {
    const dedupe_origin *origin = &article->origin;
    return origin->day == 0 ? 0 : (int64_t)origin->day * SECONDS_OF_A_DAY + origin->second;
}

/* Whether x represents a cluster rather than y: what is there already stays, then it is as the user wants it,
 * then the longest text outside boilerplate. */
static bool is_preferred(const dedupe_article *x, const dedupe_article *y, dedupe_keep keep) {
    const int64_t of_x = published(x), of_y = published(y);
    if (x->origin.is_reference != y->origin.is_reference)
        return x->origin.is_reference;
    if (keep != DEDUPE_KEEP_FULLEST && of_x != of_y)
        return of_x == 0 || of_y == 0 ? of_x != 0 : (of_x < of_y) == (keep == DEDUPE_KEEP_OLDEST);
    return x->letters - x->boilerplate_letters > y->letters - y->boilerplate_letters;
}

static const dedupe_article *article_of(const dd_outcome *o, uint32_t rank) {
    return &o->result.articles[dd_outcome_article(o, rank)->number];
}

/* Ranks settle ties by content, then id. */
static uint32_t choose_representative(const dd_outcome *o, const place *member, size_t count) {
    uint32_t best = member[0].rank;
    for (size_t i = 1; i < count; i++)
        if (is_preferred(article_of(o, member[i].rank), article_of(o, best), o->findings->keep))
            best = member[i].rank;
    return best;
}

/* Keeps the members that have a link inside their group that the filter allows. Returns how many. */
static size_t keep_linked(const dd_outcome *o, place *member, size_t count) {
    size_t kept = 0;
    for (size_t m = 0; m < count; m++) {
        bool is_linked = false;
        const uint32_t rank = member[m].rank;
        for (size_t i = o->adjacent_begin[rank]; i < o->adjacent_begin[rank + 1] && !is_linked; i++) {
            const dd_link *link = &o->link[o->adjacent[i]];
            is_linked = link->relation != DEDUPE_NONE &&
                        group_of(o, link->a == rank ? link->b : link->a) == member[m].group;
        }
        if (is_linked)
            member[kept++] = member[m];
    }
    return kept;
}

/* One end of a link: `from` is the end spoken of. */
static dedupe_status make_member(dd_outcome *o, const dd_link *link, uint32_t from, dedupe_member *member,
                                 dedupe_error *error) {
    const bool is_a = link->a == from;
    const dedupe_passage *passages = is_a ? link->passage : dd_outcome_turn(o, link);
    if (!is_a && !passages)
        return dd_error_memory(error);
    *member = (dedupe_member){.article = dd_outcome_article(o, from)->number,
                              .to = dd_outcome_article(o, is_a ? link->b : link->a)->number,
                              .relation = link->relation,
                              .reason = link->reason,
                              .resemblance = link->resemblance,
                              .coverage = is_a ? link->coverage_a : link->coverage_b,
                              .coverage_of_other = is_a ? link->coverage_b : link->coverage_a,
                              .passages = passages,
                              .passage_count = link->passage_count};
    return DEDUPE_OK;
}

/* Whether x says more than y of an article whose cluster has this representative: by relation, then the link
 * with the representative, then strength. */
static bool says_more(const dd_link *x, const dd_link *y, uint32_t representative) {
    if (x->relation != y->relation)
        return x->relation > y->relation;
    bool x_first = x->a == representative || x->b == representative;
    bool y_first = y->a == representative || y->b == representative;
    if (x_first != y_first)
        return x_first;
    return dd_link_strength(x) > dd_link_strength(y);
}

/* The strongest link of a member into its own group. A stand-in is not reported as a copy of its copies,
 * which are reported as copies of it, unless no other link makes it a duplicate. */
static const dd_link *best_link(const dd_outcome *o, uint32_t rank, uint32_t representative) {
    const dd_link *best = NULL, *best_copy = NULL;
    for (size_t i = o->adjacent_begin[rank]; i < o->adjacent_begin[rank + 1]; i++) {
        const dd_link *link = &o->link[o->adjacent[i]];
        uint32_t other = link->a == rank ? link->b : link->a;
        const bool is_own_copy =
            o->stand_in_of[other] == o->stand_in_of[rank] && other > rank && other != representative;
        const dd_link **found = is_own_copy ? &best_copy : &best;
        if (group_of(o, other) == group_of(o, rank) && (!*found || says_more(link, *found, representative)))
            *found = link;
    }
    return best && (best->relation >= DEDUPE_DERIVED || !best_copy) ? best : best_copy;
}

static int strongest_first(const void *left, const void *right) {
    const dedupe_member *x = left, *y = right;
    if (x->relation != y->relation)
        return x->relation > y->relation ? -1 : 1;
    double x_most = x->coverage > x->coverage_of_other ? x->coverage : x->coverage_of_other;
    double y_most = y->coverage > y->coverage_of_other ? y->coverage : y->coverage_of_other;
    if (x_most != y_most)
        return x_most > y_most ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

static dedupe_status list_members(dd_outcome *o, const place *place_of, size_t count, uint32_t representative,
                                  dedupe_cluster *cluster, dedupe_error *error) {
    dedupe_member *list = dd_arena_allocate(&o->arena, count * sizeof *list, _Alignof(dedupe_member));
    if (!list)
        return dd_error_memory(error);
    const size_t number = dd_outcome_article(o, representative)->number;
    list[0] = (dedupe_member){.article = number,
                              .to = number,
                              .relation = DEDUPE_IDENTICAL,
                              .reason = DEDUPE_REASON_SAME_TEXT,
                              .resemblance = 1,
                              .coverage = 1,
                              .coverage_of_other = 1};
    size_t listed = 1;
    for (size_t i = 0; i < count; i++) {
        if (place_of[i].rank == representative)
            continue;
        const dd_link *link = best_link(o, place_of[i].rank, representative);
        dedupe_status status = make_member(o, link, place_of[i].rank, &list[listed++], error);
        if (status != DEDUPE_OK)
            return status;
    }
    qsort(list + 1, count - 1, sizeof *list, strongest_first);
    cluster->representative = number;
    cluster->members = list;
    cluster->member_count = count;
    return DEDUPE_OK;
}

/* ---- see also */

/* A link that leaves the cluster, seen from outside. */
typedef struct outside {
    uint32_t rank;
    const dd_link *link;
} outside;

static double coverage_of_outside(const outside *out) {
    return out->link->a == out->rank ? out->link->coverage_a : out->link->coverage_b;
}

/* Of several links of an article the one that tells most of it: by relation, by how much of it the other has,
 * by the larger coverage. */
static int by_rank_then_strength(const void *left, const void *right) {
    const outside *x = left, *y = right;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->link->relation != y->link->relation)
        return x->link->relation > y->link->relation ? -1 : 1;
    const double x_covered = coverage_of_outside(x), y_covered = coverage_of_outside(y);
    if (x_covered != y_covered)
        return x_covered > y_covered ? -1 : 1;
    double x_strength = dd_link_strength(x->link), y_strength = dd_link_strength(y->link);
    if (x_strength != y_strength)
        return x_strength > y_strength ? -1 : 1;
    return x->link < y->link ? -1 : x->link > y->link;
}

static size_t count_outside(const dd_outcome *o, const place *member, size_t count, outside *out) {
    size_t found = 0;
    for (size_t m = 0; m < count; m++) {
        uint32_t rank = member[m].rank;
        for (size_t i = o->adjacent_begin[rank]; i < o->adjacent_begin[rank + 1]; i++) {
            const dd_link *link = &o->link[o->adjacent[i]];
            uint32_t other = link->a == rank ? link->b : link->a;
            if (link->relation < DEDUPE_RELATED || group_of(o, other) == member[m].group)
                continue;
            if (out)
                out[found] = (outside){other, link};
            found++;
        }
    }
    return found;
}

static dedupe_status list_related(dd_outcome *o, const place *member, size_t count, dedupe_cluster *cluster,
                                  dedupe_error *error) {
    size_t found = count_outside(o, member, count, NULL);
    outside *out = dd_memory_allocate(found, sizeof *out);
    dedupe_member *list = dd_arena_allocate(&o->arena, found * sizeof *list, _Alignof(dedupe_member));
    dedupe_status status = out && list ? DEDUPE_OK : dd_error_memory(error);
    size_t listed = 0;
    if (status == DEDUPE_OK && found > 0) {
        count_outside(o, member, count, out);
        qsort(out, found, sizeof *out, by_rank_then_strength);
    }
    for (size_t i = 0; i < found && status == DEDUPE_OK; i++)
        if (i == 0 || out[i].rank != out[i - 1].rank)
            status = make_member(o, out[i].link, out[i].rank, &list[listed++], error);
    if (status == DEDUPE_OK && listed > 0)
        qsort(list, listed, sizeof *list, strongest_first);
    cluster->related = list;
    cluster->related_count = listed;
    dd_memory_free(out);
    return status;
}

/* ---- the cluster as a whole */

/* Mean strength of all compared pairs inside. */
static double cohesion_of(const dd_outcome *o, const place *member, size_t count) {
    double sum = 0;
    size_t pairs = 0;
    for (size_t m = 0; m < count; m++)
        for (size_t i = o->adjacent_begin[member[m].rank]; i < o->adjacent_begin[member[m].rank + 1]; i++) {
            const dd_link *link = &o->link[o->adjacent[i]];
            if (link->a != member[m].rank || group_of(o, link->b) != member[m].group)
                continue;
            sum += dd_link_strength(link);
            pairs++;
        }
    return pairs > 0 ? sum / (double)pairs : 0;
}

/* An id from the members' content; the same for any order and any names. */
static void name_cluster(const dd_outcome *o, const place *member, size_t count, char id[17]) {
    uint64_t key = 0;
    for (size_t m = 0; m < count; m++) {
        uint64_t part = dd_outcome_article(o, member[m].rank)->identity[0] ^ (uint64_t)m << 48;
        key = (key ^ part) * 0x9E3779B97F4A7C15u;
        key ^= key >> 32;
    }
    snprintf(id, 17, "%08lx%08lx", (unsigned long)(key >> 32), (unsigned long)(key & UINT32_MAX));
}

static int largest_first(const void *left, const void *right) {
    const dedupe_cluster *x = left, *y = right;
    if (x->member_count != y->member_count)
        return x->member_count > y->member_count ? -1 : 1;
    return x->representative < y->representative ? -1 : x->representative > y->representative;
}

static dedupe_status make_cluster(dd_outcome *o, const place *member, size_t count, dedupe_cluster *cluster,
                                  dedupe_error *error) {
    uint32_t representative = choose_representative(o, member, count);
    dedupe_status status = list_members(o, member, count, representative, cluster, error);
    if (status == DEDUPE_OK)
        status = list_related(o, member, count, cluster, error);
    cluster->cohesion = cohesion_of(o, member, count);
    name_cluster(o, member, count, cluster->id);
    return status;
}

dedupe_status dd_outcome_clusters(dd_outcome *outcome, dedupe_error *error) {
    const size_t ranks = outcome->findings->ranking->count;
    place *places = dd_memory_allocate(ranks, sizeof *places);
    dedupe_cluster *list =
        dd_arena_allocate(&outcome->arena, (ranks / 2 + 1) * sizeof *list, _Alignof(dedupe_cluster));
    dedupe_status status = places && list ? DEDUPE_OK : dd_error_memory(error);
    size_t count = 0;
    for (uint32_t rank = 0; rank < ranks && status == DEDUPE_OK; rank++)
        places[rank] = (place){group_of(outcome, rank), rank};
    if (status == DEDUPE_OK && ranks > 0)
        qsort(places, ranks, sizeof *places, by_group);
    for (size_t i = 0, end; i < ranks && status == DEDUPE_OK; i = end) {
        for (end = i + 1; end < ranks && places[end].group == places[i].group;)
            end++;
        const size_t members = end - i < 2 ? 0 : keep_linked(outcome, places + i, end - i);
        if (members == 0)
            continue;
        list[count] = (dedupe_cluster){0};
        status = make_cluster(outcome, places + i, members, &list[count++], error);
    }
    if (status == DEDUPE_OK && count > 0)
        qsort(list, count, sizeof *list, largest_first);
    outcome->result.clusters = list;
    outcome->result.cluster_count = count;
    dd_memory_free(places);
    return status;
}
