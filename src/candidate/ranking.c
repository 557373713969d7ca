#include "candidate/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"

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

dedupe_status dd_ranking_make(dd_ranking *ranking, dd_article *const *article, size_t count,
                              dedupe_error *error) {
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
    qsort(ranking->article, ranking->count, sizeof(dd_article *), compare_articles);
    for (size_t i = 0; i < ranking->count; i++)
        if (i == 0 || compare_content(ranking->article[i - 1], ranking->article[i]) != 0) {
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
