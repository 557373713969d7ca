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

/* The stretches of one side, with their borders in order, so that the nearest to a place is found fast. */
struct side {
    const dedupe_article *article;
    struct stretch *stretches;
    size_t count;
    size_t *borders; /* scratch: starts or ends, sorted */
};

static int compare_sizes(const void *left, const void *right) {
    const size_t *a = left;
    const size_t *b = right;
    return (*a > *b) - (*a < *b);
}

static void sort_borders(struct side *side, bool starts) {
    for (size_t i = 0; i < side->count; i++)
        side->borders[i] = starts ? side->stretches[i].start : side->stretches[i].end;
    if (side->count > 1)
        qsort(side->borders, side->count, sizeof *side->borders, compare_sizes);
}

/* How many borders are less than `at`, or at most `at`. */
static size_t count_borders(const struct side *side, size_t at, bool with_equal) {
    size_t low = 0;
    size_t high = side->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (side->borders[middle] < at || (with_equal && side->borders[middle] == at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last end at or before a start, where the borders are ends. */
static size_t limit_before(const struct side *side, size_t start) {
    size_t count = count_borders(side, start, true);
    return count > 0 ? side->borders[count - 1] : 0;
}

/* The first start at or after an end, where the borders are starts. */
static size_t limit_after(const struct side *side, size_t end) {
    size_t count = count_borders(side, end, false);
    return count < side->count ? side->borders[count] : side->article->text_length;
}

/* Widens the stretches of one side. Where two meet in one word, it goes to the later one. */
static void widen_words(struct side *side) {
    sort_borders(side, false);
    for (size_t i = 0; i < side->count; i++) {
        size_t start = side->stretches[i].start;
        side->stretches[i].start = move_back(side->article, start, limit_before(side, start));
    }
    sort_borders(side, true);
    for (size_t i = 0; i < side->count; i++) {
        size_t end = side->stretches[i].end;
        side->stretches[i].end = move_forward(side->article, end, limit_after(side, end));
    }
}

/* ---- punctuation: what both sides have at a border belongs to the passage */

enum { LONGEST_PUNCTUATION = 4 };

static bool is_one_of(uint32_t character, const uint32_t *set, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (set[i] == character)
            return true;
    }
    return false;
}

/* Quotes open and close: which of them does what differs from language to language. */
static bool is_quote(uint32_t character) {
    static const uint32_t quotes[] = {'"', '\'', 0x2018, 0x2019, 0x201C, 0x201D, 0xAB, 0xBB, 0x2039, 0x203A};
    return is_one_of(character, quotes, sizeof quotes / sizeof *quotes);
}

static bool is_opening(uint32_t character) {
    static const uint32_t opening[] = {'(',    '[',    0xA1,   0xBF,   0x201A, 0x201E,
                                       0x300A, 0x300C, 0x300E, 0x3010, 0xFF08};
    return is_quote(character) || is_one_of(character, opening, sizeof opening / sizeof *opening);
}

static bool is_closing(uint32_t character) {
    static const uint32_t closing[] = {'.',    ',',    ';',    ':',    '!',    '?',    ')',
                                       ']',    0x2026, 0x3001, 0x3002, 0x300B, 0x300D, 0x300F,
                                       0x3011, 0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F};
    return is_quote(character) || is_one_of(character, closing, sizeof closing / sizeof *closing);
}

static uint32_t character_at(const dedupe_article *article, size_t at) {
    size_t used;
    return cli_utf8_next(article->text + at, article->text_length - at, &used);
}

static bool is_word_at(const dedupe_article *article, size_t at) {
    return at < article->text_length && is_word_part(article, at);
}

/* Takes what opens both sides of a passage, unless it stands inside a word: the borders are ends. */
static void take_opening(const struct side *a, const struct side *b, size_t i) {
    size_t at_a = a->stretches[i].start;
    size_t at_b = b->stretches[i].start;
    size_t limit_a = limit_before(a, at_a);
    size_t limit_b = limit_before(b, at_b);
    for (size_t taken = 0; taken < LONGEST_PUNCTUATION && at_a > limit_a && at_b > limit_b; taken++) {
        size_t back_a = previous(a->article, at_a);
        size_t back_b = previous(b->article, at_b);
        uint32_t character = character_at(a->article, back_a);
        if (back_a < limit_a || back_b < limit_b || !is_opening(character) ||
            character != character_at(b->article, back_b))
            break;
        at_a = back_a;
        at_b = back_b;
    }
    if ((at_a > 0 && is_word_at(a->article, previous(a->article, at_a))) ||
        (at_b > 0 && is_word_at(b->article, previous(b->article, at_b))))
        return;
    a->stretches[i].start = at_a;
    b->stretches[i].start = at_b;
}

/* Takes what closes both sides of a passage, unless it stands inside a word: the borders are starts. */
static void take_closing(const struct side *a, const struct side *b, size_t i) {
    size_t at_a = a->stretches[i].end;
    size_t at_b = b->stretches[i].end;
    size_t limit_a = limit_after(a, at_a);
    size_t limit_b = limit_after(b, at_b);
    for (size_t taken = 0; taken < LONGEST_PUNCTUATION && at_a < limit_a && at_b < limit_b; taken++) {
        uint32_t character = character_at(a->article, at_a);
        if (!is_closing(character) || character != character_at(b->article, at_b))
            break;
        at_a = next(a->article, at_a);
        at_b = next(b->article, at_b);
    }
    if (is_word_at(a->article, at_a) || is_word_at(b->article, at_b))
        return;
    a->stretches[i].end = at_a;
    b->stretches[i].end = at_b;
}

static void widen_punctuation(struct side *a, struct side *b) {
    sort_borders(a, false);
    sort_borders(b, false);
    for (size_t i = 0; i < a->count; i++)
        take_opening(a, b, i);
    sort_borders(a, true);
    sort_borders(b, true);
    for (size_t i = 0; i < a->count; i++)
        take_closing(a, b, i);
}

static struct side make_side(const dedupe_article *article, size_t count) {
    return (struct side){.article = article,
                         .stretches = cli_memory_allocate(count, sizeof(struct stretch)),
                         .count = count,
                         .borders = cli_memory_allocate(count, sizeof(size_t))};
}

static void free_side(struct side *side) {
    free(side->stretches);
    free(side->borders);
}

dedupe_passage *cli_word_edges_widen(const dedupe_comparison *comparison) {
    size_t count = comparison->pair.passage_count;
    dedupe_passage *passages = cli_memory_allocate(count, sizeof *passages);
    struct side a = make_side(&comparison->a, count);
    struct side b = make_side(&comparison->b, count);
    for (size_t i = 0; i < count; i++) {
        const dedupe_passage *passage = &comparison->pair.passages[i];
        a.stretches[i] = (struct stretch){passage->offset, passage->offset + passage->length};
        b.stretches[i] =
            (struct stretch){passage->other_offset, passage->other_offset + passage->other_length};
    }
    widen_words(&a);
    widen_words(&b);
    widen_punctuation(&a, &b);
    for (size_t i = 0; i < count; i++) {
        struct stretch in_a = a.stretches[i];
        struct stretch in_b = b.stretches[i];
        passages[i] = (dedupe_passage){in_a.start, in_a.end - in_a.start, in_b.start, in_b.end - in_b.start};
    }
    free_side(&a);
    free_side(&b);
    return passages;
}

/* ---- narrowing */

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
