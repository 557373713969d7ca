/* One pair, without a corpus. */
#include "verify/compare.h"
#include "api/options.h"
#include "base/error.h"
#include "base/memory.h"
#include "candidate/ranking.h"
#include "sketch/collection.h"

typedef struct comparison {
    dedupe_comparison public; /* first, so that the public pointer is also this one's */
    dd_arena arena;
} comparison;

static dedupe_article describe(const dd_article *article) {
    return (dedupe_article){
        .id = "",
        .text = article->text,
        .text_length = article->text_length,
        .state = article->state,
        .letters = article->letters,
        .invalid_bytes = article->invalid_bytes,
        .fingerprint = {article->state == DEDUPE_ARTICLE_COMPARED ? article->identity[0] : 0,
                        article->state == DEDUPE_ARTICLE_COMPARED ? article->identity[1] : 0}};
}

/* Compares in the order of ranks, so that diff A B and diff B A agree with each other and with a run. */
static dedupe_status compare_ranked(dd_article *article, const dd_compare_options *options, comparison *made,
                                    dedupe_error *error) {
    dd_ranking ranking;
    dd_comparer comparer = {0};
    dd_link link = {0};
    dd_article *const order[2] = {&article[0], &article[1]};
    dedupe_status status = dd_ranking_make(&ranking, order, 2, 0, error);
    if (status != DEDUPE_OK)
        return status;
    made->public.pair = (dedupe_pair){.a = 0, .b = 1};
    if (ranking.count == 2) {
        const bool swapped = ranking.article[0] == &article[1];
        const dd_compare_side first = {ranking.article[0], NULL}, second = {ranking.article[1], NULL};
        status = dd_compare(&comparer, &first, &second, options, &made->arena, &link, error);
        for (size_t i = 0; swapped && i < link.passage_count; i++) {
            const dedupe_passage p = link.passage[i];
            link.passage[i] = (dedupe_passage){p.other_offset, p.other_length, p.offset, p.length};
        }
        dd_passages_sort(link.passage, link.passage_count);
        made->public.pair = (dedupe_pair){.a = 0,
                                          .b = 1,
                                          .relation = link.relation,
                                          .reason = link.reason,
                                          .resemblance = link.resemblance,
                                          .coverage_of_a = swapped ? link.coverage_b : link.coverage_a,
                                          .coverage_of_b = swapped ? link.coverage_a : link.coverage_b,
                                          .passages = link.passage,
                                          .passage_count = link.passage_count,
                                          .derived_up_to = link.derived_up_to};
    }
    dd_comparer_free(&comparer);
    dd_ranking_free(&ranking);
    return status;
}

static dedupe_status read_one(dd_article *article, const void *text, size_t length, const char *id,
                              const dedupe_origin *origin, dd_arena *arena, dedupe_error *error) {
    dd_letters letters = {0};
    *article = (dd_article){.id = id};
    if (origin)
        article->origin =
            (dedupe_origin){.day = origin->day, .outlet = origin->outlet, .headline = origin->headline};
    dedupe_status status = dd_article_read_folded(article, text, length, arena, &letters, error);
    dd_letters_free(&letters);
    return status;
}

dedupe_status dedupe_compare_from(const dedupe_options *options, const void *text_a, size_t length_a,
                                  const dedupe_origin *origin_a, const void *text_b, size_t length_b,
                                  const dedupe_origin *origin_b, dedupe_comparison **result,
                                  dedupe_error *error) {
    if (!result || (!text_a && length_a > 0) || (!text_b && length_b > 0))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "a text or the place of the result is NULL");
    const dedupe_options chosen = options ? *options : dedupe_options_default();
    dedupe_status status = dd_options_check(&chosen, error);
    if (status != DEDUPE_OK)
        return status;
    comparison *made = dd_memory_allocate_zeroed(1, sizeof *made);
    if (!made)
        return dd_error_memory(error);
    dd_article article[2] = {{0}};
    dd_compare_options compare = dd_options_for_compare(&chosen);
    compare.passages = SIZE_MAX;
    compare.evidence_of_none = true;
    compare.skip_weak_resemblance = false;
    status = read_one(&article[0], text_a, length_a, "a", origin_a, &made->arena, error);
    if (status == DEDUPE_OK)
        status = read_one(&article[1], text_b, length_b, "b", origin_b, &made->arena, error);
    if (status == DEDUPE_OK)
        status = compare_ranked(article, &compare, made, error);
    made->public.a = describe(&article[0]);
    made->public.b = describe(&article[1]);
    if (status != DEDUPE_OK)
        dedupe_comparison_free(&made->public);
    else
        *result = &made->public;
    return status;
}

dedupe_status dedupe_compare(const dedupe_options *options, const void *text_a, size_t length_a,
                             const void *text_b, size_t length_b, dedupe_comparison **result,
                             dedupe_error *error) {
    return dedupe_compare_from(options, text_a, length_a, NULL, text_b, length_b, NULL, result, error);
}

void dedupe_comparison_free(dedupe_comparison *result) {
    comparison *made = (comparison *)result;
    if (!made)
        return;
    dd_arena_free(&made->arena);
    dd_memory_free(made);
}
