/* Times every stage of the library on one thread, next to its floor, and prints a JSON object.
 *
 *     bench_stages REPEATS COUNT BYTES      on so many made-up articles of about BYTES
 *     bench_stages REPEATS FILE             on the texts in FILE, each ended by a NUL */
#include "bench_stages.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bench_line *bench_table_line(bench_table *table, const char *stage, const char *floor) {
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->line[i].stage, stage) == 0)
            return &table->line[i];
    bench_require(table->count < BENCH_MOST_LINES, "room in the table");
    table->line[table->count] = (bench_line){.stage = stage, .floor = floor};
    return &table->line[table->count++];
}

static void print_line(const bench_line *line, bool first) {
    (void)printf("%s\n {\"stage\": \"%s\", \"seconds\": %.6f, \"floor\": \"%s\", \"floor_seconds\": %.6f",
                 first ? "" : ",", line->stage, line->seconds, line->floor, line->floor_seconds);
    if (line->unit != NULL)
        (void)printf(", \"unit\": \"%s\", \"units\": %zu", line->unit, line->units);
    (void)fputs("}", stdout);
}

static void print_table(const bench_corpus *corpus, const bench_table *table) {
    (void)printf("{\"articles\": %zu, \"bytes\": %zu, \"repeats\": %zu, \"sum\": %u,\n\"stages\": [",
                 corpus->count, corpus->bytes, table->repeats, (unsigned)table->sum);
    for (size_t i = 0; i < table->count; i++)
        print_line(&table->line[i], i == 0);
    (void)puts("\n]}");
}

static size_t read_number(const char *text) {
    char *end;
    const unsigned long long number = strtoull(text, &end, 10);
    bench_require(*text >= '1' && *text <= '9' && *end == '\0', "reading a number");
    return (size_t)number;
}

int main(int count, char **arguments) {
    if (count != 3 && count != 4) {
        (void)fputs("usage: bench_stages REPEATS COUNT BYTES | bench_stages REPEATS FILE\n", stderr);
        return 2;
    }
    bench_table table = {.repeats = read_number(arguments[1])};
    bench_corpus corpus = count == 4 ? bench_corpus_make(read_number(arguments[2]), read_number(arguments[3]))
                                     : bench_corpus_read(arguments[2]);
    bench_text_stages(&corpus, &table);
    bench_corpus_stages(&corpus, &table);
    print_table(&corpus, &table);
    bench_corpus_free(&corpus);
    return 0;
}
