/* Passages for people: whole words, and punctuation on the right side of a border. */
#include "report/word_edges.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_PASSAGES = 4 };

/* Marks passages of both texts with "<" and ">", which are taken out; the passages stand in one order. */
typedef struct marked {
    char text[2][256];
    size_t length[2];
    dedupe_passage passages[MOST_PASSAGES];
    size_t count;
    dedupe_comparison comparison;
} marked;

static size_t read_side(const char *with_marks, char *text, size_t starts[], size_t ends[]) {
    size_t length = 0;
    size_t started = 0;
    size_t ended = 0;
    for (const char *at = with_marks; *at != '\0'; at++) {
        if (*at == '<')
            starts[started++] = length;
        else if (*at == '>')
            ends[ended++] = length;
        else
            text[length++] = *at;
    }
    assert_int_equal(started, ended);
    assert_true(started <= MOST_PASSAGES);
    return length;
}

static void mark(marked *m, const char *a, const char *b) {
    size_t starts[2][MOST_PASSAGES];
    size_t ends[2][MOST_PASSAGES];
    *m = (marked){.count = 0};
    for (const char *at = a; *at != '\0'; at++)
        m->count += *at == '<';
    m->length[0] = read_side(a, m->text[0], starts[0], ends[0]);
    m->length[1] = read_side(b, m->text[1], starts[1], ends[1]);
    for (size_t i = 0; i < m->count; i++)
        m->passages[i] = (dedupe_passage){starts[0][i], ends[0][i] - starts[0][i], starts[1][i],
                                          ends[1][i] - starts[1][i]};
    m->comparison = (dedupe_comparison){
        .a = {.text = m->text[0], .text_length = m->length[0]},
        .b = {.text = m->text[1], .text_length = m->length[1]},
        .pair = {.passages = m->passages, .passage_count = m->count},
    };
}

/* Checks that the passages of a and b become those of wider_a and wider_b. */
static void check(const char *a, const char *b, const char *wider_a, const char *wider_b) {
    marked before;
    marked wanted;
    mark(&before, a, b);
    mark(&wanted, wider_a, wider_b);
    dedupe_passage *passages = cli_word_edges_widen(&before.comparison);
    for (size_t i = 0; i < before.count; i++) {
        assert_int_equal(passages[i].offset, wanted.passages[i].offset);
        assert_int_equal(passages[i].length, wanted.passages[i].length);
        assert_int_equal(passages[i].other_offset, wanted.passages[i].other_offset);
        assert_int_equal(passages[i].other_length, wanted.passages[i].other_length);
    }
    free(passages);
}

static void words_are_whole(void **state) {
    (void)state;
    check("Fer<ry boa>ts sail", "A fer<ry boa>t left", "<Ferry boats> sail", "A <ferry boat> left");
    check("Night<boats sail>", "By night<boats sail>", "<Nightboats sail>", "By <nightboats sail>");
    check("over<ti><me now>", "over<ti><me now>", "<overti><me now>", "<overti><me now>");
}

static void punctuation_of_both_belongs_to_the_passage(void **state) {
    (void)state;
    check("He left. \"<We sail>.\" So.", "\"<We sail>.\" And", "He left. <\"We sail.\"> So.",
          "<\"We sail.\"> And");
    check("old (<By Ann Lowe>)", "new (<By Ann Lowe>)", "old <(By Ann Lowe)>", "new <(By Ann Lowe)>");
    check("Ach, „<das Meer>“, rief", "Oh, „<das Meer>“, rief", "Ach, <„das Meer“,> rief",
          "Oh, <„das Meer“,> rief");
    check("说：「<我们不去>。」她", "道：「<我们不去>。」他", "说：<「我们不去。」>她",
          "道：<「我们不去。」>他");
}

static void punctuation_of_one_side_stays_outside(void **state) {
    (void)state;
    check("(<We sail>. So", "\"<We sail>, so", "(<We sail>. So", "\"<We sail>, so");
    check("<We sail>.\" So", "<We sail>. So", "<We sail.>\" So", "<We sail.> So");
    check("<We sail>.", "<We sail>", "<We sail>.", "<We sail>");
}

static void punctuation_inside_a_word_divides_nothing(void **state) {
    (void)state;
    check("paid <about 3>.5 million", "lost <about 3>.5 million", "paid <about 3>.5 million",
          "lost <about 3>.5 million");
    check("the driver'<s own boat> x", "a driver'<s own boat> y", "the driver'<s own boat> x",
          "a driver'<s own boat> y");
    check("<It>'s late", "<It>'s cold", "<It>'s late", "<It>'s cold");
}

static void passages_never_meet(void **state) {
    (void)state;
    check("<We sail>\"<They stay>", "<We sail>\"<They stay>", "<We sail>\"<They stay>",
          "<We sail>\"<They stay>");
    check("<one two>, \"<three four>.", "<one two>, \"<three four>.", "<one two,> <\"three four.>",
          "<one two,> <\"three four.>");
    check("<one two><, three four>", "<one two> and <, three four>", "<one two><, three four>",
          "<one two> and <, three four>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_whole),
        cmocka_unit_test(punctuation_of_both_belongs_to_the_passage),
        cmocka_unit_test(punctuation_of_one_side_stays_outside),
        cmocka_unit_test(punctuation_inside_a_word_divides_nothing),
        cmocka_unit_test(passages_never_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
