/* Of a long text the words near its runs are taken, the same ones that a split of all of it has there. */
#include "base/memory.h"
#include "random_source.h"
#include "story.h"
#include "verify/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BYTES = 200000, QUOTES = 5 };

/* A text and the runs that it is said to share with another. */
typedef struct fixture {
    story text;
    dd_letters letters;
    dd_words all, near;
    dd_run run[QUOTES];
    dd_aligner aligner; /* borrows the runs */
    dd_nearby nearby;
} fixture;

static void set(fixture *f, uint64_t seed) {
    random_source source = random_start(seed);
    *f = (fixture){0};
    story_add_prose(&f->text, &source, BYTES);
    assert_int_equal(dd_letters_fold(&f->letters, f->text.text, f->text.length, true, NULL), DEDUPE_OK);
    assert_int_equal(dd_words_split(&f->all, &f->letters, f->text.text, f->text.length, NULL), DEDUPE_OK);
    for (size_t i = 0; i < QUOTES; i++) { /* in any order, overlapping or not, up to the very ends */
        uint32_t begin = (uint32_t)random_below(&source, f->letters.count - 100);
        begin = i == 0 ? 0 : i == 1 ? (uint32_t)f->letters.count - 100 : begin;
        f->run[i] = (dd_run){begin, begin + 100, begin, begin + 100, 90};
    }
    f->aligner.run = f->run;
    f->aligner.run_count = QUOTES;
}

static void unset(fixture *f) {
    story_free(&f->text);
    dd_letters_free(&f->letters);
    dd_words_free(&f->all);
    dd_words_free(&f->near);
    dd_memory_free(f->nearby.stretch);
}

static dedupe_status split(fixture *f, bool is_b) {
    const dd_text text = {f->text.text, f->text.length};
    return dd_nearby_split(&f->nearby, &f->near, &f->letters, &text, &f->aligner, is_b, NULL);
}

static bool is_near(const fixture *f, const dd_word *word) {
    for (size_t i = 0; i < QUOTES; i++)
        if (word->begin + DD_NEARBY_MARGIN >= f->run[i].a_begin &&
            word->begin < f->run[i].a_end + DD_NEARBY_MARGIN)
            return true;
    return false;
}

static void words_near_runs_are_those_of_the_whole_text(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        fixture f;
        size_t next = 0;
        set(&f, seed);
        assert_int_equal(split(&f, seed % 2), DEDUPE_OK);
        for (size_t i = 0; i < f.all.count; i++) {
            const dd_word *word = &f.all.word[i];
            if (!is_near(&f, word))
                continue;
            assert_true(next < f.near.count);
            assert_memory_equal(&f.near.word[next++], word, sizeof *word);
        }
        assert_int_equal(next, f.near.count);
        assert_true(next > 500 && next < f.all.count);
        unset(&f);
    }
}

static void without_runs_there_are_no_words(void **state) {
    (void)state;
    fixture f;
    set(&f, 1);
    f.aligner.run_count = 0;
    assert_int_equal(split(&f, false), DEDUPE_OK);
    assert_int_equal(f.near.count, 0);
    unset(&f);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        fixture f;
        set(&f, 2);
        dd_memory_fail_after(planted);
        const dedupe_status status = split(&f, false);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        unset(&f);
    }
    assert_true(planted > 2);
}

/* A book that is quoted: the relation is that of the quoting text, and told in no more time than it takes to
 * read the book. */
static void a_quote_from_a_book_is_an_excerpt(void **state) {
    (void)state;
    random_source source = random_start(9);
    story book = {0}, quote = {0};
    story_add_prose(&book, &source, DD_NEARBY_LONG * 3 / 2);
    story_add_part(&quote, &book, book.length / 2, book.length / 2 + 3000);
    dedupe_comparison *made = NULL;
    assert_int_equal(dedupe_compare(NULL, book.text, book.length, quote.text, quote.length, &made, NULL),
                     DEDUPE_OK);
    assert_true(made->a.letters > DD_NEARBY_LONG);
    assert_int_equal(made->pair.relation, DEDUPE_EXCERPT);
    assert_int_equal(made->pair.passage_count, 1);
    dedupe_comparison_free(made);
    story_free(&book);
    story_free(&quote);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_near_runs_are_those_of_the_whole_text),
        cmocka_unit_test(without_runs_there_are_no_words),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(a_quote_from_a_book_is_an_excerpt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
