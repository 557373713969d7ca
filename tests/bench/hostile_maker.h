/* The hostile shapes of article_maker.h. */
#ifndef HOSTILE_MAKER_H
#define HOSTILE_MAKER_H

#include "article_maker.h"

/* How many articles there are of a shape of which `asked` was asked for. */
size_t hostile_maker_count(article_shape shape, size_t asked);

/* Appends article `number`. */
void hostile_maker_write(const article_maker *maker, size_t number, story *out);

#endif
