#include "candidate/filter.h"

#include "base/error.h"
#include "base/memory.h"

static dd_reach summarize(dd_article *const *article, size_t count) {
    const dedupe_origin *first = &article[0]->origin;
    dd_reach reach = {
        .group = first->group, .is_dated = true, .first_day = first->day, .last_day = first->day};
    for (size_t i = 0; i < count; i++) {
        reach.has_new = reach.has_new || !article[i]->origin.is_reference;
        reach.is_mixed = reach.is_mixed || article[i]->origin.group != reach.group;
        reach.is_dated = reach.is_dated && article[i]->origin.day != 0;
        reach.first_day = article[i]->origin.day < reach.first_day ? article[i]->origin.day : reach.first_day;
        reach.last_day = article[i]->origin.day > reach.last_day ? article[i]->origin.day : reach.last_day;
    }
    return reach;
}

static bool has_reference(const dd_ranking *ranking) {
    for (size_t i = 0; i < ranking->count; i++)
        if (ranking->article[i]->origin.is_reference)
            return true;
    return false;
}

dedupe_status dd_filter_make(dd_filter *filter, const dd_ranking *ranking, const dd_filter_rules *rules,
                             dedupe_error *error) {
    *filter = (dd_filter){.rules = *rules};
    if (!rules->across_groups && rules->within_days == 0 && !has_reference(ranking))
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
    const dd_reach day_x = {
        .is_dated = x->origin.day != 0, .first_day = x->origin.day, .last_day = x->origin.day};
    const dd_reach day_y = {
        .is_dated = y->origin.day != 0, .first_day = y->origin.day, .last_day = y->origin.day};
    return dd_filter_is_near(filter, &day_x, &day_y) && !(x->origin.is_reference && y->origin.is_reference) &&
           !(filter->rules.across_groups && x->origin.group == y->origin.group);
}
