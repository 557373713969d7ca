/* Dates as feeds, pages and exports write them. */
#ifndef CLI_DATE_H
#define CLI_DATE_H

#include <stdint.h>

/* The day that a date tells, counted from the first of January of the year 1 (day 1) on; 0: none that can be
 * read, or NULL. Read are
 *   2026-03-04 with or without a time, 2026/03/04, 20260304
 *   Tue, 3 Mar 2026 10:00:00 GMT and the like (RFC 822), March 3, 2026
 *   03.04.2026, day first
 *   seconds or milliseconds since 1970
 * The day is the one that is written, whatever the time zone: one day more or less does not matter here. */
int32_t cli_date_day(const char *text);

#endif
