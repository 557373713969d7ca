/* Days of the Gregorian calendar, counted from 1 January of the year 1, which is day 1. */
#ifndef DD_BASE_CALENDAR_H
#define DD_BASE_CALENDAR_H

#include <stdint.h>

/* The day of its month, 1 to 31, of any day from 1 on. */
unsigned dd_calendar_month_day(int64_t day);

#endif
