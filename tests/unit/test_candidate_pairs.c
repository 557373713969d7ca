/* Candidates: every way of reusing text makes a pair, chance does not, and many carriers of one story stay
 * connected without all being paired. */
#include "base/memory.h"
#include "candidate/copies.h"
#include "engine_stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_TEXTS = 400 };

static story texts[MOST_TEXTS];

static void free_texts(void) {
    for (size_t i = 0; i < MOST_TEXTS; i++)
        story_free(&texts[i]);
}

/* After each test, also one that failed. */
static int clean_up(void **state) {
    (void)state;
    free_texts();
    return 0;
}

/* Adds unrelated texts from number `from` on. */
static void add_others(random_source *source, size_t from, size_t count) {
    for (size_t i = from; i < from + count; i++)
        story_add_prose(&texts[i], source, 150 + random_below(source, 5000));
}

/* What holds for every list of candidates. */
static void check_list(const engine_stages *stages) {
    const dd_candidates *list = &stages->candidates;
    for (size_t i = 0; i < list->count; i++) {
        assert_true(list->pair[i].a < list->pair[i].b);
        assert_true(list->pair[i].b < stages->ranking.stand_in_count);
        assert_true(i == 0 || list->pair[i - 1].a < list->pair[i].a ||
                    (list->pair[i - 1].a == list->pair[i].a && list->pair[i - 1].b < list->pair[i].b));
    }
}

static void reused_text_makes_candidates_and_chance_does_not(void **state) {
    (void)state;
    enum { OTHERS = 60 };
    for (uint64_t seed = 0; seed < 12; seed++) {
        random_source source = random_start(seed);
        engine_stages stages;
        story_add_prose(&texts[0], &source, 4000);
        story_add_damaged(&texts[1], &texts[0], &source, 0.01); /* a scanned copy */
        story_add_part(&texts[2], &texts[0], 900, 1700);        /* an excerpt */
        story_add_rewrite(&texts[3], &texts[0], &source, 0.4);  /* a rewrite */
        story_add_prose(&texts[4], &source, 8000);              /* a page with one long quote */
        story_add_part(&texts[4], &texts[0], 2000, 2700);
        add_others(&source, 5, OTHERS);
        engine_stages_run_at(&stages, texts, 5 + OTHERS, 1,
                             seed % 2 == 0 ? DD_SAMPLE_RATE : DD_SAMPLE_RATE_LARGE);
        check_list(&stages);
        for (size_t i = 1; i < 5; i++)
            assert_true(engine_stages_paired(&stages, 0, i));
        assert_true(engine_stages_paired(&stages, 1, 2));
        assert_true(engine_stages_paired(&stages, 1, 3));
        for (size_t i = 5; i < 5 + OTHERS; i++)
            for (size_t k = 0; k < i; k++)
                assert_false(engine_stages_paired(&stages, i, k));
        engine_stages_free(&stages);
        free_texts();
    }
}

static void briefs_find_their_source(void **state) {
    (void)state;
    enum { BRIEFS = 20 };
    random_source source = random_start(20);
    engine_stages stages;
    story_add_prose(&texts[0], &source, 20000);
    for (size_t i = 1; i <= BRIEFS; i++) /* about 120 letters each */
        story_add_part(&texts[i], &texts[0], 900 * i, 900 * i + 150);
    engine_stages_run(&stages, texts, BRIEFS + 1, 1);
    size_t found = 0;
    for (size_t i = 1; i <= BRIEFS; i++)
        found += engine_stages_paired(&stages, 0, i);
    assert_true(found >= BRIEFS - 1);
    engine_stages_free(&stages);
}

/* Two texts share thirty phrases in the same order, but not at the same distances: chance does that, copying
 * does not. */
static void phrases_out_of_step_make_no_pair(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        random_source source = random_start(seed + 25);
        engine_stages stages;
        story phrases = {0};
        story_add_prose(&phrases, &source, 800);
        for (size_t at = 0; at + 24 < phrases.length; at += 24) { /* some 20 letters each */
            story_add_bytes(&texts[0], phrases.text + at, 22);
            story_add_bytes(&texts[1], phrases.text + at, 22);
            for (unsigned i = 0; i < 10; i++)
                story_add_text(&texts[0], "q7");
            for (unsigned i = 0; i < 22; i++)
                story_add_text(&texts[1], "9w");
        }
        engine_stages_run(&stages, texts, 2, 1);
        assert_int_equal(stages.candidates.count, 0);
        engine_stages_free(&stages);
        story_free(&phrases);
        free_texts();
    }
}

/* ---- many carriers */

static uint32_t find_root(uint32_t *group, uint32_t a) {
    while (group[a] != a)
        a = group[a] = group[group[a]];
    return a;
}

/* Into how many groups the candidates tie texts 0 to count - 1. */
static size_t count_groups(const engine_stages *stages, size_t count) {
    uint32_t group[MOST_TEXTS];
    size_t groups = 0;
    for (uint32_t i = 0; i < MOST_TEXTS; i++)
        group[i] = i;
    for (size_t i = 0; i < stages->candidates.count; i++)
        group[find_root(group, stages->candidates.pair[i].a)] =
            find_root(group, stages->candidates.pair[i].b);
    for (size_t i = 0; i < count; i++) {
        bool is_new = true;
        for (size_t k = 0; k < i && is_new; k++)
            is_new = find_root(group, stages->rank_of[i]) != find_root(group, stages->rank_of[k]);
        groups += is_new;
    }
    return groups;
}

static void carriers_of_one_story_are_connected(void **state) {
    (void)state;
    static const size_t counts[] = {2, 20, 32, 33, 60, 300};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        const size_t count = counts[c];
        random_source source = random_start(count);
        story wire = {0};
        engine_stages stages;
        story_add_prose(&wire, &source, 1800);
        for (size_t i = 0; i < count; i++) { /* each with a head of its own */
            story_add_prose(&texts[i], &source, 60 + random_below(&source, 60));
            story_add_bytes(&texts[i], wire.text, wire.length);
        }
        add_others(&source, count, 20);
        engine_stages_run(&stages, texts, count + 20, 2);
        check_list(&stages);
        assert_int_equal(count_groups(&stages, count), 1);
        assert_int_equal(count_groups(&stages, count + 20), 21);
        if (count > 100) /* not every pair of them */
            assert_true(stages.candidates.count < count * 40);
        engine_stages_free(&stages);
        story_free(&wire);
        free_texts();
    }
}

static void damaged_copies_of_one_story_are_connected(void **state) {
    (void)state;
    enum { COPIES = 120 };
    random_source source = random_start(31);
    engine_stages stages;
    story_add_prose(&texts[0], &source, 2500);
    for (size_t i = 1; i < COPIES; i++)
        story_add_damaged(&texts[i], &texts[0], &source, 0.02);
    engine_stages_run(&stages, texts, COPIES, 1);
    assert_int_equal(count_groups(&stages, COPIES), 1);
    engine_stages_free(&stages);
}

/* ---- the same for any number of threads and any order */

static void threads_and_order_do_not_matter(void **state) {
    (void)state;
    enum { TEXTS = 150 };
    random_source source = random_start(40);
    engine_stages one, other;
    for (size_t i = 0; i < TEXTS; i++)
        if (i % 5 == 0)
            story_add_prose(&texts[i], &source, 1000 + random_below(&source, 3000));
        else
            story_add_rewrite(&texts[i], &texts[i - i % 5], &source, 0.2 * (double)(i % 5));
    engine_stages_run(&one, texts, TEXTS, 1);
    for (unsigned threads = 2; threads <= 7; threads++) {
        for (size_t i = TEXTS; i > 1; i--) { /* stand-ins are ranked by content, so numbers stay the same */
            const size_t k = random_below(&source, i);
            const story moved = texts[i - 1];
            texts[i - 1] = texts[k];
            texts[k] = moved;
        }
        engine_stages_run(&other, texts, TEXTS, threads);
        assert_int_equal(one.candidates.count, other.candidates.count);
        assert_memory_equal(one.candidates.pair, other.candidates.pair,
                            one.candidates.count * sizeof *one.candidates.pair);
        engine_stages_free(&other);
    }
    assert_true(one.candidates.count > 100);
    engine_stages_free(&one);
}

static void no_article_and_one_article_have_no_pair(void **state) {
    (void)state;
    random_source source = random_start(41);
    engine_stages stages;
    engine_stages_run(&stages, texts, 0, 2);
    assert_int_equal(stages.candidates.count, 0);
    engine_stages_free(&stages);
    story_add_prose(&texts[0], &source, 3000);
    engine_stages_run(&stages, texts, 1, 2);
    assert_int_equal(stages.candidates.count, 0);
    engine_stages_free(&stages);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(42);
    engine_stages stages;
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    story_add_prose(&texts[0], &source, 2000);
    story_add_damaged(&texts[1], &texts[0], &source, 0.01);
    story_add_rewrite(&texts[2], &texts[0], &source, 0.5);
    engine_stages_run(&stages, texts, 3, 1);
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_candidates found = {0};
        dd_memory_fail_after(after);
        status = dd_candidates_find(&found, &stages.index, &stages.boilerplate, NULL, stages.pool, NULL, NULL,
                                    NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || (status == DEDUPE_ERROR_MEMORY && found.pair == NULL));
        assert_true(status != DEDUPE_OK || found.count == stages.candidates.count);
        dd_candidates_free(&found);
    }
    assert_true(failures >= 5);
    engine_stages_free(&stages);
}

/* ---- copies by banding */

/* What dd_copies_pair emitted. */
typedef struct emitted {
    uint32_t a[1000], b[1000];
    size_t count;
    size_t most; /* emit fails from here on */
} emitted;

static bool note_pair(void *context, uint32_t a, uint32_t b) {
    emitted *out = context;
    if (out->count >= out->most)
        return false;
    out->a[out->count] = a;
    out->b[out->count++] = b;
    return true;
}

static void equal_band_keys_tie_articles_together(void **state) {
    (void)state;
    enum { ARTICLES = 40 };
    static uint64_t band[ARTICLES * DD_BANDS];
    static emitted out;
    random_source source = random_start(43);
    for (size_t i = 0; i < ARTICLES * DD_BANDS; i++)
        band[i] = random_next(&source);
    for (size_t i = 0; i < ARTICLES; i += 4) /* articles 0, 4, 8, … agree in bands 3 and 9 */
        band[i * DD_BANDS + 3] = band[i * DD_BANDS + 9] = 12345;
    band[5 * DD_BANDS + 15] = band[6 * DD_BANDS + 15];       /* 5 and 6 in the last one */
    memset(&band[7 * DD_BANDS], 0, DD_BANDS * sizeof *band); /* 7 and 9 have no samples */
    memset(&band[9 * DD_BANDS], 0, DD_BANDS * sizeof *band);
    out = (emitted){.most = 1000};
    assert_true(dd_copies_pair(band, ARTICLES, NULL, note_pair, &out));
    assert_int_equal(out.count, (ARTICLES / 4 - 1) + 1); /* trees: no pair too many */
    uint32_t group[ARTICLES];
    for (uint32_t i = 0; i < ARTICLES; i++)
        group[i] = i;
    for (size_t i = 0; i < out.count; i++) {
        const bool fours = out.a[i] % 4 == 0 && out.b[i] % 4 == 0;
        assert_true(out.a[i] < out.b[i]);
        assert_true(fours || (out.a[i] == 5 && out.b[i] == 6));
        group[find_root(group, out.a[i])] = find_root(group, out.b[i]);
    }
    for (uint32_t i = 0; i < ARTICLES; i += 4)
        assert_int_equal(find_root(group, i), find_root(group, 0));
    assert_int_equal(find_root(group, 5), find_root(group, 6));
    const size_t all = out.count;
    for (size_t most = 0; most < all; most++) { /* it stops where emit fails */
        out = (emitted){.most = most};
        assert_false(dd_copies_pair(band, ARTICLES, NULL, note_pair, &out));
        assert_int_equal(out.count, most);
    }
    for (long after = 0; after < 3; after++) {
        out = (emitted){.most = 1000};
        dd_memory_fail_after(after);
        assert_false(dd_copies_pair(band, ARTICLES, NULL, note_pair, &out));
        dd_memory_fail_after(-1);
    }
}

static bool has_bands(const uint64_t *band, const engine_stages *stages, size_t text) {
    bool has = false;
    for (size_t i = 0; i < DD_BANDS; i++)
        has |= band[stages->rank_of[text] * DD_BANDS + i] != 0;
    return has;
}

static void only_articles_that_may_be_copies_have_bands(void **state) {
    (void)state;
    random_source source = random_start(43);
    uint64_t band[6 * DD_BANDS];
    engine_stages stages;
    story_add_prose(&texts[0], &source, 3000);
    story_add_damaged(&texts[1], &texts[0], &source, 0.002); /* a copy */
    story_add_prose(&texts[2], &source, 3000);               /* shares nothing */
    story_add_prose(&texts[3], &source, 3000);
    story_add_part(&texts[3], &texts[0], 0, 400); /* shares a tenth */
    story_add_text(&texts[4], "12");              /* has no samples */
    story_add_prose(&texts[5], &source, 3000);
    engine_stages_run(&stages, texts, 6, 1);
    memset(band, 0x5a, sizeof band);
    assert_int_equal(dd_copies_bands(band, &stages.index, &stages.boilerplate, stages.pool, NULL), DEDUPE_OK);
    for (size_t text = 0; text < 6; text++)
        assert_true(has_bands(band, &stages, text) == (text < 2));
    size_t agree = 0;
    for (size_t i = 0; i < DD_BANDS; i++)
        agree += band[stages.rank_of[0] * DD_BANDS + i] == band[stages.rank_of[1] * DD_BANDS + i];
    assert_true(agree >= 1);
    dd_memory_fail_after(0);
    assert_int_equal(dd_copies_bands(band, &stages.index, &stages.boilerplate, stages.pool, NULL),
                     DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    engine_stages_free(&stages);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reused_text_makes_candidates_and_chance_does_not, clean_up),
        cmocka_unit_test_teardown(briefs_find_their_source, clean_up),
        cmocka_unit_test_teardown(phrases_out_of_step_make_no_pair, clean_up),
        cmocka_unit_test_teardown(carriers_of_one_story_are_connected, clean_up),
        cmocka_unit_test_teardown(damaged_copies_of_one_story_are_connected, clean_up),
        cmocka_unit_test_teardown(threads_and_order_do_not_matter, clean_up),
        cmocka_unit_test_teardown(no_article_and_one_article_have_no_pair, clean_up),
        cmocka_unit_test_teardown(without_memory_it_says_so, clean_up),
        cmocka_unit_test_teardown(equal_band_keys_tie_articles_together, clean_up),
        cmocka_unit_test_teardown(only_articles_that_may_be_copies_have_bands, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
