/* Processor time of this process in seconds: on a machine with other users it varies far less than the wall
 * clock does. */
#ifndef BENCH_TIMER_H
#define BENCH_TIMER_H

#include <time.h>

static inline double bench_seconds(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Keeps the least of several measurements; 0 is none yet. */
static inline void bench_keep_least(double *least, double seconds) {
    if (*least == 0 || seconds < *least)
        *least = seconds;
}

#endif
