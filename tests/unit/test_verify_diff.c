/* The word diff: valid for any input, close to the longest common subsequence, exact where it is plain. */
#include "base/memory.h"
#include "random_source.h"
#include "verify/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 6000 };

/* A text as the hashes of its words. */
typedef struct sequence {
    dd_word word[ROOM];
    size_t count;
} sequence;

static sequence first, second; /* too large for the stack */

static void add_word(sequence *made, uint32_t hash) {
    assert_true(made->count < ROOM);
    made->word[made->count++] = (dd_word){.hash = hash * 2654435761u + 1};
}

static void fill(sequence *made, random_source *source, size_t count, size_t vocabulary) {
    made->count = 0;
    for (size_t i = 0; i < count; i++)
        add_word(made, (uint32_t)random_below(source, vocabulary));
}

/* Words as common as in real text. */
static uint32_t choose_word(random_source *source) {
    const size_t bits = random_below(source, 12);
    return (uint32_t)(((size_t)1 << bits) + random_below(source, (size_t)1 << bits));
}

/* Runs the diff, checks that it is one, and returns how many words it matched. */
static size_t diff_words(const sequence *a, const sequence *b) {
    dd_diff diff = {0};
    const dd_words x = {.word = (dd_word *)a->word, .count = a->count};
    const dd_words y = {.word = (dd_word *)b->word, .count = b->count};
    assert_int_equal(dd_diff_words(&diff, &x, &y, NULL), DEDUPE_OK);
    size_t matched = 0, a_end = 0, b_end = 0;
    for (size_t i = 0; i < diff.count; i++) {
        const dd_match *match = &diff.match[i];
        assert_true(match->length > 0);
        assert_true(match->a >= a_end && match->b >= b_end);
        assert_true(i == 0 || match->a > a_end || match->b > b_end); /* adjoining ones are joined */
        a_end = match->a + match->length;
        b_end = match->b + match->length;
        assert_true(a_end <= a->count && b_end <= b->count);
        for (uint32_t w = 0; w < match->length; w++)
            assert_int_equal(a->word[match->a + w].hash, b->word[match->b + w].hash);
        matched += match->length;
    }
    dd_diff_free(&diff);
    return matched;
}

/* Length of the longest common subsequence, by the table. */
static size_t longest_common(const sequence *a, const sequence *b) {
    static uint16_t row[ROOM + 1];
    memset(row, 0, sizeof row);
    for (size_t i = 0; i < a->count; i++) {
        uint16_t diagonal = 0;
        for (size_t k = 0; k < b->count; k++) {
            const uint16_t above = row[k + 1];
            if (a->word[i].hash == b->word[k].hash)
                row[k + 1] = (uint16_t)(diagonal + 1);
            else if (row[k] > above)
                row[k + 1] = row[k];
            diagonal = above;
        }
    }
    return row[b->count];
}

static void short_texts_are_matched_like_by_the_table(void **state) {
    (void)state;
    random_source source = random_start(1);
    size_t matched = 0, best = 0;
    for (unsigned round = 0; round < 4000; round++) {
        const size_t vocabulary = 1 + random_below(&source, 30);
        fill(&first, &source, random_below(&source, 41), vocabulary);
        fill(&second, &source, random_below(&source, 41), vocabulary);
        const size_t here = diff_words(&first, &second), bound = longest_common(&first, &second);
        assert_true(here <= bound);
        assert_true(bound == 0 || here > 0);
        matched += here;
        best += bound;
    }
    assert_true(matched * 100 >= best * 97);
}

/* Copies `first` to `second` with each word changed, lost or doubled with probability 1 / every. */
static void edit(random_source *source, size_t every) {
    second.count = 0;
    for (size_t i = 0; i < first.count; i++) {
        const size_t kind = random_below(source, every) == 0 ? random_below(source, 3) : 3;
        if (kind == 3 || kind == 1)
            second.word[second.count++] = first.word[i];
        if (kind <= 1)
            add_word(&second, choose_word(source));
    }
}

static void edited_texts_keep_nearly_all_that_they_share(void **state) {
    (void)state;
    random_source source = random_start(2);
    static const size_t every[] = {50, 20, 10, 5};
    for (unsigned round = 0; round < 40; round++) {
        first.count = 0;
        const size_t count = 50 + random_below(&source, 1200);
        while (first.count < count)
            add_word(&first, choose_word(&source));
        edit(&source, every[round % 4]);
        const size_t best = longest_common(&first, &second), here = diff_words(&first, &second);
        assert_true(here <= best);
        assert_true(here * 100 >= best * 96);
    }
}

static void all_but_the_changed_word_matches(void **state) {
    (void)state;
    random_source source = random_start(3);
    for (unsigned round = 0; round < 300; round++) {
        first.count = 0;
        const size_t count = 2 + random_below(&source, 700);
        while (first.count < count)
            add_word(&first, choose_word(&source));
        memcpy(&second, &first, sizeof second);
        assert_int_equal(diff_words(&first, &second), count);
        second.word[random_below(&source, count)].hash ^= 0x55555555;
        assert_int_equal(diff_words(&first, &second), count - 1);
    }
}

static void an_inserted_paragraph_leaves_the_rest_matched(void **state) {
    (void)state;
    random_source source = random_start(4);
    for (unsigned round = 0; round < 100; round++) {
        first.count = second.count = 0;
        const size_t before = random_below(&source, 300), after = random_below(&source, 300);
        for (size_t i = 0; i < before + after; i++)
            add_word(&first, choose_word(&source));
        for (size_t i = 0; i < before; i++)
            second.word[second.count++] = first.word[i];
        for (size_t i = 0; i < 80; i++)
            add_word(&second, (uint32_t)(100000 + i));
        for (size_t i = before; i < first.count; i++)
            second.word[second.count++] = first.word[i];
        assert_int_equal(diff_words(&first, &second), first.count);
        assert_int_equal(diff_words(&second, &first), first.count);
    }
}

static void of_two_moved_halves_the_longer_is_matched(void **state) {
    (void)state;
    first.count = second.count = 0;
    for (uint32_t i = 0; i < 900; i++)
        add_word(&first, i);
    for (uint32_t i = 0; i < 900; i++)
        add_word(&second, (i + 300) % 900);
    assert_int_equal(diff_words(&first, &second), 600);
}

static void nothing_matches_nothing(void **state) {
    (void)state;
    first.count = second.count = 0;
    assert_int_equal(diff_words(&first, &second), 0);
    for (uint32_t i = 0; i < 500; i++)
        add_word(&first, i);
    assert_int_equal(diff_words(&first, &second), 0);
    assert_int_equal(diff_words(&second, &first), 0);
    for (uint32_t i = 0; i < 500; i++)
        add_word(&second, 1000 + i);
    assert_int_equal(diff_words(&first, &second), 0);
}

/* No word is unique, so there is no anchor: what is matched may be little, but it is bounded work. */
static void texts_of_one_word_are_no_trouble(void **state) {
    (void)state;
    first.count = second.count = 0;
    for (uint32_t i = 0; i < ROOM; i++)
        add_word(&first, 7);
    for (uint32_t i = 0; i < ROOM - 1; i++)
        add_word(&second, 7);
    (void)diff_words(&first, &second);
    random_source source = random_start(5);
    fill(&first, &source, ROOM, 3);
    fill(&second, &source, ROOM, 3);
    (void)diff_words(&first, &second);
    second.count = 40;
    (void)diff_words(&first, &second);
}

static void long_texts_of_distinct_words_are_matched_whole(void **state) {
    (void)state;
    first.count = 0;
    for (uint32_t i = 0; i < ROOM; i++)
        add_word(&first, i);
    memcpy(&second, &first, sizeof second);
    for (size_t i = 0; i < ROOM; i += 2) /* every second word is another: no anchor of three words */
        second.word[i].hash ^= 0x55555555;
    assert_int_equal(diff_words(&first, &second), ROOM / 2);
}

static void scratch_memory_is_used_again(void **state) {
    (void)state;
    dd_diff diff = {0};
    random_source source = random_start(6);
    for (size_t count = 400; count > 0; count -= 20) {
        fill(&first, &source, count, 5000);
        const dd_words x = {.word = first.word, .count = first.count};
        assert_int_equal(dd_diff_words(&diff, &x, &x, NULL), DEDUPE_OK);
        assert_int_equal(diff.count, 1);
        assert_int_equal(diff.match[0].length, count);
    }
    dd_diff_free(&diff);
    assert_null(diff.match);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(7);
    fill(&first, &source, 600, 900);
    edit(&source, 6);
    const dd_words x = {.word = first.word, .count = first.count};
    const dd_words y = {.word = second.word, .count = second.count};
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_diff diff = {0};
        dd_memory_fail_after(after);
        status = dd_diff_words(&diff, &x, &y, NULL);
        dd_memory_fail_after(-1);
        dd_diff_free(&diff);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures >= 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_texts_are_matched_like_by_the_table),
        cmocka_unit_test(edited_texts_keep_nearly_all_that_they_share),
        cmocka_unit_test(all_but_the_changed_word_matches),
        cmocka_unit_test(an_inserted_paragraph_leaves_the_rest_matched),
        cmocka_unit_test(of_two_moved_halves_the_longer_is_matched),
        cmocka_unit_test(nothing_matches_nothing),
        cmocka_unit_test(texts_of_one_word_are_no_trouble),
        cmocka_unit_test(long_texts_of_distinct_words_are_matched_whole),
        cmocka_unit_test(scratch_memory_is_used_again),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
