/* Days of months, by counting them. */
#include "base/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

enum { LAST_YEAR = 2800, DAY_OF_1970 = 719163 };

static unsigned length_of(unsigned year, unsigned month) {
    static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[month] + (month == 1 && is_leap);
}

static void every_day_has_its_place_in_a_month(void **state) {
    (void)state;
    int64_t day = 0;
    for (unsigned year = 1; year <= LAST_YEAR; year++) {
        if (year == 1970)
            assert_int_equal(day + 1, DAY_OF_1970);
        for (unsigned month = 0; month < 12; month++)
            for (unsigned place = 1; place <= length_of(year, month); place++)
                assert_int_equal(dd_calendar_month_day(++day), place);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_has_its_place_in_a_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
