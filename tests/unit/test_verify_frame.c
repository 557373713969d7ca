/* Frames: what two pages share, and neither article comes back to, is no reuse of text. */
#include "compared_pair.h"
#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { NAMES = 6 };

/* Names that a text may come back to, shorter than a run. */
typedef const char *subject[NAMES];

static const subject BRIDGE = {"Marlowe Quarrington. ", "Tessaby viaduct. ",   "Lower Hexwick. ",
                               "Bellamy & Strood. ",    "Prudence Oakshott. ", "River Vennimore. "},
                     SCHOOL = {"Wickenfall academy. ", "Ines Holmbrodt. ",   "Upper Gantry Road. ",
                               "Jasper Threlkeld. ",   "Mossbank council. ", "Dunstan Farraday. "},
                     LETTER = {"Orsolya Vandermeer. ", "Kelmouth Courier. ", "Newsletter desk. ",
                               "Philippa Jermyn. ",    "Subscriber care. ",  "Harbour street. "};

/* Sentences of about 75 letters without a word in common, and names of a subject. */
typedef struct part {
    unsigned sentences;
    const subject *about;
    unsigned times; /* that a name comes, one after the other, spread through the part */
} part;

static const part OF_BRIDGE = {20, &BRIDGE, 12}, OF_SCHOOL = {22, &SCHOOL, 12}, FRAME = {14, NULL, 0};

static void add_part(story *made, unsigned number, const part *p) {
    plain_text text = {0};
    unsigned named = 0;
    for (unsigned i = 0; i < p->sentences; i++) {
        for (; named * p->sentences < (i + 1) * p->times; named++)
            plain_text_add(&text, (*p->about)[named % NAMES]);
        plain_text_tell(&text, number, i, 1);
    }
    story_add_text(made, text.text);
    plain_text_free(&text);
}

/* Two articles that begin with the same passage. */
static dd_link compare_pages(const part *own_a, const part *own_b, const part *shared) {
    story a = {0}, b = {0};
    add_part(&a, 3, shared);
    add_part(&b, 3, shared);
    add_part(&a, 1, own_a);
    add_part(&b, 2, own_b);
    return compared_pair_link(a, b);
}

static dedupe_relation relation_of(const part *own_a, const part *own_b, const part *shared) {
    return compare_pages(own_a, own_b, shared).relation;
}

static void a_frame_is_no_relation(void **state) {
    (void)state;
    const dd_link link = compare_pages(&OF_BRIDGE, &OF_SCHOOL, &FRAME);
    assert_int_equal(link.relation, DEDUPE_NONE);
    assert_int_equal(link.reason, DEDUPE_REASON_FRAME);
    assert_true(link.derived_up_to == 0);
}

/* A story names what it is about, in the passage and elsewhere, or twice in the passage. */
static void what_is_named_again_is_a_story(void **state) {
    (void)state;
    static const part stories[] = {{12, &BRIDGE, 4}, {12, &SCHOOL, 4}, {12, &LETTER, 10}},
                      frames[] = {{12, &BRIDGE, 2}, {12, &SCHOOL, 1}, {12, &LETTER, 6}};
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        assert_int_equal(relation_of(&OF_BRIDGE, &OF_SCHOOL, &stories[i]), DEDUPE_DERIVED);
        assert_int_equal(relation_of(&OF_BRIDGE, &OF_SCHOOL, &frames[i]), DEDUPE_NONE);
    }
}

/* Two reports of one event have words in common beside what one has from the other. */
static void articles_on_one_subject_may_share_a_story(void **state) {
    (void)state;
    static const part of_bridge = {14, &BRIDGE, 12}, of_bridge_too = {15, &BRIDGE, 12},
                      names_it = {15, &BRIDGE, 3};
    assert_int_equal(relation_of(&of_bridge, &of_bridge_too, &FRAME), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&of_bridge, &names_it, &FRAME), DEDUPE_DERIVED);
}

/* Where the articles do not come back to their words either, that the passage does not tells nothing. */
static void articles_must_come_back_to_their_words(void **state) {
    (void)state;
    static const part plain = {20, &BRIDGE, 6}, plain_too = {22, &SCHOOL, 6}, sparse = {20, &BRIDGE, 7},
                      sparse_too = {22, &SCHOOL, 7};
    assert_int_equal(relation_of(&plain, &plain_too, &FRAME), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&OF_BRIDGE, &plain_too, &FRAME), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&plain, &OF_SCHOOL, &FRAME), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&sparse, &sparse_too, &FRAME), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&OF_BRIDGE, &sparse_too, &FRAME), DEDUPE_NONE);
}

/* A brief has too few words of its own, and a sentence need not have any that come again. */
static void little_text_tells_nothing(void **state) {
    (void)state;
    static const part briefs[] = {{2, &BRIDGE, 7}, {4, &BRIDGE, 12}}, block = {7, NULL, 0};
    assert_int_equal(relation_of(&briefs[0], &OF_SCHOOL, &block), DEDUPE_DERIVED);
    assert_int_equal(relation_of(&briefs[1], &OF_SCHOOL, &block), DEDUPE_NONE);
    static const part sentences[] = {{2, NULL, 0}, {6, NULL, 0}}, short_one = {5, &BRIDGE, 12},
                      short_other = {6, &SCHOOL, 12};
    assert_int_equal(relation_of(&short_one, &short_other, &sentences[0]), DEDUPE_RELATED);
    assert_int_equal(relation_of(&OF_BRIDGE, &OF_SCHOOL, &sentences[0]), DEDUPE_RELATED);
    assert_int_equal(relation_of(&OF_BRIDGE, &OF_SCHOOL, &sentences[1]), DEDUPE_NONE);
}

/* A box that a page prints twice says everything twice, whichever page that is. (Coverage is another both
 * ways round: the aligner takes both boxes of the page that it scans, and one of the other.) */
static void what_is_printed_twice_is_told_both_ways(void **state) {
    (void)state;
    static const part box = {20, NULL, 0};
    dd_arena arena = {0};
    dd_comparer comparer = {0};
    dd_article article[2];
    story page[2] = {{0}, {0}};
    for (unsigned i = 0; i < 2; i++) {
        add_part(&page[i], 3, &box);
        add_part(&page[i], 1 + i, i == 0 ? &OF_BRIDGE : &OF_SCHOOL);
    }
    add_part(&page[0], 3, &box);
    for (unsigned i = 0; i < 2; i++)
        compared_pair_read(&article[i], &page[i], &arena);
    for (unsigned i = 0; i < 2; i++) {
        const dd_compare_side x = {&article[i], NULL}, y = {&article[1 - i], NULL};
        dd_link link;
        assert_int_equal(dd_compare(&comparer, &x, &y, &compared_pair_defaults, &arena, &link, NULL),
                         DEDUPE_OK);
        assert_int_equal(link.relation, DEDUPE_DERIVED);
    }
    dd_comparer_free(&comparer);
    dd_arena_free(&arena);
    story_free(&page[0]);
    story_free(&page[1]);
}

/* Less than a tenth of a text is not looked at. */
static void a_line_in_see_also_is_left(void **state) {
    (void)state;
    static const unsigned sentences[] = {55, 75};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        const part own = {sentences[i], NULL, 0};
        story a = {0}, b = {0};
        add_part(&a, 3, &FRAME);
        add_part(&b, 3, &FRAME);
        for (unsigned twice = 0; twice < 2; twice++) {
            add_part(&a, 1, &own);
            add_part(&b, 2, &own);
        }
        assert_int_equal(compared_pair_link(a, b).relation, i == 0 ? DEDUPE_NONE : DEDUPE_RELATED);
    }
}

/* A frame is printed, a story is edited. */
static void what_was_edited_is_a_story(void **state) {
    (void)state;
    static const part sentence = {1, NULL, 0};
    for (unsigned is_edited = 0; is_edited < 2; is_edited++) {
        story a = {0}, b = {0};
        add_part(&a, 1, &OF_BRIDGE);
        add_part(&b, 2, &OF_SCHOOL);
        for (unsigned i = 0; i < FRAME.sentences; i++) {
            add_part(&a, 4 + i, &sentence);
            add_part(&b, 4 + i, &sentence);
            story_add_text(&b, is_edited ? "And so on. " : "");
        }
        assert_int_equal(compared_pair_link(a, b).relation, is_edited ? DEDUPE_DERIVED : DEDUPE_NONE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_is_no_relation),
        cmocka_unit_test(what_is_named_again_is_a_story),
        cmocka_unit_test(articles_on_one_subject_may_share_a_story),
        cmocka_unit_test(articles_must_come_back_to_their_words),
        cmocka_unit_test(little_text_tells_nothing),
        cmocka_unit_test(what_is_printed_twice_is_told_both_ways),
        cmocka_unit_test(a_line_in_see_also_is_left),
        cmocka_unit_test(what_was_edited_is_a_story),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
