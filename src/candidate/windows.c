#include "candidate/windows.h"

#include <string.h>

#include "base/memory.h"

enum {
    WINDOW_LETTERS = 40, /* a passage is tested in windows of so many letters, */
    WINDOW_SAMPLE = 5,   /* and so many for each letter of the sampling rate: 80 at 1 in 8 */
    WINDOW_LEAST = 3,    /* shared samples in a window */
    TOGETHER_SHARE = 85  /* per cent of a window's shingles that the same articles must carry */
};

uint32_t dd_windows_counted(const dd_index *index, uint32_t posting) {
    const uint32_t carriers = dd_index_carriers(index, posting);
    return carriers < DD_WINDOW_CARRIERS ? carriers : DD_WINDOW_CARRIERS;
}

bool dd_windows_load(dd_windows *w, const dd_article *article) {
    const dd_samples *samples = &article->samples;
    uint32_t position = 0;
    size_t count = 0;
    if (!dd_memory_reserve(&w->sample, &w->sample_capacity, samples->count, sizeof *w->sample))
        return false;
    for (size_t i = 0; i < samples->count; i++)
        __builtin_prefetch(&w->bits[samples->hash[i]]); /* the only look into a large array */
    for (size_t i = 0; i < samples->count; i++) {       /* half of them are kept: nothing branches on which */
        const uint32_t posting = samples->hash[i];
        position = dd_sample_walk(samples, i, position);
        w->sample[count] = (dd_shared_sample){posting, position};
        count += (w->bits[posting] != 0) & dd_sample_is_base(samples, i);
    }
    w->sample_count = count;
    return true;
}

bool dd_windows_at(const dd_windows *w, size_t first, bool known_only, dd_window *win) {
    const uint32_t begin = w->sample[first].position;
    uint32_t end = begin;
    win->count = 0;
    for (size_t i = first; i < w->sample_count && win->count < DD_WINDOW_SAMPLES; i++) {
        const uint32_t stop = w->sample[i].position + w->shingle;
        if (stop - begin > WINDOW_LETTERS + WINDOW_SAMPLE * w->index->long_rate)
            break;
        if (known_only && !w->known[w->sample[i].posting])
            continue;
        win->sample[win->count++] = w->sample[i];
        end = stop;
    }
    return end - begin >= DD_WINDOW_LEAST_LETTERS && win->count >= WINDOW_LEAST &&
           2 * w->index->long_rate * win->count >= end - begin;
}

/* How many samples of a window may lack an article that carries it. */
static size_t most_missing(const dd_window *win) {
    return win->count - (win->count * TOGETHER_SHARE + 99) / 100;
}

/* What a tally that is not larger stands at, so that tallies need not be cleared for every window. */
static uint32_t next_zero(dd_windows *w) {
    if (w->zero > UINT32_MAX - 2 * (DD_WINDOW_SAMPLES + 1)) {
        memset(w->tally, 0, w->index->article_count * sizeof *w->tally);
        w->zero = 0;
    }
    return w->zero += DD_WINDOW_SAMPLES + 1;
}

size_t dd_windows_carriers(dd_windows *w, const dd_window *win, dd_carriers *group) {
    uint32_t together[DD_WINDOW_CARRIERS];
    size_t count = 0;
    const uint32_t least = (uint32_t)(win->count - most_missing(win));
    const uint32_t zero = next_zero(w);
    for (size_t s = 0; s < win->count; s++) {
        uint32_t posting = win->sample[s].posting;
        const uint32_t *carrier = w->index->carrier + w->index->posting_begin[posting];
        const uint32_t carriers = dd_windows_counted(w->index, posting);
        for (uint32_t c = 0; c < carriers; c++) {
            uint32_t *tally = &w->tally[carrier[c]];
            *tally = (*tally > zero ? *tally : zero) + 1;
            if (*tally == zero + least && count < DD_WINDOW_CARRIERS)
                together[count++] = carrier[c];
        }
    }
    for (size_t i = 1; i < count; i++) { /* few, nearly sorted */
        uint32_t moved = together[i];
        size_t hole = i;
        for (; hole > 0 && together[hole - 1] > moved; hole--)
            together[hole] = together[hole - 1];
        together[hole] = moved;
    }
    group->count = count < DD_INDEPENDENCE_EXAMINED ? count : DD_INDEPENDENCE_EXAMINED;
    for (size_t i = 0; i < group->count; i++)
        group->article[i] = together[i * count / group->count];
    return count;
}

void dd_windows_free(dd_windows *windows) {
    dd_memory_free(windows->tally);
    dd_memory_free(windows->sample);
    *windows = (dd_windows){0};
}
