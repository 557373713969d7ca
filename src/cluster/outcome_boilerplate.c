/* The boilerplate part of the outcome: equal spans of many articles become one entry. */
#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "cluster/outcome_parts.h"
#include "sketch/fetch.h"

enum { GRAIN = 64 };

/* A span of a stand-in. */
typedef struct found {
    uint32_t key; /* the posting it begins with, in the second pass the one it ends with */
    uint32_t end_key;
    uint32_t stand_in;
    dd_span span;
    size_t articles; /* how many have it */
} found;

typedef struct finding {
    const dd_outcome *outcome;
    found *item;
    size_t count;
    found *listed; /* one of each group of equal spans, the longest, by stand-in in the end */
    size_t listed_count;
    dedupe_boilerplate *list; /* of them */
    dd_letters *letters;      /* by worker */
} finding;

static int by_key(const void *left, const void *right) {
    const found *x = left, *y = right;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->stand_in != y->stand_in)
        return x->stand_in < y->stand_in ? -1 : 1;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static int by_stand_in(const void *left, const void *right) {
    const found *x = left, *y = right;
    if (x->stand_in != y->stand_in)
        return x->stand_in < y->stand_in ? -1 : 1;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static int most_carried_first(const void *left, const void *right) {
    const dedupe_boilerplate *x = left, *y = right;
    if (x->articles != y->articles)
        return x->articles > y->articles ? -1 : 1;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* ---- equal spans */

/* Writes down all spans. */
static bool take_all(finding *f) {
    const dd_findings *findings = f->outcome->findings;
    const dd_ranking *r = findings->ranking;
    size_t count = 0;
    for (size_t s = 0; s < r->stand_in_count; s++)
        count += findings->spans[s].count;
    f->item = dd_memory_allocate(count, sizeof *f->item);
    f->listed = dd_memory_allocate(count, sizeof *f->listed);
    for (size_t s = 0; f->item && s < r->stand_in_count; s++) {
        const dd_spans *spans = &findings->spans[s];
        for (size_t i = 0; i < spans->count; i++)
            f->item[f->count++] = (found){spans->ends[i].first, spans->ends[i].last, (uint32_t)s,
                                          spans->span[i], r->first[s + 1] - r->first[s]};
    }
    return f->item && f->listed;
}

/* Equal keys to one entry that counts each article once and shows the longest form. Spans whose key nobody
 * shares are moved to the front for another pass, or listed too in the last one. */
static void merge_equal(finding *f, bool is_last) {
    size_t single = 0;
    if (f->count > 0)
        qsort(f->item, f->count, sizeof *f->item, by_key);
    for (size_t i = 0, end; i < f->count; i = end) {
        const found *longest = &f->item[i];
        size_t articles = longest->articles;
        for (end = i + 1; end < f->count && f->item[end].key == f->item[i].key; end++) {
            const found *item = &f->item[end];
            articles += item->stand_in != item[-1].stand_in ? item->articles : 0;
            if (item->span.end - item->span.begin > longest->span.end - longest->span.begin)
                longest = item;
        }
        if (end - i == 1 && articles == 1 && !is_last) {
            f->item[single] = f->item[i];
            f->item[single].key = f->item[single].end_key;
            single++;
            continue;
        }
        f->listed[f->listed_count] = *longest;
        f->listed[f->listed_count++].articles = articles;
    }
    f->count = single;
}

/* ---- what is listed, in bytes */

/* Has the texts in memory that are quoted. */
static dedupe_status fetch_quoted(const finding *f, dedupe_error *error) {
    const dd_findings *findings = f->outcome->findings;
    dd_article **wanted = dd_memory_allocate(f->listed_count, sizeof *wanted);
    size_t count = 0;
    if (!wanted)
        return dd_error_memory(error);
    for (size_t i = 0; i < f->listed_count; i++) {
        dd_article *article = findings->ranking->stand_in[f->listed[i].stand_in];
        const bool is_next = i == 0 || f->listed[i].stand_in != f->listed[i - 1].stand_in;
        if (is_next && !article->text)
            wanted[count++] = article;
    }
    const dedupe_status status = count > 0 ? dd_articles_fetch(wanted, count, findings->links->pool,
                                                               findings->texts, NULL, NULL, error)
                                           : DEDUPE_OK;
    dd_memory_free(wanted);
    return status;
}

static dedupe_status quote_range(void *context, unsigned worker, size_t begin, size_t end,
                                 dedupe_error *error) {
    const finding *f = context;
    dd_letters *letters = &f->letters[worker];
    for (size_t i = begin; i < end; i++) {
        const found *item = &f->listed[i];
        const dd_article *article = f->outcome->findings->ranking->stand_in[item->stand_in];
        size_t first = item->span.begin, last = item->span.end;
        if (i == begin || item->stand_in != item[-1].stand_in) {
            dedupe_status status = dd_letters_fold(letters, article->text, article->text_length, true, error);
            if (status != DEDUPE_OK)
                return status;
        }
        dd_letters_trim(letters, article->text, article->text_length, &first, &last);
        const size_t offset = letters->offset[first];
        f->list[i] = (dedupe_boilerplate){
            .article = article->number,
            .offset = offset,
            .length = dd_letters_source_end(letters, article->text, article->text_length, last) - offset,
            .articles = item->articles};
    }
    return DEDUPE_OK;
}

static dedupe_status quote_listed(finding *f, dedupe_error *error) {
    dd_links *links = f->outcome->findings->links;
    const unsigned workers = dd_links_workers(links);
    if (f->listed_count > 0)
        qsort(f->listed, f->listed_count, sizeof *f->listed, by_stand_in);
    f->letters = dd_memory_allocate_zeroed(workers, sizeof *f->letters);
    dedupe_status status = f->letters ? fetch_quoted(f, error) : dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = dd_links_each(links, f->listed_count, GRAIN, quote_range, f, error);
    for (unsigned i = 0; f->letters && i < workers; i++)
        dd_letters_free(&f->letters[i]);
    dd_memory_free(f->letters);
    return status;
}

/* ---- all together */

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
    count_letters(outcome, articles);
    dedupe_status status = take_all(&f) ? DEDUPE_OK : dd_error_memory(error);
    if (status == DEDUPE_OK) {
        merge_equal(&f, false);
        merge_equal(&f, true);
        f.list =
            dd_arena_allocate(&outcome->arena, f.listed_count * sizeof *f.list, _Alignof(dedupe_boilerplate));
        status = f.list ? quote_listed(&f, error) : dd_error_memory(error);
    }
    if (status == DEDUPE_OK && f.listed_count > 0) {
        qsort(f.list, f.listed_count, sizeof *f.list, most_carried_first);
        outcome->result.boilerplate = f.list;
        outcome->result.boilerplate_count = f.listed_count;
    }
    dd_memory_free(f.item);
    dd_memory_free(f.listed);
    return status;
}
