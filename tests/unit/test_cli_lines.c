/* Lines that end with LF, CR LF or CR alone, and counts that are made in parts. */
#include "input/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t count(const char *text) {
    return cli_lines_count(text, 0, strlen(text), strlen(text));
}

static void each_line_end_is_one(void **state) {
    (void)state;
    assert_int_equal(count(""), 0);
    assert_int_equal(count("none"), 0);
    assert_int_equal(count("a\nb\n"), 2);
    assert_int_equal(count("a\r\nb\r\n"), 2);
    assert_int_equal(count("a\rb\r"), 2);
    assert_int_equal(count("\n\r\r\n\n\r"), 5);
}

static void parts_add_up(void **state) {
    static const char text[] = "a\r\n\rb\n\n\r\r\nc\r";
    const size_t length = sizeof text - 1;
    (void)state;
    for (size_t from = 0; from <= length; from++) {
        for (size_t to = from; to <= length; to++)
            assert_int_equal(cli_lines_count(text, 0, from, length) +
                                 cli_lines_count(text, from, to, length) +
                                 cli_lines_count(text, to, length, length),
                             count(text));
    }
}

static void past_as_many_as_are_counted(void **state) {
    static const char text[] = "a\r\n\rb\n\n\r\r\nc\rlast";
    const size_t length = sizeof text - 1;
    (void)state;
    size_t lines = 0;
    for (size_t at = 0; (at = cli_lines_past(text, at, length)) < length;) {
        lines++;
        assert_int_equal(cli_lines_count(text, 0, at, length), lines);
    }
    assert_int_equal(lines, count(text));
    assert_int_equal(cli_lines_past(text, length, length), length);
}

static void long_lines_end_too(void **state) {
    char text[1024];
    (void)state;
    memset(text, 'x', sizeof text);
    for (size_t length = 200; length + 2 < sizeof text; length++) {
        text[length] = '\r';
        text[length + 1] = '\n';
        assert_int_equal(cli_lines_past(text, 0, sizeof text), length + 2);
        assert_int_equal(cli_lines_past(text, 0, length + 1), length + 1);
        memset(text + length, 'x', 2);
        assert_int_equal(cli_lines_past(text, 0, length), length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_end_is_one),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(past_as_many_as_are_counted),
        cmocka_unit_test(long_lines_end_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
