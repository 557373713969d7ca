/*
 * The words of two stretches of text, aligned: which both have, which one side has only. Letter case makes no
 * other word, as it makes no other text for the comparison: a headline in capitals is no change of wording.
 *
 * Method: the greedy algorithm of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 * Time and memory grow with the square of the differences, so past a limit the rest counts as changed.
 */
#ifndef CLI_WORD_DIFF_H
#define CLI_WORD_DIFF_H

#include <stddef.h>

typedef enum cli_word_side { CLI_WORDS_BOTH = 0, CLI_WORDS_A, CLI_WORDS_B } cli_word_side;

/* A run of words: bytes [start, start + length) of side a, or of side b for CLI_WORDS_B. */
typedef struct cli_word_run {
    cli_word_side side;
    size_t start;
    size_t length;
} cli_word_run;

typedef struct cli_word_diff {
    cli_word_run *runs; /* in reading order; between two common runs, those of a come first */
    size_t count;
    size_t capacity;
} cli_word_diff;

/* Aligns two texts. Words are divided by white space; a Han or kana character is a word of its own.
 * Freed with cli_word_diff_free. */
cli_word_diff cli_word_diff_compute(const char *a, size_t length_a, const char *b, size_t length_b);
void cli_word_diff_free(cli_word_diff *diff);

#endif
