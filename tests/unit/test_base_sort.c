/* The radix sort against qsort, on arrays that are short and long, with all, few and one distinct byte,
 * and of every width of key. */
#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COUNT_MAX = 5000 };

/* A xorshift generator: the same numbers on every machine. */
static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed * 0x2545f4914f6cdd1du;
}

static int compare_u64(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Kinds of keys: any; few values; all equal; two bytes differ; sorted; sorted backwards; one byte differs. */
enum { KINDS = 7 };

static uint64_t key_of_kind(unsigned kind, size_t i, size_t count, uint64_t random) {
    switch (kind) {
    case 0:
        return random;
    case 1:
        return random % 3 * 0x0101010101010101u;
    case 2:
        return 0x0123456789abcdefu;
    case 3:
        return 0x1111111111111111u ^ (random & 0xff) << (random >> 32) % 2 * 24;
    case 4:
        return i * 0x10001u;
    case 5:
        return (count - i) * 0x10001u;
    default:
        return 0x2222222222222222u ^ (random & 0xff) << 16;
    }
}

static uint64_t low_bits(unsigned bits) {
    return bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
}

static void check_u64(size_t count, unsigned bits, unsigned kind, uint64_t *seed) {
    static uint64_t keys[COUNT_MAX + 1];
    static uint64_t expected[COUNT_MAX + 1];
    static uint64_t scratch[COUNT_MAX + 1];
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of_kind(kind, i, count, next_random(seed)) & low_bits(bits);
    memcpy(expected, keys, count * sizeof *keys);
    keys[count] = scratch[count] = 0xfeedface;
    qsort(expected, count, sizeof *expected, compare_u64);
    dd_sort_u64(keys, scratch, count, bits);
    assert_memory_equal(keys, expected, count * sizeof *keys);
    assert_int_equal(keys[count], 0xfeedface);
    assert_int_equal(scratch[count], 0xfeedface);
}

static const size_t counts[] = {1, 2, 3, 7, 31, 32, 33, 34, 63, 64, 65, 255, 256, 257, 1000, COUNT_MAX};
enum { COUNTS = sizeof counts / sizeof counts[0] };

static void u64_sorts_like_qsort(void **state) {
    (void)state;
    uint64_t seed = 20261123;
    for (unsigned bits = 8; bits <= 64; bits += 8)
        for (unsigned kind = 0; kind < KINDS; kind++)
            for (size_t i = 0; i < COUNTS; i++)
                check_u64(counts[i], bits, kind, &seed);
    for (unsigned round = 0; round < 500; round++) {
        size_t count = (size_t)(next_random(&seed) % 300) + 1;
        check_u64(count, 8 * (round % 8 + 1), round % KINDS, &seed);
    }
}

static void nothing_to_sort_touches_nothing(void **state) {
    (void)state;
    dd_sort_u64(NULL, NULL, 0, 64);
    uint64_t one = 7;
    dd_sort_u64(&one, NULL, 1, 64);
    assert_int_equal(one, 7);
}

/* The upper half of each key is the place it came from and is not sorted by: equal keys must keep it. */
static void equal_keys_keep_their_order(void **state) {
    (void)state;
    static uint64_t keys[COUNT_MAX];
    static uint64_t scratch[COUNT_MAX];
    uint64_t seed = 99;
    const size_t tried[] = {20, 32, 33, 400, COUNT_MAX};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        for (size_t at = 0; at < tried[i]; at++)
            keys[at] = (uint64_t)at << 32 | next_random(&seed) % 11 * 0x01010101;
        dd_sort_u64(keys, scratch, tried[i], 32);
        for (size_t at = 1; at < tried[i]; at++) {
            uint32_t left = (uint32_t)keys[at - 1];
            uint32_t right = (uint32_t)keys[at];
            assert_true(left < right || (left == right && keys[at - 1] >> 32 < keys[at] >> 32));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(u64_sorts_like_qsort),
        cmocka_unit_test(nothing_to_sort_touches_nothing),
        cmocka_unit_test(equal_keys_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
