/* The input of src/cluster made by hand: articles, links, groups and boilerplate, without the stages before.
 */
#ifndef CLUSTER_CASE_H
#define CLUSTER_CASE_H

#include "cluster/outcome.h"

enum { CLUSTER_CASE_MOST = 96 };

/* A link between articles a < b. */
typedef struct link_given {
    uint32_t a;
    uint32_t b;
    dedupe_relation relation;
    double coverage_a;
    double coverage_b;
} link_given;

/* Makes *links of the given ones; every other pair of `articles` articles is compared already, with relation
 * none, so that nothing has to be compared on demand. Free with dd_links_free. Aborts without memory. */
void cluster_links_given(dd_links *links, size_t articles, const link_given *given, size_t count);

/* Real articles and their comparisons. Zero-initialise; free with cluster_case_free. */
typedef struct cluster_case {
    dd_arena arena;
    dd_article *article[CLUSTER_CASE_MOST]; /* in order of adding */
    size_t count;
    dd_ranking ranking;
    dd_links links;
    dd_spans spans[CLUSTER_CASE_MOST]; /* by stand-in: boilerplate, none at first */
    uint32_t group[CLUSTER_CASE_MOST]; /* by stand-in: itself at first */
    uint8_t is_roundup[CLUSTER_CASE_MOST];
} cluster_case;

/* Adds an article; both strings are copied. */
void cluster_case_add(cluster_case *made, const char *id, const char *text);

/* Ranks what was added, and makes an empty table of links that compares on demand. */
void cluster_case_rank(cluster_case *made);

/* Compares every pair of stand-ins. */
void cluster_case_compare_all(cluster_case *made);

/* The stand-in of the article of that id. */
uint32_t cluster_case_stand_in(const cluster_case *made, const char *id);

/* Puts the stand-ins of two ids into one group. */
void cluster_case_join(cluster_case *made, const char *id, const char *other_id);

/* Declares letters [begin, end) of the stand-in of that id boilerplate; at most one stretch each. */
void cluster_case_mark(cluster_case *made, const char *id, uint32_t begin, uint32_t end);

/* The findings; what they point to belongs to the case. */
dd_findings cluster_case_findings(cluster_case *made);

void cluster_case_free(cluster_case *made);

#endif
