/* Dates: the forms that feeds, pages and exports use, and what is none. */
#include "input/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void one_day_in_all_forms(void **state) {
    static const char *const forms[] = {"2026-03-04",
                                        "2026-03-04T23:59:59+01:00",
                                        "2026-03-04 10:00",
                                        "2026/03/04",
                                        "20260304",
                                        "20260304T101500Z",
                                        "Wed, 04 Mar 2026 10:00:00 GMT",
                                        "Wed, 4 Mar 2026 10:00:00 +0000",
                                        "4 March 2026",
                                        "04-Mar-2026",
                                        "4 Mar 26",
                                        "March 4, 2026",
                                        "Mar. 4, 2026 10:15",
                                        "Wed Mar  4 10:00:00 2026",
                                        "Wednesday, March 4, 2026",
                                        "04.03.2026",
                                        "4.3.2026",
                                        "1772582400",
                                        "1772582400000",
                                        "  2026-03-04  "};
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (cli_date_day(forms[i]) != 739679)
            fail_msg("%s gives %d", forms[i], (int)cli_date_day(forms[i]));
    }
}

static void days_follow_one_another(void **state) {
    (void)state;
    assert_int_equal(cli_date_day("1970-01-01"), 719163);
    assert_int_equal(cli_date_day("2024-02-29") + 1, cli_date_day("2024-03-01"));
    assert_int_equal(cli_date_day("2023-02-28") + 1, cli_date_day("2023-03-01"));
    assert_int_equal(cli_date_day("1999-12-31") + 1, cli_date_day("2000-01-01"));
    assert_int_equal(cli_date_day("0") + cli_date_day("2000-01-01"), cli_date_day("2000-01-01"));
}

/* The time of a text, given its day. */
static int32_t second_of(const char *text) {
    return cli_date_second(text, cli_date_day(text));
}

static void one_time_in_all_forms(void **state) {
    static const char *const forms[] = {"2026-03-04T10:15:00Z",
                                        "2026-03-04 10:15",
                                        "2026-03-04T10:15:00.250Z",
                                        "2026-03-04T11:15:00+01:00",
                                        "2026-03-04T07:45:00-0230",
                                        "20260304T101500Z",
                                        "Wed, 04 Mar 2026 10:15:00 GMT",
                                        "Wed, 4 Mar 2026 05:15:00 EST",
                                        "Wed, 4 Mar 2026 12:15:00 CEST",
                                        "Wed Mar  4 10:15:00 2026",
                                        "March 4, 2026 10:15 AM",
                                        "4.3.2026, 10:15",
                                        "1772619300",
                                        "1772619300000"};
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (cli_date_day(forms[i]) != 739679 || second_of(forms[i]) != 36900)
            fail_msg("%s gives %d on day %d", forms[i], (int)second_of(forms[i]),
                     (int)cli_date_day(forms[i]));
    }
}

static void times_that_are_special(void **state) {
    (void)state;
    assert_int_equal(second_of("March 4, 2026 12:05 am"), 300);
    assert_int_equal(second_of("March 4, 2026 12:05 PM"), 43500);
    assert_int_equal(second_of("March 4, 2026 1:05 PM EST"), 65100);
    assert_int_equal(second_of("2026-03-04T00:30:00+01:00"), -1800);
    assert_int_equal(second_of("2026-03-04T23:30:00-01:00"), 88200);
    static const char *const none[] = {"2026-03-04",         "4 March 2026",   "10:15",
                                       "yesterday at 10:15", "20260304",       "2026-03-04T",
                                       "2026-03-04 at noon", "2026-03-04 10:", "2026-03-04 25:10",
                                       "2026-03-04 10:75",   "20260304T107500"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(second_of(none[i]), 0);
    assert_int_equal(second_of(NULL), 0);
}

static void what_is_no_date(void **state) {
    static const char *const none[] = {
        "",    "yesterday", "2026", "2026-13-01",       "2023-02-29", "2026-00-10", "03/04/2026",
        "1.2", "12345",     "May",  "Tue, 45 Mar 2026", "-5",         "2026-3",     "99999999999999999999"};
    (void)state;
    assert_int_equal(cli_date_day(NULL), 0);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (cli_date_day(none[i]) != 0)
            fail_msg("%s gives %d", none[i], (int)cli_date_day(none[i]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_day_in_all_forms),  cmocka_unit_test(days_follow_one_another),
        cmocka_unit_test(one_time_in_all_forms), cmocka_unit_test(times_that_are_special),
        cmocka_unit_test(what_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
