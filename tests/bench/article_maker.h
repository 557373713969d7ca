/*
 * Articles for benchmarks, made up from a seed: the same on every machine, any of them by its number alone,
 * so that a corpus of any size needs no memory. The prose is that of tests/support/story.h.
 *
 * The shape `news` is meant to cost what real news costs. Some three in ten of its articles belong to a story
 * that others carry too (mostly two to twelve times, rarely sixty): unchanged, with typing errors, cut,
 * partly rewritten, scanned, or quoted in a longer piece. Of all articles half stand in the frame of one of a
 * hundred outlets, half have typographic quotes, 1 in 100 is a form filled in, 1 in 500 a round-up of four
 * stories. The order is mixed, so versions of a story stand far apart.
 *
 * `hot` has stories that three hundred outlets carry, in versions, among others. The other shapes are
 * hostile: each asks for quadratic work from a program that is not made for it.
 */
#ifndef ARTICLE_MAKER_H
#define ARTICLE_MAKER_H

#include "story.h"

#include <stddef.h>
#include <stdint.h>

typedef enum article_shape {
    ARTICLES_NEWS = 0,
    ARTICLES_HOT,       /* of each thousand, three hundred carry one story, in versions */
    ARTICLES_IDENTICAL, /* all the same */
    ARTICLES_ONE_WORD,  /* all the same but for one word */
    ARTICLES_FOOTER,    /* texts of their own over one footer */
    ARTICLES_SENTENCE,  /* a sentence repeated 200 times, with few sentences for many articles */
    ARTICLES_LARGE,     /* one long article of which a hundred others quote a part; `count` is its MiB */
    ARTICLES_LETTER,    /* four articles of one letter, `count` thousand times and a little more */
    ARTICLES_CHAIN,     /* each has half of its text from the one before it */
    ARTICLES_ONE_LETTER /* an article is one letter */
} article_shape;

typedef struct article_maker {
    article_shape shape;
    size_t count;      /* articles */
    size_t asked;      /* what was asked for; for most shapes the same */
    size_t mean_bytes; /* of an ordinary article */
    uint64_t seed;
    size_t stride;   /* mixes the order; has no divisor in common with count */
    uint32_t *story; /* by article before mixing: the first article of its story; NULL for hostile shapes */
} article_maker;

/* The shape of that name, such as "one_word". False if there is none. */
bool article_shape_parse(const char *name, article_shape *shape);

/* A maker of `count` (at least 1) articles of about `mean_bytes`; free with article_maker_free. Aborts
 * without memory. */
article_maker article_maker_create(article_shape shape, size_t count, size_t mean_bytes, uint64_t seed);
void article_maker_free(article_maker *maker);

/* Appends the text of article `number` of maker->count. Several threads may call it. */
void article_maker_write(const article_maker *maker, size_t number, story *out);

#endif
