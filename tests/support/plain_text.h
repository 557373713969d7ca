/* Made-up prose for tests: numbered sentences of invented words in lower case, without names and figures, so
 * that nothing but coverage decides how two texts relate. Different stories have no passage in common. */
#ifndef PLAIN_TEXT_H
#define PLAIN_TEXT_H

#include <stddef.h>

/* A text that grows. Zero-initialise; free with plain_text_free. NUL-terminated once it is not empty. */
typedef struct plain_text {
    char *text;
    size_t length; /* bytes */
    size_t capacity;
} plain_text;

/* Appends sentences [first, first + count) of the story of that number, about 75 letters each. The same
 * numbers always give the same sentences. Aborts without memory. */
void plain_text_tell(plain_text *out, unsigned story, unsigned first, unsigned count);

/* Appends any text. */
void plain_text_add(plain_text *out, const char *text);

/* Frees the text and zeroes the struct. */
void plain_text_free(plain_text *out);

#endif
