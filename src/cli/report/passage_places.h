/* Where the passages of a diff stand in the two texts, for all of them at once: a sort and one pass over each
 * text, since there may be tens of thousands. */
#ifndef CLI_PASSAGE_PLACES_H
#define CLI_PASSAGE_PLACES_H

#include <dedupe/dedupe.h>

#include <stddef.h>

typedef struct cli_passage_place {
    size_t line_a; /* 1-based line that it starts in */
    size_t line_b;
    size_t end_before_b; /* the furthest end in b of what starts before it in b; 0: nothing does */
} cli_passage_place;

/* The places of `count` passages of a comparison, in the same order. The caller frees the array. */
cli_passage_place *cli_passage_places_find(const dedupe_comparison *comparison,
                                           const dedupe_passage *passages, size_t count);

#endif
