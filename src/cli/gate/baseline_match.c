/* Baselines and results: see baseline_match.h. */
#include "baseline_match.h"

#include "../program_memory.h"
#include "edited.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

/* An article of the baseline. */
typedef struct node {
    const cli_content *content;
    size_t end;     /* 2 * entry, + 1 for `of` */
    size_t same;    /* the first node of this article: several entries may name it */
    size_t article; /* where it is now, or NOWHERE */
    bool is_exact;
} node;

typedef struct matching {
    cli_baseline *baseline;
    cli_judge *judge;
    node *nodes; /* sorted by content, then name */
    size_t node_count;
    size_t *sorted;  /* articles by fingerprint, then id */
    bool *taken;     /* by article */
    size_t *node_of; /* by end */
    size_t looks;    /* at nodes and articles */
} matching;

static int compare_fingerprints(const uint64_t *x, const uint64_t *y) {
    for (int i = 0; i < 2; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int compare_nodes(const void *left, const void *right) {
    const node *x = left, *y = right;
    int order = compare_fingerprints(x->content->fingerprint, y->content->fingerprint);
    if (order == 0)
        order = strcmp(x->content->name, y->content->name);
    return order != 0 ? order : (x->end > y->end) - (x->end < y->end);
}

/* An article with its fingerprint, for sorting. */
typedef struct placed {
    const uint64_t *fingerprint;
    size_t article;
} placed;

static int compare_placed(const void *left, const void *right) {
    const placed *x = left, *y = right;
    const int order = compare_fingerprints(x->fingerprint, y->fingerprint);
    return order != 0 ? order : (x->article > y->article) - (x->article < y->article);
}

static void sort_articles(matching *m) {
    const dedupe_result *result = m->judge->result;
    placed *list = cli_memory_allocate(result->article_count, sizeof *list);
    m->sorted = cli_memory_allocate(result->article_count, sizeof *m->sorted);
    for (size_t i = 0; i < result->article_count; i++)
        list[i] = (placed){result->articles[i].fingerprint, i};
    if (result->article_count > 1)
        qsort(list, result->article_count, sizeof *list, compare_placed);
    for (size_t i = 0; i < result->article_count; i++)
        m->sorted[i] = list[i].article;
    free(list);
}

static void list_nodes(matching *m) {
    const cli_baseline *baseline = m->baseline;
    m->node_count = 2 * baseline->count;
    m->nodes = cli_memory_allocate(m->node_count, sizeof *m->nodes);
    m->node_of = cli_memory_allocate(m->node_count, sizeof *m->node_of);
    for (size_t i = 0; i < m->node_count; i++) {
        const cli_baseline_entry *entry = &baseline->entries[i / 2];
        m->nodes[i] =
            (node){.content = i % 2 == 0 ? &entry->article : &entry->of, .end = i, .article = NOWHERE};
    }
    if (m->node_count > 1)
        qsort(m->nodes, m->node_count, sizeof *m->nodes, compare_nodes);
    for (size_t i = 0; i < m->node_count; i++) {
        const cli_content *last = i > 0 ? m->nodes[i - 1].content : NULL;
        const bool is_same = last != NULL &&
                             compare_fingerprints(last->fingerprint, m->nodes[i].content->fingerprint) == 0 &&
                             strcmp(last->name, m->nodes[i].content->name) == 0;
        m->nodes[i].same = is_same ? m->nodes[i - 1].same : i;
        m->node_of[m->nodes[i].end] = m->nodes[i].same;
    }
}

static void assign(matching *m, node *n, size_t article, bool is_exact) {
    n->article = article;
    n->is_exact = is_exact;
    m->taken[article] = true;
}

/* The first node that is not before the content; any name is behind NULL. */
static size_t find_node(matching *m, const uint64_t *fingerprint, const char *name) {
    size_t low = 0, high = m->node_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const cli_content *content = m->nodes[middle].content;
        int order = compare_fingerprints(content->fingerprint, fingerprint);
        if (order == 0 && name != NULL)
            order = strcmp(content->name, name);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
        m->looks++;
    }
    return low;
}

static bool has_content(const matching *m, size_t place, const uint64_t *fingerprint, const char *name) {
    return place < m->node_count &&
           compare_fingerprints(m->nodes[place].content->fingerprint, fingerprint) == 0 &&
           (name == NULL || strcmp(m->nodes[place].content->name, name) == 0);
}

/* Gives nodes the articles of equal text and the same name. Of a large corpus few texts are in the baseline,
 * so a name is made only of those. */
static void match_same_name(matching *m) {
    const dedupe_result *result = m->judge->result;
    for (size_t a = 0; a < result->article_count; a++) {
        const uint64_t *fingerprint = result->articles[a].fingerprint;
        if (m->taken[a] || !has_content(m, find_node(m, fingerprint, NULL), fingerprint, NULL))
            continue;
        char *name = cli_content_name(result->articles[a].id);
        const size_t found = find_node(m, fingerprint, name);
        if (has_content(m, found, fingerprint, name) && m->nodes[found].article == NOWHERE)
            assign(m, &m->nodes[found], a, true);
        free(name);
    }
}

/* Gives the nodes that are left the articles of equal text that are left. Both are sorted by text, so nobody
 * looks twice at an article: of thousands of equal texts all ids may have changed. */
static void match_other_name(matching *m) {
    const dedupe_result *result = m->judge->result;
    size_t k = 0;
    for (size_t i = 0; i < m->node_count; i++) {
        node *n = &m->nodes[i];
        if (n->same != i || n->article != NOWHERE)
            continue;
        int order = 1;
        for (; k < result->article_count; k++) {
            m->looks++;
            order = compare_fingerprints(result->articles[m->sorted[k]].fingerprint, n->content->fingerprint);
            if (order > 0 || (order == 0 && !m->taken[m->sorted[k]]))
                break;
        }
        if (k < result->article_count && order == 0)
            assign(m, n, m->sorted[k++], true);
    }
}

/* Lists the nodes that are left. */
static size_t list_gone(const matching *m, cli_sketched *gone) {
    size_t count = 0;
    for (size_t i = 0; i < m->node_count; i++) {
        if (m->nodes[i].same != i || m->nodes[i].article != NOWHERE)
            continue;
        gone[count].number = i;
        memcpy(gone[count++].sketch, m->nodes[i].content->sketch, CLI_SKETCH_BYTES);
    }
    return count;
}

/* Lists the articles of clusters that are left. Equal texts have one sketch, and stand side by side. */
static size_t list_fresh(const matching *m, cli_sketched *fresh) {
    const dedupe_article *articles = m->judge->result->articles;
    size_t count = 0;
    for (size_t i = 0; i < m->judge->result->article_count; i++) {
        const size_t article = m->sorted[i];
        if (m->taken[article] || m->judge->cluster[article] == 0)
            continue;
        if (count > 0 && compare_fingerprints(articles[fresh[count - 1].number].fingerprint,
                                              articles[article].fingerprint) == 0)
            fresh[count] = fresh[count - 1];
        else
            cli_content_sketch(&articles[article], fresh[count].sketch);
        fresh[count++].number = article;
    }
    return count;
}

/* Gives the nodes that are left the articles of clusters that are most like them. */
static void match_edited(matching *m) {
    cli_sketched *gone = cli_memory_allocate(m->node_count, sizeof *gone);
    const size_t gone_count = list_gone(m, gone);
    if (gone_count > 0) {
        cli_sketched *fresh = cli_memory_allocate(m->judge->result->article_count, sizeof *fresh);
        const size_t fresh_count = list_fresh(m, fresh);
        size_t *found = cli_memory_allocate(gone_count, sizeof *found);
        m->looks += cli_edited_find(gone, gone_count, fresh, fresh_count, found);
        for (size_t i = 0; i < gone_count; i++)
            if (found[i] != NOWHERE)
                assign(m, &m->nodes[gone[i].number], found[i], false);
        free(fresh);
        free(found);
    }
    free(gone);
}

/* Why an entry does not hold; NULL: it does. */
static const char *why_stale(const matching *m, const cli_baseline_entry *entry, const node *article,
                             const node *of) {
    const cli_judge *judge = m->judge;
    if (article->article == NOWHERE || of->article == NOWHERE)
        return "an article is gone or was changed";
    if (article->article == of->article || judge->cluster[article->article] == 0 ||
        judge->cluster[article->article] != judge->cluster[of->article])
        return "they are no duplicates any more";
    if (article->is_exact && of->is_exact)
        return NULL;
    const dedupe_pair *pair = cli_judge_pair(judge, article->article, of->article);
    return pair != NULL && pair->relation == entry->relation ? NULL : "their relation was changed by an edit";
}

size_t cli_baseline_apply(cli_baseline *baseline, cli_judge *judge) {
    matching m = {.baseline = baseline, .judge = judge};
    m.taken = cli_memory_allocate(judge->result->article_count, sizeof *m.taken);
    for (size_t i = 0; i < judge->result->article_count; i++)
        m.taken[i] = judge->result->articles[i].state != DEDUPE_ARTICLE_COMPARED;
    sort_articles(&m);
    list_nodes(&m);
    match_same_name(&m);
    match_other_name(&m);
    match_edited(&m);
    for (size_t i = 0; i < baseline->count; i++) {
        cli_baseline_entry *entry = &baseline->entries[i];
        const node *article = &m.nodes[m.node_of[2 * i]], *of = &m.nodes[m.node_of[2 * i + 1]];
        entry->stale = why_stale(&m, entry, article, of);
        baseline->stale_count += entry->stale != NULL;
        if (entry->stale == NULL)
            cli_judge_join(judge, article->article, of->article);
    }
    free(m.sorted);
    free(m.nodes);
    free(m.node_of);
    free(m.taken);
    return m.looks;
}

/* ---- collecting */

static void collect(cli_baseline *baseline, cli_judge *judge, size_t article, size_t of,
                    dedupe_relation relation) {
    if (cli_judge_is_free(judge, article) || cli_judge_is_free(judge, of) ||
        !cli_judge_join(judge, article, of))
        return;
    cli_baseline_add(baseline, &judge->result->articles[article], &judge->result->articles[of], relation);
}

void cli_baseline_collect(cli_baseline *baseline, cli_judge *judge) {
    const dedupe_result *result = judge->result;
    for (size_t c = 0; c < result->cluster_count; c++) {
        const dedupe_cluster *cluster = &result->clusters[c];
        for (size_t m = 1; m < cluster->member_count; m++)
            collect(baseline, judge, cluster->members[m].article, cluster->members[m].to,
                    cluster->members[m].relation);
        for (size_t m = 0; m < cluster->member_count; m++) {
            const size_t article = cluster->members[m].article;
            for (size_t i = judge->pair_begin[article]; i < judge->pair_begin[article + 1]; i++) {
                const dedupe_pair *pair = &result->pairs[judge->pairs[i]];
                if (pair->a == article && pair->relation >= judge->options->level)
                    collect(baseline, judge, pair->b, pair->a, pair->relation);
            }
        }
        size_t first = NOWHERE; /* what only an accepted article holds together */
        for (size_t m = 0; m < cluster->member_count; m++) {
            const dedupe_member *member = &cluster->members[m];
            if (cli_judge_is_free(judge, member->article))
                continue;
            if (first == NOWHERE)
                first = member->article;
            else
                collect(baseline, judge, member->article, first, member->relation);
        }
    }
}
