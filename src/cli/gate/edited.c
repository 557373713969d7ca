/* Edited texts: see edited.h. */
#include "edited.h"

#include "../program_memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALIKE_BINS = 24, /* equal bins of 32 from which on a text is an edited one: a resemblance of 0.75 */
    BLOCKS = CLI_SKETCH_BYTES - ALIKE_BINS + 1 /* one more than bins may differ: one block is the same */
};

/* Texts that are gone, side by side and with one sketch. */
typedef struct run {
    size_t first; /* of those that have found nothing yet */
    size_t end;
    unsigned bins; /* equal ones in what is left and most like them, or more; 0: nothing is left */
} run;

/* New texts with one sketch, by number. */
typedef struct group {
    size_t first; /* of those that were not found yet */
    size_t end;
    size_t seen; /* the last search that came upon it */
} group;

/* What a block of bins is in a group. */
typedef struct place {
    uint32_t block;
    uint32_t group;
} place;

typedef struct search {
    const cli_sketched *gone;
    const cli_sketched *fresh; /* sorted by sketch, then number */
    size_t *found;
    run *runs;
    size_t run_count;
    group *groups;
    size_t group_count;
    place *places; /* for each block all groups, sorted by what it is there */
    size_t *heap;  /* groups as alike as is asked for, the one with the lowest number first */
    size_t heap_count;
    size_t searches;
    size_t looks;
} search;

static int compare_sketched(const void *left, const void *right) {
    const cli_sketched *x = left, *y = right;
    const int order = memcmp(x->sketch, y->sketch, CLI_SKETCH_BYTES);
    return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static bool are_equal(const cli_sketched *x, const cli_sketched *y) {
    return memcmp(x->sketch, y->sketch, CLI_SKETCH_BYTES) == 0;
}

static int compare_places(const void *left, const void *right) {
    const place *x = left, *y = right;
    if (x->block != y->block)
        return x->block < y->block ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

/* The three or four bins of a block. */
static uint32_t block_of(const cli_sketched *text, size_t block) {
    const size_t begin = block * CLI_SKETCH_BYTES / BLOCKS, end = (block + 1) * CLI_SKETCH_BYTES / BLOCKS;
    uint32_t bins = 0;
    for (size_t i = begin; i < end; i++)
        bins = bins << 8 | text->sketch[i];
    return bins;
}

static unsigned count_equal(const uint8_t *x, const uint8_t *y) {
    unsigned equal = 0;
    for (size_t i = 0; i < CLI_SKETCH_BYTES; i++)
        equal += x[i] == y[i];
    return equal;
}

static void list_runs(search *s, size_t count) {
    s->runs = cli_memory_allocate(count, sizeof *s->runs);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !are_equal(&s->gone[i - 1], &s->gone[i]))
            s->runs[s->run_count++] = (run){.first = i, .bins = CLI_SKETCH_BYTES};
        s->runs[s->run_count - 1].end = i + 1;
    }
}

static void list_groups(search *s, size_t count) {
    s->groups = cli_memory_allocate(count, sizeof *s->groups);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !are_equal(&s->fresh[i - 1], &s->fresh[i]))
            s->groups[s->group_count++] = (group){.first = i};
        s->groups[s->group_count - 1].end = i + 1;
    }
    s->heap = cli_memory_allocate(s->group_count, sizeof *s->heap);
}

static void list_places(search *s) {
    s->places = cli_memory_allocate(BLOCKS * s->group_count, sizeof *s->places);
    for (size_t b = 0; b < BLOCKS; b++) {
        place *places = s->places + b * s->group_count;
        for (size_t i = 0; i < s->group_count; i++)
            places[i] = (place){block_of(&s->fresh[s->groups[i].first], b), (uint32_t)i};
        if (s->group_count > 1)
            qsort(places, s->group_count, sizeof *places, compare_places);
    }
}

/* ---- the group with the lowest number */

static bool goes_before(const search *s, size_t x, size_t y) {
    return s->fresh[s->groups[x].first].number < s->fresh[s->groups[y].first].number;
}

static void sink(search *s, size_t at) {
    for (;;) {
        size_t least = at;
        for (size_t below = 2 * at + 1; below <= 2 * at + 2 && below < s->heap_count; below++)
            if (goes_before(s, s->heap[below], s->heap[least]))
                least = below;
        if (least == at)
            return;
        const size_t moved = s->heap[at];
        s->heap[at] = s->heap[least];
        s->heap[least] = moved;
        at = least;
    }
}

/* Takes the text with the lowest number of all groups in the heap. */
static size_t take_first(search *s) {
    group *g = &s->groups[s->heap[0]];
    const size_t number = s->fresh[g->first++].number;
    if (g->first == g->end)
        s->heap[0] = s->heap[--s->heap_count];
    sink(s, 0);
    return number;
}

/* ---- searching */

/* Puts a group into the heap if it is as alike as is asked for; keeps how alike the next best is. */
static void look(search *s, const run *r, size_t number, unsigned *next_bins) {
    group *g = &s->groups[number];
    s->looks++;
    if (g->first == g->end || g->seen == s->searches)
        return;
    g->seen = s->searches;
    const unsigned bins = count_equal(s->gone[r->first].sketch, s->fresh[g->first].sketch);
    if (bins == r->bins)
        s->heap[s->heap_count++] = number;
    else if (bins < r->bins && bins >= ALIKE_BINS && bins > *next_bins)
        *next_bins = bins;
}

/* The first place of a block, of which it is not less; with `past`, of which it is more. */
static size_t find_place(const search *s, size_t block, uint32_t bins, bool past) {
    size_t low = block * s->group_count, high = low + s->group_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (s->places[middle].block < bins || (past && s->places[middle].block == bins))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Looks at the groups that have a block in common with a run; at all, if that is less. */
static void look_at_all(search *s, const run *r, unsigned *next_bins) {
    size_t begin[BLOCKS], end[BLOCKS], sum = 0;
    for (size_t b = 0; b < BLOCKS; b++) {
        const uint32_t bins = block_of(&s->gone[r->first], b);
        begin[b] = find_place(s, b, bins, false);
        end[b] = find_place(s, b, bins, true);
        sum += end[b] - begin[b];
    }
    s->searches++;
    for (size_t i = 0; i < s->group_count && sum >= s->group_count; i++)
        look(s, r, i, next_bins);
    for (size_t b = 0; b < BLOCKS && sum < s->group_count; b++)
        for (size_t i = begin[b]; i < end[b]; i++)
            look(s, r, s->places[i].group, next_bins);
}

/* Gives a run the texts that are as alike as r->bins says. */
static void search_run(search *s, run *r) {
    unsigned next_bins = 0;
    s->heap_count = 0;
    look_at_all(s, r, &next_bins);
    for (size_t i = s->heap_count / 2; i-- > 0;)
        sink(s, i);
    while (r->first < r->end && s->heap_count > 0)
        s->found[r->first++] = take_first(s);
    r->bins = r->first < r->end ? next_bins : 0;
}

size_t cli_edited_find(const cli_sketched *gone, size_t gone_count, cli_sketched *fresh, size_t fresh_count,
                       size_t *found) {
    search s = {.gone = gone, .fresh = fresh, .found = found};
    if (fresh_count > 1)
        qsort(fresh, fresh_count, sizeof *fresh, compare_sketched);
    for (size_t i = 0; i < gone_count; i++)
        found[i] = SIZE_MAX;
    list_runs(&s, gone_count);
    list_groups(&s, fresh_count);
    list_places(&s);
    for (unsigned bins = CLI_SKETCH_BYTES; bins >= ALIKE_BINS; bins--)
        for (size_t i = 0; i < s.run_count; i++)
            if (s.runs[i].bins == bins)
                search_run(&s, &s.runs[i]);
    free(s.runs);
    free(s.groups);
    free(s.places);
    free(s.heap);
    return s.looks;
}
