#include "two_pieces.h"

void two_pieces_make(two_pieces *made, uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared,
                     size_t after) {
    random_source source = random_start(seed);
    *made = (two_pieces){0};
    story_add_prose(&made->prose, &source, a_bytes + b_bytes + shared + 1000);
    story_add_part(&made->a, &made->prose, 0, a_bytes);
    story_add_part(&made->b, &made->prose, a_bytes + 200, a_bytes + b_bytes + 200);
    story_add_text(&made->a, ". ");
    story_add_text(&made->b, ". ");
    story_add_part(&made->a, &made->prose, a_bytes + b_bytes + 500, a_bytes + b_bytes + 500 + shared);
    story_add_part(&made->b, &made->prose, a_bytes + b_bytes + 500, a_bytes + b_bytes + 500 + shared);
    story_add_part(&made->a, &made->prose, a_bytes, a_bytes + after);
    story_add_part(&made->b, &made->prose, a_bytes + b_bytes + 300, a_bytes + b_bytes + 300 + after);
}

void two_pieces_free(two_pieces *made) {
    story_free(&made->prose);
    story_free(&made->a);
    story_free(&made->b);
}

dd_link two_pieces_compare(uint64_t seed, size_t a_bytes, size_t b_bytes, size_t shared, size_t after) {
    two_pieces pieces;
    compared_pair made;
    two_pieces_make(&pieces, seed, a_bytes, b_bytes, shared, after);
    compared_pair_make(&made, &pieces.a, &pieces.b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    two_pieces_free(&pieces);
    return link;
}
