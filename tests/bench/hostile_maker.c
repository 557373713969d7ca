/* Hostile corpora: see article_maker.h for what each is. */
#include "hostile_maker.h"

enum {
    LARGE_QUOTING = 100, /* articles that quote the large one */
    LETTER_ARTICLES = 4,
    SENTENCES = 50, /* different ones that are repeated */
    REPEATS = 200
};

size_t hostile_maker_count(article_shape shape, size_t asked) {
    return shape == ARTICLES_LARGE ? LARGE_QUOTING + 1 : shape == ARTICLES_LETTER ? LETTER_ARTICLES : asked;
}

static random_source source_of(const article_maker *maker, size_t number) {
    return random_start(maker->seed * 0x10001 + number);
}

static void tell(const article_maker *maker, size_t number, size_t bytes, story *out) {
    random_source source = source_of(maker, number);
    story_add_prose(out, &source, bytes);
}

/* A word that no other number has. */
static void add_word_of(size_t number, story *out) {
    char word[16];
    size_t length = 0;
    do
        word[length++] = (char)('a' + number % 26);
    while ((number /= 26) > 0);
    story_add_bytes(out, word, length);
}

static void write_one_word(const article_maker *maker, size_t number, story *out) {
    tell(maker, 0, maker->mean_bytes / 2, out);
    story_add_text(out, " The word is ");
    add_word_of(number, out);
    story_add_text(out, ". ");
    tell(maker, 1, maker->mean_bytes / 2, out);
}

static void write_sentence(const article_maker *maker, size_t number, story *out) {
    story sentence = {0};
    tell(maker, number % SENTENCES, 1, &sentence);
    for (size_t i = 0; i < REPEATS + number % 7; i++)
        story_add_bytes(out, sentence.text, sentence.length);
    tell(maker, SENTENCES + number, 100, out);
    story_free(&sentence);
}

/* Part `part` of the large article; parts are made on their own, so that any can be quoted. */
static void add_large_part(const article_maker *maker, size_t part, story *out) {
    tell(maker, part, (size_t)1 << 16, out);
}

static void write_large(const article_maker *maker, size_t number, story *out) {
    const size_t parts = maker->asked << 4;
    if (number == 0) {
        for (size_t part = 0; part < parts; part++)
            add_large_part(maker, part, out);
        return;
    }
    story quoted = {0};
    add_large_part(maker, number * parts / (LARGE_QUOTING + 1), &quoted);
    story_add_part(out, &quoted, 0, maker->mean_bytes / 2);
    tell(maker, parts + number, maker->mean_bytes / 2, out);
    story_free(&quoted);
}

static void write_letter(const article_maker *maker, size_t number, story *out) {
    const char letters[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (size_t i = 0; i < maker->asked * 25; i++)
        story_add_bytes(out, letters, 40);
    story_add_bytes(out, letters, 7 * number);
}

void hostile_maker_write(const article_maker *maker, size_t number, story *out) {
    switch (maker->shape) {
    case ARTICLES_IDENTICAL:
        tell(maker, 0, maker->mean_bytes, out);
        break;
    case ARTICLES_ONE_WORD:
        write_one_word(maker, number, out);
        break;
    case ARTICLES_FOOTER:
        tell(maker, number + 1, maker->mean_bytes, out);
        tell(maker, 0, 400, out);
        break;
    case ARTICLES_SENTENCE:
        write_sentence(maker, number, out);
        break;
    case ARTICLES_LARGE:
        write_large(maker, number, out);
        break;
    case ARTICLES_LETTER:
        write_letter(maker, number, out);
        break;
    case ARTICLES_CHAIN:
        tell(maker, number, maker->mean_bytes / 2, out);
        tell(maker, number + 1, maker->mean_bytes / 2, out);
        break;
    default: /* ARTICLES_ONE_LETTER; news and hot are not made here */
        story_add_bytes(out, &"abcdefghijklmnopqrstuvwxyz"[number % 26], 1);
        break;
    }
}
