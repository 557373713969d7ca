/* What stands in boilerplate is no blank of a form: a story in the frames of two papers is one story. */
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

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

static dedupe_relation relation_of(const char *frame_a, const char *frame_b, const char *text_a,
                                   const char *text_b, bool is_known) {
    story a = {0}, b = {0};
    compared_pair made;
    story_add_text(&a, frame_a);
    dd_span span_a = {0, (uint32_t)story_count_letters(&a, 0, a.length)};
    story_add_text(&b, frame_b);
    dd_span span_b = {0, (uint32_t)story_count_letters(&b, 0, b.length)};
    const dd_spans known_a = {.span = &span_a, .count = 1}, known_b = {.span = &span_b, .count = 1};
    story_add_text(&a, text_a);
    story_add_text(&b, text_b);
    compared_pair_make(&made, &a, &b, is_known ? &known_a : NULL, is_known ? &known_b : NULL);
    const dedupe_relation relation = made.link.relation;
    compared_pair_free(&made);
    story_free(&a);
    story_free(&b);
    return relation;
}

static void a_story_in_two_frames_is_one_story(void **state) {
    (void)state;
    assert_int_equal(relation_of(FRAME_A, FRAME_B, STORY, STORY, false), DEDUPE_VARIANT);
    assert_int_equal(relation_of(FRAME_A, FRAME_B, STORY, STORY, true), DEDUPE_NEAR);
}

/* A frame of 26 sections, each with a person of the paper behind it. */
static void write_frame(char *out, const char *person) {
    static const char *const section[] = {"Politik", "Sport",  "Kultur", "Wetter",
                                          "Reise",   "Medien", "Garten"};
    for (char letter = 'A'; letter <= 'Z'; letter++)
        out += sprintf(out, "%s %c%c%c: %s%c. ", section[letter % 7], letter, letter | 32, letter | 32,
                       person, letter | 32);
}

/* And a form in two frames is one form filled in twice: what is set aside is no slot that agrees, either. */
static void a_form_in_two_frames_is_a_form(void **state) {
    (void)state;
    static const char one[] =
        "Polizeibericht aus Grünau: Am Dienstag wurde in der Lindenstraße ein Radfahrer von einem Wagen "
        "angefahren und leicht verletzt. Der Schaden beträgt 2400 Euro. Zeugen melden sich bei Hauptmeister "
        "Lorenz unter der Nummer 3317. Am Abend brannte in Holzen ein Schuppen, 14 Helfer waren im Einsatz. ";
    static const char other[] =
        "Polizeibericht aus Kaltental: Am Freitag wurde in der Mühlgasse ein Radfahrer von einem Wagen "
        "angefahren und leicht verletzt. Der Schaden beträgt 900 Euro. Zeugen melden sich bei Hauptmeister "
        "Quandt unter der Nummer 5582. Am Abend brannte in Furt ein Schuppen, 31 Helfer waren im Einsatz. ";
    char frame_a[1024], frame_b[1024];
    write_frame(frame_a, "Bergmann");
    write_frame(frame_b, "Quastor");
    assert_int_equal(relation_of("", "", one, other, false), DEDUPE_VARIANT);
    assert_int_equal(relation_of(frame_a, frame_b, one, other, true), DEDUPE_VARIANT);
    assert_int_equal(relation_of(frame_a, frame_b, one, one, true), DEDUPE_NEAR);
}

/* Names that match are facts only where they are not set aside on either side. */
static void what_matches_aside_is_no_fact(void **state) {
    (void)state;
    static const char text[] = "the clerk saw Berger and Winter";
    const uint8_t mark[sizeof text] = {[11] = 1}; /* at Berger */
    for (unsigned side = 0; side < 2; side++) {
        dd_letters letters = {0};
        dd_words words = {0}, told = {0};
        dd_facts facts = {0};
        dd_verdict verdict;
        assert_int_equal(dd_letters_fold(&letters, text, sizeof text - 1, true, NULL), DEDUPE_OK);
        assert_int_equal(dd_words_split(&words, &letters, text, sizeof text - 1, NULL), DEDUPE_OK);
        assert_int_equal(dd_words_set_aside(&told, &words, mark, 1, NULL), DEDUPE_OK);
        const dd_slot_side plain = {&words, &letters}, aside = {&told, &letters};
        assert_int_equal(dd_facts_judge(&facts, &plain, &plain, &verdict, NULL), DEDUPE_OK);
        assert_int_equal(facts.counts.matched_facts, 2);
        assert_int_equal(facts.counts.matched_words, 6);
        assert_int_equal(
            dd_facts_judge(&facts, side == 0 ? &aside : &plain, side == 0 ? &plain : &aside, &verdict, NULL),
            DEDUPE_OK);
        assert_int_equal(facts.counts.matched_facts, 1);
        assert_int_equal(facts.counts.matched_words, 5);
        assert_int_equal(facts.counts.agreeing, 1);
        dd_facts_free(&facts);
        dd_words_free(&told);
        dd_words_free(&words);
        dd_letters_free(&letters);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_story_in_two_frames_is_one_story),
        cmocka_unit_test(a_form_in_two_frames_is_a_form),
        cmocka_unit_test(what_matches_aside_is_no_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
