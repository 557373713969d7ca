/*
 * Texts for tests: prose of word-like tokens, and what newsrooms do to prose.
 *
 * Words come from a vocabulary of 4096 made of syllables, the common ones short and as common as in real text
 * (Zipf), so that unrelated texts share words and short phrases by chance. Sentences have capitals, names and
 * figures. The same seed gives the same text on every machine. Helpers abort if memory runs out.
 */
#ifndef STORY_H
#define STORY_H

#include "random_source.h"

#include <stdbool.h>

/* A growing text. Zero-initialise; not NUL-terminated. */
typedef struct story {
    char *text;
    size_t length;
    size_t capacity;
} story;

/* Frees the text and zeroes the struct. */
void story_free(story *made);

void story_add_bytes(story *made, const void *bytes, size_t length);

/* Adds a NUL-terminated text. */
void story_add_text(story *made, const char *text);

/* Adds whole sentences, in paragraphs, until `bytes` or a little more are added. */
void story_add_prose(story *made, random_source *source, size_t bytes);

/* Adds bytes [begin, end) of another story, widened to whole words. */
void story_add_part(story *made, const story *other, size_t begin, size_t end);

/* Adds another story of which the share `kept` is kept, in blocks of three sentences chosen at random; the
 * others are replaced by new sentences of about their length, without names and figures of their own. */
void story_add_rewrite(story *made, const story *other, random_source *source, double kept);

/* Adds another story with each byte damaged with probability `rate`: a letter is changed, lost or doubled, as
 * a scanner does it. */
void story_add_damaged(story *made, const story *other, random_source *source, double rate);

/* Adds random bytes, also invalid UTF-8. */
void story_add_noise(story *made, random_source *source, size_t bytes);

/* How many letters of [begin, end) fold to letters, for ASCII texts: letters and digits. */
size_t story_count_letters(const story *made, size_t begin, size_t end);

#endif
