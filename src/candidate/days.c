#include "candidate/days.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

/* Days in an order that holds for negative ones too. */
static uint32_t day_of(const dd_filter *filter, uint32_t article) {
    return (uint32_t)filter->reach[article].first_day ^ 0x80000000u;
}

static uint64_t key_of(const dd_filter *filter, uint32_t article, uint32_t place) {
    return (uint64_t)day_of(filter, article) << 32 | place;
}

/* Appends the places of one posting; `key` and `scratch` have room for it. */
static bool sort_posting(dd_days *days, const dd_index *index, const dd_filter *filter, uint32_t begin,
                         uint32_t end, uint64_t *key, uint64_t *scratch) {
    const size_t count = end - begin;
    if (!dd_memory_reserve(&days->place, &days->capacity, days->count + count, sizeof *days->place))
        return false;
    for (size_t i = 0; i < count; i++)
        key[i] = key_of(filter, index->carrier[begin + i], begin + (uint32_t)i);
    dd_sort_u64(key, scratch, count, 64);
    for (size_t i = 0; i < count; i++)
        days->place[days->count++] = (uint32_t)key[i];
    return true;
}

static uint32_t longest_posting(const dd_index *index) {
    uint32_t longest = 0;
    for (size_t posting = 1; posting < index->posting_count; posting++) {
        const uint32_t count = index->posting_begin[posting + 1] - index->posting_begin[posting];
        longest = count > longest ? count : longest;
    }
    return longest;
}

dedupe_status dd_days_find(dd_days *days, const dd_index *index, const dd_filter *filter, uint32_t least,
                           dedupe_error *error) {
    const bool decide = filter && filter->reach && filter->rules.within_days > 0;
    const uint32_t longest = decide ? longest_posting(index) : 0;
    if (longest <= least)
        return DEDUPE_OK;
    uint64_t *key = dd_memory_allocate(longest, sizeof *key);
    uint64_t *scratch = dd_memory_allocate(longest, sizeof *scratch);
    days->number = dd_memory_allocate_zeroed(index->posting_count + 1, sizeof *days->number);
    bool fine = key && scratch && days->number;
    for (size_t posting = 1; fine && posting < index->posting_count; posting++) {
        const uint32_t begin = index->posting_begin[posting], end = index->posting_begin[posting + 1];
        if (end - begin <= least)
            continue;
        days->number[posting] = (uint32_t)days->count + 1;
        fine = sort_posting(days, index, filter, begin, end, key, scratch);
    }
    dd_memory_free(key);
    dd_memory_free(scratch);
    if (fine)
        return DEDUPE_OK;
    dd_days_free(days);
    return dd_error_memory(error);
}

/* Where a stands in the posting's order; the end if it does not. */
static size_t find_article(const dd_index *index, const dd_filter *filter, const uint32_t *place,
                           size_t count, uint32_t a) {
    const uint32_t day = day_of(filter, a);
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const uint32_t other = index->carrier[place[middle]];
        const uint32_t other_day = day_of(filter, other);
        /* Places go by rank, as carriers do. */
        if (other_day < day || (other_day == day && other < a))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

unsigned dd_days_near(const dd_days *days, const dd_index *index, const dd_filter *filter, uint32_t posting,
                      uint32_t a, unsigned looked_at, unsigned most, uint32_t *places) {
    if (!days->number || days->number[posting] == 0)
        return 0;
    const uint32_t *place = days->place + days->number[posting] - 1;
    const size_t count = index->posting_begin[posting + 1] - index->posting_begin[posting];
    const size_t at = find_article(index, filter, place, count, a);
    unsigned found = 0;
    for (int side = 0; side < 2; side++) {
        const unsigned stop = side == 0 ? most / 2 : most;
        for (size_t step = 1; step <= looked_at / 2 && found < stop; step++) {
            if (side == 0 ? step > at : at + step >= count)
                break;
            const uint32_t i = place[side == 0 ? at - step : at + step];
            const uint32_t b = index->carrier[i];
            const int64_t apart = (int64_t)filter->reach[a].first_day - (int64_t)filter->reach[b].first_day;
            if (apart > filter->rules.within_days || -apart > filter->rules.within_days)
                break;
            if (b > a && dd_filter_reaches(filter, a, b))
                places[found++] = i;
        }
    }
    return found;
}

void dd_days_free(dd_days *days) {
    dd_memory_free(days->number);
    dd_memory_free(days->place);
    *days = (dd_days){0};
}
