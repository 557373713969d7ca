/*
 * Windows of an article: short stretches whose shared samples are looked at together.
 *
 * A window of a passage is carried by the articles that have nearly all of its samples. Stock phrases side by
 * side, each with other carriers, have no carriers in this sense. Cost: the carriers of the window's samples.
 */
#ifndef DD_CANDIDATE_WINDOWS_H
#define DD_CANDIDATE_WINDOWS_H

#include "candidate/independence.h"

enum {
    DD_WINDOW_LEAST_LETTERS = 40,             /* a shorter stretch is a stock phrase */
    DD_WINDOW_SAMPLES = 64,                   /* more are not needed to know a window */
    DD_WINDOW_CARRIERS = DD_INDEPENDENCE_BITS /* of a posting that are counted: the first ones by rank */
};

/* A base sample of the article at work that enough articles carry. */
typedef struct dd_shared_sample {
    uint32_t posting;
    uint32_t position;
} dd_shared_sample;

/* A window of one article: some of its shared samples, one after the other. */
typedef struct dd_window {
    dd_shared_sample sample[DD_WINDOW_SAMPLES];
    size_t count;
} dd_window;

/* One thread's scratch memory. The caller sets the first four and `tally`; free with dd_windows_free. */
typedef struct dd_windows {
    const dd_index *index;
    const uint8_t *known;     /* by posting: boilerplate found in earlier rounds */
    const uint64_t *bits;     /* by posting: a bit for each counted carrier; 0 if they are too few */
    uint32_t shingle;         /* letters of an indexed shingle */
    uint32_t *tally;          /* by article: samples of the window it carries, counted from `zero`; zeroed */
    uint32_t zero;            /* private */
    dd_shared_sample *sample; /* of the loaded article */
    size_t sample_count, sample_capacity;
} dd_windows;

/* How many carriers of a posting are counted. */
uint32_t dd_windows_counted(const dd_index *index, uint32_t posting);

/* Loads the shared samples of an article. False without memory. */
bool dd_windows_load(dd_windows *windows, const dd_article *article);

/* The window that starts at shared sample `first`, of known boilerplate only or of all. False if it is too
 * short, or if less than half of what is sampled there is shared. */
bool dd_windows_at(const dd_windows *windows, size_t first, bool known_only, dd_window *win);

/* The articles that carry nearly all samples of the window, at most DD_INDEPENDENCE_EXAMINED of them spread
 * evenly over all. Returns how many there are. */
size_t dd_windows_carriers(dd_windows *windows, const dd_window *win, dd_carriers *group);

/* Frees what the caller has set and what was allocated. */
void dd_windows_free(dd_windows *windows);

#endif
