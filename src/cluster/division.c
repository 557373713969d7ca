#include "cluster/division.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

static const double MISPLACED_MOST = 0.10; /* of the smaller part: letters among those of the other part */
static const double SHARED_MOST = 0.04;    /* shingles of the shorter story that the other has, too */
enum { ITEM_LETTERS = 100 };               /* in one passage, as a sentence has; a stock phrase is shorter */

enum { FIRST = 1, SECOND = 2 }; /* marks of a letter: the story that has it */

/* Marks what one story has of the article, and tells its longest passage. */
static dedupe_status mark_part(dd_division *d, dd_links *links, uint32_t article, uint32_t story, uint8_t bit,
                               size_t *longest, dedupe_error *error) {
    const dd_compare_side whole = {links->article[article], &links->spans[article]};
    const dd_compare_side part = {links->article[story], &links->spans[story]};
    dd_cover cover;
    dedupe_status status =
        dd_compare_cover(&links->comparer, &whole, &part, links->options.shingle, &cover, error);
    if (status != DEDUPE_OK)
        return status;
    *longest = 0;
    for (size_t l = 0, length = 0; l < cover.letters; l++) {
        const bool has = (cover.mark[l] & (DD_MARK_COVERED | DD_MARK_BOILERPLATE)) == DD_MARK_COVERED;
        length = has ? length + 1 : 0;
        *longest = length > *longest ? length : *longest;
        d->part[l] |= has ? bit : 0;
    }
    return DEDUPE_OK;
}

static size_t count_part(const dd_division *d, size_t letters, uint8_t bit) {
    size_t count = 0;
    for (size_t l = 0; l < letters; l++)
        count += (d->part[l] & bit) != 0;
    return count;
}

/* Whether the article can be cut in two so that either part has one side for itself, but for a stock phrase.
 */
static bool stand_apart(const dd_division *d, size_t letters) {
    const size_t first = count_part(d, letters, FIRST), second = count_part(d, letters, SECOND);
    size_t first_left = 0, second_left = 0; /* of the cut */
    size_t least = first < second ? first : second;
    const double most = MISPLACED_MOST * (double)least;
    for (size_t l = 0; l < letters; l++) {
        first_left += (d->part[l] & FIRST) != 0;
        second_left += (d->part[l] & SECOND) != 0;
        const size_t first_before = first - first_left + second_left;
        const size_t second_before = second - second_left + first_left;
        const size_t misplaced = first_before < second_before ? first_before : second_before;
        least = misplaced < least ? misplaced : least;
    }
    return (double)least <= most;
}

/* Whether two stories are about different things. */
static dedupe_status are_strangers(dd_links *links, uint32_t x, uint32_t y, bool *strangers,
                                   dedupe_error *error) {
    const bool x_shorter = links->article[x]->letters <= links->article[y]->letters;
    const uint32_t shorter = x_shorter ? x : y, longer = x_shorter ? y : x;
    const dd_compare_side a = {links->article[shorter], &links->spans[shorter]};
    const dd_compare_side b = {links->article[longer], &links->spans[longer]};
    dd_cover cover;
    dedupe_status status = dd_compare_cover(&links->comparer, &a, &b, links->options.shingle, &cover, error);
    if (status == DEDUPE_OK)
        *strangers = cover.shared <= SHARED_MOST;
    return status;
}

dedupe_status dd_division_holds(dd_division *d, dd_links *links, uint32_t article, uint32_t first,
                                uint32_t second, bool *divides, dedupe_error *error) {
    const size_t letters = links->article[article]->letters;
    size_t first_longest = 0, second_longest = 0;
    if (!dd_memory_reserve(&d->part, &d->part_capacity, letters + 1, 1))
        return dd_error_memory(error);
    memset(d->part, 0, letters + 1);
    dedupe_status status = mark_part(d, links, article, first, FIRST, &first_longest, error);
    if (status == DEDUPE_OK)
        status = mark_part(d, links, article, second, SECOND, &second_longest, error);
    if (status != DEDUPE_OK)
        return status;
    bool holds = first_longest >= ITEM_LETTERS && second_longest >= ITEM_LETTERS && stand_apart(d, letters);
    if (holds)
        status = are_strangers(links, first, second, &holds, error);
    if (status == DEDUPE_OK)
        *divides = holds;
    return status;
}

void dd_division_free(dd_division *division) {
    dd_memory_free(division->part);
    *division = (dd_division){0};
}
