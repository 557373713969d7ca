/* Alignment against the plainest form of its rules: every shingle of one text held against every one of the
 * other, every open run asked in turn. */
#include "two_texts.h"
#include "verify/open_runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LETTERS = 600, MOST_RUNS = 4 * LETTERS, OCCURRENCES = 16 };

typedef struct plain_run {
    bool is_open;
    size_t a_begin, b_begin, a_last, b_last, matches;
} plain_run;

typedef struct plain_aligner {
    const two_texts *texts;
    size_t shingle;
    plain_run open[DD_OPEN_RUNS];
    dd_run run[MOST_RUNS];
    size_t run_count;
} plain_aligner;

static bool same_shingle(const plain_aligner *plain, size_t a, size_t b) {
    return a + plain->shingle <= plain->texts->a_count && b + plain->shingle <= plain->texts->b_count &&
           memcmp(plain->texts->a + a, plain->texts->b + b, plain->shingle) == 0;
}

static void close_plain(plain_aligner *plain, plain_run *run) {
    run->is_open = false;
    if (run->matches < DD_RUN_LEAST_MATCHES ||
        run->b_last + plain->shingle - run->b_begin < DD_RUN_LEAST_LETTERS)
        return;
    assert_true(plain->run_count < MOST_RUNS);
    plain->run[plain->run_count++] =
        (dd_run){(uint32_t)run->a_begin, (uint32_t)(run->a_last + plain->shingle), (uint32_t)run->b_begin,
                 (uint32_t)(run->b_last + plain->shingle), (uint32_t)run->matches};
}

static void close_stale(plain_aligner *plain, size_t b) {
    for (size_t i = 0; i < DD_OPEN_RUNS; i++)
        if (plain->open[i].is_open && b - plain->open[i].b_last > plain->shingle + DD_RUN_GAP)
            close_plain(plain, &plain->open[i]);
}

static bool continues(const plain_aligner *plain, const plain_run *run, size_t a, size_t b) {
    const long forward = (long)a - (long)run->a_last, drift = forward - ((long)b - (long)run->b_last);
    return run->is_open && forward > 0 && forward <= (long)plain->shingle + DD_RUN_GAP &&
           labs(drift) <= DD_RUN_DRIFT;
}

/* A place for one more run: the first free one, or that of the stalest. */
static plain_run *make_place(plain_aligner *plain) {
    plain_run *stalest = &plain->open[0];
    for (size_t i = 0; i < DD_OPEN_RUNS; i++) {
        if (!plain->open[i].is_open)
            return &plain->open[i];
        if (plain->open[i].b_last < stalest->b_last)
            stalest = &plain->open[i];
    }
    close_plain(plain, stalest);
    return stalest;
}

static void add_match(plain_aligner *plain, size_t a, size_t b) {
    plain_run *best = NULL;
    for (size_t i = 0; i < DD_OPEN_RUNS; i++)
        if (continues(plain, &plain->open[i], a, b) && (!best || plain->open[i].matches > best->matches))
            best = &plain->open[i];
    if (best && best->b_last == b)
        return;
    if (!best) {
        best = make_place(plain);
        *best = (plain_run){.is_open = true, .a_begin = a, .b_begin = b};
    }
    best->a_last = a;
    best->b_last = b;
    best->matches++;
}

/* Takes the longest run that was matched at b on; returns where to look next. */
static size_t go_on(plain_aligner *plain, size_t b) {
    plain_run *longest = NULL;
    for (size_t i = 0; i < DD_OPEN_RUNS; i++) {
        plain_run *run = &plain->open[i];
        if (run->is_open && run->b_last == b && (!longest || run->matches > longest->matches))
            longest = run;
    }
    while (longest && same_shingle(plain, longest->a_last + 1, longest->b_last + 1)) {
        longest->a_last++;
        longest->b_last++;
        longest->matches++;
    }
    return longest ? longest->b_last + 1 : b + 1;
}

static void align_plainly(plain_aligner *plain) {
    for (size_t b = 0; b + plain->shingle <= plain->texts->b_count;) {
        size_t found = 0;
        for (size_t a = 0; a < plain->texts->a_count && found < OCCURRENCES; a++)
            if (same_shingle(plain, a, b)) {
                if (found++ == 0)
                    close_stale(plain, b);
                add_match(plain, a, b);
            }
        b = found > 0 ? go_on(plain, b) : b + 1;
    }
    for (size_t i = 0; i < DD_OPEN_RUNS; i++)
        if (plain->open[i].is_open)
            close_plain(plain, &plain->open[i]);
}

static int by_place(const void *left, const void *right) {
    return memcmp(left, right, sizeof(dd_run)); /* any order, as long as it is one */
}

/* Letters of a small alphabet, with stretches of the other text in between, some of them damaged. */
static void fill(two_texts *texts) {
    const size_t alphabet = 1 + random_below(&texts->source, 5);
    texts->a_count = random_below(&texts->source, LETTERS);
    texts->b_count = random_below(&texts->source, LETTERS);
    for (size_t i = 0; i < texts->a_count; i++)
        texts->a[i] = (uint8_t)('a' + random_below(&texts->source, alphabet));
    for (size_t i = 0, from = 0, left = 0; i<texts->b_count; i++, left -= left> 0) {
        if (left == 0 && texts->a_count > 0 && random_below(&texts->source, 20) == 0) {
            left = random_below(&texts->source, 120);
            from = random_below(&texts->source, texts->a_count);
        }
        const bool copied = left > 0 && from < texts->a_count && random_below(&texts->source, 25) > 0;
        texts->b[i] = copied ? texts->a[from] : (uint8_t)('a' + random_below(&texts->source, alphabet));
        from += left > 0;
    }
}

static void runs_are_those_of_the_plain_rules(void **state) {
    (void)state;
    static const size_t shingles[] = {5, 8, 9, 12, 16, 32};
    size_t runs = 0;
    for (uint64_t seed = 0; seed < 1500; seed++) {
        two_texts *texts = two_texts_start(seed);
        fill(texts);
        plain_aligner *plain = calloc(1, sizeof *plain);
        assert_non_null(plain);
        plain->texts = texts;
        plain->shingle = shingles[seed % 6];
        align_plainly(plain);
        dd_aligner aligner = two_texts_align(texts, plain->shingle);
        assert_int_equal(aligner.run_count, plain->run_count);
        if (plain->run_count > 0) {
            qsort(plain->run, plain->run_count, sizeof(dd_run), by_place);
            qsort(aligner.run, aligner.run_count, sizeof(dd_run), by_place);
            assert_memory_equal(aligner.run, plain->run, plain->run_count * sizeof(dd_run));
        }
        runs += plain->run_count;
        dd_aligner_free(&aligner);
        free(plain);
        free(texts);
    }
    assert_true(runs > 3000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_are_those_of_the_plain_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
