/* Which article each entry of a baseline finds again among equal texts, and how much looking that takes. */
#include "gate/baseline_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ID_BYTES = 24 };

/* Articles of one cluster without text; which texts are equal, the fingerprints say. */
typedef struct made {
    dedupe_article *articles;
    char (*ids)[ID_BYTES];
    dedupe_result result;
    cli_judge judge;
} made;

static made make(size_t count) {
    made m = {.articles = calloc(count, sizeof *m.articles), .ids = calloc(count, ID_BYTES)};
    m.judge.cluster = calloc(count, sizeof *m.judge.cluster);
    m.judge.known = calloc(count, sizeof *m.judge.known);
    assert_true(m.articles && m.ids && m.judge.cluster && m.judge.known);
    for (size_t i = 0; i < count; i++) {
        m.articles[i] = (dedupe_article){.id = m.ids[i], .fingerprint = {7, 7}};
        m.judge.cluster[i] = 1;
        m.judge.known[i] = i;
    }
    m.result = (dedupe_result){.articles = m.articles, .article_count = count};
    return m;
}

static void name(made *m, char letter) {
    for (size_t i = 0; i < m->result.article_count; i++)
        (void)snprintf(m->ids[i], ID_BYTES, "%c%06zu", letter, i);
}

/* A baseline that holds all articles of the first text together. */
static cli_baseline accept_all(const made *m) {
    cli_baseline baseline = {0};
    for (size_t i = 1; i < m->result.article_count; i++)
        cli_baseline_add(&baseline, &m->articles[i], &m->articles[0], DEDUPE_IDENTICAL);
    return baseline;
}

static size_t apply(made *m, cli_baseline *baseline) {
    m->judge.result = &m->result;
    return cli_baseline_apply(baseline, &m->judge);
}

static bool is_known(made *m, size_t a, size_t b) {
    return cli_judge_root(&m->judge, a) == cli_judge_root(&m->judge, b);
}

static void discard(made *m, cli_baseline *baseline) {
    cli_baseline_free(baseline);
    free(m->judge.cluster);
    free(m->judge.known);
    free(m->articles);
    free(m->ids);
}

/* Looks that it takes to find so many equal texts again, under their old names or under new ones. */
static size_t looks_at(size_t count, char letter) {
    made m = make(count);
    name(&m, 'a');
    cli_baseline baseline = accept_all(&m);
    name(&m, letter);
    const size_t looks = apply(&m, &baseline);
    assert_int_equal(baseline.stale_count, 0);
    for (size_t i = 1; i < count; i++)
        assert_true(is_known(&m, i, 0));
    discard(&m, &baseline);
    return looks;
}

static void looks_do_not_grow_with_the_square_of_equal_texts(void **state) {
    (void)state;
    const char letters[] = {'a', 'b'};
    for (size_t i = 0; i < sizeof letters; i++) {
        const size_t few = looks_at(500, letters[i]), many = looks_at(8000, letters[i]);
        assert_true(few >= 500);
        assert_true(many / few < 2 * 16); /* 16 times as many texts; by the square it were 256 */
    }
}

static void the_same_name_goes_before_the_order_of_ids(void **state) {
    (void)state;
    made m = make(3);
    name(&m, 'm');
    cli_baseline baseline = {0};
    cli_baseline_add(&baseline, &m.articles[2], &m.articles[1], DEDUPE_IDENTICAL);
    apply(&m, &baseline);
    assert_int_equal(baseline.stale_count, 0);
    assert_true(is_known(&m, 1, 2));
    assert_false(is_known(&m, 0, 1));
    discard(&m, &baseline);
}

/* Of three texts two were renamed and a copy came: the entry of the one that kept its name has it, those of
 * the others have the first that are left, and the third is new. */
static void what_was_renamed_takes_the_first_that_are_left(void **state) {
    (void)state;
    static const char *const before[] = {"d", "m", "x"}, *const after[] = {"a", "b", "c", "m"};
    made m = make(4);
    for (size_t i = 0; i < 3; i++)
        (void)snprintf(m.ids[i], ID_BYTES, "%s", before[i]);
    cli_baseline baseline = {0};
    cli_baseline_add(&baseline, &m.articles[1], &m.articles[0], DEDUPE_IDENTICAL);
    cli_baseline_add(&baseline, &m.articles[2], &m.articles[0], DEDUPE_IDENTICAL);
    for (size_t i = 0; i < 4; i++)
        (void)snprintf(m.ids[i], ID_BYTES, "%s", after[i]);
    apply(&m, &baseline);
    assert_int_equal(baseline.stale_count, 0);
    assert_true(is_known(&m, 0, 3) && is_known(&m, 1, 3));
    assert_false(is_known(&m, 2, 3));
    discard(&m, &baseline);
}

/* An article is found once at most, and never one of another text or one that was not compared. */
static void what_is_gone_finds_no_other_text(void **state) {
    (void)state;
    made m = make(4);
    name(&m, 'a');
    m.articles[2].fingerprint[1] = 8;
    cli_baseline baseline = accept_all(&m);
    name(&m, 'b');
    m.articles[1].fingerprint[0] = 9; /* of four texts, three of them equal, one of these was rewritten */
    m.articles[3].state = DEDUPE_ARTICLE_BINARY;
    m.judge.cluster[1] = 0;
    apply(&m, &baseline);
    assert_int_equal(baseline.stale_count, 2);
    assert_null(baseline.entries[1].stale);
    assert_true(is_known(&m, 0, 2));
    assert_false(is_known(&m, 0, 1) || is_known(&m, 0, 3));
    discard(&m, &baseline);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_do_not_grow_with_the_square_of_equal_texts),
        cmocka_unit_test(the_same_name_goes_before_the_order_of_ids),
        cmocka_unit_test(what_was_renamed_takes_the_first_that_are_left),
        cmocka_unit_test(what_is_gone_finds_no_other_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
