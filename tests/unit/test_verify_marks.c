/* Marks are counted eight at a time: the same as one at a time. */
#include "random_source.h"
#include "verify/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include <cmocka.h>

static dd_mark_counts count_plainly(const uint8_t *side, size_t letters) {
    dd_mark_counts counts = {0};
    for (size_t l = 0; l < letters; l++) {
        const bool covered = side[l] & DD_MARK_COVERED, boilerplate = side[l] & DD_MARK_BOILERPLATE;
        counts.letters += !boilerplate;
        counts.covered += !boilerplate && covered;
        counts.boilerplate += boilerplate;
        counts.boilerplate_covered += boilerplate && covered;
    }
    return counts;
}

static void assert_counts(const uint8_t *side, size_t letters) {
    const dd_mark_counts plain = count_plainly(side, letters), counts = dd_marks_count(side, letters);
    assert_int_equal(counts.letters, plain.letters);
    assert_int_equal(counts.covered, plain.covered);
    assert_int_equal(counts.boilerplate, plain.boilerplate);
    assert_int_equal(counts.boilerplate_covered, plain.boilerplate_covered);
}

static void counts_are_those_of_a_plain_loop(void **state) {
    (void)state;
    enum { MOST = 1200 };
    random_source source = random_start(31);
    uint8_t *side = malloc(MOST);
    assert_non_null(side);
    for (size_t letters = 0; letters < MOST; letters++) {
        for (size_t l = 0; l < letters; l++)
            side[l] = (uint8_t)random_below(&source, 32); /* other marks do not count */
        assert_counts(side, letters);
    }
    free(side);
}

static void no_counter_runs_over(void **state) {
    (void)state;
    enum { LETTERS = 100003 };
    uint8_t *side = malloc(LETTERS);
    assert_non_null(side);
    for (unsigned mark = 0; mark < 32; mark++) {
        for (size_t l = 0; l < LETTERS; l++)
            side[l] = (uint8_t)mark;
        assert_counts(side, LETTERS);
    }
    free(side);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_a_plain_loop),
        cmocka_unit_test(no_counter_runs_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
