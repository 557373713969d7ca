#include "cluster/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/union_find.h"
#include "cluster/group.h"
#include "cluster/outcome_parts.h"

enum {
    EXPANDED_COPIES = 64,  /* copies of one text that `every_pair` pairs with other texts */
    EXPANDED_PAIRS = 1024, /* pairs of copies for one link, beyond which only half as many are taken */
    EXPANDED_GROUP = 400   /* stand-ins of one group that `every_pair` pairs with one another */
};

/* ---- articles */

static int by_id(const void *left, const void *right) {
    const dd_article *x = *(dd_article *const *)left, *y = *(dd_article *const *)right;
    return strcmp(x->id, y->id);
}

static dedupe_status list_articles(dd_outcome *o, dedupe_article **articles, dedupe_error *error) {
    const dd_findings *f = o->findings;
    dd_article **sorted = dd_memory_allocate(f->article_count, sizeof *sorted);
    dedupe_article *list =
        dd_arena_allocate(&o->arena, f->article_count * sizeof *list, _Alignof(dedupe_article));
    if (!sorted || !list) {
        dd_memory_free(sorted);
        return dd_error_memory(error);
    }
    if (f->article_count > 0) {
        memcpy(sorted, f->article, f->article_count * sizeof *sorted);
        qsort(sorted, f->article_count, sizeof *sorted, by_id);
    }
    for (size_t i = 0; i < f->article_count; i++) {
        sorted[i]->number = (uint32_t)i;
        list[i] = (dedupe_article){.id = sorted[i]->id,
                                   .text_length = sorted[i]->text_length,
                                   .state = sorted[i]->state,
                                   .letters = sorted[i]->letters,
                                   .invalid_bytes = sorted[i]->invalid_bytes,
                                   .origin = sorted[i]->origin};
        if (sorted[i]->state == DEDUPE_ARTICLE_COMPARED)
            memcpy(list[i].fingerprint, sorted[i]->identity, sizeof list[i].fingerprint);
    }
    dd_memory_free(sorted);
    o->result.articles = *articles = list;
    o->result.article_count = f->article_count;
    return DEDUPE_OK;
}

/* ---- links by rank */

static bool add_link(dd_outcome *o, const dd_link *link, uint32_t a, uint32_t b) {
    if (!dd_memory_reserve(&o->link, &o->link_capacity, o->link_count + 1, sizeof *o->link))
        return false;
    dd_link *added = &o->link[o->link_count++];
    *added = *link;
    added->a = a;
    added->b = b;
    return true;
}

dedupe_status dd_outcome_compare(dd_outcome *o, uint32_t a, uint32_t b, dedupe_error *error) {
    const dd_findings *f = o->findings;
    if (!dd_filter_allows(f->links->filter, f->ranking->article[a], f->ranking->article[b]))
        return DEDUPE_OK;
    const dd_compare_side side_a = {f->ranking->article[a], &f->spans[o->stand_in_of[a]]};
    const dd_compare_side side_b = {f->ranking->article[b], &f->spans[o->stand_in_of[b]]};
    dd_link link = {0};
    dedupe_status status =
        dd_compare(&f->links->comparer, &side_a, &side_b, &f->links->options, &o->arena, &link, error);
    if (status == DEDUPE_OK && !add_link(o, &link, a, b))
        status = dd_error_memory(error);
    return status;
}

/* Whether a link would bind if neither article were a round-up. */
static bool is_held_apart(const dd_findings *f, const dd_link *link) {
    return link->relation >= DEDUPE_DERIVED && !dd_groups_binds(link, DEDUPE_DERIVED, f->is_roundup);
}

/* The link of two stand-ins, as one of their first articles that may be paired. */
static dedupe_status add_stand_ins(dd_outcome *o, const dd_link *link, dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    uint32_t a, b;
    if (!dd_outcome_choose_ranks(o, link, &a, &b))
        return DEDUPE_OK;
    const size_t before = o->link_count;
    dedupe_status status = DEDUPE_OK;
    if (a != r->first[link->a] || b != r->first[link->b])
        status = dd_outcome_compare(o, a, b, error);
    else if (!add_link(o, link, a, b))
        status = dd_error_memory(error);
    if (status == DEDUPE_OK && is_held_apart(o->findings, link) && o->link_count > before)
        o->link[before].reason = DEDUPE_REASON_ROUNDUP;
    return status;
}

/* Links [from, to) of the stand-ins. */
static dedupe_status add_links(dd_outcome *o, size_t from, size_t to, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    for (size_t i = from; i < to && status == DEDUPE_OK; i++)
        status = add_stand_ins(o, &o->findings->links->link[i], error);
    return status;
}

/* ---- every pair: all stand-ins that strong links or forms connect are compared with one another */

static bool connects(const dd_link *link) {
    return link->relation == DEDUPE_VARIANT || link->relation >= DEDUPE_DERIVED;
}

static dedupe_status compare_members(dd_outcome *o, const uint32_t *member, size_t count,
                                     dedupe_error *error) {
    for (size_t x = 0; x < count && x < EXPANDED_GROUP; x++)
        for (size_t y = x + 1; y < count && y < EXPANDED_GROUP; y++) {
            const dd_link *link;
            if (!dd_filter_reaches(o->findings->links->filter, member[x], member[y]))
                continue;
            dedupe_status status = dd_links_get(o->findings->links, member[x], member[y], &link, error);
            if (status != DEDUPE_OK)
                return status;
        }
    return DEDUPE_OK;
}

static dedupe_status compare_connected(dd_outcome *o, dedupe_error *error) {
    dd_links *links = o->findings->links;
    const size_t count = o->findings->ranking->stand_in_count;
    uint32_t *root = dd_memory_allocate(count, sizeof *root);
    size_t *begin = dd_memory_allocate_zeroed(count + 2, sizeof *begin);
    uint32_t *member = dd_memory_allocate(count, sizeof *member);
    dedupe_status status = root && begin && member ? DEDUPE_OK : dd_error_memory(error);
    for (uint32_t a = 0; a < count && status == DEDUPE_OK; a++)
        root[a] = a;
    for (size_t i = 0; i < links->count && status == DEDUPE_OK; i++)
        if (connects(&links->link[i]))
            (void)dd_union_connect(root, links->link[i].a, links->link[i].b);
    if (status == DEDUPE_OK) {
        for (uint32_t a = 0; a < count; a++)
            begin[dd_union_find(root, a) + 2]++;
        for (size_t a = 0; a < count; a++)
            begin[a + 1] += begin[a];
        for (uint32_t a = 0; a < count; a++)
            member[begin[dd_union_find(root, a) + 1]++] = a;
    }
    for (size_t a = 0; a < count && status == DEDUPE_OK; a++)
        status = compare_members(o, member + begin[a], begin[a + 1] - begin[a], error);
    dd_memory_free(root);
    dd_memory_free(begin);
    dd_memory_free(member);
    return status;
}

/* Whether two ranks have a link of those that decide. */
static bool is_linked(const dd_outcome *o, uint32_t x, uint32_t y) {
    for (size_t i = o->adjacent_begin[x]; i < o->adjacent_begin[x + 1]; i++) {
        const dd_link *link = &o->link[o->adjacent[i]];
        if (link->a == y || link->b == y)
            return true;
    }
    return false;
}

/* The first copies of one text with one another. */
static dedupe_status expand_copies(dd_outcome *o, dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    dedupe_status status = DEDUPE_OK;
    for (size_t s = 0; s < r->stand_in_count; s++) {
        const size_t first = r->first[s], end = r->first[s + 1];
        const size_t most = end - first < EXPANDED_COPIES ? end : first + EXPANDED_COPIES;
        for (size_t x = first; x < most; x++)
            for (size_t y = x + 1; y < most && status == DEDUPE_OK; y++)
                if (!is_linked(o, (uint32_t)x, (uint32_t)y))
                    status = dd_outcome_compare(o, (uint32_t)x, (uint32_t)y, error);
    }
    return status;
}

/* How many of a text's copies are paired with so many of another's. */
static size_t expanded(size_t copies, size_t other_copies) {
    const size_t most = copies * other_copies > EXPANDED_PAIRS ? EXPANDED_COPIES / 2 : EXPANDED_COPIES;
    return copies < most ? copies : most;
}

/* The first copies of either text of a link with one another. */
static dedupe_status expand_link(dd_outcome *o, const dd_link *link, dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    const uint32_t a = (uint32_t)r->first[link->a], b = (uint32_t)r->first[link->b];
    const size_t a_copies = r->first[link->a + 1] - a, b_copies = r->first[link->b + 1] - b;
    uint32_t known_a, known_b;
    dedupe_status status = DEDUPE_OK;
    if (!dd_outcome_choose_ranks(o, link, &known_a, &known_b))
        return DEDUPE_OK;
    for (uint32_t x = a; x < a + expanded(a_copies, b_copies); x++)
        for (uint32_t y = b; y < b + expanded(b_copies, a_copies) && status == DEDUPE_OK; y++)
            if ((x != known_a || y != known_b) && !is_linked(o, x, y))
                status = dd_outcome_compare(o, x, y, error);
    return status;
}

/* Adds the pairs that only `every_pair` asks for; they are listed and decide nothing. */
static dedupe_status add_every_pair(dd_outcome *o, dedupe_error *error) {
    dd_links *links = o->findings->links;
    const size_t before = links->count;
    dedupe_status status = compare_connected(o, error);
    if (status == DEDUPE_OK)
        status = add_links(o, before, links->count, error);
    for (size_t i = 0; i < links->count && status == DEDUPE_OK; i++) {
        const dd_link link = links->link[i];
        if (link.relation != DEDUPE_NONE)
            status = expand_link(o, &link, error);
    }
    return status == DEDUPE_OK ? expand_copies(o, error) : status;
}

/* ---- adjacency and pairs. Built before the extra pairs are added, so that these change no cluster. */

static dedupe_status build_adjacency(dd_outcome *o, dedupe_error *error) {
    const size_t ranks = o->findings->ranking->count;
    o->adjacent_begin = dd_memory_allocate_zeroed(ranks + 2, sizeof *o->adjacent_begin);
    o->adjacent = dd_memory_allocate(2 * o->link_count, sizeof *o->adjacent);
    if (!o->adjacent_begin || !o->adjacent)
        return dd_error_memory(error);
    size_t *begin = o->adjacent_begin; /* one further on while filling */
    for (size_t i = 0; i < o->link_count; i++) {
        begin[o->link[i].a + 2]++;
        begin[o->link[i].b + 2]++;
    }
    for (size_t a = 0; a < ranks; a++)
        begin[a + 2] += begin[a + 1];
    for (size_t i = 0; i < o->link_count; i++) {
        o->adjacent[begin[o->link[i].a + 1]++] = (uint32_t)i;
        o->adjacent[begin[o->link[i].b + 1]++] = (uint32_t)i;
    }
    return DEDUPE_OK;
}

static int by_articles(const void *left, const void *right) {
    const dedupe_pair *x = left, *y = right;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static dedupe_pair pair_of(const dd_outcome *o, const dd_link *link) {
    return (dedupe_pair){.a = dd_outcome_article(o, link->a)->number,
                         .b = dd_outcome_article(o, link->b)->number,
                         .relation = link->relation,
                         .reason = link->reason,
                         .resemblance = link->resemblance,
                         .coverage_of_a = link->coverage_a,
                         .coverage_of_b = link->coverage_b,
                         .passages = link->passage,
                         .passage_count = link->passage_count,
                         .derived_up_to = link->derived_up_to};
}

static dedupe_status list_pairs(dd_outcome *o, dedupe_error *error) {
    dedupe_pair *pair = dd_arena_allocate(&o->arena, o->link_count * sizeof *pair, _Alignof(dedupe_pair));
    size_t count = 0;
    if (!pair)
        return dd_error_memory(error);
    for (size_t i = 0; i < o->link_count; i++) {
        if (o->link[i].relation == DEDUPE_NONE)
            continue;
        dd_link link = o->link[i];
        if (dd_outcome_article(o, link.a)->number > dd_outcome_article(o, link.b)->number) {
            link.passage = dd_outcome_turn(o, &link);
            if (!link.passage)
                return dd_error_memory(error);
            link.a = o->link[i].b;
            link.b = o->link[i].a;
            link.coverage_a = o->link[i].coverage_b;
            link.coverage_b = o->link[i].coverage_a;
        }
        pair[count++] = pair_of(o, &link);
    }
    if (count > 0)
        qsort(pair, count, sizeof *pair, by_articles);
    o->result.pairs = pair;
    o->result.pair_count = count;
    return DEDUPE_OK;
}

dedupe_passage *dd_outcome_turn(dd_outcome *o, const dd_link *link) {
    dedupe_passage *turned =
        dd_arena_allocate(&o->arena, link->passage_count * sizeof *turned, _Alignof(dedupe_passage));
    for (size_t i = 0; turned && i < link->passage_count; i++) {
        const dedupe_passage *p = &link->passage[i];
        turned[i] = (dedupe_passage){p->other_offset, p->other_length, p->offset, p->length};
    }
    return turned;
}

/* ---- texts */

/* Shows the texts that are in memory by now: of all that is in a pair or quoted, and those that are kept. */
static void show_texts(const dd_outcome *o, dedupe_article *articles) {
    const dd_findings *f = o->findings;
    for (size_t i = 0; i < f->article_count; i++)
        articles[f->article[i]->number].text = f->article[i]->text;
}

/* ---- all together */

static void mark_roundups(const dd_outcome *o, dedupe_article *articles) {
    for (uint32_t rank = 0; rank < o->findings->ranking->count; rank++)
        articles[dd_outcome_article(o, rank)->number].is_roundup =
            o->findings->is_roundup[o->stand_in_of[rank]];
}

static dedupe_status map_stand_ins(dd_outcome *o, dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    o->stand_in_of = dd_memory_allocate(r->count, sizeof *o->stand_in_of);
    if (!o->stand_in_of)
        return dd_error_memory(error);
    for (size_t s = 0; s < r->stand_in_count; s++)
        for (size_t x = r->first[s]; x < r->first[s + 1]; x++)
            o->stand_in_of[x] = (uint32_t)s;
    return DEDUPE_OK;
}

/* Compared pairs of stand-ins that came to nothing; verification keeps no link of most of them. */
static size_t count_unrelated(const dd_outcome *o) {
    const dd_links *links = o->findings->links;
    size_t related = 0;
    for (size_t i = 0; i < links->count; i++)
        related += links->link[i].relation != DEDUPE_NONE;
    return o->result.counts.verified_pairs - related;
}

static void release_scratch(dd_outcome *o) {
    dd_memory_free(o->stand_in_of);
    dd_memory_free(o->link);
    dd_memory_free(o->adjacent_begin);
    dd_memory_free(o->adjacent);
    o->stand_in_of = NULL;
    o->link = NULL;
    o->adjacent_begin = NULL;
    o->adjacent = NULL;
    o->findings = NULL;
}

dedupe_status dd_outcome_make(const dd_findings *findings, dedupe_result **result, dedupe_error *error) {
    dedupe_article *articles = NULL;
    dd_outcome *o = dd_memory_allocate_zeroed(1, sizeof *o);
    if (!o)
        return dd_error_memory(error);
    o->findings = findings;
    o->result.counts = findings->counts;
    dedupe_status status = list_articles(o, &articles, error);
    if (status == DEDUPE_OK)
        status = map_stand_ins(o, error);
    if (status == DEDUPE_OK)
        status = add_links(o, 0, findings->links->count, error);
    if (status == DEDUPE_OK)
        status = dd_outcome_add_copies(o, error);
    if (status == DEDUPE_OK)
        status = build_adjacency(o, error);
    if (status == DEDUPE_OK && findings->every_pair)
        status = add_every_pair(o, error);
    o->result.counts.verified_pairs += findings->links->asked_count;
    o->result.counts.unrelated_pairs = count_unrelated(o);
    if (status == DEDUPE_OK)
        status = dd_outcome_boilerplate(o, articles, error);
    if (status == DEDUPE_OK)
        show_texts(o, articles);
    if (status == DEDUPE_OK)
        mark_roundups(o, articles);
    if (status == DEDUPE_OK)
        status = list_pairs(o, error);
    if (status == DEDUPE_OK)
        status = dd_outcome_clusters(o, error);
    if (status == DEDUPE_OK)
        dd_arena_adopt(&o->arena, &findings->links->arena); /* passages of the links */
    release_scratch(o);
    if (status != DEDUPE_OK)
        dd_outcome_free(&o->result);
    else
        *result = &o->result;
    return status;
}

void dd_outcome_free(dedupe_result *result) {
    dd_outcome *o = (dd_outcome *)result;
    if (!o)
        return;
    dd_arena_free(&o->arena);
    dd_memory_free(o);
}
