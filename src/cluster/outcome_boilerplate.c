/* The boilerplate part of the outcome: equal spans of many articles become one entry. */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/outcome_parts.h"
#include "sketch/fetch.h"
#include "sketch/shingle.h"

enum {
    KEY_LETTERS = 20, /* spans that begin, or end, with the same letters are one piece of boilerplate */
    GRAIN = 64
};

/* A span of an article. */
typedef struct found {
    uint64_t key; /* of its first letters; of its last ones in the second pass */
    uint64_t end_key;
    uint32_t rank;
    size_t offset, length; /* bytes */
    size_t articles;
} found;

/* One thread's scratch memory. */
typedef struct worker {
    dd_letters letters;
    dd_fetched fetched;
} worker;

typedef struct finding {
    const dd_outcome *outcome;
    found *item;
    size_t *begin; /* by stand-in: its first item */
    size_t count;
    worker *workers;
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

/* Writes down the spans of a stand-in. */
static dedupe_status take_spans(const finding *f, worker *w, size_t s, dedupe_error *error) {
    dd_letters *letters = &w->letters;
    const dd_ranking *r = f->outcome->findings->ranking;
    const dd_spans *spans = &f->outcome->findings->spans[s];
    const dd_article *article = r->stand_in[s];
    if (spans->count == 0)
        return DEDUPE_OK;
    dd_text text;
    dedupe_status status = dd_article_text(article, &w->fetched, &text, error);
    if (status == DEDUPE_OK)
        status = dd_letters_fold(letters, text.bytes, text.length, true, error);
    for (size_t i = 0; i < spans->count && status == DEDUPE_OK; i++) {
        size_t begin = spans->span[i].begin, end = spans->span[i].end;
        const uint64_t key = dd_shingle_hash(letters->letter + begin, KEY_LETTERS);
        const uint64_t end_key = dd_shingle_hash(letters->letter + end - KEY_LETTERS, KEY_LETTERS);
        dd_letters_trim(letters, text.bytes, text.length, &begin, &end);
        const size_t offset = letters->offset[begin];
        f->item[f->begin[s] + i] =
            (found){key,
                    end_key,
                    (uint32_t)r->first[s],
                    offset,
                    dd_letters_source_end(letters, text.bytes, text.length, end) - offset,
                    r->first[s + 1] - r->first[s]};
    }
    return status;
}

static dedupe_status take_range(void *context, unsigned number, size_t begin, size_t end,
                                dedupe_error *error) {
    const finding *f = context;
    dedupe_status status = DEDUPE_OK;
    for (size_t s = begin; s < end && status == DEDUPE_OK; s++)
        status = take_spans(f, &f->workers[number], s, error);
    return status;
}

/* Writes down all spans, in the order of the stand-ins. */
static dedupe_status take_all(finding *f, dedupe_error *error) {
    const dd_findings *findings = f->outcome->findings;
    const size_t count = findings->ranking->stand_in_count;
    const unsigned workers = dd_links_workers(findings->links);
    f->begin = dd_memory_allocate(count, sizeof *f->begin);
    f->workers = dd_memory_allocate_zeroed(workers, sizeof *f->workers);
    for (size_t s = 0; f->begin && s < count; s++) {
        f->begin[s] = f->count;
        f->count += findings->spans[s].count;
    }
    f->item = dd_memory_allocate(f->count, sizeof *f->item);
    dedupe_status status = DEDUPE_OK;
    if (!f->begin || !f->workers || !f->item)
        status = dd_error_memory(error);
    else
        status = dd_links_each(findings->links, count, GRAIN, take_range, f, error);
    for (unsigned i = 0; f->workers && i < workers; i++) {
        dd_letters_free(&f->workers[i].letters);
        dd_memory_free(f->workers[i].fetched.bytes);
    }
    dd_memory_free(f->workers);
    dd_memory_free(f->begin);
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

/* Tells of each article how much of it is boilerplate. */
static void count_letters(const dd_outcome *o, dedupe_article *articles) {
    const dd_ranking *r = o->findings->ranking;
    for (size_t s = 0; s < r->stand_in_count; s++)
        for (size_t x = r->first[s]; x < r->first[s + 1]; x++)
            articles[r->article[x]->number].boilerplate_letters =
                dd_spans_overlap(&o->findings->spans[s], 0, UINT32_MAX);
}

dedupe_status dd_outcome_boilerplate(dd_outcome *outcome, dedupe_article *articles, dedupe_error *error) {
    finding f = {.outcome = outcome};
    dedupe_boilerplate *list = NULL;
    dedupe_status status = take_all(&f, error);
    count_letters(outcome, articles);
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
    dd_memory_free(f.item);
    return status;
}
