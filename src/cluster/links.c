#include "cluster/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

enum { LEAST_SLOT_BITS = 6, WATCH_EVERY = 1024 };

static size_t first_slot(const dd_links *links, uint32_t a, uint32_t b) {
    uint64_t key = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
    return (size_t)(key >> (64 - links->slot_bits));
}

static void insert(dd_links *links, size_t number) {
    const size_t mask = ((size_t)1 << links->slot_bits) - 1;
    size_t i = first_slot(links, links->link[number].a, links->link[number].b);
    while (links->slot[i])
        i = (i + 1) & mask;
    links->slot[i] = (uint32_t)number + 1;
}

/* Makes the table at least three times as large as `count` links. */
static bool resize(dd_links *links, size_t count) {
    unsigned bits = LEAST_SLOT_BITS;
    while ((size_t)1 << bits < 3 * count)
        bits++;
    if (!dd_memory_reserve(&links->slot, &links->slot_capacity, (size_t)1 << bits, sizeof *links->slot))
        return false;
    links->slot_bits = bits;
    memset(links->slot, 0, sizeof *links->slot << bits);
    for (size_t i = 0; i < links->count; i++)
        insert(links, i);
    return true;
}

dedupe_status dd_links_index(dd_links *links, dd_link *link, size_t count, dedupe_error *error) {
    links->link = link;
    links->count = links->capacity = count;
    if (count >= UINT32_MAX || !resize(links, count)) {
        links->link = NULL;
        links->count = links->capacity = 0;
        return dd_error_memory(error);
    }
    return DEDUPE_OK;
}

const dd_link *dd_links_find(const dd_links *links, uint32_t a, uint32_t b) {
    const size_t mask = ((size_t)1 << links->slot_bits) - 1;
    const uint32_t low = a < b ? a : b, high = a < b ? b : a;
    for (size_t i = first_slot(links, low, high); links->slot[i]; i = (i + 1) & mask) {
        const dd_link *link = &links->link[links->slot[i] - 1];
        if (link->a == low && link->b == high)
            return link;
    }
    return NULL;
}

/* Passes on what a loop tells of itself. It is one of several, and nobody knows of how many. */
static bool watch_loop(void *context, size_t done, size_t total) {
    const dd_links *links = context;
    (void)total;
    return !links->watch || links->watch(links->watch_context, done, 0);
}

/* ---- ahead */

/* By pair. */
static int compare_pairs(const void *left, const void *right) {
    const dd_candidate *x = left, *y = right;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static const dd_link *find_ahead(const dd_links *links, uint32_t a, uint32_t b) {
    const dd_link key = {.a = a < b ? a : b, .b = a < b ? b : a};
    if (links->ahead_count == 0)
        return NULL;
    return bsearch(&key, links->ahead, links->ahead_count, sizeof key, dd_link_order);
}

dedupe_status dd_links_foresee(dd_links *links, uint32_t a, uint32_t b, const dd_link **link,
                               dedupe_error *error) {
    *link = dd_links_find(links, a, b);
    if (!*link)
        *link = find_ahead(links, a, b);
    if (*link)
        return DEDUPE_OK;
    if (!dd_memory_reserve(&links->foreseen, &links->foreseen_capacity, links->foreseen_count + 1,
                           sizeof *links->foreseen))
        return dd_error_memory(error);
    links->foreseen[links->foreseen_count++] = (dd_candidate){a < b ? a : b, a < b ? b : a};
    return DEDUPE_OK;
}

/* Sorts the pairs that were noted and keeps each once. */
static dd_candidates take_foreseen(dd_links *links) {
    dd_candidates pairs = {links->foreseen, 0};
    qsort(links->foreseen, links->foreseen_count, sizeof *links->foreseen, compare_pairs);
    for (size_t i = 0; i < links->foreseen_count; i++)
        if (pairs.count == 0 || compare_pairs(&pairs.pair[pairs.count - 1], &links->foreseen[i]) != 0)
            pairs.pair[pairs.count++] = links->foreseen[i];
    links->foreseen_count = 0;
    return pairs;
}

dedupe_status dd_links_compare_ahead(dd_links *links, bool *any, dedupe_error *error) {
    *any = links->foreseen_count > 0;
    if (!*any)
        return DEDUPE_OK;
    const dd_candidates pairs = take_foreseen(links);
    dd_link *more = NULL;
    size_t count = 0;
    dedupe_status status =
        dd_verify_all_pairs(&pairs, links->article, links->spans, &links->options, links->pool, watch_loop,
                            links, &links->arena, &more, &count, error);
    if (status == DEDUPE_OK && !dd_memory_reserve(&links->ahead, &links->ahead_capacity,
                                                  links->ahead_count + count, sizeof *links->ahead))
        status = dd_error_memory(error);
    if (status == DEDUPE_OK) {
        memcpy(links->ahead + links->ahead_count, more, count * sizeof *more);
        links->ahead_count += count;
        qsort(links->ahead, links->ahead_count, sizeof *links->ahead, dd_link_order);
    }
    dd_memory_free(more);
    return status;
}

/* ---- on demand */

static dedupe_status compare_now(dd_links *links, uint32_t a, uint32_t b, dedupe_error *error) {
    dd_link link = {.a = a < b ? a : b, .b = a < b ? b : a};
    if (links->watch && links->asked_count % WATCH_EVERY == 0 &&
        !links->watch(links->watch_context, links->asked_count, 0))
        return dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled");
    if (!dd_memory_reserve(&links->link, &links->capacity, links->count + 1, sizeof *links->link) ||
        (3 * (links->count + 1) > (size_t)1 << (links->slot_bits + 1) && !resize(links, 2 * links->count)))
        return dd_error_memory(error);
    const dd_compare_side side_a = {links->article[link.a], &links->spans[link.a]};
    const dd_compare_side side_b = {links->article[link.b], &links->spans[link.b]};
    const dd_link *ahead = find_ahead(links, a, b);
    dedupe_status status = DEDUPE_OK;
    if (ahead)
        link = *ahead;
    else
        status = dd_compare(&links->comparer, &side_a, &side_b, &links->options, &links->arena, &link, error);
    if (status == DEDUPE_OK) {
        links->link[links->count] = link;
        insert(links, links->count++);
        links->asked_count++;
    }
    return status;
}

dedupe_status dd_links_get(dd_links *links, uint32_t a, uint32_t b, const dd_link **link,
                           dedupe_error *error) {
    *link = dd_links_find(links, a, b);
    if (*link)
        return DEDUPE_OK;
    dedupe_status status = compare_now(links, a, b, error);
    if (status == DEDUPE_OK)
        *link = &links->link[links->count - 1];
    return status;
}

/* ---- threads */

unsigned dd_links_workers(const dd_links *links) {
    return links->pool ? dd_pool_workers(links->pool) : 1;
}

dedupe_status dd_links_each(dd_links *links, size_t count, size_t grain, dd_pool_task *task, void *context,
                            dedupe_error *error) {
    if (!links->pool)
        return task(context, 0, 0, count, error);
    return dd_pool_run(links->pool, count, grain, task, context, watch_loop, links, error);
}

void dd_links_free(dd_links *links) {
    dd_memory_free(links->link);
    dd_memory_free(links->slot);
    dd_memory_free(links->foreseen);
    dd_memory_free(links->ahead);
    dd_comparer_free(&links->comparer);
    dd_arena_free(&links->arena);
    *links = (dd_links){0};
}
