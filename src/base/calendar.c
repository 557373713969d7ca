#include "base/calendar.h"

enum { DAYS_OF_400_YEARS = 146097, DAYS_OF_100_YEARS = 36524, DAYS_OF_4_YEARS = 1461, DAYS_OF_A_YEAR = 365 };

/* A year that begins in March ends with the leap day, if it has one. */
enum { FIRST_MARCH = 306 /* days from the beginning of such a year to that of the next one as written */ };

unsigned dd_calendar_month_day(int64_t day) {
    const int64_t of_cycle = (day - 1 + FIRST_MARCH) % DAYS_OF_400_YEARS;
    const int64_t years = (of_cycle - of_cycle / (DAYS_OF_4_YEARS - 1) + of_cycle / DAYS_OF_100_YEARS -
                           of_cycle / (DAYS_OF_400_YEARS - 1)) /
                          DAYS_OF_A_YEAR;
    const int64_t of_year = of_cycle - (DAYS_OF_A_YEAR * years + years / 4 - years / 100);
    const int64_t month = (5 * of_year + 2) / 153; /* from March on five months have 153 days */
    return (unsigned)(of_year - (153 * month + 2) / 5 + 1);
}
