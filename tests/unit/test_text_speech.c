/* Quoted speech: which letters stand between quotation marks. */
#include "text/speech.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The letters of `text` that are speech, each other letter as a point. */
static void mark(const char *text, char *out, size_t room) {
    dd_letters letters = {0};
    assert_int_equal(dd_letters_fold(&letters, text, strlen(text), true, NULL), DEDUPE_OK);
    assert_true(letters.count < room);
    uint8_t *marks = calloc(letters.count + 1, 1);
    assert_non_null(marks);
    dd_speech_mark(&letters, text, strlen(text), marks, 8);
    for (size_t i = 0; i < letters.count; i++) {
        assert_true(marks[i] == 0 || marks[i] == 8);
        out[i] = marks[i] ? (char)letters.letter[i] : '-';
    }
    out[letters.count] = '\0';
    free(marks);
    dd_letters_free(&letters);
}

static void check(const char *text, const char *expected) {
    char found[256];
    mark(text, found, sizeof found);
    assert_string_equal(found, expected);
}

static void marks_of_all_styles_hold_speech(void **state) {
    (void)state;
    check("he \"ran up\" it", "--ranup--");
    check("he “ran” it", "--ran--");
    check("he ”ran” it", "--ran--");
    check("er „lief“ da", "--lief--");
    check("il « court » la", "--court--");
    check("er »lief« da", "--lief--");
    check("er ‹lief› da", "--lief--");
    check("he ‘didn’t run’ it", "--didntrun--");
    check("a「bc」d", "-bc-");
    check("a『bc』d", "-bc-");
    check("“he ‘ran’ it” so", "heranit--");
}

static void stray_marks_do_not_turn_the_text_inside_out(void **state) {
    (void)state;
    check("a 5\" pipe he \"ran\" it", "--------ran--");
    check("no\" end of \"it\" here", "-------it----");
    check("so he \"ran on. \"it\" here", "----ranonit----");
    check("the ’90s or ‘it’ then", "--------it----");
    check("\"first.\n\"second\" third", "firstsecond-----");
    check("\"never closed", "-----------");
    check("", "");
    check("\"", "");
}

static void a_mark_that_lost_its_partner_does_not_either(void **state) {
    (void)state;
    check("it is so”, he said. “it” is", "itisso------it--");
    check("it is so», he said. «it» is", "itisso------it--");
    check("es ist«, sagt er. »es« ist", "esist------es---");
    check("so: it is so\", he said. \"it\" is", "--------------it--");
}

/* What ends has begun in the same line, after the speech before. */
static void speech_that_lost_its_beginning_is_taken_from_the_line(void **state) {
    (void)state;
    check("he ran\nit is so», he said", "-----itisso------");
    check("«we» ran. it is so», he said", "weranitisso------");
    check("a「bc」d ef」g", "-bcdef-");
}

static void speech_without_an_end_is_none(void **state) {
    (void)state;
    enum { LONG = 3000 };
    char text[LONG + 32], found[LONG + 32];
    memset(text, 'a', LONG);
    text[0] = '"';
    memcpy(text + LONG, "\" b \"c\" d", sizeof "\" b \"c\" d");
    mark(text, found, sizeof found);
    assert_null(strchr(found, 'a'));
    assert_string_equal(found + LONG - 1, "-c-");
}

/* Marks far apart and close together, at every place in a block of the source. */
static void a_long_text_is_marked_where_it_is_quoted(void **state) {
    (void)state;
    enum { MOST = 3000 };
    char *text = malloc(MOST), *plain = malloc(MOST);
    assert_true(text && plain);
    for (size_t before = 1; before < 70; before++)
        for (size_t inside = 1; inside < 1500; inside = inside * 3 + before % 2) {
            size_t length = 0;
            memset(text, 'a', before);
            length = before;
            text[length++] = ' ';
            text[length++] = '"';
            memset(text + length, 'b', inside);
            length += inside;
            text[length++] = '"';
            memcpy(text + length, " \xc3\xa9 cc", 7);
            const size_t letters = before + inside + 3;
            memset(plain, '-', letters);
            memset(plain + before, 'b', inside);
            plain[letters] = '\0';
            char found[MOST];
            mark(text, found, sizeof found);
            assert_string_equal(found, plain);
        }
    free(text);
    free(plain);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_text_is_marked_where_it_is_quoted),
        cmocka_unit_test(marks_of_all_styles_hold_speech),
        cmocka_unit_test(stray_marks_do_not_turn_the_text_inside_out),
        cmocka_unit_test(a_mark_that_lost_its_partner_does_not_either),
        cmocka_unit_test(speech_that_lost_its_beginning_is_taken_from_the_line),
        cmocka_unit_test(speech_without_an_end_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
