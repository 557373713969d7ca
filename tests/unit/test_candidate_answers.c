/* The table of answers: it gives what was set for a key, and nothing for another. */
#include "base/memory.h"
#include "candidate/answers.h"
#include "random_source.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void an_answer_is_of_its_key_alone(void **state) {
    (void)state;
    random_source source = random_start(3);
    dd_answers answers = {0};
    assert_true(dd_answers_make(&answers, 100000, 17));
    for (unsigned i = 0; i < 5000; i++) {
        const uint64_t key = random_next(&source), other = key ^ 4; /* at the same place */
        const bool is_yes = i % 2 == 0;
        assert_int_equal(dd_answers_find(&answers, key), DD_ANSWER_UNKNOWN);
        dd_answers_note(&answers, key, is_yes);
        assert_int_equal(dd_answers_find(&answers, key), is_yes ? DD_ANSWER_YES : DD_ANSWER_NO);
        assert_int_equal(dd_answers_find(&answers, other), DD_ANSWER_UNKNOWN);
        dd_answers_note(&answers, other, !is_yes);
        assert_int_equal(dd_answers_find(&answers, other), is_yes ? DD_ANSWER_NO : DD_ANSWER_YES);
        assert_int_equal(dd_answers_find(&answers, key), DD_ANSWER_UNKNOWN);
    }
    dd_answers_clear(&answers);
    for (unsigned i = 0; i < 1000; i++)
        assert_int_equal(dd_answers_find(&answers, random_next(&source)), DD_ANSWER_UNKNOWN);
    dd_memory_free(answers.entry);
}

static void a_table_is_as_large_as_is_asked_for_up_to_a_bound(void **state) {
    (void)state;
    static const struct {
        size_t entries;
        unsigned bits;
    } cases[] = {{0, 10}, {1024, 10}, {1025, 11}, {2000, 11}, {1 << 17, 17}, {1 << 20, 17}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dd_answers answers = {0};
        assert_true(dd_answers_make(&answers, cases[i].entries, 17));
        assert_int_equal(answers.bits, cases[i].bits);
        dd_memory_free(answers.entry);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_of_its_key_alone),
        cmocka_unit_test(a_table_is_as_large_as_is_asked_for_up_to_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
