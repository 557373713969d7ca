/* Union-find over articles: which of them have been joined. The parents are the caller's, each its own at
 * first; a set goes by its first article. */
#ifndef CLI_SETS_H
#define CLI_SETS_H

#include <stdbool.h>
#include <stddef.h>

/* The first article of a set. Shortens the way to it. */
static inline size_t cli_sets_root(size_t *parent, size_t article) {
    while (parent[article] != article)
        article = parent[article] = parent[parent[article]];
    return article;
}

/* Joins the sets of two articles. False: they were one. */
static inline bool cli_sets_join(size_t *parent, size_t a, size_t b) {
    const size_t root_a = cli_sets_root(parent, a), root_b = cli_sets_root(parent, b);
    parent[root_a < root_b ? root_b : root_a] = root_a < root_b ? root_a : root_b;
    return root_a != root_b;
}

#endif
