/* The boilerplate part of the outcome: equal spans of many articles become one entry. */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/outcome_parts.h"
#include "sketch/shingle.h"

enum { KEY_LETTERS = 20 }; /* spans that begin, or end, with the same letters are one piece of boilerplate */

/* A span of an article. */
typedef struct found {
    uint64_t key; /* of its first letters; of its last ones in the second pass */
    uint64_t end_key;
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
        size_t begin = spans->span[i].begin, end = spans->span[i].end;
        const uint64_t key = dd_shingle_hash(f->letters.letter + begin, KEY_LETTERS);
        const uint64_t end_key = dd_shingle_hash(f->letters.letter + end - KEY_LETTERS, KEY_LETTERS);
        dd_letters_trim(&f->letters, article->text, article->text_length, &begin, &end);
        const size_t offset = f->letters.offset[begin];
        f->item[f->count++] =
            (found){key,
                    end_key,
                    rank,
                    offset,
                    dd_letters_source_end(&f->letters, article->text, article->text_length, end) - offset,
                    copies};
    }
    return status;
}

/* Equal keys to one entry that counts each article once and shows the longest form. Spans whose key nobody
 * shares are moved to the front for another pass, or listed too in the last one. Returns how many entries
 * were added. */
static size_t merge_equal(const dd_outcome *o, finding *f, bool is_last, dedupe_boilerplate *list) {
    size_t count = 0, single = 0;
    if (f->count > 0)
        qsort(f->item, f->count, sizeof *f->item, by_key);
    for (size_t i = 0, end; i < f->count; i = end) {
        const found *longest = &f->item[i];
        size_t articles = longest->articles;
        for (end = i + 1; end < f->count && f->item[end].key == f->item[i].key; end++) {
            articles += f->item[end].rank != f->item[end - 1].rank ? f->item[end].articles : 0;
            longest = f->item[end].length > longest->length ? &f->item[end] : longest;
        }
        if (end - i == 1 && articles == 1 && !is_last) {
            f->item[single] = f->item[i];
            f->item[single].key = f->item[single].end_key;
            single++;
            continue;
        }
        list[count++] = (dedupe_boilerplate){dd_outcome_article(o, longest->rank)->number, longest->offset,
                                             longest->length, articles};
    }
    f->count = single;
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
        size_t listed = merge_equal(outcome, &f, false, list);
        listed += merge_equal(outcome, &f, true, list + listed);
        outcome->result.boilerplate_count = listed;
        outcome->result.boilerplate = list;
        qsort(list, outcome->result.boilerplate_count, sizeof *list, most_carried_first);
    }
    dd_letters_free(&f.letters);
    dd_memory_free(f.item);
    return status;
}
