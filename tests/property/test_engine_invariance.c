/* What must not depend on anything but the articles: threads, order of adding, names, which side of a pair is
 * which, what else is in the corpus. */
#include "engine_corpus.h"
#include "result_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CORPORA = 6 };

static engine_corpus corpus;

static int clean_up(void **state) {
    (void)state;
    engine_corpus_clear(&corpus);
    return 0;
}

static void shuffle(random_source *source, size_t *order, size_t count) {
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        const size_t other = random_below(source, i), moved = order[i - 1];
        order[i - 1] = order[other];
        order[other] = moved;
    }
}

static void check_same_pair(const dedupe_pair *one, const dedupe_pair *other, bool turned) {
    const char *difference = engine_pair_difference(one, other, turned);
    if (difference != NULL)
        fail_msg("pair %zu and %zu: another %s", one->a, one->b, difference);
}

/* ---- threads and order */

static void the_number_of_threads_does_not_matter(void **state) {
    (void)state;
    static const unsigned threads[] = {2, 3, 7};
    for (uint64_t seed = 0; seed < CORPORA; seed++) {
        engine_corpus_make(&corpus, seed, false);
        dedupe_options options = engine_corpus_options(seed);
        engine_run one = engine_run_start(&options, &corpus, NULL);
        assert_true(one.result->pair_count > 10 && one.result->cluster_count > 3);
        assert_true(one.result->boilerplate_count > 0);
        for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
            options.threads = threads[t];
            engine_run many = engine_run_start(&options, &corpus, NULL);
            assert_true(engine_run_equal(&one, &many));
            engine_run_free(&many);
        }
        engine_run_free(&one);
    }
}

static void the_order_of_adding_does_not_matter(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < CORPORA; seed++) {
        size_t order[ENGINE_CORPUS_MOST];
        random_source source = random_start(seed + 1000);
        engine_corpus_make(&corpus, seed + 20, false);
        const dedupe_options options = engine_corpus_options(seed);
        engine_run one = engine_run_start(&options, &corpus, NULL);
        for (unsigned round = 0; round < 3; round++) {
            shuffle(&source, order, corpus.count);
            engine_run other = engine_run_start(&options, &corpus, order);
            assert_true(engine_run_equal(&one, &other));
            engine_run_free(&other);
        }
        engine_run_free(&one);
    }
}

/* ---- names */

static const dedupe_member *find_member(const dedupe_member *members, size_t count, size_t article) {
    for (size_t i = 0; i < count; i++)
        if (members[i].article == article)
            return &members[i];
    return NULL;
}

/* What a member says of its link, as a pair. */
static dedupe_pair pair_of(const dedupe_member *member) {
    return (dedupe_pair){.a = member->article,
                         .b = member->to,
                         .relation = member->relation,
                         .reason = member->reason,
                         .resemblance = member->resemblance,
                         .coverage_of_a = member->coverage,
                         .coverage_of_b = member->coverage_of_other,
                         .passages = member->passages,
                         .passage_count = member->passage_count};
}

static void check_members(const dedupe_member *x, size_t x_count, const dedupe_member *y, size_t y_count,
                          const size_t *renamed) {
    assert_int_equal(x_count, y_count);
    for (size_t i = 0; i < x_count; i++) {
        const dedupe_member *same = find_member(y, y_count, renamed[x[i].article]);
        assert_non_null(same);
        assert_int_equal(renamed[x[i].to], same->to);
        const dedupe_pair one = pair_of(&x[i]), other = pair_of(same);
        check_same_pair(&one, &other, false);
    }
}

static void check_cluster(const dedupe_cluster *cluster, const dedupe_result *other, const size_t *renamed) {
    const dedupe_cluster *same = NULL;
    for (size_t i = 0; i < other->cluster_count; i++)
        if (strcmp(cluster->id, other->clusters[i].id) == 0)
            same = &other->clusters[i];
    assert_non_null(same);
    assert_int_equal(renamed[cluster->representative], same->representative);
    assert_true(cluster->cohesion == same->cohesion);
    check_members(cluster->members, cluster->member_count, same->members, same->member_count, renamed);
    check_members(cluster->related, cluster->related_count, same->related, same->related_count, renamed);
}

/* Checks that `other` is `one` with article i named renamed[i]. */
static void check_renamed(const engine_run *one, const engine_run *other, const size_t *renamed) {
    const dedupe_result *x = one->result, *y = other->result;
    assert_int_equal(x->pair_count, y->pair_count);
    assert_int_equal(x->cluster_count, y->cluster_count);
    assert_int_equal(x->counts.candidate_pairs, y->counts.candidate_pairs);
    assert_int_equal(x->counts.verified_pairs, y->counts.verified_pairs);
    for (size_t i = 0; i < x->pair_count; i++) {
        const size_t a = renamed[x->pairs[i].a], b = renamed[x->pairs[i].b];
        const dedupe_pair *same = engine_run_pair(other, a < b ? a : b, a < b ? b : a);
        assert_non_null(same);
        check_same_pair(&x->pairs[i], same, a > b);
    }
    for (size_t i = 0; i < x->cluster_count; i++)
        check_cluster(&x->clusters[i], y, renamed);
}

static void names_do_not_matter(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < CORPORA; seed++) {
        size_t renamed[ENGINE_CORPUS_MOST];
        random_source source = random_start(seed + 2000);
        engine_corpus_make(&corpus, seed + 40, true); /* of equal texts the first by name stands for all */
        const dedupe_options options = engine_corpus_options(seed);
        engine_run one = engine_run_start(&options, &corpus, NULL);
        shuffle(&source, renamed, corpus.count);
        memcpy(corpus.name, renamed, corpus.count * sizeof *renamed);
        engine_run other = engine_run_start(&options, &corpus, NULL);
        check_renamed(&one, &other, renamed);
        engine_run_free(&one);
        engine_run_free(&other);
    }
}

/* ---- one pair */

static dedupe_comparison *compare(const dedupe_options *options, const story *a, const story *b) {
    dedupe_comparison *made = NULL;
    assert_int_equal(dedupe_compare(options, a->text, a->length, b->text, b->length, &made, NULL), DEDUPE_OK);
    assert_null(result_check_comparison(made));
    return made;
}

static void a_comparison_mirrors_the_other_way_round(void **state) {
    (void)state;
    engine_corpus_make(&corpus, 60, false);
    for (size_t a = 0; a < corpus.count; a += 2)
        for (size_t b = a; b < corpus.count && b < a + 14; b++) {
            dedupe_comparison *there = compare(NULL, &corpus.text[a], &corpus.text[b]);
            dedupe_comparison *back = compare(NULL, &corpus.text[b], &corpus.text[a]);
            check_same_pair(&there->pair, &back->pair, true);
            assert_int_equal(there->a.state, back->b.state);
            assert_int_equal(there->b.letters, back->a.letters);
            dedupe_comparison_free(there);
            dedupe_comparison_free(back);
        }
}

static bool has_boilerplate(const dedupe_result *result, const dedupe_pair *pair) {
    return result->articles[pair->a].boilerplate_letters > 0 ||
           result->articles[pair->b].boilerplate_letters > 0;
}

/* Without boilerplate a run says of each pair what a comparison of the two says. */
static void no_pair_is_reported_unverified(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < CORPORA; seed++) {
        engine_corpus_make(&corpus, seed + 80, true);
        dedupe_options options = engine_corpus_options(seed);
        options.passages = 10000;
        engine_run made = engine_run_start(&options, &corpus, NULL);
        size_t checked = 0;
        for (size_t i = 0; i < made.result->pair_count; i++) {
            const dedupe_pair *pair = &made.result->pairs[i];
            if (has_boilerplate(made.result, pair) || pair->reason == DEDUPE_REASON_STOCK)
                continue; /* a comparison knows of neither */
            dedupe_comparison *alone = compare(&options, &corpus.text[pair->a], &corpus.text[pair->b]);
            dedupe_pair same = alone->pair;
            if (pair->reason == DEDUPE_REASON_ROUNDUP) /* which only the whole corpus shows */
                same.reason = pair->reason;
            check_same_pair(pair, &same, false);
            dedupe_comparison_free(alone);
            checked++;
        }
        assert_true(checked > 20);
        engine_run_free(&made);
    }
}

/* ---- company */

/* Whether the articles of `one` have the same boilerplate in `other`. */
static bool same_boilerplate(const dedupe_result *one, const dedupe_result *other) {
    for (size_t i = 0; i < one->article_count; i++)
        if (one->articles[i].boilerplate_letters != other->articles[i].boilerplate_letters)
            return false;
    return true;
}

static void strangers_do_not_change_a_pair(void **state) {
    (void)state;
    size_t compared = 0;
    for (uint64_t seed = 0; seed < CORPORA; seed++) {
        random_source source = random_start(seed + 3000);
        engine_corpus_make(&corpus, seed + 100, true);
        const dedupe_options options = engine_corpus_options(seed);
        engine_run alone = engine_run_start(&options, &corpus, NULL);
        for (unsigned i = 0; i < 150; i++) /* their ids come last */
            story_add_prose(engine_corpus_next(&corpus), &source, 100 + random_below(&source, 3000));
        engine_run among = engine_run_start(&options, &corpus, NULL);
        if (same_boilerplate(alone.result, among.result)) {
            assert_int_equal(among.result->pair_count, alone.result->pair_count);
            assert_int_equal(among.result->cluster_count, alone.result->cluster_count);
            for (size_t i = 0; i < among.result->pair_count; i++) {
                assert_int_equal(among.result->pairs[i].a, alone.result->pairs[i].a);
                assert_int_equal(among.result->pairs[i].b, alone.result->pairs[i].b);
                check_same_pair(&alone.result->pairs[i], &among.result->pairs[i], false);
            }
            compared++;
        }
        engine_run_free(&alone);
        engine_run_free(&among);
    }
    assert_true(compared > CORPORA / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_number_of_threads_does_not_matter, clean_up),
        cmocka_unit_test_teardown(the_order_of_adding_does_not_matter, clean_up),
        cmocka_unit_test_teardown(names_do_not_matter, clean_up),
        cmocka_unit_test_teardown(a_comparison_mirrors_the_other_way_round, clean_up),
        cmocka_unit_test_teardown(no_pair_is_reported_unverified, clean_up),
        cmocka_unit_test_teardown(strangers_do_not_change_a_pair, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
