/* 64 shingles at a time are asked for, and placed, as one at a time are. */
#include "base/memory.h"
#include "random_source.h"
#include "sketch/shingle.h"
#include "verify/key_wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LONGEST = 2 * DD_SHINGLE_WORD, ROUNDS = 2000, SPARE = 8 /* bytes that a key may read behind it */ };

/* A map of some of the shingles at `letter` and of others. */
static void fill(dd_key_map *map, random_source *source, const uint8_t *letter, size_t shingle) {
    assert_true(dd_key_map_clear(map, 1 + random_below(source, 5000)));
    for (size_t i = 0; i < DD_KEY_WIDE; i++)
        if (random_below(source, 2))
            dd_key_map_add(map, dd_shingle_key(letter + i, shingle));
    for (size_t i = random_below(source, 2000); i > 0; i--)
        dd_key_map_add(map, random_next(source));
}

/* The letters alone, so that a sanitizer sees a byte read behind them. */
static uint8_t *copy_letters(const uint8_t *letter, size_t shingle) {
    uint8_t *copy = malloc(DD_KEY_WIDE + shingle - 1);
    assert_non_null(copy);
    for (size_t i = 0; i < DD_KEY_WIDE + shingle - 1; i++)
        copy[i] = letter[i];
    return copy;
}

static void a_block_is_answered_like_its_shingles(void **state) {
    (void)state;
    dd_key_map map = {0};
    random_source source = random_start(11);
    for (unsigned round = 0; round < ROUNDS; round++) {
        uint8_t letter[DD_KEY_WIDE + LONGEST + SPARE];
        uint32_t place[DD_KEY_WIDE];
        const size_t shingle = DD_SHINGLE_WORD + random_below(&source, LONGEST - DD_SHINGLE_WORD + 1);
        const size_t letters = 1 + random_below(&source, 255);
        if (!dd_key_wide_works(shingle))
            skip();
        for (size_t i = 0; i < sizeof letter; i++)
            letter[i] = (uint8_t)(1 + random_below(&source, letters));
        fill(&map, &source, letter, shingle);
        uint8_t *block = copy_letters(letter, shingle);
        const uint64_t bits = dd_key_wide_ask(&map, block, shingle);
        dd_key_wide_places(&map, block, shingle, place);
        free(block);
        for (size_t i = 0; i < DD_KEY_WIDE; i++) {
            const uint64_t key = dd_shingle_key(letter + i, shingle);
            assert_int_equal(bits >> i & 1, dd_key_map_has(&map, key));
            assert_int_equal(place[i], key >> map.shift);
        }
    }
    dd_memory_free(map.word);
}

static void other_lengths_are_left_to_the_caller(void **state) {
    (void)state;
    assert_false(dd_key_wide_works(DD_SHINGLE_WORD - 1));
    assert_false(dd_key_wide_works(LONGEST + 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_is_answered_like_its_shingles),
        cmocka_unit_test(other_lengths_are_left_to_the_caller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
