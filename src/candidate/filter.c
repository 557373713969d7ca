#include "candidate/filter.h"

#include "base/error.h"
#include "base/memory.h"

static dd_reach summarize(dd_article *const *article, size_t count) {
    dd_reach reach = {.group = article[0]->origin.group};
    for (size_t i = 0; i < count; i++) {
        reach.has_new = reach.has_new || !article[i]->origin.is_reference;
        reach.is_mixed = reach.is_mixed || article[i]->origin.group != reach.group;
    }
    return reach;
}

static bool has_reference(const dd_ranking *ranking) {
    for (size_t i = 0; i < ranking->count; i++)
        if (ranking->article[i]->origin.is_reference)
            return true;
    return false;
}

dedupe_status dd_filter_make(dd_filter *filter, const dd_ranking *ranking, bool across_groups,
                             dedupe_error *error) {
    *filter = (dd_filter){.across_groups = across_groups};
    if (!across_groups && !has_reference(ranking))
        return DEDUPE_OK;
    filter->reach = dd_memory_allocate(ranking->stand_in_count, sizeof *filter->reach);
    if (!filter->reach)
        return dd_error_memory(error);
    for (size_t s = 0; s < ranking->stand_in_count; s++)
        filter->reach[s] =
            summarize(ranking->article + ranking->first[s], ranking->first[s + 1] - ranking->first[s]);
    return DEDUPE_OK;
}

void dd_filter_free(dd_filter *filter) {
    dd_memory_free(filter->reach);
    *filter = (dd_filter){0};
}

bool dd_filter_allows(const dd_filter *filter, const dd_article *x, const dd_article *y) {
    if (!filter || !filter->reach)
        return true;
    return !(x->origin.is_reference && y->origin.is_reference) &&
           !(filter->across_groups && x->origin.group == y->origin.group);
}
