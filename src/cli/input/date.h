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

/* When on `day`, which is what cli_date_day reads in the same text, in seconds from its midnight in UTC: less
 * than 0 or more than a day has where another zone is written. 0: no time is, or none that can be read, or
 * `day` is 0. A time without a zone is taken for UTC. Read are "10:15", "10:15:59", "10:15:59.250", "1:15
 * PM", "T101559", and behind it Z, UTC, GMT, +0130, -01:30, the names of zones of RFC 822 and of central
 * Europe; or seconds and milliseconds since 1970.
 */
int32_t cli_date_second(const char *text, int32_t day);

#endif
