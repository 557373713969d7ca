/* The cost of a run: see stats.h. */
#define _DEFAULT_SOURCE /* getrusage has ru_maxrss */
#include "stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double wall_seconds(void) {
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double cpu_seconds(void) {
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* The most memory that was resident, as Linux tells it of this program alone; 0 if it does not. */
static size_t own_peak_bytes(void) {
    char line[256];
    size_t kilobytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (file == NULL)
        return 0;
    while (kilobytes == 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kilobytes = (size_t)strtoull(line + 6, NULL, 10);
    (void)fclose(file);
    return kilobytes * 1024;
}

/* Elsewhere getrusage must do, though it may count the program that started this one. */
static size_t peak_bytes(void) {
    struct rusage usage;
    size_t own = own_peak_bytes();
    if (own > 0 || getrusage(RUSAGE_SELF, &usage) != 0)
        return own;
    return (size_t)usage.ru_maxrss * 1024;
}

void cli_stats_update(cli_stats *stats) {
    if (stats == NULL || stats->stage_count == 0)
        return;
    cli_stats_stage *stage = &stats->stage[stats->stage_count - 1];
    stage->wall_seconds = wall_seconds() - stats->wall_start;
    stage->cpu_seconds = cpu_seconds() - stats->cpu_start;
    stage->peak_bytes = peak_bytes();
    /* Linux counts by processor and adds up roughly, so that a peak may seem to sink. */
    if (stats->stage_count > 1 && stage->peak_bytes < stage[-1].peak_bytes)
        stage->peak_bytes = stage[-1].peak_bytes;
}

void cli_stats_enter(cli_stats *stats, const char *name) {
    if (stats == NULL || stats->stage_count == CLI_STATS_MOST_STAGES ||
        (stats->stage_count > 0 && stats->stage[stats->stage_count - 1].name == name))
        return;
    cli_stats_update(stats);
    if (stats->stage_count > 0) {
        /* The next stage begins where this one was said to end, so that nothing falls between. */
        stats->wall_start += stats->stage[stats->stage_count - 1].wall_seconds;
        stats->cpu_start += stats->stage[stats->stage_count - 1].cpu_seconds;
    } else {
        stats->wall_start = wall_seconds();
        stats->cpu_start = 0; /* what starting the program took belongs to the first stage */
    }
    stats->stage[stats->stage_count++] = (cli_stats_stage){.name = name};
}

cli_stats_stage cli_stats_total(const cli_stats *stats) {
    cli_stats_stage total = {.name = "total"};
    for (size_t i = 0; i < stats->stage_count; i++) {
        total.wall_seconds += stats->stage[i].wall_seconds;
        total.cpu_seconds += stats->stage[i].cpu_seconds;
        total.peak_bytes = stats->stage[i].peak_bytes;
    }
    return total;
}

static double share(double amount, size_t count) {
    return count > 0 ? amount / (double)count : 0;
}

static void write_stage(const cli_stats *stats, const cli_stats_stage *stage, cli_text_buffer *out) {
    cli_text_buffer_add(
        out, "%-11s %10.1f %10.1f %11.2f %9.3f %9.1f\n", stage->name, stage->wall_seconds * 1e3,
        stage->cpu_seconds * 1e3, share(stage->cpu_seconds * 1e6, stats->counts.articles),
        share(stage->cpu_seconds * 1e9, stats->counts.read_bytes), (double)stage->peak_bytes / 1e6);
}

void cli_stats_write(const cli_stats *stats, cli_text_buffer *out) {
    const cli_stats_counts *counts = &stats->counts;
    const cli_stats_stage total = cli_stats_total(stats);
    cli_text_buffer_add(out, "%-11s %10s %10s %11s %9s %9s\n", "stage", "wall ms", "CPU ms", "us/article",
                        "ns/byte", "peak MB");
    for (size_t i = 0; i < stats->stage_count; i++)
        write_stage(stats, &stats->stage[i], out);
    write_stage(stats, &total, out);
    cli_text_buffer_add(out, "threads %zu, bytes read %zu, articles %zu, bytes of text %zu, letters %zu\n",
                        counts->threads, counts->read_bytes, counts->articles, counts->text_bytes,
                        counts->letters);
    cli_text_buffer_add(out, "candidate pairs %zu, verified %zu, of them unrelated %zu, clusters %zu\n",
                        counts->candidate_pairs, counts->verified_pairs, counts->unrelated_pairs,
                        counts->clusters);
}
