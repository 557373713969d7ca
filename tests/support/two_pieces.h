/* Two texts that share one passage, for tests of relations. */
#ifndef TWO_PIECES_H
#define TWO_PIECES_H

#include "compared_pair.h"

/* Two pieces of one prose, which have next to nothing in common by chance, with `shared` bytes at their ends,
 * or before the last `after`. */
typedef struct two_pieces {
    story prose, a, b;
} two_pieces;

void two_pieces_make(two_pieces *made, uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared,
                     size_t after);

void two_pieces_free(two_pieces *made);

/* The link of such texts; its passages are gone. */
dd_link two_pieces_compare(uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared, size_t after);

#endif
