/* Words are strings of syllables: there are so many that two stories agree in three words only by accident.
 */
#include "plain_text.h"

#include "random_source.h"

#include <stdlib.h>
#include <string.h>

enum { SENTENCE_WORDS = 12 };

static void append(plain_text *out, const char *bytes, size_t length) {
    if (out->length + length + 1 > out->capacity) {
        out->capacity = 2 * (out->length + length + 1);
        out->text = realloc(out->text, out->capacity);
        if (out->text == NULL)
            abort();
    }
    memcpy(out->text + out->length, bytes, length);
    out->length += length;
    out->text[out->length] = '\0';
}

static void append_word(plain_text *out, random_source *source) {
    static const char first[] = "bdfgklmnprstvz", second[] = "aeiou";
    for (size_t syllables = 2 + random_below(source, 3); syllables > 0; syllables--) {
        append(out, &first[random_below(source, sizeof first - 1)], 1);
        append(out, &second[random_below(source, sizeof second - 1)], 1);
    }
}

void plain_text_tell(plain_text *out, unsigned story, unsigned first, unsigned count) {
    for (unsigned sentence = first; sentence < first + count; sentence++) {
        random_source seed = random_start((uint64_t)story << 32 | sentence);
        random_source source =
            random_start(random_next(&seed)); /* neighbouring seeds share most of a stream */
        for (unsigned word = 0; word < SENTENCE_WORDS; word++) {
            if (word > 0)
                append(out, " ", 1);
            append_word(out, &source);
        }
        append(out, ".\n", 2);
    }
}

void plain_text_add(plain_text *out, const char *text) {
    append(out, text, strlen(text));
}

void plain_text_free(plain_text *out) {
    free(out->text);
    *out = (plain_text){0};
}
