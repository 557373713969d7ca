#include "story.h"

#include <stdlib.h>
#include <string.h>

enum {
    VOCABULARY_BITS = 12,
    NAME_SHARE = 20,   /* one word in so many is a name */
    NUMBER_SHARE = 45, /* one word in so many is a figure */
    NAMES = 3000,
    FEWEST_WORDS = 8, /* of a sentence */
    MOST_WORDS = 20,
    BLOCK_SENTENCES = 3, /* kept or replaced together by a rewrite */
    WORD_ROOM = 32
};

static void reserve(story *made, size_t more) {
    if (made->length + more <= made->capacity)
        return;
    size_t capacity = made->capacity > 0 ? made->capacity : 256;
    while (capacity < made->length + more)
        capacity *= 2;
    char *grown = realloc(made->text, capacity);
    if (grown == NULL)
        abort();
    made->text = grown;
    made->capacity = capacity;
}

void story_free(story *made) {
    free(made->text);
    *made = (story){0};
}

void story_add_bytes(story *made, const void *bytes, size_t length) {
    if (length == 0)
        return;
    reserve(made, length);
    memcpy(made->text + made->length, bytes, length);
    made->length += length;
}

void story_add_text(story *made, const char *text) {
    story_add_bytes(made, text, strlen(text));
}

/* ---- words */

/* Spells word `number` of a list: always the same, of `syllables` syllables. */
static size_t spell(uint64_t number, size_t syllables, char *out) {
    static const char onsets[] = "bcdfghjklmnpqrstvwxz", vowels[] = "aeiouy", codas[] = "nrstlm";
    random_source letters = random_start(number);
    size_t length = 0;
    for (size_t i = 0; i < syllables; i++) {
        out[length++] = onsets[random_below(&letters, sizeof onsets - 1)];
        out[length++] = vowels[random_below(&letters, sizeof vowels - 1)];
        if (random_below(&letters, 3) == 0)
            out[length++] = codas[random_below(&letters, sizeof codas - 1)];
    }
    return length;
}

/* A word of the vocabulary, rank r with a probability of about 1 / r. */
static size_t choose_word(random_source *source, char *out) {
    const size_t bits = random_below(source, VOCABULARY_BITS);
    const size_t rank = ((size_t)1 << bits) + random_below(source, (size_t)1 << bits);
    return spell(rank, rank < 32 ? 1 : rank < 512 ? 2 : 3, out);
}

static size_t choose_token(random_source *source, char *out) {
    if (random_below(source, NUMBER_SHARE) == 0) {
        size_t length = 0;
        for (size_t digits = 1 + random_below(source, 4); length < digits; length++)
            out[length] = (char)('1' + random_below(source, 9));
        return length;
    }
    if (random_below(source, NAME_SHARE) != 0)
        return choose_word(source, out);
    const size_t length = spell(((uint64_t)1 << 32) + random_below(source, NAMES), 3, out);
    out[0] = (char)(out[0] - 'a' + 'A');
    return length;
}

static void add_sentence(story *made, random_source *source, size_t words, bool has_facts) {
    char word[WORD_ROOM];
    for (size_t i = 0; i < words; i++) {
        const size_t length = has_facts ? choose_token(source, word) : choose_word(source, word);
        if (i == 0 && word[0] >= 'a')
            word[0] = (char)(word[0] - 'a' + 'A');
        if (i > 0)
            story_add_text(made, random_below(source, 12) == 0 ? ", " : " ");
        story_add_bytes(made, word, length);
    }
    story_add_text(made, ".");
}

void story_add_prose(story *made, random_source *source, size_t bytes) {
    const size_t begin = made->length;
    while (made->length - begin < bytes) {
        add_sentence(made, source, FEWEST_WORDS + random_below(source, MOST_WORDS - FEWEST_WORDS), true);
        story_add_text(made, random_below(source, 4) == 0 ? "\n\n" : " ");
    }
}

/* ---- what is done to a story */

void story_add_part(story *made, const story *other, size_t begin, size_t end) {
    end = end < other->length ? end : other->length;
    begin = begin < end ? begin : end;
    while (begin > 0 && other->text[begin - 1] != ' ')
        begin--;
    while (end < other->length && other->text[end] != ' ')
        end++;
    story_add_bytes(made, other->text + begin, end - begin);
}

/* The end of the sentence that begins at `begin`, with the space after it; *words is how many it has. */
static size_t sentence_end(const story *text, size_t begin, size_t *words) {
    size_t end = begin;
    *words = 1;
    for (; end < text->length && text->text[end] != '.'; end++)
        *words += text->text[end] == ' ';
    while (end < text->length && strchr(". \n", text->text[end]) != NULL)
        end++;
    return end;
}

static size_t count_blocks(const story *text) {
    size_t sentences = 0, words;
    for (size_t at = 0; at < text->length; sentences++)
        at = sentence_end(text, at, &words);
    return (sentences + BLOCK_SENTENCES - 1) / BLOCK_SENTENCES;
}

void story_add_rewrite(story *made, const story *other, random_source *source, double kept) {
    size_t blocks = count_blocks(other);
    size_t due = (size_t)(kept * (double)blocks + 0.5);
    bool keeps = false;
    for (size_t begin = 0, end, sentence = 0; begin < other->length; begin = end, sentence++) {
        size_t words;
        if (sentence % BLOCK_SENTENCES == 0) {
            keeps = random_below(source, blocks--) < due;
            due -= keeps;
        }
        end = sentence_end(other, begin, &words);
        if (keeps) {
            story_add_bytes(made, other->text + begin, end - begin);
        } else {
            add_sentence(made, source, words, false);
            story_add_text(made, " ");
        }
    }
}

void story_add_damaged(story *made, const story *other, random_source *source, double rate) {
    for (size_t i = 0; i < other->length; i++) {
        char damaged[2] = {other->text[i], other->text[i]};
        size_t length = 1;
        if (random_share(source) < rate) {
            length = random_below(source, 3);
            if (length == 1)
                damaged[0] = (char)('a' + random_below(source, 26));
        }
        story_add_bytes(made, damaged, length);
    }
}

void story_add_noise(story *made, random_source *source, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        const unsigned char byte = (unsigned char)random_below(source, 256);
        story_add_bytes(made, &byte, 1);
    }
}

size_t story_count_letters(const story *made, size_t begin, size_t end) {
    size_t letters = 0;
    for (size_t i = begin; i < end; i++) {
        const char c = made->text[i];
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return letters;
}
