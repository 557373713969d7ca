/* What stands in boilerplate is no blank of a form: a story in the frames of two papers is one story. */
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Frames that have sections in common and persons of their own between them. */
static const char
    FRAME_A[] = "Politik: Anna Berger. Sport: Karl Winter. Kultur: Eva Sommer. Wetter: Jan Herbst. "
                "Reise: Ida Vogel. Leserbriefe: Max Thal. Anzeigen: Uwe Stein. ",
    FRAME_B[] = "Politik: Otto Reuter. Sport: Lena Fromm. Kultur: Paul Zeidler. Wetter: Rosa Quast. "
                "Reise: Hans Merkel. Leserbriefe: Vera Jost. Anzeigen: Tim Ohlsen. ",
    STORY[] = "Der Stadtrat von Grünau hat am Dienstag den Bau einer Brücke über die Leine beschlossen. "
              "Bürgermeisterin Heike Lorenz sprach von einem guten Tag für die Stadt. Die Opposition "
              "hält das Vorhaben für zu teuer und will den Haushalt noch einmal prüfen lassen. ";

static dedupe_relation relation_of(const char *frame_a, const char *frame_b, bool is_known) {
    story a = {0}, b = {0};
    compared_pair made;
    story_add_text(&a, frame_a);
    dd_span span_a = {0, (uint32_t)story_count_letters(&a, 0, a.length)};
    story_add_text(&b, frame_b);
    dd_span span_b = {0, (uint32_t)story_count_letters(&b, 0, b.length)};
    const dd_spans known_a = {.span = &span_a, .count = 1}, known_b = {.span = &span_b, .count = 1};
    story_add_text(&a, STORY);
    story_add_text(&b, STORY);
    compared_pair_make(&made, &a, &b, is_known ? &known_a : NULL, is_known ? &known_b : NULL);
    const dedupe_relation relation = made.link.relation;
    compared_pair_free(&made);
    story_free(&a);
    story_free(&b);
    return relation;
}

static void a_story_in_two_frames_is_one_story(void **state) {
    (void)state;
    assert_int_equal(relation_of(FRAME_A, FRAME_B, false), DEDUPE_VARIANT);
    assert_int_equal(relation_of(FRAME_A, FRAME_B, true), DEDUPE_NEAR);
}

/* What a slot of two words is where one side has a word that is set aside. */
static void words_set_aside_do_not_conflict(void **state) {
    (void)state;
    static const char text_a[] = "Berger Winter", text_b[] = "Quast Fromm";
    dd_letters a = {0}, b = {0};
    dd_words words_a = {0}, words_b = {0}, told = {0};
    dd_vocabulary vocabulary = {0};
    const uint8_t mark[sizeof text_a] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    const dd_gap first = {0, 1, 0, 1}, both = {0, 2, 0, 2};
    assert_int_equal(dd_letters_fold(&a, text_a, sizeof text_a - 1, true, NULL), DEDUPE_OK);
    assert_int_equal(dd_letters_fold(&b, text_b, sizeof text_b - 1, true, NULL), DEDUPE_OK);
    assert_int_equal(dd_words_split(&words_a, &a, text_a, sizeof text_a - 1, NULL), DEDUPE_OK);
    assert_int_equal(dd_words_split(&words_b, &b, text_b, sizeof text_b - 1, NULL), DEDUPE_OK);
    assert_int_equal(dd_words_set_aside(&told, &words_a, mark, 1, 1, NULL), DEDUPE_OK);
    assert_true(dd_vocabulary_read(&vocabulary, &words_a, &words_b));
    const dd_slot_side side = {&told, &a}, other = {&words_b, &b};
    assert_int_equal(dd_slot_judge(&vocabulary, &side, &other, &first), DD_CONFLICT_NAMES);
    assert_int_equal(dd_slot_judge(&vocabulary, &side, &other, &both), DD_CONFLICT_NONE);
    assert_int_equal(dd_slot_judge(&vocabulary, &other, &side, &both), DD_CONFLICT_NONE);
    assert_false(dd_slot_is_damaged(&side, &other, &first));
    assert_true(dd_slot_is_damaged(&side, &other, &both));
    dd_vocabulary_free(&vocabulary);
    dd_words_free(&told);
    dd_words_free(&words_a);
    dd_words_free(&words_b);
    dd_letters_free(&a);
    dd_letters_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_in_two_frames_is_one_story),
        cmocka_unit_test(words_set_aside_do_not_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
