/* ASCII by vectors, by blocks and byte by byte gives the same letters, offsets and counts. */
#include "random_source.h"
#include "text/fold_masks.h"
#include "text/fold_state.h"
#include "text/fold_vector.h"
#include "text/fold_wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 700, ROOM = LONGEST + 24, ROUNDS = 4000 };

typedef struct folded {
    uint8_t letter[ROOM];
    uint32_t offset[ROOM];
    size_t at, count, control_bytes;
} folded;

/* Whether U+2000 to U+203F stands at text[at]: what vectors pass over and others stop at. */
static bool is_print(const uint8_t *text, size_t at, size_t length) {
    return length - at >= 3 && text[at] == 0xE2 && text[at + 1] == 0x80 && (text[at + 2] & 0xC0) == 0x80;
}

/* Folds ASCII text and print in one go, or with `step` 1 in as many goes as there are bytes: then no block is
 * ever full. */
static void fold(folded *out, const uint8_t *text, size_t length, bool want_offsets, dd_fold_vectors vectors,
                 size_t step) {
    *out = (folded){0};
    dd_fold fold = {.text = text, .letter = out->letter, .offset = out->offset, .vectors = vectors};
    for (;;) {
        fold.length = length - fold.at < step ? length : fold.at + step;
        dd_fold_ascii(&fold, want_offsets);
        if (fold.at == length || (text[fold.at] >= 0x80 && !is_print(text, fold.at, length)))
            break;
        fold.at += text[fold.at] >= 0x80 ? 3 : 0;
    }
    out->at = fold.at;
    out->count = fold.count;
    out->control_bytes = fold.control_bytes;
}

/* Text in which everything that a block may stumble over comes often enough: mostly letters, in long
 * stretches. */
static size_t make_text(uint8_t *text, random_source *source) {
    static const char rare[] = "0123456789.,\n\r\t\f\x01\x7f\x1f '-@[`{/:";
    const size_t length = random_below(source, LONGEST), often = 1 + random_below(source, 60);
    for (size_t i = 0; i < length; i++)
        text[i] = random_below(source, often) > 0
                      ? (uint8_t)((random_below(source, 2) ? 'a' : 'A') + random_below(source, 26))
                      : (uint8_t)rare[random_below(source, sizeof rare - 1)];
    for (size_t prints = random_below(source, 12); length > 3 && prints > 0; prints--)
        memcpy(text + random_below(source, length - 2),
               random_below(source, 5) ? "\xE2\x80\x9C" : "\xE2\x80.", 3);
    if (length > 0 && random_below(source, 4) == 0)
        text[random_below(source, length)] = 0xC3;
    return length;
}

static void assert_same(const folded *x, const folded *y, bool want_offsets) {
    assert_int_equal(x->count, y->count);
    assert_int_equal(x->control_bytes, y->control_bytes);
    assert_int_equal(x->at, y->at);
    assert_memory_equal(x->letter, y->letter, x->count);
    if (want_offsets)
        assert_memory_equal(x->offset, y->offset, x->count * sizeof *x->offset);
}

static void every_way_gives_the_same_letters(void **state) {
    (void)state;
    static uint8_t text[LONGEST];
    static folded by_byte, by_block, by_vector, by_wide;
    random_source source = random_start(77);
    for (unsigned round = 0; round < ROUNDS; round++) {
        const size_t length = make_text(text, &source);
        const bool want_offsets = round % 2 == 0;
        fold(&by_block, text, length, want_offsets, DD_FOLD_PLAIN, SIZE_MAX);
        if (memchr(text, '.', length) == NULL && memchr(text, ',', length) == NULL) {
            fold(&by_byte, text, length, want_offsets, DD_FOLD_PLAIN, 1); /* a decimal sign looks ahead */
            assert_same(&by_byte, &by_block, want_offsets);
        }
        if (dd_fold_vector_works()) {
            fold(&by_vector, text, length, want_offsets, DD_FOLD_VECTOR, SIZE_MAX);
            assert_same(&by_vector, &by_block, want_offsets);
        }
        if (dd_fold_wide_works()) {
            fold(&by_wide, text, length, want_offsets, DD_FOLD_WIDE, SIZE_MAX);
            assert_same(&by_wide, &by_block, want_offsets);
        }
    }
}

typedef size_t (*fold_function)(const uint8_t *text, size_t at, size_t length, uint8_t *letter,
                                uint32_t *offset, size_t *count);

static void assert_stops_where_a_block_is_not_plain(fold_function fold_vectors) {
    static const struct {
        const char *bytes;
        size_t plain; /* SIZE_MAX: all of it is */
    } special[] = {
        {"\x01", 0},       {"\x7f", 0},        {"\xc3\xa9", 0}, {"1.5", 1},      {"1,\xd9", 1},
        {"1.x", SIZE_MAX}, {"x.1", SIZE_MAX},  {"\xc3.1", 0},   {"\xe2\x82", 0}, {"\xe2\x80\xbf.", SIZE_MAX},
        {"\xe2\x80x", 0},  {"\xe2\x80\xc0", 0}};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        for (size_t place = 1; place < 140; place++) {
            uint8_t text[210], letter[210];
            size_t count = 0;
            memset(text, 'Q', sizeof text);
            memcpy(text + place, special[i].bytes, strlen(special[i].bytes));
            const size_t at = fold_vectors(text, 1, sizeof text, letter, NULL, &count);
            if (special[i].plain == SIZE_MAX)
                assert_true(sizeof text - at <= DD_FOLD_BLOCK);
            else
                assert_int_equal(at, place + special[i].plain);
            for (size_t k = 0; k + 1 < place; k++)
                assert_int_equal(letter[k], 'q');
        }
}

static void vectors_stop_where_a_block_is_not_plain(void **state) {
    (void)state;
    if (!dd_fold_vector_works())
        skip();
    assert_stops_where_a_block_is_not_plain(dd_fold_vector);
}

static void wide_vectors_stop_where_a_block_is_not_plain(void **state) {
    (void)state;
    if (!dd_fold_wide_works())
        skip();
    assert_stops_where_a_block_is_not_plain(dd_fold_wide);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_gives_the_same_letters),
        cmocka_unit_test(vectors_stop_where_a_block_is_not_plain),
        cmocka_unit_test(wide_vectors_stop_where_a_block_is_not_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
