/*
 * Words with what the variant guard must know of each: is it a number, is it capitalised.
 *
 * A word is a run of letters that no separator interrupts in the source. Apostrophes and soft hyphens do not
 * end a word ("don't" is one), nor do the points and commas within a number and the points of "U.S."; a
 * hyphen and every other punctuation mark does. In scripts that are written without spaces each character is
 * a word by itself: Han, kana, Thai, Lao, Burmese, Khmer. Hangul is cut at its spaces.
 */
#ifndef DD_TEXT_WORDS_H
#define DD_TEXT_WORDS_H

#include "text/letters.h"

typedef enum dd_word_flag {
    DD_WORD_NUMBER = 1,  /* has a digit, or is a Han numeral */
    DD_WORD_CAPITAL = 2, /* its first letter is upper or title case */
    DD_WORD_UNCASED = 4, /* its first letter is of a script without case (Han, Arabic, Devanagari, …); a digit
                            is neither */
    DD_WORD_SENTENCE = 8, /* first word of the text, or after . ! ? : … or a line break, or a quote opens */
    DD_WORD_TOUCHES = 16, /* nothing stands between it and the word before */
    DD_WORD_SPACED = 32,  /* one space does */
    DD_WORD_ASIDE = 64    /* it does not belong to the article; see dd_words_set_aside */
} dd_word_flag;

typedef struct dd_word {
    uint32_t begin; /* first letter */
    uint32_t end;   /* after its last letter */
    uint32_t hash;  /* of the folded letters */
    uint32_t flags; /* dd_word_flag */
} dd_word;

/* Zero-initialise; reuse to keep the memory. */
typedef struct dd_words {
    dd_word *word;
    size_t count;
    size_t capacity; /* private */
} dd_words;

/* Splits a text that was folded with offsets. Errors: MEMORY; there are no words then. */
dedupe_status dd_words_split(dd_words *words, const dd_letters *letters, const char *text, size_t length,
                             dedupe_error *error);

/* Adds the words that begin in letters [begin, end) of such a text, behind those added before; a rest of a
 * word at `begin` is left out. Errors: MEMORY; there are no words then. */
dedupe_status dd_words_add(dd_words *words, const dd_letters *letters, const char *text, size_t length,
                           size_t begin, size_t end, dedupe_error *error);

/* Sets *words to all words of another list, with ASIDE at those whose first letter has a bit of `bits`.
 * `mark`: by letter. Errors: MEMORY; there are no words then. */
dedupe_status dd_words_set_aside(dd_words *words, const dd_words *all, const uint8_t *mark, uint8_t bits,
                                 dedupe_error *error);

/* Frees the memory and zeroes the struct. */
void dd_words_free(dd_words *words);

#endif
