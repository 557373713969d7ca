/* Open runs, held against a loop that asks one place after the other. */
#include "random_source.h"
#include "verify/open_runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static uint32_t any_number(random_source *source) {
    static const uint32_t borders[] = {0, 1, 49, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF};
    if (random_below(source, 2) == 0)
        return borders[random_below(source, sizeof borders / sizeof *borders)];
    return (uint32_t)random_below(source, (size_t)1 << 32);
}

/* Whether going up from `low` by at most `span` meets the value. */
static bool is_met(uint32_t value, uint32_t low, uint32_t span) {
    const uint64_t end = (uint64_t)low + span;
    return (value >= low && value <= end) || (uint64_t)value + ((uint64_t)1 << 32) <= end;
}

static void within_is_within_modulo_the_word(void **state) {
    (void)state;
    random_source source = random_start(1);
    for (unsigned round = 0; round < 20000; round++) {
        uint32_t value[DD_OPEN_PLACES], expected = 0;
        const uint32_t low = any_number(&source), span = any_number(&source);
        for (unsigned i = 0; i < DD_OPEN_PLACES; i++) {
            value[i] = random_below(&source, 3) == 0 ? low + (uint32_t)random_below(&source, 5) - 2
                                                     : any_number(&source);
            expected |= (uint32_t)is_met(value[i], low, span) << i;
        }
        assert_int_equal(dd_open_within(value, low, span), expected);
    }
}

static void the_longest_and_the_stalest_are_the_first_of_equals(void **state) {
    (void)state;
    random_source source = random_start(2);
    for (unsigned round = 0; round < 20000; round++) {
        dd_open_runs open;
        uint32_t longest = DD_OPEN_RUNS, stalest = DD_OPEN_RUNS;
        memset(&open, 0, sizeof open);
        open.used = 1 + (uint32_t)random_below(&source, (1u << DD_OPEN_RUNS) - 1);
        for (uint32_t i = 0; i < DD_OPEN_RUNS; i++) {
            open.matches[i] = (uint32_t)random_below(&source, 4);
            open.b_last[i] = (uint32_t)random_below(&source, 4);
            if (!(open.used >> i & 1))
                continue;
            if (longest == DD_OPEN_RUNS || open.matches[i] > open.matches[longest])
                longest = i;
            if (stalest == DD_OPEN_RUNS || open.b_last[i] < open.b_last[stalest])
                stalest = i;
        }
        assert_int_equal(dd_open_longest(&open, open.used), longest);
        assert_int_equal(dd_open_stalest(&open), stalest);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(within_is_within_modulo_the_word),
        cmocka_unit_test(the_longest_and_the_stalest_are_the_first_of_equals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
