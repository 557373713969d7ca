/* Dates as they are written: see date.h. */
#include "date.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { LEAST_YEAR = 1000, MOST_YEAR = 9999, DAYS_UNTIL_1970 = 719163, SECONDS_OF_A_DAY = 86400 };

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

/* Digits first. */
static int32_t read_digits(const char *at) {
    const char *start = at;
    struct number first = take_number(&at);
    const char divider = *at;
    if (first.digits == 8 && divider != '.')
        return day_of(first.value / 10000, first.value / 100 % 100, first.value % 100);
    if ((first.digits == 10 || first.digits == 13) && (divider == '\0' || divider == '.')) {
        const int64_t seconds = first.digits == 13 ? first.value / 1000 : first.value;
        return (int32_t)(seconds / SECONDS_OF_A_DAY + DAYS_UNTIL_1970);
    }
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
