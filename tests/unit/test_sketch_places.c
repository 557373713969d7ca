/* Places by wide and by narrow blocks are those that a look at each shingle gives. */
#include "random_source.h"
#include "sketch/places.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 1000, SHINGLE = 16, ROUNDS = 3000 };

static void every_way_chooses_the_same_places(void **state) {
    (void)state;
    static uint8_t letter[LONGEST + SHINGLE];
    static uint32_t narrow[LONGEST + DD_PLACES_SPARE], middle[LONGEST + DD_PLACES_SPARE],
        best[LONGEST + DD_PLACES_SPARE];
    random_source source = random_start(5);
    for (unsigned round = 0; round < ROUNDS; round++) {
        const size_t shingles = random_below(&source, LONGEST), letters = 1 + random_below(&source, 255);
        const unsigned rate_bits = (unsigned)random_below(&source, 5);
        const uint16_t most = dd_places_most((size_t)1 << rate_bits),
                       base = dd_places_most((size_t)1 << (rate_bits + random_below(&source, 5)));
        size_t expected = 0;
        for (size_t i = 0; i < shingles + SHINGLE - 1; i++)
            letter[i] = (uint8_t)(1 + random_below(&source, letters));
        memset(narrow, 0xff, sizeof narrow);
        memset(middle, 0xff, sizeof middle);
        memset(best, 0xff, sizeof best);
        const size_t count = dd_places_choose_narrow(letter, shingles, most, base, narrow);
        assert_int_equal(dd_places_choose(letter, shingles, most, base, best), count);
        assert_int_equal(dd_places_choose_avx2(letter, shingles, most, base, middle), count);
        assert_memory_equal(narrow, middle, count * sizeof *narrow);
        assert_memory_equal(narrow, best, count * sizeof *narrow);
        for (size_t i = 0; i < shingles; i++) {
            const uint16_t choice = dd_places_choice(letter + i);
            if (choice > most)
                continue;
            assert_true(expected < count);
            assert_int_equal(narrow[expected++], choice > base ? i | DD_PLACES_DENSE : i);
        }
        assert_int_equal(expected, count);
        assert_int_equal(narrow[LONGEST + DD_PLACES_SPARE - 1], UINT32_MAX);
        assert_int_equal(middle[LONGEST + DD_PLACES_SPARE - 1], UINT32_MAX);
        assert_int_equal(best[LONGEST + DD_PLACES_SPARE - 1], UINT32_MAX);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_chooses_the_same_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
