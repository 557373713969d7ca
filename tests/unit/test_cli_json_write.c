/* Writing JSON: the same bytes as jansson, for every character, kind of value and nesting. */
#include "random_source.h"
#include "report/json_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MOST_BYTES = 1 << 20 };

/* What the writer makes of a value, which it frees; `open` leaves an object open. */
static char *written(json_t *value, bool open) {
    char path[] = "/tmp/dedupe-json-XXXXXX";
    const int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    cli_messages *messages = cli_messages_create();
    cli_output *output = cli_output_open(path, messages);
    assert_non_null(output);
    (open ? cli_json_write_open : cli_json_write)(output, value);
    assert_true(cli_output_close(output, messages));
    cli_messages_free(messages);
    char *bytes = calloc(MOST_BYTES, 1);
    FILE *file = fopen(path, "rb");
    assert_true(bytes != NULL && file != NULL);
    assert_true(fread(bytes, 1, MOST_BYTES, file) < MOST_BYTES);
    (void)fclose(file);
    unlink(path);
    return bytes;
}

static void check(json_t *value) {
    char *expected = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
    char *found = written(value, false);
    assert_string_equal(found, expected);
    free(found);
    free(expected);
}

static void strings_with_every_character(void **state) {
    (void)state;
    json_t *array = json_array();
    for (unsigned character = 1; character < 0x80; character++) {
        /* at each place of a stretch of eight, and alone */
        for (size_t before = 0; before < 18; before++) {
            char text[40];
            memset(text, 'a', sizeof text);
            text[before] = (char)character;
            assert_int_equal(json_array_append_new(array, json_stringn_nocheck(text, before + 1)), 0);
            assert_int_equal(json_array_append_new(array, json_stringn_nocheck(text, 20)), 0);
        }
    }
    assert_int_equal(json_array_append_new(array, json_stringn_nocheck("a\0b", 3)), 0);
    assert_int_equal(json_array_append_new(array, json_string("\xc3\xa9 \xe2\x82\xac\x7f \xf0\x9f\x98\x80")),
                     0);
    assert_int_equal(json_array_append_new(array, json_string("")), 0);
    check(array);
}

static void random_strings(void **state) {
    random_source source = random_start(5);
    (void)state;
    json_t *array = json_array();
    for (size_t i = 0; i < 3000; i++) {
        char text[64];
        const size_t length = random_below(&source, sizeof text);
        for (size_t at = 0; at < length; at++)
            text[at] = (char)random_below(&source, i % 2 == 0 ? 0x80 : 0x28);
        assert_int_equal(json_array_append_new(array, json_stringn_nocheck(text, length)), 0);
    }
    check(array);
}

static void all_kinds_of_values(void **state) {
    (void)state;
    check(json_pack("{s:{}, s:[], s:[i, [f, f, f, f]], s:n, s:b, s:b, s:{s:{s:s}}}", "empty", "none", "list",
                    -17, 0.25, 1.0, 0.3333, 1e-9, "null", "yes", 1, "no", 0, "a", "b\n", "\"c\"", "d"));
    check(json_integer(INT64_MAX));
    check(json_integer(INT64_MIN));
    check(json_real(0.0));
    check(json_true());
    check(json_string("alone"));
}

static void an_object_can_be_left_open(void **state) {
    (void)state;
    char *found = written(json_pack("{s:i, s:[]}", "a", 1, "b"), true);
    assert_string_equal(found, "{\"a\": 1, \"b\": []");
    free(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_with_every_character),
        cmocka_unit_test(random_strings),
        cmocka_unit_test(all_kinds_of_values),
        cmocka_unit_test(an_object_can_be_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
