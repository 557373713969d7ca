/* Words of two texts, aligned: see word_diff.h. */
#include "word_diff.h"

#include "../display.h"
#include "../letter_case.h"
#include "../program_memory.h"
#include "../utf8_reader.h"

#include <stdbool.h>
#include <stdlib.h>

enum { MOST_DIFFERENCES = 1000 };

struct word {
    size_t start;
    size_t length;
};

struct words {
    const char *text;
    const cli_letter_case *letter_case;
    struct word *items;
    size_t count;
    size_t capacity;
};

static void add_word(struct words *words, size_t start, size_t end) {
    if (start == end)
        return;
    words->items = cli_memory_grow(words->items, &words->capacity, words->count + 1, sizeof *words->items);
    words->items[words->count++] = (struct word){start, end - start};
}

static struct words split(const char *text, size_t length, const cli_letter_case *letter_case) {
    struct words words = {.text = text, .letter_case = letter_case};
    size_t start = 0;
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        uint32_t character = cli_utf8_next(text + i, length - i, &used);
        bool space = character <= ' ' || character == 0xA0 || character == 0x3000;
        bool alone = character != CLI_UTF8_INVALID && cli_display_width_of(character) == 2;
        if (!space && !alone)
            continue;
        add_word(&words, start, i);
        if (alone)
            add_word(&words, i, i + used);
        start = i + used;
    }
    add_word(&words, start, length);
    return words;
}

static bool same_word(const struct words *a, size_t i, const struct words *b, size_t j) {
    return cli_letter_case_equal(a->letter_case, a->text + a->items[i].start, a->items[i].length,
                                 b->text + b->items[j].start, b->items[j].length);
}

/* Marks the words of [first, last) as one run. Runs of the same side that touch become one. */
static void add_run(cli_word_diff *diff, cli_word_side side, const struct words *words, size_t first,
                    size_t last) {
    if (first == last)
        return;
    size_t start = words->items[first].start;
    size_t end = words->items[last - 1].start + words->items[last - 1].length;
    if (diff->count > 0 && diff->runs[diff->count - 1].side == side) {
        diff->runs[diff->count - 1].length = end - diff->runs[diff->count - 1].start;
        return;
    }
    diff->runs = cli_memory_grow(diff->runs, &diff->capacity, diff->count + 1, sizeof *diff->runs);
    diff->runs[diff->count++] = (cli_word_run){side, start, end - start};
}

/* Furthest words of a reached on each diagonal k = i - j, a row for each number of differences. */
struct trace {
    ptrdiff_t **rows; /* row d has entries for k = -d .. d, at index k + d */
    ptrdiff_t count;
};

/* The furthest point of diagonal k with d differences before its common words are followed. */
static ptrdiff_t step(const struct trace *trace, ptrdiff_t d, ptrdiff_t k, bool *down) {
    const ptrdiff_t *above = trace->rows[d - 1]; /* index k + d - 1 */
    *down = k == -d || (k != d && above[k - 1 + d - 1] < above[k + 1 + d - 1]);
    return *down ? above[k + 1 + d - 1] : above[k - 1 + d - 1] + 1;
}

/* Fills the trace until both ends are reached. Returns the number of differences, -1 past the limit. */
static ptrdiff_t search(struct trace *trace, const struct words *a, const struct words *b) {
    ptrdiff_t count_a = (ptrdiff_t)a->count;
    ptrdiff_t count_b = (ptrdiff_t)b->count;
    for (ptrdiff_t d = 0; d <= count_a + count_b && d <= MOST_DIFFERENCES; d++) {
        trace->rows[d] = cli_memory_allocate((size_t)(2 * d + 1), sizeof **trace->rows);
        trace->count = d + 1;
        for (ptrdiff_t k = -d; k <= d; k += 2) {
            bool down = false;
            ptrdiff_t i = d == 0 ? 0 : step(trace, d, k, &down);
            ptrdiff_t j = i - k;
            while (i < count_a && j < count_b && j >= 0 && same_word(a, (size_t)i, b, (size_t)j)) {
                i++;
                j++;
            }
            trace->rows[d][k + d] = i;
            if (i >= count_a && j >= count_b)
                return d;
        }
    }
    return -1;
}

/* Walks back from the end and notes for each word of a that b has too which one of b it is. */
static void mark_common(const struct trace *trace, ptrdiff_t d, const struct words *a, const struct words *b,
                        size_t *partner) {
    ptrdiff_t i = (ptrdiff_t)a->count;
    ptrdiff_t j = (ptrdiff_t)b->count;
    for (; d >= 0; d--) {
        bool down = false;
        ptrdiff_t k = i - j;
        ptrdiff_t from = d == 0 ? 0 : step(trace, d, k, &down);
        while (i > from) {
            i--;
            j--;
            partner[i] = (size_t)j;
        }
        if (d > 0 && down)
            j--;
        else if (d > 0)
            i--;
    }
}

/* partner[i]: the word of b that word i of a goes with, SIZE_MAX for none. */
static void emit_runs(cli_word_diff *diff, const struct words *a, const struct words *b,
                      const size_t *partner) {
    size_t i = 0;
    size_t j = 0;
    while (i < a->count || j < b->count) {
        size_t next = i;
        while (next < a->count && partner[next] == SIZE_MAX)
            next++;
        size_t next_b = next < a->count ? partner[next] : b->count;
        add_run(diff, CLI_WORDS_A, a, i, next);
        add_run(diff, CLI_WORDS_B, b, j, next_b);
        i = next;
        j = next_b;
        while (i < a->count && partner[i] == j) {
            i++;
            j++;
        }
        add_run(diff, CLI_WORDS_BOTH, a, next, i);
    }
}

cli_word_diff cli_word_diff_compute(const char *a, size_t length_a, const char *b, size_t length_b) {
    cli_word_diff diff = {0};
    cli_letter_case *letter_case = cli_letter_case_create();
    struct words words_a = split(a, length_a, letter_case);
    struct words words_b = split(b, length_b, letter_case);
    struct trace trace = {cli_memory_allocate(MOST_DIFFERENCES + 1, sizeof *trace.rows), 0};
    size_t *partner = cli_memory_allocate(words_a.count, sizeof *partner);
    for (size_t i = 0; i < words_a.count; i++)
        partner[i] = SIZE_MAX;
    ptrdiff_t differences = search(&trace, &words_a, &words_b);
    if (differences >= 0)
        mark_common(&trace, differences, &words_a, &words_b, partner);
    emit_runs(&diff, &words_a, &words_b, partner);
    for (ptrdiff_t d = 0; d < trace.count; d++)
        free(trace.rows[d]);
    free(trace.rows);
    free(partner);
    free(words_a.items);
    free(words_b.items);
    cli_letter_case_free(letter_case);
    return diff;
}

void cli_word_diff_free(cli_word_diff *diff) {
    free(diff->runs);
    *diff = (cli_word_diff){0};
}
