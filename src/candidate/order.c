#include "candidate/order.h"

#include "base/error.h"
#include "base/memory.h"

enum { GRAIN = 4096, AHEAD = 8 }; /* AHEAD: prefetch distance, in postings */

/* The index before and after. */
typedef struct ordering {
    const dd_index *before;
    dd_index *after;
} ordering;

/* The first article that has a posting. */
static uint32_t first_article(const dd_index *index, size_t posting) {
    return index->carrier[index->posting_begin[posting]];
}

/* Numbers the postings by their first article; within it they stay as they are. `next`: one more than there
 * are articles, zeroed. */
static void number_postings(const ordering *o, uint32_t *number, uint32_t *next) {
    const dd_index *before = o->before;
    for (size_t p = DD_POSTING_NONE + 1; p < before->posting_count; p++)
        next[first_article(before, p) + 1]++;
    next[0] = DD_POSTING_NONE + 1;
    for (size_t a = 0; a < before->article_count; a++)
        next[a + 1] += next[a];
    for (size_t p = DD_POSTING_NONE + 1; p < before->posting_count; p++) {
        number[p] = next[first_article(before, p)]++;
        o->after->element[number[p]] = (uint32_t)p;
    }
    number[DD_POSTING_NONE] = o->after->element[DD_POSTING_NONE] = DD_POSTING_NONE;
}

static void lay_out(const ordering *o) {
    uint32_t at = 0;
    const uint32_t *begin = o->before->posting_begin, *element = o->after->element;
    for (size_t p = 0; p < o->after->posting_count; p++) {
        if (p + AHEAD < o->after->posting_count)
            __builtin_prefetch(&begin[element[p + AHEAD]]);
        o->after->posting_begin[p] = at;
        at += begin[element[p] + 1] - begin[element[p]];
    }
    o->after->posting_begin[o->after->posting_count] = at;
}

static dedupe_status copy_postings(void *context, unsigned worker, size_t first, size_t last,
                                   dedupe_error *error) {
    const ordering *o = context;
    const dd_index *before = o->before, *after = o->after;
    (void)worker;
    (void)error;
    for (size_t p = first; p < last; p++) {
        if (p + AHEAD < last) {
            const uint32_t soon = before->posting_begin[after->element[p + AHEAD]];
            __builtin_prefetch(&before->carrier[soon]);
            __builtin_prefetch(&before->position[soon]);
        }
        const uint32_t from = before->posting_begin[after->element[p]], to = after->posting_begin[p];
        const uint32_t count = after->posting_begin[p + 1] - to;
        for (uint32_t c = 0; c < count; c++) {
            after->carrier[to + c] = before->carrier[from + c];
            after->position[to + c] = before->position[from + c];
        }
    }
    return DEDUPE_OK;
}

dedupe_status dd_order_postings(dd_index *index, dd_pool *pool, uint32_t **number, dedupe_error *error) {
    const size_t postings = index->posting_count, carriers = index->posting_begin[postings];
    dd_index before = *index;
    ordering o = {&before, index};
    uint32_t *next = dd_memory_allocate_zeroed(index->article_count + 1, sizeof *next);
    uint32_t *numbered = dd_memory_allocate(postings, sizeof *numbered);
    index->element = dd_memory_allocate(postings, sizeof *index->element);
    index->posting_begin = dd_memory_allocate(postings + 1, sizeof *index->posting_begin);
    index->carrier = dd_memory_allocate(carriers, sizeof *index->carrier);
    index->position = dd_memory_allocate(carriers, sizeof *index->position);
    dedupe_status status = DEDUPE_OK;
    if (!next || !numbered || !index->element || !index->posting_begin || !index->carrier || !index->position)
        status = dd_error_memory(error);
    if (status == DEDUPE_OK) {
        number_postings(&o, numbered, next);
        lay_out(&o);
        status = dd_pool_run(pool, postings, GRAIN, copy_postings, &o, NULL, NULL, error);
    }
    dd_memory_free(next);
    dd_memory_free(before.posting_begin);
    dd_memory_free(before.carrier);
    dd_memory_free(before.position);
    if (status == DEDUPE_OK)
        *number = numbered;
    else
        dd_memory_free(numbered);
    return status;
}
