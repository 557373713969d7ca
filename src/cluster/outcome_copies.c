/*
 * The copy part of the outcome: a group of equal texts was one stand-in for all stages; here each article of
 * it gets a link of its own. Without a filter that is the link with the first of the group. With one, copies
 * that may not be paired with one another (two references, two articles of one folder) are linked with what
 * the group as a whole is tied to, so that they stand in the cluster for a reason that can be shown.
 *
 * Costs one comparison for each copy.
 */
#include "base/error.h"
#include "base/memory.h"
#include "cluster/group.h"
#include "cluster/outcome_parts.h"

static bool allows(const dd_outcome *o, uint32_t x, uint32_t y) {
    return dd_filter_allows(o->findings->links->filter, dd_outcome_article(o, x), dd_outcome_article(o, y));
}

static bool is_filtered(const dd_outcome *o) {
    return o->findings->links->filter && o->findings->links->filter->reach;
}

/* The first of the ranks [begin, end) that may be paired with x; `end` if there is none. */
static uint32_t first_allowed(const dd_outcome *o, uint32_t x, uint32_t begin, uint32_t end) {
    for (uint32_t y = begin; y < end; y++)
        if (y != x && allows(o, x, y))
            return y;
    return end;
}

bool dd_outcome_choose_ranks(const dd_outcome *o, const dd_link *link, uint32_t *a, uint32_t *b) {
    const dd_ranking *r = o->findings->ranking;
    const uint32_t end_a = (uint32_t)r->first[link->a + 1], end_b = (uint32_t)r->first[link->b + 1];
    const uint32_t first_b = (uint32_t)r->first[link->b];
    if (!dd_filter_reaches(o->findings->links->filter, link->a, link->b))
        return false;
    for (uint32_t x = (uint32_t)r->first[link->a]; x < end_a; x++) {
        const uint32_t y = first_allowed(o, x, first_b, end_b);
        if (y == end_b)
            continue;
        *a = x;
        *b = y;
        return true;
    }
    return false;
}

/* The strongest link inside its group of every stand-in that has copies: its number + 1, or 0. */
static void find_strongest(const dd_outcome *o, uint32_t *strongest) {
    const dd_findings *f = o->findings;
    for (size_t i = 0; i < f->links->count; i++) {
        const dd_link *link = &f->links->link[i];
        if (f->group[link->a] != f->group[link->b] || link->relation == DEDUPE_NONE ||
            !dd_filter_reaches(f->links->filter, link->a, link->b))
            continue;
        const uint32_t ends[2] = {link->a, link->b};
        for (int e = 0; e < 2; e++) {
            const dd_link *best = strongest[ends[e]] ? &f->links->link[strongest[ends[e]] - 1] : NULL;
            if (!best || link->relation > best->relation ||
                (link->relation == best->relation && dd_link_strength(link) > dd_link_strength(best)))
                strongest[ends[e]] = (uint32_t)i + 1;
        }
    }
}

/* Links copy x of stand-in s with an article of the text at the other end of a link. */
static dedupe_status link_outside(dd_outcome *o, uint32_t s, uint32_t x, const dd_link *link,
                                  dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    const uint32_t other = link->a == s ? link->b : link->a;
    const uint32_t end = (uint32_t)r->first[other + 1];
    const uint32_t y = first_allowed(o, x, (uint32_t)r->first[other], end);
    uint32_t a, b;
    if (y == end || !dd_outcome_choose_ranks(o, link, &a, &b) || (a == x && b == y) || (a == y && b == x))
        return DEDUPE_OK; /* there is no such link, or it is known */
    return dd_outcome_compare(o, x < y ? x : y, x < y ? y : x, error);
}

/* The copies of one text: ranks [first, end). */
typedef struct copies {
    uint32_t first, end;
    uint32_t second; /* the first that may be paired with `first`; `end`: none */
    bool is_tied;    /* some of them may be paired with one another */
} copies;

/* The copy that x is linked with; `end` if there is none. */
static uint32_t partner_of(const dd_outcome *o, const copies *c, uint32_t x) {
    if (!c->is_tied || x == c->first)
        return c->second;
    if (allows(o, c->first, x))
        return c->first;
    if (c->second != c->end && c->second != x && allows(o, c->second, x))
        return c->second;
    return first_allowed(o, x, c->first, c->end);
}

/* Each article of one text with another of it, or with one of another text. */
static dedupe_status link_filtered(dd_outcome *o, uint32_t s, const uint32_t *strongest,
                                   dedupe_error *error) {
    const dd_findings *f = o->findings;
    const dd_reach *reach = &f->links->filter->reach[s];
    copies c = {.first = (uint32_t)f->ranking->first[s], .end = (uint32_t)f->ranking->first[s + 1]};
    c.is_tied = reach->has_new && (reach->is_mixed || !f->links->filter->rules.across_groups);
    c.second = c.is_tied ? first_allowed(o, c.first, c.first, c.end) : c.end;
    dedupe_status status = DEDUPE_OK;
    for (uint32_t x = c.first; x < c.end && status == DEDUPE_OK; x++) {
        const uint32_t y = partner_of(o, &c, x);
        if (y == c.end && strongest[s])
            status = link_outside(o, s, x, &f->links->link[strongest[s] - 1], error);
        else if (y != c.end && (y < x || partner_of(o, &c, y) != x)) /* else y makes the link */
            status = dd_outcome_compare(o, y < x ? y : x, y < x ? x : y, error);
    }
    return status;
}

dedupe_status dd_outcome_add_copies(dd_outcome *o, dedupe_error *error) {
    const dd_ranking *r = o->findings->ranking;
    dedupe_status status = DEDUPE_OK;
    uint32_t *strongest = NULL;
    if (is_filtered(o)) {
        strongest = dd_memory_allocate_zeroed(r->stand_in_count, sizeof *strongest);
        if (!strongest)
            return dd_error_memory(error);
        find_strongest(o, strongest);
    }
    for (uint32_t s = 0; s < r->stand_in_count && status == DEDUPE_OK; s++) {
        if (strongest && r->first[s + 1] - r->first[s] > 1)
            status = link_filtered(o, s, strongest, error);
        for (size_t x = r->first[s] + 1; !strongest && x < r->first[s + 1] && status == DEDUPE_OK; x++)
            status = dd_outcome_compare(o, (uint32_t)r->first[s], (uint32_t)x, error);
    }
    dd_memory_free(strongest);
    return status;
}
