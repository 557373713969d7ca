#include "cluster/division.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

static const double MISPLACED_MOST = 0.10; /* of the smaller part: letters among those of the other part */
static const double SHARED_MOST = 0.04;    /* shingles of the shorter story that the other has, too */
static const double USUAL_TIMES =
    1.25; /* of the most that unlinked articles share, since that is an accident */
enum {
    ITEM_LETTERS = 100,  /* in one passage, as a sentence has; a stock phrase is shorter */
    UNLINKED = 8,        /* articles that tell what unrelated articles share here */
    UNLINKED_SOUGHT = 32 /* articles among which they are sought */
};

enum { FIRST = 1, SECOND = 2 }; /* marks of a letter: the story that has it */

/* Letters of the longest stretch of a run outside boilerplate. */
static size_t longest_stretch(const dd_comparer *c, const dd_run *run) {
    size_t longest = 0, length = 0;
    for (uint32_t l = run->a_begin; l < run->a_end; l++) {
        length = c->marks.a[l] & DD_MARK_BOILERPLATE ? 0 : length + 1;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/* Letters of the longest passage that may be an item. What ends both pages is none, but the foot of a page,
 * if the article has little of the story, the foot included. */
static size_t longest_item(const dd_comparer *c) {
    const dd_mark_counts story = dd_marks_count(c->marks.b, c->letters_b.count);
    const bool has_little = (double)story.covered < DD_FORM_COVERAGE * (double)story.letters;
    size_t longest = 0;
    for (size_t i = 0; i < c->aligner.run_count; i++) {
        const dd_run *run = &c->aligner.run[i];
        const size_t letters = longest_stretch(c, run);
        if (letters > longest && !(has_little && dd_marks_ends_both(&c->marks, run, DD_PASSAGE_LETTERS)))
            longest = letters;
    }
    return longest;
}

/* Marks what one story has of the article, and tells its longest passage. */
static dedupe_status mark_part(dd_division *d, const dd_links *links, uint32_t article, uint32_t story,
                               uint8_t bit, size_t *longest, dedupe_error *error) {
    const dd_compare_side whole = {links->article[article], &links->spans[article]};
    const dd_compare_side part = {links->article[story], &links->spans[story]};
    dd_cover cover;
    dedupe_status status =
        dd_compare_cover(&d->comparer, &whole, &part, links->options.shingle, &cover, error);
    if (status != DEDUPE_OK)
        return status;
    for (size_t l = 0; l < cover.letters; l++)
        if ((cover.mark[l] & (DD_MARK_COVERED | DD_MARK_BOILERPLATE)) == DD_MARK_COVERED)
            d->part[l] |= bit;
    *longest = longest_item(&d->comparer);
    return DEDUPE_OK;
}

static size_t count_part(const dd_division *d, size_t letters, uint8_t bit) {
    size_t count = 0;
    for (size_t l = 0; l < letters; l++)
        count += (d->part[l] & bit) != 0;
    return count;
}

/* Whether the article can be cut in two so that either part has one side for itself, but for a tenth of the
 * smaller part.
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

/* Sets *shared to the share of a story's different shingles outside boilerplate that another article has. */
static dedupe_status measure_shared(dd_division *d, const dd_links *links, uint32_t story, uint32_t other,
                                    double *shared, dedupe_error *error) {
    const dd_compare_side a = {links->article[story], &links->spans[story]};
    const dd_compare_side b = {links->article[other], &links->spans[other]};
    dd_cover cover;
    dedupe_status status = dd_compare_cover(&d->comparer, &a, &b, links->options.shingle, &cover, error);
    if (status == DEDUPE_OK)
        *shared = cover.shared;
    return status;
}

static bool is_linked(const dd_links *links, uint32_t a, uint32_t b) {
    const dd_link *link = a == b ? NULL : dd_links_find(links, a, b);
    return a == b || (link && link->relation != DEDUPE_NONE);
}

/* Sets *usual to the most that a story shares with any of some articles, spread over all, that nothing links
 * with the article or either of its stories; to 1 if there are none. */
static dedupe_status measure_usual(dd_division *d, const dd_links *links, const dd_trio *trio, uint32_t story,
                                   double *usual, dedupe_error *error) {
    double most = 0;
    size_t asked = 0;
    for (size_t i = 0; i < UNLINKED_SOUGHT && asked < UNLINKED; i++) {
        const uint32_t other = (uint32_t)(i * trio->article_count / UNLINKED_SOUGHT);
        double shared = 0;
        if (is_linked(links, other, trio->article) || is_linked(links, other, trio->first) ||
            is_linked(links, other, trio->second))
            continue;
        dedupe_status status = measure_shared(d, links, story, other, &shared, error);
        if (status != DEDUPE_OK)
            return status;
        most = shared > most ? shared : most;
        asked++;
    }
    *usual = asked > 0 ? most : 1;
    return DEDUPE_OK;
}

/* Whether the two stories are about different things: they share next to nothing, or no more than either does
 * with articles picked at random, if all of a corpus use the same words. */
static dedupe_status have_no_common_subject(dd_division *d, const dd_links *links, const dd_trio *trio,
                                            bool *unrelated, dedupe_error *error) {
    const bool first_shorter = links->article[trio->first]->letters <= links->article[trio->second]->letters;
    const uint32_t shorter = first_shorter ? trio->first : trio->second;
    const uint32_t longer = first_shorter ? trio->second : trio->first;
    double shared = 0, usual = 0;
    dedupe_status status = measure_shared(d, links, shorter, longer, &shared, error);
    if (status == DEDUPE_OK && shared > SHARED_MOST)
        status = measure_usual(d, links, trio, shorter, &usual, error);
    if (status == DEDUPE_OK)
        *unrelated = shared <= SHARED_MOST || shared <= USUAL_TIMES * usual;
    return status;
}

dedupe_status dd_division_holds(dd_division *d, const dd_links *links, const dd_trio *trio, bool *divides,
                                dedupe_error *error) {
    const size_t letters = links->article[trio->article]->letters;
    size_t first_longest = 0, second_longest = 0;
    if (!dd_memory_reserve(&d->part, &d->part_capacity, letters + 1, 1))
        return dd_error_memory(error);
    memset(d->part, 0, letters + 1);
    dedupe_status status = mark_part(d, links, trio->article, trio->first, FIRST, &first_longest, error);
    if (status == DEDUPE_OK)
        status = mark_part(d, links, trio->article, trio->second, SECOND, &second_longest, error);
    if (status != DEDUPE_OK)
        return status;
    bool holds = first_longest >= ITEM_LETTERS && second_longest >= ITEM_LETTERS && stand_apart(d, letters);
    if (holds)
        status = have_no_common_subject(d, links, trio, &holds, error);
    if (status == DEDUPE_OK)
        *divides = holds;
    return status;
}

void dd_division_free(dd_division *division) {
    dd_comparer_free(&division->comparer);
    dd_memory_free(division->part);
    *division = (dd_division){0};
}
