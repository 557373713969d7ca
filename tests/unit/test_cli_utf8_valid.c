/* Whether bytes are UTF-8: the vectorised check says what one character after the other says. */
#include "random_source.h"
#include "utf8_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool valid_one_by_one(const char *bytes, size_t length) {
    size_t used;
    for (size_t i = 0; i < length; i += used) {
        if (cli_utf8_next(bytes + i, length - i, &used) == CLI_UTF8_INVALID)
            return false;
    }
    return true;
}

static void check(const char *bytes, size_t length) {
    if (cli_utf8_valid(bytes, length) != valid_one_by_one(bytes, length))
        fail_msg("%zu bytes that begin with %02x %02x %02x %02x", length, (uint8_t)bytes[0],
                 (uint8_t)bytes[1], (uint8_t)bytes[2], (uint8_t)bytes[3]);
}

/* All first two bytes, with third and fourth ones that are just right or just wrong, at the start and where a
 * vector ends. */
static void borders_of_characters(void **state) {
    static const char third[] = "\x7f\x80\x9f\xa0\xbf\xc0";
    char bytes[72];
    (void)state;
    for (unsigned two = 0; two < 65536; two++) {
        for (size_t i = 0; i < 36; i++) {
            const char character[] = {(char)(two >> 8), (char)two, third[i % 6], third[i / 6]};
            memset(bytes, 'a', sizeof bytes);
            memcpy(bytes + (i % 2 == 0 ? 0 : 61), character, sizeof character);
            check(bytes, sizeof bytes);
        }
    }
}

static void characters_that_are_cut_off(void **state) {
    static const char *const characters[] = {"\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
    char bytes[200];
    (void)state;
    assert_true(cli_utf8_valid(NULL, 0));
    for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
        const size_t whole = strlen(characters[c]);
        for (size_t before = 0; before < 130; before++) {
            for (size_t part = 1; part <= whole; part++) {
                memset(bytes, 'a', before);
                memcpy(bytes + before, characters[c], part);
                assert_int_equal(cli_utf8_valid(bytes, before + part), part == whole);
            }
        }
    }
}

static void damaged_text(void **state) {
    static const char text[] = "Z\xc3\xbcrich \xe2\x80\x94 \xe0\xa4\xad\xe0\xa4\xbe \xf0\x9f\x8c\x8d ok. ";
    char bytes[300];
    random_source source = random_start(17);
    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = text[i % (sizeof text - 1)];
    for (size_t round = 0; round < 100000; round++) {
        const size_t start = random_below(&source, 40);
        const size_t at = start + random_below(&source, sizeof bytes - start);
        const char before = bytes[at];
        bytes[at] = (char)random_below(&source, 256);
        check(bytes + start, sizeof bytes - start);
        bytes[at] = before;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_of_characters),
        cmocka_unit_test(characters_that_are_cut_off),
        cmocka_unit_test(damaged_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
