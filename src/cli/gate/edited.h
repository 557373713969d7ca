/*
 * Which text became which by an edit, told by their sketches: two texts are one edited if 24 of their 32 bins
 * are equal. The most alike find one another first, then those that come first.
 *
 * No pair is kept. Equal sketches are dealt with at once, and of the others only those are looked at that
 * have a block of bins in common: if at most 8 bins differ, one of 9 blocks is the same. So it takes a sort
 * of the texts, and a few looks for each as long as unrelated texts differ; texts that are all alike cost the
 * product of the different sketches of both sides, a few times at most. Memory is linear always.
 */
#ifndef CLI_EDITED_H
#define CLI_EDITED_H

#include "baseline.h"

#include <stddef.h>
#include <stdint.h>

/* A text by its sketch. */
typedef struct cli_sketched {
    uint8_t sketch[CLI_SKETCH_BYTES];
    size_t number; /* the caller's; no two texts of a list have the same */
} cli_sketched;

/* Sets found[i] to the number of the text that gone[i] became, and to SIZE_MAX if it became none; a text of
 * `fresh` is found once at most. Earlier ones of `gone` choose first, and of texts as alike the one with the
 * lowest number. Equal ones of `gone` should stand side by side; `fresh` comes out sorted by sketch. Returns
 * how many looks at sketches it took. */
size_t cli_edited_find(const cli_sketched *gone, size_t gone_count, cli_sketched *fresh, size_t fresh_count,
                       size_t *found);

#endif
