#include "candidate/anchors.h"

#include "base/error.h"
#include "base/memory.h"

/* The carriers [begin, end) that may be paired with the first, at most DD_ANCHORS. */
static void find_more(const dd_index *index, const dd_filter *filter, uint32_t begin, uint32_t end,
                      uint32_t more[DD_ANCHORS]) {
    unsigned found = 0;
    for (uint32_t i = begin + 1; i < end && found < DD_ANCHORS; i++)
        if (dd_filter_reaches(filter, index->carrier[begin], index->carrier[i]))
            more[found++] = i;
    while (found < DD_ANCHORS)
        more[found++] = DD_ANCHOR_NONE;
}

dedupe_status dd_anchors_find(dd_anchors *anchors, const dd_index *index, const dd_filter *filter,
                              dedupe_error *error) {
    if (!filter || !filter->reach || filter->rules.within_days > 0)
        return DEDUPE_OK;
    anchors->number = dd_memory_allocate_zeroed(index->posting_count + 1, sizeof *anchors->number);
    if (!anchors->number)
        return dd_error_memory(error);
    for (size_t posting = 1; posting < index->posting_count; posting++) {
        const uint32_t begin = index->posting_begin[posting], end = index->posting_begin[posting + 1];
        if (end - begin <= DD_RARE_CARRIERS)
            continue;
        if (!dd_memory_reserve(&anchors->more, &anchors->capacity, anchors->count + 1,
                               sizeof *anchors->more)) {
            dd_anchors_free(anchors);
            return dd_error_memory(error);
        }
        find_more(index, filter, begin, end, anchors->more[anchors->count]);
        anchors->number[posting] = (uint32_t)++anchors->count;
    }
    return DEDUPE_OK;
}

void dd_anchors_free(dd_anchors *anchors) {
    dd_memory_free(anchors->number);
    dd_memory_free(anchors->more);
    *anchors = (dd_anchors){0};
}
