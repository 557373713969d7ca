/* Memory: sizes that overflow, growth, and the fault that other tests plant. Arena: alignment, big
 * blocks, and that no two allocations overlap. Errors: what is written and where it is cut. */
#include "base/arena.h"
#include "base/error.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void allocation_checks_its_size(void **state) {
    (void)state;
    assert_null(dd_memory_allocate(SIZE_MAX / 2, 3));
    assert_null(dd_memory_allocate(SIZE_MAX, SIZE_MAX));
    assert_null(dd_memory_allocate_zeroed(SIZE_MAX / 8 + 2, 8));
    assert_null(dd_memory_allocate(SIZE_MAX, 1));
    void *nothing = dd_memory_allocate(0, 8);
    assert_non_null(nothing);
    dd_memory_free(nothing);
    nothing = dd_memory_allocate_zeroed(8, 0);
    assert_non_null(nothing);
    dd_memory_free(nothing);
    dd_memory_free(NULL);
}

static void zeroed_memory_is_zero(void **state) {
    (void)state;
    unsigned char *bytes = dd_memory_allocate_zeroed(1000, 7);
    assert_non_null(bytes);
    for (size_t i = 0; i < 7000; i++)
        assert_int_equal(bytes[i], 0);
    dd_memory_free(bytes);
}

static void reserve_grows_and_keeps_items(void **state) {
    (void)state;
    uint32_t *items = NULL;
    size_t capacity = 0;
    size_t growths = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        size_t before = capacity;
        assert_true(dd_memory_reserve(&items, &capacity, (size_t)i + 1, sizeof *items));
        assert_true(capacity > i);
        growths += capacity != before;
        items[i] = i * 7u;
    }
    assert_true(growths < 40); /* geometric */
    for (uint32_t i = 0; i < 100000; i++)
        assert_int_equal(items[i], i * 7u);
    dd_memory_free(items);
}

static void reserve_of_nothing_does_nothing(void **state) {
    (void)state;
    char *items = NULL;
    size_t capacity = 0;
    assert_true(dd_memory_reserve(&items, &capacity, 0, 1));
    assert_null(items);
    assert_int_equal(capacity, 0);
}

static void reserve_changes_nothing_on_failure(void **state) {
    (void)state;
    uint64_t *items = NULL;
    size_t capacity = 0;
    assert_true(dd_memory_reserve(&items, &capacity, 10, sizeof *items));
    uint64_t *items_before = items;
    size_t capacity_before = capacity;
    items[9] = 99;
    assert_false(dd_memory_reserve(&items, &capacity, SIZE_MAX / 8 + 1, sizeof *items));
    assert_false(dd_memory_reserve(&items, &capacity, SIZE_MAX, sizeof *items));
    (void)dd_memory_fail_after(0);
    assert_false(dd_memory_reserve(&items, &capacity, capacity + 1, sizeof *items));
    assert_ptr_equal(items, items_before);
    assert_int_equal(capacity, capacity_before);
    assert_int_equal(items[9], 99);
    assert_true(dd_memory_reserve(&items, &capacity, capacity + 1, sizeof *items)); /* it fails once */
    assert_int_equal(items[9], 99);
    dd_memory_free(items);
}

static void fault_comes_at_the_planted_allocation(void **state) {
    (void)state;
    for (long after = 0; after < 5; after++) {
        assert_int_equal(dd_memory_fail_after(after), -1);
        for (long i = 0; i < 8; i++) {
            void *memory = i % 2 == 0 ? dd_memory_allocate(1, 16) : dd_memory_allocate_zeroed(1, 16);
            if (i == after)
                assert_null(memory);
            else
                assert_non_null(memory);
            dd_memory_free(memory);
        }
    }
    assert_int_equal(dd_memory_fail_after(7), -1);
    dd_memory_free(dd_memory_allocate(1, 1));
    assert_int_equal(dd_memory_fail_after(-5), 6);
    assert_int_equal(dd_memory_fail_after(-1), -1);
}

static void arena_aligns(void **state) {
    (void)state;
    dd_arena arena = {.block_bytes = 1000};
    for (size_t i = 0; i < 5000; i++) {
        size_t alignment = (size_t)1 << (i * 7 % 7);
        size_t size = i * 31 % 90;
        unsigned char *memory = dd_arena_allocate(&arena, size, alignment);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % alignment, 0);
        memset(memory, 0xab, size);
    }
    dd_arena_free(&arena);
    assert_null(arena.newest);
}

/* Large memory is asked for in another way: it has to be as usable, and to grow, as any. */
static void large_memory_is_memory(void **state) {
    (void)state;
    enum { LARGE = 5 << 20 };
    unsigned char *bytes = dd_memory_allocate(LARGE + 3, 1);
    unsigned char *zeroed = dd_memory_allocate_zeroed(LARGE + 3, 1);
    assert_non_null(bytes);
    assert_non_null(zeroed);
    memset(bytes, 0xee, LARGE + 3);
    for (size_t i = 0; i < LARGE + 3; i++)
        assert_int_equal(zeroed[i], 0);
    size_t capacity = LARGE + 3;
    assert_true(dd_memory_reserve(&bytes, &capacity, 2 * capacity, 1));
    for (size_t i = 0; i < LARGE + 3; i++)
        assert_int_equal(bytes[i], 0xee);
    memset(bytes, 1, capacity);
    dd_memory_free(bytes);
    dd_memory_free(zeroed);
}

/* Blocks grow, so that many allocations take few of them, and all that was allocated stays as it is. */
static void arena_blocks_grow(void **state) {
    (void)state;
    enum { COUNT = 3000, SIZE = 5000 };
    dd_arena arena = {0};
    const dd_arena_block *block = NULL;
    unsigned char *memory[COUNT];
    size_t blocks = 0;
    for (size_t i = 0; i < COUNT; i++) {
        memory[i] = dd_arena_allocate(&arena, SIZE, 1);
        assert_non_null(memory[i]);
        memset(memory[i], (int)(i % 251), SIZE);
        blocks += arena.newest != block;
        block = arena.newest;
    }
    assert_true(blocks >= 5 && blocks < 10);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(memory[i][0] == i % 251 && memory[i][SIZE - 1] == i % 251);
    dd_arena_free(&arena);
}

/* Fills every allocation with its own byte; if two overlapped, an older one would be damaged. */
static void arena_never_overlaps(void **state) {
    (void)state;
    enum { COUNT = 600 };
    unsigned char *memory[COUNT];
    size_t sizes[COUNT];
    dd_arena arena = {.block_bytes = 512};
    for (size_t round = 0; round < 2; round++) { /* the second time the arena is used again */
        for (size_t i = 0; i < COUNT; i++) {
            sizes[i] = i % 50 == 0 ? 5000 + i : i % 9 == 0 ? 200 : i * 13 % 60;
            memory[i] = dd_arena_allocate(&arena, sizes[i], (size_t)1 << (i % 5));
            assert_non_null(memory[i]);
            memset(memory[i], (int)(i % 251), sizes[i]);
        }
        for (size_t i = 0; i < COUNT; i++)
            for (size_t at = 0; at < sizes[i]; at++)
                assert_int_equal(memory[i][at], i % 251);
        dd_arena_free(&arena);
    }
}

static void arena_keeps_its_block_beside_a_big_one(void **state) {
    (void)state;
    dd_arena arena = {0};
    assert_non_null(dd_arena_allocate(&arena, 100, 8));
    dd_arena_block *block = arena.newest;
    size_t used = arena.used;
    unsigned char *big = dd_arena_allocate(&arena, (size_t)4 << 20, 64);
    assert_non_null(big);
    assert_int_equal((uintptr_t)big % 64, 0);
    memset(big, 1, (size_t)4 << 20);
    assert_ptr_equal(arena.newest, block);
    assert_int_equal(arena.used, used);
    dd_arena_free(&arena);
}

static void arena_fails_cleanly(void **state) {
    (void)state;
    dd_arena arena = {0};
    assert_null(dd_arena_allocate(&arena, SIZE_MAX, 1));
    assert_null(dd_arena_allocate(&arena, SIZE_MAX - 8, 64));
    assert_null(dd_arena_allocate(&arena, SIZE_MAX - 70, 64));
    (void)dd_memory_fail_after(0);
    assert_null(dd_arena_allocate(&arena, 10, 1));
    assert_non_null(dd_arena_allocate(&arena, 10, 1));
    (void)dd_memory_fail_after(0);
    assert_null(dd_arena_allocate(&arena, (size_t)1 << 20, 1));
    assert_non_null(dd_arena_allocate(&arena, 10, 1));
    dd_arena_free(&arena);
    dd_arena_free(&arena);
    dd_arena_free(NULL);
}

static void error_is_written(void **state) {
    (void)state;
    dedupe_error error = {0};
    assert_int_equal(dd_error_set(&error, DEDUPE_ERROR_LIMIT, 17, "text %d of %s", 3, "four"),
                     DEDUPE_ERROR_LIMIT);
    assert_int_equal(error.code, DEDUPE_ERROR_LIMIT);
    assert_int_equal(error.position, 17);
    assert_string_equal(error.message, "text 3 of four");
    assert_int_equal(dd_error_set(NULL, DEDUPE_ERROR_SYSTEM, 0, "%s", "x"), DEDUPE_ERROR_SYSTEM);
    assert_int_equal(dd_error_memory(&error), DEDUPE_ERROR_MEMORY);
    assert_int_equal(error.code, DEDUPE_ERROR_MEMORY);
    assert_int_equal(error.position, 0);
    assert_string_equal(error.message, "out of memory");
    assert_int_equal(dd_error_memory(NULL), DEDUPE_ERROR_MEMORY);
}

static void error_message_is_cut_at_its_field(void **state) {
    (void)state;
    struct {
        dedupe_error error;
        unsigned char guard[64];
    } field;
    memset(&field, 0x5a, sizeof field);
    char longer[1000];
    memset(longer, 'e', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    (void)dd_error_set(&field.error, DEDUPE_ERROR_ARGUMENT, 0, "%s", longer);
    assert_int_equal(strlen(field.error.message), sizeof field.error.message - 1);
    for (size_t i = 0; i < sizeof field.guard; i++)
        assert_int_equal(field.guard[i], 0x5a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocation_checks_its_size),
        cmocka_unit_test(zeroed_memory_is_zero),
        cmocka_unit_test(reserve_grows_and_keeps_items),
        cmocka_unit_test(reserve_of_nothing_does_nothing),
        cmocka_unit_test(reserve_changes_nothing_on_failure),
        cmocka_unit_test(large_memory_is_memory),
        cmocka_unit_test(fault_comes_at_the_planted_allocation),
        cmocka_unit_test(arena_aligns),
        cmocka_unit_test(arena_blocks_grow),
        cmocka_unit_test(arena_never_overlaps),
        cmocka_unit_test(arena_keeps_its_block_beside_a_big_one),
        cmocka_unit_test(arena_fails_cleanly),
        cmocka_unit_test(error_is_written),
        cmocka_unit_test(error_message_is_cut_at_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
