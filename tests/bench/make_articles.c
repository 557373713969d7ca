/* Writes a made-up corpus: as JSON Lines to stdout, or as a text file an article into a folder.
 *
 *     make_articles SHAPE COUNT [BYTES [SEED [FOLDER]]]
 *
 * SHAPE is one of article_maker.h; BYTES is the length of an ordinary article (3000). */
#include "article_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Line breaks are all that needs an escape: the prose has no quotes, backslashes or control characters. */
static void write_record(size_t number, const story *text, FILE *out) {
    (void)fprintf(out, "{\"id\": \"%zu\", \"text\": \"", number);
    for (size_t from = 0; from < text->length;) {
        const char *end = memchr(text->text + from, '\n', text->length - from);
        const size_t length = end != NULL ? (size_t)(end - text->text) - from : text->length - from;
        (void)fwrite(text->text + from, 1, length, out);
        if (end != NULL)
            (void)fputs("\\n", out);
        from += length + 1;
    }
    (void)fputs("\"}\n", out);
}

static bool write_file(size_t number, const story *text, const char *folder) {
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/%06zu.txt", folder, number);
    if (length < 0 || (size_t)length >= sizeof path)
        return false;
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    const bool written = fwrite(text->text, 1, text->length, file) == text->length;
    return fclose(file) == 0 && written;
}

static size_t read_number(const char *text) {
    char *end;
    const unsigned long long number = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0') {
        (void)fprintf(stderr, "make_articles: %s is not a number\n", text);
        exit(2);
    }
    return (size_t)number;
}

static bool write_all(const article_maker *maker, const char *folder) {
    story text = {0};
    bool fine = true;
    for (size_t i = 0; i < maker->count && fine; i++) {
        text.length = 0;
        article_maker_write(maker, i, &text);
        if (folder != NULL)
            fine = write_file(i, &text, folder);
        else
            write_record(i, &text, stdout);
    }
    story_free(&text);
    return fine && fflush(stdout) == 0 && ferror(stdout) == 0;
}

int main(int count, char **arguments) {
    article_shape shape;
    if (count < 3 || count > 6 || !article_shape_parse(arguments[1], &shape) ||
        read_number(arguments[2]) == 0) {
        (void)fputs("usage: make_articles SHAPE COUNT [BYTES [SEED [FOLDER]]]\n", stderr);
        return 2;
    }
    article_maker maker =
        article_maker_create(shape, read_number(arguments[2]), count > 3 ? read_number(arguments[3]) : 3000,
                             count > 4 ? read_number(arguments[4]) : 1);
    const bool written = write_all(&maker, count > 5 ? arguments[5] : NULL);
    article_maker_free(&maker);
    if (!written)
        perror("make_articles");
    return written ? 0 : 2;
}
