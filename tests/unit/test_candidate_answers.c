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
    bool is_known;
    assert_true(dd_answers_make(&answers, 100000, 17, 1));
    for (unsigned i = 0; i < 5000; i++) {
        const uint64_t key = random_next(&source), other = key ^ 4; /* at the same place */
        const bool yes = i % 2 == 0;
        uint64_t *entry = dd_answers_find(&answers, key, &is_known);
        assert_false(is_known);
        dd_answers_set(entry, key, yes);
        assert_ptr_equal(dd_answers_find(&answers, key, &is_known), entry);
        assert_true(is_known);
        assert_true(dd_answers_get(entry) == yes);
        assert_ptr_equal(dd_answers_find(&answers, other, &is_known), entry);
        assert_false(is_known);
        dd_answers_set(entry, other, !yes);
        (void)dd_answers_find(&answers, key, &is_known);
        assert_false(is_known);
    }
    dd_answers_clear(&answers);
    for (unsigned i = 0; i < 1000; i++) {
        (void)dd_answers_find(&answers, random_next(&source), &is_known);
        assert_false(is_known);
    }
    dd_memory_free(answers.entry);
}

static void tables_of_many_workers_are_smaller(void **state) {
    (void)state;
    static const struct {
        size_t entries;
        unsigned workers, bits;
    } cases[] = {{0, 1, 10},       {1025, 1, 11},     {1 << 20, 1, 17}, {1 << 20, 2, 17},
                 {1 << 20, 4, 16}, {1 << 20, 64, 12}, {2000, 64, 11}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dd_answers answers = {0};
        assert_true(dd_answers_make(&answers, cases[i].entries, 17, cases[i].workers));
        assert_int_equal(answers.bits, cases[i].bits);
        dd_memory_free(answers.entry);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_of_its_key_alone),
        cmocka_unit_test(tables_of_many_workers_are_smaller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
