/* Where passages stand in two texts: against the plain definition, for passages in any order. */
#include "random_source.h"
#include "report/passage_places.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TEXT_BYTES = 400, MOST_PASSAGES = 30 };

static size_t line_at(const char *text, size_t offset) {
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text[i] == '\n';
    return line;
}

static size_t end_before(const dedupe_passage *passages, size_t count, size_t offset) {
    size_t end = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t other_end = passages[i].other_offset + passages[i].other_length;
        if (passages[i].other_offset < offset && other_end > end)
            end = other_end;
    }
    return end;
}

static void check(const char *a, const char *b, const dedupe_passage *passages, size_t count) {
    const dedupe_comparison comparison = {.a = {.text = a, .text_length = TEXT_BYTES},
                                          .b = {.text = b, .text_length = TEXT_BYTES}};
    cli_passage_place *places = cli_passage_places_find(&comparison, passages, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(places[i].line_a, line_at(a, passages[i].offset));
        assert_int_equal(places[i].line_b, line_at(b, passages[i].other_offset));
        assert_int_equal(places[i].end_before_b, end_before(passages, count, passages[i].other_offset));
    }
    free(places);
}

static void places_are_those_of_the_definition(void **state) {
    (void)state;
    random_source source = random_start(11);
    for (unsigned round = 0; round < 300; round++) {
        char a[TEXT_BYTES];
        char b[TEXT_BYTES];
        dedupe_passage passages[MOST_PASSAGES];
        const size_t count = random_below(&source, MOST_PASSAGES + 1);
        for (size_t i = 0; i < TEXT_BYTES; i++) {
            a[i] = random_below(&source, 9) == 0 ? '\n' : 'a';
            b[i] = random_below(&source, 9) == 0 ? '\n' : 'b';
        }
        for (size_t i = 0; i < count; i++) /* some start in one place, some overlap */
            passages[i] = (dedupe_passage){random_below(&source, 90), 1 + random_below(&source, 90),
                                           4 * random_below(&source, 20), 1 + random_below(&source, 90)};
        check(a, b, passages, count);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_are_those_of_the_definition)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
