/* The boilerplate part of the outcome: equal spans of many articles become one entry. */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/outcome_parts.h"
#include "sketch/shingle.h"

enum { LEAST_ARTICLES = 2 }; /* a span that nobody else has letter by letter is shown by those that do */

/* A span of an article, by the letters in it. */
typedef struct found {
    uint64_t key;
    uint32_t rank;
    size_t offset, length; /* bytes */
    size_t articles;
} found;

typedef struct finding {
    found *item;
    size_t count, capacity;
    dd_letters letters;
} finding;

static int by_key(const void *left, const void *right) {
    const found *x = left, *y = right;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static int most_carried_first(const void *left, const void *right) {
    const dedupe_boilerplate *x = left, *y = right;
    if (x->articles != y->articles)
        return x->articles > y->articles ? -1 : 1;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static dedupe_status take_spans(finding *f, const dd_article *article, const dd_spans *spans, uint32_t rank,
                                size_t copies, dedupe_error *error) {
    dedupe_status status = dd_letters_fold(&f->letters, article->text, article->text_length, true, error);
    if (status == DEDUPE_OK &&
        !dd_memory_reserve(&f->item, &f->capacity, f->count + spans->count, sizeof *f->item))
        status = dd_error_memory(error);
    for (size_t i = 0; i < spans->count && status == DEDUPE_OK; i++) {
        const dd_span span = spans->span[i];
        size_t offset = f->letters.offset[span.begin];
        size_t end = dd_letters_source_end(&f->letters, article->text, article->text_length, span.end);
        f->item[f->count++] = (found){dd_shingle_hash(f->letters.letter + span.begin, span.end - span.begin),
                                      rank, offset, end - offset, copies};
    }
    return status;
}

/* Equal keys to one entry that counts each article once. */
static size_t merge_equal(const dd_outcome *o, const finding *f, dedupe_boilerplate *list) {
    size_t count = 0;
    for (size_t i = 0, end; i < f->count; i = end) {
        const found *first = &f->item[i];
        size_t articles = first->articles;
        for (end = i + 1; end < f->count && f->item[end].key == first->key; end++)
            articles += f->item[end].rank != f->item[end - 1].rank ? f->item[end].articles : 0;
        if (articles >= LEAST_ARTICLES)
            list[count++] = (dedupe_boilerplate){dd_outcome_article(o, first->rank)->number, first->offset,
                                                 first->length, articles};
    }
    return count;
}

dedupe_status dd_outcome_boilerplate(dd_outcome *outcome, dedupe_article *articles, dedupe_error *error) {
    const dd_ranking *r = outcome->findings->ranking;
    finding f = {0};
    dedupe_status status = DEDUPE_OK;
    for (size_t s = 0; s < r->stand_in_count && status == DEDUPE_OK; s++) {
        const dd_spans *spans = &outcome->findings->spans[s];
        if (spans->count == 0)
            continue;
        status = take_spans(&f, r->stand_in[s], spans, (uint32_t)r->first[s], r->first[s + 1] - r->first[s],
                            error);
        for (size_t x = r->first[s]; x < r->first[s + 1]; x++)
            articles[r->article[x]->number].boilerplate_letters = dd_spans_overlap(spans, 0, UINT32_MAX);
    }
    dedupe_boilerplate *list = NULL;
    if (status == DEDUPE_OK) {
        list = dd_arena_allocate(&outcome->arena, f.count * sizeof *list, _Alignof(dedupe_boilerplate));
        status = list ? DEDUPE_OK : dd_error_memory(error);
    }
    if (status == DEDUPE_OK && f.count > 0) {
        qsort(f.item, f.count, sizeof *f.item, by_key);
        outcome->result.boilerplate_count = merge_equal(outcome, &f, list);
        outcome->result.boilerplate = list;
        qsort(list, outcome->result.boilerplate_count, sizeof *list, most_carried_first);
    }
    dd_letters_free(&f.letters);
    dd_memory_free(f.item);
    return status;
}
