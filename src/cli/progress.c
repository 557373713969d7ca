/* The progress line: see progress.h. */
#include "progress.h"

#include "cleanup.h"
#include "program_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define DELAY_SECONDS    1.0
#define INTERVAL_SECONDS 0.1

struct cli_progress {
    bool enabled;
    bool at_once;
    bool shown;
    double start;       /* of all the work */
    double stage_start; /* of the stage */
    double last;        /* when the line was written last */
    const char *stage;
};

static double now(void) {
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        return 0;
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

cli_progress *cli_progress_create(cli_when when, bool quiet) {
    cli_progress *progress = cli_memory_allocate(1, sizeof *progress);
    bool terminal = isatty(STDERR_FILENO) == 1;
    progress->at_once = when == CLI_WHEN_ALWAYS;
    progress->enabled = progress->at_once || (when == CLI_WHEN_AUTO && terminal && !quiet);
    progress->start = now();
    return progress;
}

static void add_rate(cli_text_buffer *line, cli_progress_unit unit, double rate) {
    if (unit == CLI_UNIT_BYTES)
        cli_text_buffer_add(line, "  %.1f MB/s", rate / 1e6);
    else
        cli_text_buffer_add(line, "  %.0f/s", rate);
}

static void add_remaining(cli_text_buffer *line, double seconds) {
    unsigned whole = seconds < 1e6 ? (unsigned)(seconds + 0.5) : 1000000;
    if (whole >= 60)
        cli_text_buffer_add(line, "  %u min %02u s left", whole / 60, whole % 60);
    else
        cli_text_buffer_add(line, "  %u s left", whole);
}

static void show(cli_progress *progress, cli_progress_unit unit, size_t done, size_t total, double seconds) {
    cli_text_buffer line = {0};
    double rate = seconds > 0.2 ? (double)done / seconds : 0;
    cli_text_buffer_add(&line, "\r\033[K%s", progress->stage);
    if (total > 0)
        cli_text_buffer_add(&line, " %3.0f%%", done < total ? 100.0 * (double)done / (double)total : 100.0);
    if (rate > 0)
        add_rate(&line, unit, rate);
    if (rate > 0 && total > done)
        add_remaining(&line, (double)(total - done) / rate);
    progress->shown = true;
    cli_cleanup_set_progress(true);
    (void)fwrite(line.bytes, 1, line.length, stderr);
    (void)fflush(stderr);
    cli_text_buffer_free(&line);
}

void cli_progress_update(cli_progress *progress, const char *stage, cli_progress_unit unit, size_t done,
                         size_t total) {
    if (!progress->enabled)
        return;
    double time = now();
    if (progress->stage != stage) {
        progress->stage = stage;
        progress->stage_start = time;
        progress->last = progress->at_once ? 0 : progress->last;
    }
    if (time - progress->last < INTERVAL_SECONDS ||
        (!progress->at_once && time - progress->start < DELAY_SECONDS))
        return;
    progress->last = time;
    show(progress, unit, done, total, time - progress->stage_start);
}

double cli_progress_seconds(const cli_progress *progress) {
    return now() - progress->start;
}

void cli_progress_hide(cli_progress *progress) {
    if (!progress->shown)
        return;
    (void)fputs("\r\033[K", stderr);
    (void)fflush(stderr);
    progress->shown = false;
    cli_cleanup_set_progress(false);
}

void cli_progress_free(cli_progress *progress) {
    cli_progress_hide(progress);
    free(progress);
}
