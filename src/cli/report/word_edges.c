/* Whole words at the edges of passages: see word_edges.h. */
#include "word_edges.h"

#include "../display.h"
#include "../program_memory.h"
#include "../utf8_reader.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* No word of a script with spaces is longer; what is, is left as it is. */
enum { LONGEST_WORD_BYTES = 48 };

/* Whether the character at `at` is a letter or digit of a script that puts spaces between words. */
static bool is_word_part(const dedupe_article *article, size_t at) {
    size_t used;
    uint32_t character = cli_utf8_next(article->text + at, article->text_length - at, &used);
    if (character < 0x80)
        return (character >= '0' && character <= '9') ||
               ((character | 0x20) >= 'a' && (character | 0x20) <= 'z');
    return character >= 0xC0 && character != CLI_UTF8_INVALID && cli_display_width_of(character) == 1 &&
           (character < 0x2000 || character > 0x2BFF);
}

/* The start of the character before `at` (at > 0). */
static size_t previous(const dedupe_article *article, size_t at) {
    size_t back = at - 1;
    while (back > 0 && at - back < 4 && ((unsigned char)article->text[back] & 0xC0) == 0x80)
        back--;
    return back;
}

static size_t next(const dedupe_article *article, size_t at) {
    size_t used;
    cli_utf8_next(article->text + at, article->text_length - at, &used);
    return at + used;
}

/* Whether a cut at `at` goes through a word. */
static bool cuts_word(const dedupe_article *article, size_t at) {
    return at > 0 && at < article->text_length && is_word_part(article, at) &&
           is_word_part(article, previous(article, at));
}

/* Moves a cut back to the start of its word, or forward to the end, but not past `limit`. */
static size_t move_back(const dedupe_article *article, size_t at, size_t limit) {
    size_t moved = at;
    while (moved > limit && cuts_word(article, moved) && at - moved < LONGEST_WORD_BYTES)
        moved = previous(article, moved);
    return moved < limit ? at : moved;
}

static size_t move_forward(const dedupe_article *article, size_t at, size_t limit) {
    size_t moved = at;
    while (moved < limit && cuts_word(article, moved) && moved - at < LONGEST_WORD_BYTES)
        moved = next(article, moved);
    return moved > limit ? at : moved;
}

/* One side of a passage. */
struct stretch {
    size_t start;
    size_t end;
};

/* Widens the stretches of one side. Where two meet in one word, it goes to the later one. */
static void widen_side(const dedupe_article *article, struct stretch *stretches, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t limit = 0;
        for (size_t j = 0; j < count; j++) {
            if (j != i && stretches[j].end <= stretches[i].start && stretches[j].end > limit)
                limit = stretches[j].end;
        }
        stretches[i].start = move_back(article, stretches[i].start, limit);
    }
    for (size_t i = 0; i < count; i++) {
        size_t limit = article->text_length;
        for (size_t j = 0; j < count; j++) {
            if (j != i && stretches[j].start >= stretches[i].end && stretches[j].start < limit)
                limit = stretches[j].start;
        }
        stretches[i].end = move_forward(article, stretches[i].end, limit);
    }
}

dedupe_passage *cli_word_edges_widen(const dedupe_comparison *comparison) {
    size_t count = comparison->pair.passage_count;
    dedupe_passage *passages = cli_memory_allocate(count, sizeof *passages);
    struct stretch *a = cli_memory_allocate(count, sizeof *a);
    struct stretch *b = cli_memory_allocate(count, sizeof *b);
    for (size_t i = 0; i < count; i++) {
        const dedupe_passage *passage = &comparison->pair.passages[i];
        a[i] = (struct stretch){passage->offset, passage->offset + passage->length};
        b[i] = (struct stretch){passage->other_offset, passage->other_offset + passage->other_length};
    }
    widen_side(&comparison->a, a, count);
    widen_side(&comparison->b, b, count);
    for (size_t i = 0; i < count; i++)
        passages[i] = (dedupe_passage){a[i].start, a[i].end - a[i].start, b[i].start, b[i].end - b[i].start};
    free(a);
    free(b);
    return passages;
}

/* Whether any character is more than space or punctuation. */
static bool holds_letters(const dedupe_article *article, size_t start, size_t end) {
    for (size_t at = start; at < end; at = next(article, at)) {
        size_t used;
        uint32_t character = cli_utf8_next(article->text + at, article->text_length - at, &used);
        if (is_word_part(article, at) ||
            (character != CLI_UTF8_INVALID && cli_display_width_of(character) == 2))
            return true;
    }
    return false;
}

bool cli_word_edges_narrow(const dedupe_article *article, size_t *start, size_t *end) {
    static const char closing[] = " \t\r\n.,;:!?)";
    size_t narrow_start = move_forward(article, *start, *end);
    while (narrow_start < *end && memchr(closing, article->text[narrow_start], sizeof closing - 1) != NULL)
        narrow_start++;
    size_t narrow_end = move_back(article, *end, narrow_start);
    if (narrow_start < narrow_end && !cuts_word(article, narrow_start) && !cuts_word(article, narrow_end)) {
        *start = narrow_start;
        *end = narrow_end;
    }
    return holds_letters(article, *start, *end);
}
