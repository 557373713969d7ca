/* What --explain computes from a result: rows, the pairs nearest to the cut, what to try. */
#include "report/explain.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

enum { ARTICLES = 16 };

/* A result made by hand: articles without text, the pairs and the cluster that a test gives. */
typedef struct made {
    dedupe_article articles[ARTICLES];
    dedupe_result result;
    dedupe_cluster cluster;
    cli_options options;
    cli_report report;
} made;

static const cli_report *make(made *m, const dedupe_pair *pairs, size_t pair_count,
                              const dedupe_member *members, size_t member_count) {
    *m = (made){.options = {.level = DEDUPE_DERIVED, .threshold = 0.30}};
    m->cluster = (dedupe_cluster){.members = members, .member_count = member_count};
    m->result = (dedupe_result){.articles = m->articles,
                                .article_count = ARTICLES,
                                .pairs = pairs,
                                .pair_count = pair_count,
                                .clusters = &m->cluster,
                                .cluster_count = member_count > 0};
    m->report = (cli_report){.options = &m->options, .result = &m->result};
    return &m->report;
}

static dedupe_pair pair_of(size_t a, size_t b, dedupe_relation relation, double coverage_of_a,
                           double coverage_of_b) {
    return (dedupe_pair){.a = a,
                         .b = b,
                         .relation = relation,
                         .reason = DEDUPE_REASON_PASSAGE,
                         .coverage_of_a = coverage_of_a,
                         .coverage_of_b = coverage_of_b,
                         .derived_up_to = coverage_of_a > coverage_of_b ? coverage_of_a : coverage_of_b};
}

static size_t in_row(const cli_explain *explain, double coverage, dedupe_relation relation) {
    for (size_t i = 0; i < explain->row_count; i++)
        if (coverage >= explain->rows[i].from && (coverage < explain->rows[i].to || i == 0))
            return explain->rows[i].pairs[relation];
    return SIZE_MAX;
}

static void rows_go_from_one_to_zero_without_a_gap(void **state) {
    (void)state;
    const double thresholds[] = {0.05, 0.30, 0.333, 0.62, 0.80};
    for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
        made m;
        make(&m, NULL, 0, NULL, 0);
        m.options.threshold = thresholds[t];
        cli_explain explain = cli_explain_compute(&m.report);
        bool is_border = false;
        assert_true(explain.rows[0].to >= 1 && explain.rows[0].to <= 1);
        for (size_t i = 0; i < explain.row_count; i++) {
            assert_true(explain.rows[i].from < explain.rows[i].to);
            if (i > 0)
                assert_memory_equal(&explain.rows[i].to, &explain.rows[i - 1].from, sizeof(double));
            is_border =
                is_border || !(explain.rows[i].from < thresholds[t] || explain.rows[i].from > thresholds[t]);
        }
        assert_true(explain.rows[explain.row_count - 1].from <= 0);
        assert_true(is_border);
        assert_int_equal(explain.row_count, t == 2 || t == 3 ? 21 : 20);
    }
}

static void a_pair_stands_at_its_larger_coverage(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_IDENTICAL, 1, 1), pair_of(0, 2, DEDUPE_EXCERPT, 0.2, 0.96),
        pair_of(3, 4, DEDUPE_DERIVED, 0.30, 0.1), pair_of(5, 6, DEDUPE_RELATED, 0.1, 0.31),
        pair_of(7, 8, DEDUPE_RELATED, 0.04, 0.02)};
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 5, NULL, 0));
    assert_int_equal(in_row(&explain, 1, DEDUPE_IDENTICAL), 1);
    assert_int_equal(in_row(&explain, 0.97, DEDUPE_EXCERPT), 1);
    assert_int_equal(in_row(&explain, 0.32, DEDUPE_DERIVED), 1);
    assert_int_equal(in_row(&explain, 0.32, DEDUPE_RELATED), 1);
    assert_int_equal(in_row(&explain, 0, DEDUPE_RELATED), 1);
    assert_int_equal(cli_explain_duplicates(explain.pairs, DEDUPE_DERIVED), 3);
    assert_int_equal(cli_explain_duplicates(explain.pairs, DEDUPE_NONE), 5);
}

static void what_coverage_does_not_decide_stands_apart(void **state) {
    (void)state;
    dedupe_pair pairs[] = {pair_of(0, 1, DEDUPE_VARIANT, 0.9, 0.7), pair_of(2, 3, DEDUPE_VARIANT, 0.5, 0.6),
                           pair_of(4, 5, DEDUPE_RELATED, 0.31, 0.3), pair_of(6, 7, DEDUPE_DERIVED, 0.31, 0.3),
                           pair_of(8, 9, DEDUPE_RELATED, 0.4, 0.2)};
    pairs[2].reason = DEDUPE_REASON_LIST;
    pairs[4].reason = DEDUPE_REASON_QUOTED;
    made m;
    make(&m, pairs, 5, NULL, 0);
    m.articles[7].is_roundup = true;
    cli_explain explain = cli_explain_compute(&m.report);
    assert_int_equal(cli_explain_duplicates(explain.pairs, DEDUPE_NONE), 0);
    assert_int_equal(explain.variants, 2);
    assert_true(explain.variant_least > 0.59 && explain.variant_least < 0.61);
    assert_true(explain.variant_most > 0.89 && explain.variant_most < 0.91);
    assert_int_equal(explain.apart[DEDUPE_REASON_LIST], 1);
    assert_int_equal(explain.apart[DEDUPE_REASON_QUOTED], 1);
    assert_int_equal(explain.apart[DEDUPE_REASON_ROUNDUP], 1);
    assert_int_equal(explain.above_count + explain.below_count, 0);
    m.options.level = DEDUPE_RELATED; /* where a list is a duplicate like others */
    explain = cli_explain_compute(&m.report);
    assert_int_equal(explain.apart[DEDUPE_REASON_LIST], 0);
    assert_int_equal(explain.apart[DEDUPE_REASON_QUOTED], 0);
    assert_int_equal(explain.above_count, 2);
    assert_ptr_equal(explain.above[0], &pairs[2]);
}

static void each_reason_that_holds_back_is_counted(void **state) {
    (void)state;
    const dedupe_reason reasons[] = {DEDUPE_REASON_SHORT, DEDUPE_REASON_PHRASES, DEDUPE_REASON_HEADLINES,
                                     DEDUPE_REASON_STOCK};
    dedupe_pair pairs[5];
    for (size_t i = 0; i < 5; i++)
        pairs[i] = pair_of((uint32_t)(2 * i), (uint32_t)(2 * i + 1), DEDUPE_RELATED, 0.5, 0.4);
    for (size_t i = 0; i < 4; i++)
        pairs[i].reason = reasons[i];
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 5, NULL, 0));
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(explain.apart[reasons[i]], 1);
    assert_int_equal(explain.below_count, 1); /* the last one, which lacks text alone */
    assert_ptr_equal(explain.below[0], &pairs[4]);
    size_t more = 0;
    for (size_t i = 0; i < explain.trial_count; i++)
        if (explain.trials[i].level == DEDUPE_RELATED)
            more = explain.trials[i].pairs;
    assert_int_equal(more, 5); /* --level related counts them all */
}

static void the_nearest_pairs_come_first_and_no_article_twice(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_NEAR, 0.9, 0.9),      pair_of(0, 2, DEDUPE_DERIVED, 0.5, 0.2),
        pair_of(0, 3, DEDUPE_DERIVED, 0.1, 0.32),  pair_of(3, 4, DEDUPE_DERIVED, 0.33, 0.1),
        pair_of(5, 6, DEDUPE_DERIVED, 0.29, 0.1),  pair_of(7, 8, DEDUPE_RELATED, 0.25, 0.2),
        pair_of(9, 10, DEDUPE_RELATED, 0.31, 0.2), pair_of(11, 12, DEDUPE_RELATED, 0.1, 0.05),
        pair_of(13, 14, DEDUPE_RELATED, 0.1, 0.2)};
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 9, NULL, 0));
    assert_int_equal(explain.above_count, 2); /* every other one has an article that is shown */
    assert_ptr_equal(explain.above[0], &pairs[4]);
    assert_ptr_equal(explain.above[1], &pairs[2]);
    assert_int_equal(explain.below_count, 3);
    assert_ptr_equal(explain.below[0], &pairs[6]);
    assert_ptr_equal(explain.below[1], &pairs[5]);
    assert_ptr_equal(explain.below[2], &pairs[8]);
}

static void what_one_cluster_holds_is_not_kept_apart(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_DERIVED, 0.5, 0.5), pair_of(0, 2, DEDUPE_DERIVED, 0.5, 0.5),
        pair_of(1, 2, DEDUPE_RELATED, 0.29, 0.1), pair_of(2, 3, DEDUPE_RELATED, 0.1, 0.1),
        pair_of(4, 5, DEDUPE_RELATED, 0.09, 0.1)};
    const dedupe_member members[] = {{.article = 0}, {.article = 1}, {.article = 2}};
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 5, members, 3));
    assert_int_equal(explain.below_count, 2);
    assert_ptr_equal(explain.below[0], &pairs[3]);
    assert_ptr_equal(explain.below[1], &pairs[4]);
}

static void near_goes_by_the_smaller_coverage(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_NEAR, 0.9, 0.95), pair_of(2, 3, DEDUPE_NEAR, 0.99, 0.85),
        pair_of(4, 5, DEDUPE_EXCERPT, 1, 0.2), pair_of(6, 7, DEDUPE_EXCERPT, 0.81, 0.7)};
    made m;
    make(&m, pairs, 4, NULL, 0);
    m.options.level = DEDUPE_NEAR;
    cli_explain explain = cli_explain_compute(&m.report);
    assert_int_equal(explain.above_count, 2);
    assert_ptr_equal(explain.above[0], &pairs[1]);
    assert_ptr_equal(explain.below[0], &pairs[3]);
    assert_ptr_equal(explain.below[1], &pairs[2]);
}

/* The trial of a lower or higher threshold, or of a level. */
static size_t tried(const cli_explain *explain, double threshold, dedupe_relation level, bool is_more) {
    for (size_t i = 0; i < explain->trial_count; i++) {
        const cli_explain_trial *trial = &explain->trials[i];
        if (trial->is_more == is_more && (trial->threshold > 0) == (threshold > 0) &&
            (threshold > 0 || trial->level == level)) {
            assert_true(threshold <= 0 ||
                        (trial->threshold > threshold - 0.001 && trial->threshold < threshold + 0.001));
            return trial->pairs;
        }
    }
    return SIZE_MAX;
}

static void a_lower_threshold_brings_what_covers_enough_for_it(void **state) {
    (void)state;
    dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_DERIVED, 0.31, 0.1), pair_of(2, 3, DEDUPE_RELATED, 0.34, 0.1),
        pair_of(4, 5, DEDUPE_RELATED, 0.27, 0.1), pair_of(6, 7, DEDUPE_RELATED, 0.27, 0.1),
        pair_of(8, 9, DEDUPE_RELATED, 0.29, 0.1), pair_of(10, 11, DEDUPE_EXCERPT, 0.9, 0.1)};
    pairs[1].derived_up_to = 0.28; /* one block of more than the threshold, and yet too little now */
    pairs[3].derived_up_to = 0.22; /* one that would be too little then */
    pairs[4].reason = DEDUPE_REASON_QUOTED;
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 6, NULL, 0));
    assert_int_equal(explain.trial_count, 4);
    assert_int_equal(tried(&explain, 0.25, DEDUPE_NONE, true), 2);
    assert_int_equal(tried(&explain, 0, DEDUPE_RELATED, true), 4);
    m.options.threshold = 0.05; /* the least: nothing lower can be tried */
    assert_int_equal(cli_explain_compute(&m.report).trial_count, 3);
    m.options.level = DEDUPE_IDENTICAL;
    explain = cli_explain_compute(&m.report);
    assert_int_equal(explain.trial_count, 1);
    assert_int_equal(explain.trials[0].level, DEDUPE_NEAR);
}

static void what_is_in_one_cluster_is_nothing_more(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_DERIVED, 0.5, 0.5), pair_of(1, 2, DEDUPE_DERIVED, 0.5, 0.5),
        pair_of(0, 2, DEDUPE_RELATED, 0.27, 0.1), pair_of(2, 3, DEDUPE_RELATED, 0.27, 0.1)};
    const dedupe_member members[] = {{.article = 0}, {.article = 1}, {.article = 2}};
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 4, members, 3));
    assert_int_equal(tried(&explain, 0.25, DEDUPE_NONE, true), 1);
    assert_int_equal(tried(&explain, 0, DEDUPE_RELATED, true), 1);
}

/* A round-up joins nothing but its copies. */
static void nothing_is_forecast_of_a_round_up(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_RELATED, 0.27, 0.1), pair_of(0, 2, DEDUPE_DERIVED, 0.31, 0.1),
        pair_of(0, 3, DEDUPE_NEAR, 0.9, 0.9), pair_of(4, 5, DEDUPE_RELATED, 0.27, 0.1)};
    const dedupe_member members[] = {{.article = 0}, {.article = 3}};
    made m;
    make(&m, pairs, 4, members, 2);
    m.articles[0].is_roundup = true;
    cli_explain explain = cli_explain_compute(&m.report);
    assert_int_equal(explain.apart[DEDUPE_REASON_ROUNDUP], 2);
    assert_int_equal(explain.below_count, 1); /* that of other articles */
    assert_int_equal(tried(&explain, 0.25, DEDUPE_NONE, true), 1);
    assert_int_equal(tried(&explain, 0, DEDUPE_RELATED, true), 1);
    assert_int_equal(tried(&explain, 0.35, DEDUPE_NONE, false), 0);
    assert_int_equal(tried(&explain, 0, DEDUPE_EXCERPT, false), 0);
}

/* Of a chain of five, what falls away is held together by others, or parts them; beside it two that are
 * derived but in no cluster together. */
static void only_what_nothing_else_holds_is_fewer(void **state) {
    (void)state;
    const dedupe_pair pairs[] = {
        pair_of(0, 1, DEDUPE_DERIVED, 0.5, 0.5),  pair_of(1, 2, DEDUPE_NEAR, 0.9, 0.9),
        pair_of(0, 2, DEDUPE_DERIVED, 0.31, 0.1), pair_of(2, 3, DEDUPE_DERIVED, 0.33, 0.1),
        pair_of(3, 4, DEDUPE_EXCERPT, 0.9, 0.1),  pair_of(2, 4, DEDUPE_DERIVED, 0.32, 0.1),
        pair_of(1, 4, DEDUPE_RELATED, 0.2, 0.1),  pair_of(5, 6, DEDUPE_DERIVED, 0.31, 0.1)};
    const dedupe_member members[] = {
        {.article = 0}, {.article = 1}, {.article = 2}, {.article = 3}, {.article = 4}};
    made m;
    cli_explain explain = cli_explain_compute(make(&m, pairs, 8, members, 5));
    assert_int_equal(tried(&explain, 0.35, DEDUPE_NONE, false), 2); /* 2-3 and 2-4 */
    assert_int_equal(tried(&explain, 0, DEDUPE_EXCERPT, false), 4); /* 0-1 and 0-2 as well */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_go_from_one_to_zero_without_a_gap),
        cmocka_unit_test(a_pair_stands_at_its_larger_coverage),
        cmocka_unit_test(what_coverage_does_not_decide_stands_apart),
        cmocka_unit_test(each_reason_that_holds_back_is_counted),
        cmocka_unit_test(the_nearest_pairs_come_first_and_no_article_twice),
        cmocka_unit_test(what_one_cluster_holds_is_not_kept_apart),
        cmocka_unit_test(near_goes_by_the_smaller_coverage),
        cmocka_unit_test(a_lower_threshold_brings_what_covers_enough_for_it),
        cmocka_unit_test(what_is_in_one_cluster_is_nothing_more),
        cmocka_unit_test(nothing_is_forecast_of_a_round_up),
        cmocka_unit_test(only_what_nothing_else_holds_is_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
