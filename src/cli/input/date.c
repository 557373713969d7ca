/* Dates as they are written: see date.h. */
#include "date.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
    LEAST_YEAR = 1000,
    MOST_YEAR = 9999,
    DAYS_UNTIL_1970 = 719163,
    SECONDS_OF_A_DAY = 86400,
    SECONDS_OF_AN_HOUR = 3600,
    HALF_A_DAY = 12 /* hours */
};

/* A row of digits in a text. */
struct number {
    int64_t value;
    size_t digits; /* 0: there is none here */
};

static struct number take_number(const char **at) {
    struct number number = {0, 0};
    while (**at >= '0' && **at <= '9' && number.digits < 15) {
        number.value = number.value * 10 + (**at - '0');
        number.digits++;
        ++*at;
    }
    return number;
}

static bool is_leap(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The day of a date, 0 if there is no such date. */
static int32_t day_of(int64_t year, int64_t month, int64_t day) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < LEAST_YEAR || year > MOST_YEAR || month < 1 || month > 12 || day < 1)
        return 0;
    if (day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return 0;
    int64_t before = year - 1;
    int64_t days = before * 365 + before / 4 - before / 100 + before / 400 + day;
    for (int64_t i = 1; i < month; i++)
        days += lengths[i - 1] + (i == 2 && is_leap(year));
    return (int32_t)days;
}

/* 1 to 12 by the first three letters of a name; 0: it is none. */
static int month_named(const char *name) {
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; i < 12; i++) {
        if (strncasecmp(name, names + (size_t)i * 3, 3) == 0)
            return i + 1;
    }
    return 0;
}

static void skip(const char **at, const char *bytes) {
    *at += strspn(*at, bytes);
}

static void skip_letters(const char **at) {
    while ((**at >= 'a' && **at <= 'z') || (**at >= 'A' && **at <= 'Z'))
        ++*at;
}

/* A year of two digits is one of ours. */
static int64_t whole_year(struct number year) {
    return year.digits == 2 ? year.value + (year.value < 70 ? 2000 : 1900) : year.value;
}

/* "Tue, 3 Mar 2026", "3 March 2026", "March 3, 2026", "Tue Mar  3 10:00:00 2026". */
static int32_t read_named(const char *at) {
    const char *comma = strchr(at, ',');
    const bool weekday_first = month_named(at) == 0 && (*at < '0' || *at > '9');
    if (weekday_first) {
        skip_letters(&at);
        skip(&at, comma == at ? ", " : ". ");
    }
    struct number day = take_number(&at);
    skip(&at, " -.");
    const int month = month_named(at);
    skip_letters(&at);
    skip(&at, " -.,");
    if (day.digits == 0) {
        day = take_number(&at);
        skip(&at, " ,");
    }
    struct number year = take_number(&at);
    if (*at == ':') { /* that was a time; the year comes last */
        at += strcspn(at, " ");
        skip(&at, " ");
        year = take_number(&at);
    }
    return month == 0 || day.digits == 0 || day.digits > 2 ? 0 : day_of(whole_year(year), month, day.value);
}

/* Seconds or milliseconds since 1970. */
static bool is_epoch(struct number number, char behind) {
    return (number.digits == 10 || number.digits == 13) && (behind == '\0' || behind == '.');
}

static int64_t epoch_seconds(struct number number) {
    return number.digits == 13 ? number.value / 1000 : number.value;
}

/* Digits first. */
static int32_t read_digits(const char *at) {
    const char *start = at;
    struct number first = take_number(&at);
    const char divider = *at;
    if (first.digits == 8 && divider != '.')
        return day_of(first.value / 10000, first.value / 100 % 100, first.value % 100);
    if (is_epoch(first, divider))
        return (int32_t)(epoch_seconds(first) / SECONDS_OF_A_DAY + DAYS_UNTIL_1970);
    if (divider != '-' && divider != '/' && divider != '.')
        return read_named(start);
    at++;
    struct number second = take_number(&at);
    if (second.digits == 0 || *at != divider)
        return read_named(start);
    at++;
    struct number third = take_number(&at);
    if (first.digits == 4)
        return day_of(first.value, second.value, third.value);
    return divider == '.' && third.digits >= 2 ? day_of(whole_year(third), second.value, first.value) : 0;
}

int32_t cli_date_day(const char *text) {
    if (text == NULL)
        return 0;
    skip(&text, " \t\r\n");
    return *text >= '0' && *text <= '9' ? read_digits(text) : read_named(text);
}

/* ---- times */

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Two digits of a row of them; -1 if they are none. */
static int32_t two_digits(const char *at) {
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

/* Where a time begins: one or two digits before a colon and two more, or six digits behind a T. NULL: there
 * is none. */
static const char *find_time(const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        if (at[0] == 'T' && at > text && is_digit(at[-1]) && strspn(at + 1, "0123456789") == 6)
            return at + 1;
        if (*at == ':' && at > text && is_digit(at[-1]) && two_digits(at + 1) >= 0)
            return at - (at > text + 1 && is_digit(at[-2]) ? 2 : 1);
    }
    return NULL;
}

/* Seconds east of UTC that the rest of a text tells. */
static int32_t read_zone(const char *at) {
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"CEST", 2}, {"CET", 1},  {"BST", 1},  {"EST", -5}, {"EDT", -4}, {"CST", -6},
                 {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    skip(&at, " ");
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (strncasecmp(at, zones[i].name, strlen(zones[i].name)) == 0)
            return zones[i].hours * SECONDS_OF_AN_HOUR;
    if (strncasecmp(at, "UTC", 3) == 0 || strncasecmp(at, "GMT", 3) == 0)
        at += 3;
    const int32_t hours = *at == '+' || *at == '-' ? two_digits(at + 1) : -1;
    if (hours < 0)
        return 0;
    const int32_t minutes = two_digits(at + 3 + (at[3] == ':'));
    const int32_t seconds = hours * SECONDS_OF_AN_HOUR + (minutes > 0 ? minutes : 0) * 60;
    return *at == '-' ? -seconds : seconds;
}

/* Whether "am" or "pm" stands at `at`, which then is behind it; *hour is counted from midnight. */
static void take_half(const char **at, int32_t *hour) {
    const char *half = *at;
    skip(&half, " ");
    const bool is_after = strncasecmp(half, "pm", 2) == 0;
    if (*hour > HALF_A_DAY || (!is_after && strncasecmp(half, "am", 2) != 0))
        return;
    *hour = *hour % HALF_A_DAY + (is_after ? HALF_A_DAY : 0);
    *at = half + 2;
}

/* Seconds since midnight that the time at *at tells, which is left behind it; -1 if there is no such time. */
static int32_t take_clock(const char **at) {
    const bool is_compact = strspn(*at, "0123456789") == 6;
    const size_t digits = (*at)[1] == ':' ? 1 : 2;
    int32_t second = 0, hour = digits == 1 ? **at - '0' : two_digits(*at);
    *at += digits + !is_compact;
    const int32_t minute = two_digits(*at);
    *at += 2;
    if (is_compact || (**at == ':' && two_digits(*at + 1) >= 0)) {
        second = two_digits(*at + !is_compact);
        *at += 2 + !is_compact;
    }
    if (**at == '.' || **at == ',') {
        ++*at;
        skip(at, "0123456789");
    }
    take_half(at, &hour);
    if (hour > 2 * HALF_A_DAY || minute >= 60 || second > 60)
        return -1;
    return hour * SECONDS_OF_AN_HOUR + minute * 60 + second;
}

int32_t cli_date_second(const char *text, int32_t day) {
    if (day == 0)
        return 0;
    skip(&text, " \t\r\n");
    const char *at = text;
    const struct number number = take_number(&at);
    if (is_epoch(number, *at))
        return (int32_t)(epoch_seconds(number) % SECONDS_OF_A_DAY);
    at = find_time(text);
    if (at == NULL)
        return 0;
    const int32_t seconds = take_clock(&at);
    return seconds < 0 ? 0 : seconds - read_zone(at);
}
