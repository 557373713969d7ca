/* Passages shown to people start and end with whole words, though they are found letter by letter. */
#ifndef CLI_WORD_EDGES_H
#define CLI_WORD_EDGES_H

#include <dedupe/dedupe.h>

#include <stdbool.h>
#include <stddef.h>

/* The passages of a comparison, each widened on both sides to whole words, and by the punctuation at its
 * borders that both sides have, as far as it meets no other. The caller frees the array. Costs a sort. */
dedupe_passage *cli_word_edges_widen(const dedupe_comparison *comparison);

/* Narrows [*start, *end) of a text to whole words, without the end of a sentence before them, if any are
 * left. Returns whether it holds a letter or digit. */
bool cli_word_edges_narrow(const dedupe_article *article, size_t *start, size_t *end);

#endif
