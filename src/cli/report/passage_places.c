/* Where passages stand: see passage_places.h. */
#include "passage_places.h"

#include "../program_memory.h"

#include <stdlib.h>

/* One side of a passage. */
struct stretch {
    size_t start;
    size_t end;
    size_t passage;
};

static int by_start(const void *left, const void *right) {
    const struct stretch *x = left;
    const struct stretch *y = right;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->passage > y->passage) - (x->passage < y->passage);
}

static size_t count_line_ends(const dedupe_article *article, size_t start, size_t end) {
    size_t lines = 0;
    for (size_t i = start; i < end; i++)
        lines += article->text[i] == '\n';
    return lines;
}

static void place_in_a(const dedupe_article *article, struct stretch *sorted, size_t count,
                       cli_passage_place *places) {
    size_t line = 1;
    size_t at = 0;
    qsort(sorted, count, sizeof *sorted, by_start);
    for (size_t i = 0; i < count; i++) {
        line += count_line_ends(article, at, sorted[i].start);
        at = sorted[i].start;
        places[sorted[i].passage].line_a = line;
    }
}

static void place_in_b(const dedupe_article *article, struct stretch *sorted, size_t count,
                       cli_passage_place *places) {
    size_t line = 1;
    size_t at = 0;
    size_t end_before = 0; /* of what starts before `at` */
    size_t end = 0;
    qsort(sorted, count, sizeof *sorted, by_start);
    for (size_t i = 0; i < count; i++) {
        if (sorted[i].start > at)
            end_before = end;
        line += count_line_ends(article, at, sorted[i].start);
        at = sorted[i].start;
        end = sorted[i].end > end ? sorted[i].end : end;
        places[sorted[i].passage].line_b = line;
        places[sorted[i].passage].end_before_b = end_before;
    }
}

cli_passage_place *cli_passage_places_find(const dedupe_comparison *comparison,
                                           const dedupe_passage *passages, size_t count) {
    cli_passage_place *places = cli_memory_allocate(count, sizeof *places);
    struct stretch *sorted = cli_memory_allocate(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct stretch){passages[i].offset, passages[i].offset + passages[i].length, i};
    if (count > 0)
        place_in_a(&comparison->a, sorted, count, places);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct stretch){passages[i].other_offset,
                                     passages[i].other_offset + passages[i].other_length, i};
    if (count > 0)
        place_in_b(&comparison->b, sorted, count, places);
    free(sorted);
    return places;
}
