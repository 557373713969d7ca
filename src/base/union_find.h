/* Union-find over numbers (Tarjan 1975): which of them have been connected. The parents are the caller's,
 * each its own at first; a set goes by its least number. */
#ifndef DD_BASE_UNION_FIND_H
#define DD_BASE_UNION_FIND_H

#include <stdbool.h>
#include <stdint.h>

/* The least number that `a` is connected with. Shortens the way to it. */
static inline uint32_t dd_union_find(uint32_t *parent, uint32_t a) {
    while (parent[a] != a)
        a = parent[a] = parent[parent[a]];
    return a;
}

/* Connects two numbers. False: they were already. */
static inline bool dd_union_connect(uint32_t *parent, uint32_t a, uint32_t b) {
    const uint32_t root_a = dd_union_find(parent, a), root_b = dd_union_find(parent, b);
    parent[root_a < root_b ? root_b : root_a] = root_a < root_b ? root_a : root_b;
    return root_a != root_b;
}

#endif
