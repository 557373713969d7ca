/* Keys of lists: no two small lists have one key, whatever their lengths. */
#include "candidate/list_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { NUMBERS = 14, LISTS = 1 << NUMBERS };

static uint64_t key[LISTS];

static int by_value(const void *left, const void *right) {
    const uint64_t x = *(const uint64_t *)left, y = *(const uint64_t *)right;
    return x < y ? -1 : x > y;
}

/* The key of the numbers from `first` on whose bits are set. */
static uint64_t key_of(unsigned bits, uint32_t first) {
    uint64_t made = dd_list_key_begin((size_t)__builtin_popcount(bits));
    for (uint32_t i = 0; i < NUMBERS; i++)
        if (bits >> i & 1)
            made = dd_list_key_add(made, first + i);
    return dd_list_key_end(made);
}

/* A list that begins with its own length had the key of one that lacks it. */
static void lists_of_small_numbers_have_keys_of_their_own(void **state) {
    (void)state;
    for (uint32_t first = 0; first < 8; first++) {
        for (unsigned bits = 0; bits < LISTS; bits++)
            key[bits] = key_of(bits, first);
        qsort(key, LISTS, sizeof *key, by_value);
        for (unsigned i = 1; i < LISTS; i++)
            assert_true(key[i - 1] != key[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_small_numbers_have_keys_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
