/*
 * The words of two texts: how often each text has a word, and whether it may be a name.
 *
 * A name is a word that starts with a capital and that the texts do not have in lower case, or four times as
 * often with a capital: names stand in web addresses too. Where a script has no case (Chinese, Arabic,
 * Hindi), it is a word that occurs nowhere in matched text: what both articles say at the same place is their
 * common vocabulary. One open-addressed table; linear in the texts.
 */
#ifndef DD_VERIFY_VOCABULARY_H
#define DD_VERIFY_VOCABULARY_H

#include "verify/diff.h"

/* One distinct word. */
typedef struct dd_entry {
    uint32_t hash;     /* of the word, | 1 */
    uint32_t count[2]; /* occurrences in text a and text b */
    uint32_t flags;    /* dd_word_flag of its occurrences, and two private ones */
    uint32_t lower;    /* occurrences in lower case */
    uint32_t capital;  /* with a capital, not at the start of a sentence */
} dd_entry;

/* Zero-initialise; reuse; one a thread. */
typedef struct dd_vocabulary {
    dd_entry *entry; /* in the order in which the words come */
    size_t count, capacity;
    uint32_t *slot; /* open-addressed, by hash: number of an entry + 1 */
    size_t slot_capacity;
    unsigned bits;
} dd_vocabulary;

/* Distinct names and numbers by the texts that have them. */
typedef struct dd_shared_facts {
    size_t numbers[2];
    size_t numbers_shared;
    size_t figures[2]; /* numbers in digits: a Han numeral may be part of a word */
    size_t figures_shared;
    size_t names[2]; /* of scripts with case */
    size_t names_shared;
} dd_shared_facts;

/* Takes in both texts. False if memory ran out. */
bool dd_vocabulary_read(dd_vocabulary *vocabulary, const dd_words *a, const dd_words *b);

/* Takes in their diff: the words at the same place of both are matched, and no names where there is no case.
 */
void dd_vocabulary_match(dd_vocabulary *vocabulary, const dd_words *a, const dd_diff *diff);

/* The entry of a word of either text. */
const dd_entry *dd_vocabulary_find(const dd_vocabulary *vocabulary, const dd_word *word);

bool dd_vocabulary_is_name(const dd_vocabulary *vocabulary, const dd_word *word);

/* Whether both texts have a word at the same place, somewhere. */
bool dd_vocabulary_is_matched(const dd_vocabulary *vocabulary, const dd_word *word);

dd_shared_facts dd_vocabulary_share(const dd_vocabulary *vocabulary);

void dd_vocabulary_free(dd_vocabulary *vocabulary);

#endif
