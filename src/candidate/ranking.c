#include "candidate/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

static int compare_content(const dd_article *x, const dd_article *y) {
    if (x->letters != y->letters)
        return x->letters > y->letters ? -1 : 1;
    if (x->identity[0] != y->identity[0])
        return x->identity[0] < y->identity[0] ? -1 : 1;
    if (x->identity[1] != y->identity[1])
        return x->identity[1] < y->identity[1] ? -1 : 1;
    return 0;
}

static int compare_articles(const void *left, const void *right) {
    const dd_article *x = *(dd_article *const *)left, *y = *(dd_article *const *)right;
    int content = compare_content(x, y);
    if (content == 0 && x->origin.is_reference != y->origin.is_reference)
        return x->origin.is_reference ? 1 : -1;
    return content != 0 ? content : strcmp(x->id, y->id);
}

static int compare_dated(const void *left, const void *right) {
    const dd_article *x = *(dd_article *const *)left, *y = *(dd_article *const *)right;
    int content = compare_content(x, y);
    if (content == 0 && x->origin.day != y->origin.day)
        return x->origin.day < y->origin.day ? -1 : 1;
    return content != 0 ? content : compare_articles(left, right);
}

/* Sorts by length first, without a look at the articles, and by `compare` those that are equally long.
 * False without memory. */
static bool sort_articles(dd_article **article, size_t count, int (*compare)(const void *, const void *)) {
    uint64_t *key = dd_memory_allocate(count, sizeof *key),
             *scratch = dd_memory_allocate(count, sizeof *scratch);
    dd_article **sorted = dd_memory_allocate(count, sizeof(dd_article *));
    const bool fine = key && scratch && sorted;
    for (size_t i = 0; i < count && fine; i++)
        key[i] = (uint64_t)(UINT32_MAX - article[i]->letters) << 32 | i;
    if (fine)
        dd_sort_u64(key, scratch, count, 64);
    for (size_t i = 0; i < count && fine; i++)
        sorted[i] = article[(uint32_t)key[i]];
    for (size_t begin = 0, end; begin < count && fine; begin = end) {
        for (end = begin + 1; end < count && key[end] >> 32 == key[begin] >> 32;)
            end++;
        if (end - begin > 1)
            qsort(sorted + begin, end - begin, sizeof(dd_article *), compare);
    }
    if (fine && count > 0)
        memcpy(article, sorted, count * sizeof(dd_article *));
    dd_memory_free(key);
    dd_memory_free(scratch);
    dd_memory_free(sorted);
    return fine;
}

/* Whether an article may have the stand-in `first`; days ascend, those that are not known (0) among them. */
static bool shares_stand_in(const dd_article *first, const dd_article *article, unsigned within_days) {
    if (compare_content(first, article) != 0)
        return false;
    const int64_t apart = (int64_t)article->origin.day - first->origin.day;
    const bool both_known = first->origin.day != 0 && article->origin.day != 0;
    return within_days == 0 || apart == 0 || (both_known && apart <= within_days);
}

dedupe_status dd_ranking_make(dd_ranking *ranking, dd_article *const *article, size_t count,
                              unsigned within_days, dedupe_error *error) {
    *ranking = (dd_ranking){0};
    ranking->article = dd_memory_allocate(count, sizeof(dd_article *));
    ranking->stand_in = dd_memory_allocate(count, sizeof(dd_article *));
    ranking->first = dd_memory_allocate(count + 1, sizeof(size_t));
    if (!ranking->article || !ranking->stand_in || !ranking->first) {
        dd_ranking_free(ranking);
        return dd_error_memory(error);
    }
    for (size_t i = 0; i < count; i++)
        if (article[i]->state == DEDUPE_ARTICLE_COMPARED)
            ranking->article[ranking->count++] = article[i];
    if (!sort_articles(ranking->article, ranking->count,
                       within_days > 0 ? compare_dated : compare_articles)) {
        dd_ranking_free(ranking);
        return dd_error_memory(error);
    }
    for (size_t i = 0; i < ranking->count; i++)
        if (i == 0 || !shares_stand_in(ranking->stand_in[ranking->stand_in_count - 1], ranking->article[i],
                                       within_days)) {
            ranking->first[ranking->stand_in_count] = i;
            ranking->stand_in[ranking->stand_in_count++] = ranking->article[i];
        }
    ranking->first[ranking->stand_in_count] = ranking->count;
    return DEDUPE_OK;
}

void dd_ranking_free(dd_ranking *ranking) {
    dd_memory_free(ranking->article);
    dd_memory_free(ranking->stand_in);
    dd_memory_free(ranking->first);
    *ranking = (dd_ranking){0};
}
