#include "cluster_case.h"

#include "base/memory.h"
#include "sketch/collection.h"
#include "sketch/shingle.h"

#include <stdlib.h>
#include <string.h>

static void require(bool holds) {
    if (!holds)
        abort();
}

void cluster_links_given(dd_links *links, size_t articles, const link_given *given, size_t count) {
    dd_link *link = NULL;
    size_t capacity = 0, made = 0;
    require(dd_memory_reserve(&link, &capacity, articles * articles / 2 + 1, sizeof *link));
    for (uint32_t a = 0; a < articles; a++)
        for (uint32_t b = a + 1; b < articles; b++) {
            dd_link *next = &link[made++];
            *next = (dd_link){.a = a, .b = b};
            for (size_t i = 0; i < count; i++)
                if (given[i].a == a && given[i].b == b) {
                    next->relation = given[i].relation;
                    next->coverage_a = given[i].coverage_a;
                    next->coverage_b = given[i].coverage_b;
                }
        }
    *links = (dd_links){.options = {.shingle = 9, .derived_coverage = 0.30, .passages = 3}};
    require(dd_links_index(links, link, made, NULL) == DEDUPE_OK);
}

void cluster_case_add(cluster_case *made, const char *id, const char *text) {
    require(made->count < CLUSTER_CASE_MOST);
    dd_article *article = dd_arena_allocate(&made->arena, sizeof *article, _Alignof(dd_article));
    char *id_copy = dd_arena_allocate(&made->arena, strlen(id) + 1, 1);
    dd_letters letters = {0};
    require(article && id_copy);
    *article = (dd_article){.id = memcpy(id_copy, id, strlen(id) + 1)};
    require(dd_article_read(article, text, strlen(text), &made->arena, NULL) == DEDUPE_OK);
    require(dd_article_fold(article, &(dd_text){article->text, article->text_length}, &letters, NULL) ==
            DEDUPE_OK);
    dd_letters_free(&letters);
    made->article[made->count++] = article;
}

void cluster_case_rank(cluster_case *made) {
    require(dd_ranking_make(&made->ranking, made->article, made->count, 0, NULL) == DEDUPE_OK);
    for (uint32_t s = 0; s < made->ranking.stand_in_count; s++)
        made->group[s] = s;
    made->links = (dd_links){.article = (const dd_article *const *)made->ranking.stand_in,
                             .spans = made->spans,
                             .options = {.shingle = 9, .derived_coverage = 0.30, .passages = 3}};
    dd_link *none = dd_memory_allocate(0, sizeof *none);
    require(none != NULL && dd_links_index(&made->links, none, 0, NULL) == DEDUPE_OK);
}

void cluster_case_compare_all(cluster_case *made) {
    const dd_link *link;
    for (uint32_t a = 0; a < made->ranking.stand_in_count; a++)
        for (uint32_t b = a + 1; b < made->ranking.stand_in_count; b++)
            require(dd_links_get(&made->links, a, b, &link, NULL) == DEDUPE_OK);
}

uint32_t cluster_case_stand_in(const cluster_case *made, const char *id) {
    const dd_ranking *r = &made->ranking;
    for (uint32_t s = 0; s < r->stand_in_count; s++)
        for (size_t x = r->first[s]; x < r->first[s + 1]; x++)
            if (strcmp(r->article[x]->id, id) == 0)
                return s;
    abort();
}

void cluster_case_join(cluster_case *made, const char *id, const char *other_id) {
    const uint32_t x = made->group[cluster_case_stand_in(made, id)];
    const uint32_t y = made->group[cluster_case_stand_in(made, other_id)];
    for (uint32_t s = 0; s < made->ranking.stand_in_count; s++)
        if (made->group[s] == x || made->group[s] == y)
            made->group[s] = x < y ? x : y;
}

void cluster_case_mark(cluster_case *made, const char *id, uint32_t begin, uint32_t end) {
    enum { KEY_LETTERS = 20 };
    const uint32_t stand_in = cluster_case_stand_in(made, id);
    const dd_article *article = made->ranking.stand_in[stand_in];
    dd_span *span = dd_arena_allocate(&made->arena, sizeof *span, _Alignof(dd_span));
    dd_span_ends *ends = dd_arena_allocate(&made->arena, sizeof *ends, _Alignof(dd_span_ends));
    dd_letters letters = {0};
    require(span && ends && end - begin >= KEY_LETTERS);
    require(dd_letters_fold(&letters, article->text, article->text_length, false, NULL) == DEDUPE_OK);
    *span = (dd_span){begin, end};
    /* like postings, these are equal where the letters are */
    *ends = (dd_span_ends){(uint32_t)dd_shingle_hash(letters.letter + begin, KEY_LETTERS),
                           (uint32_t)dd_shingle_hash(letters.letter + end - KEY_LETTERS, KEY_LETTERS)};
    made->spans[stand_in] = (dd_spans){span, 1, ends};
    dd_letters_free(&letters);
}

dd_findings cluster_case_findings(cluster_case *made) {
    return (dd_findings){.article = made->article,
                         .article_count = made->count,
                         .ranking = &made->ranking,
                         .links = &made->links,
                         .group = made->group,
                         .is_roundup = made->is_roundup,
                         .spans = made->spans};
}

void cluster_case_free(cluster_case *made) {
    dd_links_free(&made->links);
    dd_ranking_free(&made->ranking);
    dd_arena_free(&made->arena);
    *made = (cluster_case){0};
}
