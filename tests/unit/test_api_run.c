/* A run: what comes out, again and again, with more articles, other options, more threads; progress. */
#include <dedupe/dedupe.h>

#include "checked_run.h"
#include "plain_text.h"
#include "result_dump.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STORIES = 10, VERSIONS = 4, ARTICLES = STORIES * VERSIONS };

static dedupe_corpus *corpus_with(const dedupe_options *options) {
    dedupe_corpus *corpus = NULL;
    assert_int_equal(dedupe_corpus_create(options, &corpus, NULL), DEDUPE_OK);
    return corpus;
}

/* Version 0 is the whole report, 1 the same with another end, 2 its first part, 3 has two sentences of it
 * in an article of its own. */
static void add_version(dedupe_corpus *corpus, unsigned story, unsigned version) {
    static const unsigned kept[VERSIONS] = {15, 15, 8, 2}, own[VERSIONS] = {0, 1, 0, 12};
    char id[32];
    plain_text text = {0};
    snprintf(id, sizeof id, "story-%u/%u", story, version);
    plain_text_tell(&text, story, 0, kept[version]);
    plain_text_tell(&text, 1000 + 10 * story + version, 0, own[version]);
    assert_int_equal(dedupe_corpus_add(corpus, id, text.text, text.length, NULL), DEDUPE_OK);
    plain_text_free(&text);
}

/* Adds article number i of ARTICLES, in an order that mixes the stories. */
static void add_article(dedupe_corpus *corpus, unsigned i) {
    add_version(corpus, i % STORIES, i / STORIES);
}

static dedupe_corpus *full_corpus(const dedupe_options *options, bool backwards) {
    dedupe_corpus *corpus = corpus_with(options);
    for (unsigned i = 0; i < ARTICLES; i++)
        add_article(corpus, backwards ? ARTICLES - 1 - i : i);
    return corpus;
}

/* All that a run of the corpus says. */
static char *run_and_dump(dedupe_corpus *corpus) {
    dedupe_result *result = checked_run(corpus);
    char *text = result_dump(result);
    dedupe_result_free(result);
    return text;
}

static void check_same(char *found, char *wanted) {
    assert_string_equal(found, wanted);
    free(found);
    free(wanted);
}

static void an_empty_corpus_gives_an_empty_result(void **state) {
    (void)state;
    dedupe_corpus *corpus = corpus_with(NULL);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->article_count, 0);
    assert_int_equal(result->cluster_count, 0);
    assert_int_equal(result->pair_count, 0);
    assert_int_equal(result->boilerplate_count, 0);
    assert_int_equal(result->counts.compared, 0);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void every_story_is_a_cluster(void **state) {
    (void)state;
    dedupe_corpus *corpus = full_corpus(NULL, false);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->article_count, ARTICLES);
    assert_int_equal(result->counts.compared, ARTICLES);
    assert_int_equal(result->cluster_count, STORIES);
    for (size_t i = 0; i < STORIES; i++) {
        const dedupe_cluster *cluster = &result->clusters[i];
        assert_int_equal(cluster->representative, VERSIONS * i + 1);
        assert_int_equal(cluster->member_count, 3);
        assert_int_equal(cluster->members[1].article, VERSIONS * i);
        assert_int_equal(cluster->members[1].relation, DEDUPE_NEAR);
        assert_int_equal(cluster->members[2].article, VERSIONS * i + 2);
        assert_int_equal(cluster->members[2].relation, DEDUPE_EXCERPT);
        assert_int_equal(cluster->related_count, 1);
        assert_int_equal(cluster->related[0].article, VERSIONS * i + 3);
        assert_int_equal(cluster->related[0].relation, DEDUPE_RELATED);
    }
    assert_int_equal(result->pair_count, STORIES * VERSIONS * (VERSIONS - 1) / 2);
    assert_int_equal(result->counts.candidate_pairs, result->pair_count);
    assert_int_equal(result->counts.verified_pairs - result->counts.unrelated_pairs, result->pair_count);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void a_second_run_says_the_same(void **state) {
    (void)state;
    dedupe_corpus *corpus = full_corpus(NULL, false);
    char *first = run_and_dump(corpus);
    check_same(run_and_dump(corpus), first);
    dedupe_corpus_free(corpus);
}

static void results_of_two_runs_live_side_by_side(void **state) {
    (void)state;
    dedupe_corpus *corpus = full_corpus(NULL, false);
    dedupe_result *first = checked_run(corpus), *second = checked_run(corpus);
    char *text = result_dump(first);
    dedupe_result_free(first);
    check_same(result_dump(second), text);
    dedupe_result_free(second);
    dedupe_corpus_free(corpus);
}

static void articles_may_be_added_after_a_run(void **state) {
    (void)state;
    dedupe_corpus *whole = full_corpus(NULL, false), *grown = corpus_with(NULL);
    for (unsigned i = 0; i < ARTICLES; i++) {
        add_article(grown, i);
        if (i % 15 == 0)
            dedupe_result_free(checked_run(grown));
    }
    check_same(run_and_dump(grown), run_and_dump(whole));
    dedupe_corpus_free(grown);
    dedupe_corpus_free(whole);
}

static void threads_and_order_change_nothing(void **state) {
    (void)state;
    dedupe_options options = dedupe_options_default();
    options.threads = 1;
    options.every_pair = true;
    dedupe_corpus *corpus = full_corpus(&options, false);
    char *wanted = run_and_dump(corpus);
    dedupe_corpus_free(corpus);
    for (unsigned threads = 0; threads <= 7; threads++) {
        options.threads = threads;
        corpus = full_corpus(&options, threads % 2 == 0);
        char *found = run_and_dump(corpus);
        assert_string_equal(found, wanted);
        free(found);
        dedupe_corpus_free(corpus);
    }
    free(wanted);
}

/* Members of all clusters at a level. */
static size_t clustered_at(dedupe_relation level) {
    dedupe_options options = dedupe_options_default();
    options.level = level;
    dedupe_corpus *corpus = full_corpus(&options, false);
    dedupe_result *result = checked_run(corpus);
    size_t members = 0;
    for (size_t i = 0; i < result->cluster_count; i++)
        members += result->clusters[i].member_count;
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    return members;
}

static void the_level_decides_what_is_clustered(void **state) {
    (void)state;
    assert_int_equal(clustered_at(DEDUPE_IDENTICAL), 0);
    assert_int_equal(clustered_at(DEDUPE_NEAR), 2 * STORIES);
    assert_int_equal(clustered_at(DEDUPE_EXCERPT), 3 * STORIES);
    assert_int_equal(clustered_at(DEDUPE_DERIVED), 3 * STORIES);
    assert_int_equal(clustered_at(DEDUPE_RELATED), 4 * STORIES);
}

static void the_threshold_decides_what_is_derived(void **state) {
    (void)state;
    static const double thresholds[] = {0.05, 0.30, 0.80};
    static const dedupe_relation wanted[] = {DEDUPE_DERIVED, DEDUPE_RELATED, DEDUPE_RELATED};
    for (size_t i = 0; i < 3; i++) {
        dedupe_options options = dedupe_options_default();
        options.derived_coverage = thresholds[i];
        dedupe_corpus *corpus = corpus_with(&options);
        add_version(corpus, 1, 0);
        add_version(corpus, 1, 3);
        dedupe_result *result = checked_run(corpus);
        assert_int_equal(result->pair_count, 1);
        assert_int_equal(result->pairs[0].relation, wanted[i]);
        dedupe_result_free(result);
        dedupe_corpus_free(corpus);
    }
}

static void weak_resemblance_is_left_out_if_not_wanted(void **state) {
    (void)state;
    for (unsigned skip = 0; skip < 2; skip++) {
        dedupe_options options = dedupe_options_default();
        options.skip_weak_resemblance = skip == 1;
        dedupe_corpus *corpus = full_corpus(&options, false);
        dedupe_result *result = checked_run(corpus);
        unsigned weak = 0, strong = 0;
        for (size_t i = 0; i < result->pair_count; i++) {
            const dedupe_pair *pair = &result->pairs[i];
            const bool is_weak = pair->relation < DEDUPE_DERIVED;
            assert_true(pair->resemblance > 0 || (is_weak && skip));
            assert_true(pair->resemblance == 0 || !(is_weak && skip));
            weak += is_weak;
            strong += !is_weak;
        }
        assert_true(weak > 0 && strong > 0);
        dedupe_result_free(result);
        dedupe_corpus_free(corpus);
    }
}

static void as_many_passages_are_kept_as_asked_for(void **state) {
    (void)state;
    static const size_t asked[] = {0, 1, 2, 5, 100};
    plain_text left = {0}, right = {0};
    for (unsigned block = 0; block < 5; block++) { /* five shared blocks with prose of their own between */
        plain_text_tell(&left, 1, 10 * block, 2 + block);
        plain_text_tell(&left, 2, 10 * block, 3);
        plain_text_tell(&right, 1, 10 * block, 2 + block);
        plain_text_tell(&right, 3, 10 * block, 3);
    }
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        dedupe_options options = dedupe_options_default();
        options.passages = asked[i];
        dedupe_corpus *corpus = corpus_with(&options);
        assert_int_equal(dedupe_corpus_add(corpus, "l", left.text, left.length, NULL), DEDUPE_OK);
        assert_int_equal(dedupe_corpus_add(corpus, "r", right.text, right.length, NULL), DEDUPE_OK);
        dedupe_result *result = checked_run(corpus);
        assert_int_equal(result->pair_count, 1);
        assert_int_equal(result->pairs[0].passage_count, asked[i] < 5 ? asked[i] : 5);
        for (size_t p = 1; p < result->pairs[0].passage_count; p++)
            assert_true(result->pairs[0].passages[p].length <= result->pairs[0].passages[p - 1].length);
        dedupe_result_free(result);
        dedupe_corpus_free(corpus);
    }
    plain_text_free(&left);
    plain_text_free(&right);
}

static void every_pair_pairs_all_copies(void **state) {
    (void)state;
    for (unsigned every = 0; every < 2; every++) {
        dedupe_options options = dedupe_options_default();
        options.every_pair = every == 1;
        dedupe_corpus *corpus = corpus_with(&options);
        plain_text text = {0};
        plain_text_tell(&text, 1, 0, 10);
        for (char id[2] = "a"; id[0] < 'h'; id[0]++)
            assert_int_equal(dedupe_corpus_add(corpus, id, text.text, text.length, NULL), DEDUPE_OK);
        dedupe_result *result = checked_run(corpus);
        assert_int_equal(result->clusters[0].member_count, 7);
        assert_int_equal(result->pair_count, every ? 7 * 6 / 2 : 6);
        dedupe_result_free(result);
        dedupe_corpus_free(corpus);
        plain_text_free(&text);
    }
}

/* ---- progress */

enum { STAGES = DEDUPE_STAGE_CLUSTER + 1 };

typedef struct watcher {
    pthread_t thread;
    size_t calls, stop_at; /* the call that says no; SIZE_MAX: none */
    size_t begun[STAGES]; /* first calls of the stage, with done and total 0: later ones may have that, too */
    dedupe_stage last;
    bool in_order, in_range, on_thread;
} watcher;

static bool watch(void *data, dedupe_stage stage, size_t done, size_t total) {
    watcher *w = data;
    w->in_order &= stage >= w->last;
    w->in_range &= stage <= DEDUPE_STAGE_CLUSTER && (total == 0 || done <= total);
    w->on_thread &= pthread_equal(pthread_self(), w->thread) != 0;
    w->begun[stage % STAGES] += (w->calls == 0 || stage != w->last) && done == 0 && total == 0;
    w->last = stage;
    return w->calls++ != w->stop_at;
}

static watcher fresh_watcher(size_t stop_at) {
    return (watcher){
        .thread = pthread_self(), .stop_at = stop_at, .in_order = true, .in_range = true, .on_thread = true};
}

static void progress_names_every_stage_on_the_callers_thread(void **state) {
    (void)state;
    watcher w = fresh_watcher(SIZE_MAX);
    dedupe_options options = dedupe_options_default();
    options.threads = 3;
    options.progress = watch;
    options.progress_data = &w;
    dedupe_corpus *corpus = full_corpus(&options, false);
    assert_int_equal(w.calls, 0); /* adding is no run */
    dedupe_result_free(checked_run(corpus));
    assert_true(w.in_order && w.in_range && w.on_thread);
    for (unsigned stage = 0; stage < STAGES; stage++)
        assert_int_equal(w.begun[stage], 1);
    dedupe_corpus_free(corpus);
}

static void a_run_can_be_cancelled_at_any_call(void **state) {
    (void)state;
    watcher w = fresh_watcher(SIZE_MAX);
    dedupe_options options = dedupe_options_default();
    options.threads = 2;
    options.progress = watch;
    options.progress_data = &w;
    dedupe_corpus *corpus = full_corpus(&options, false);
    char *wanted = run_and_dump(corpus);
    for (size_t stop_at = 0; stop_at < STAGES; stop_at++) { /* one call for each stage at least */
        dedupe_result *const untouched = (dedupe_result *)&options;
        dedupe_result *result = untouched;
        dedupe_error error = {0};
        w = fresh_watcher(stop_at);
        assert_int_equal(dedupe_corpus_run(corpus, &result, &error), DEDUPE_ERROR_CANCELLED);
        assert_int_equal(error.code, DEDUPE_ERROR_CANCELLED);
        assert_ptr_equal(result, untouched);
        assert_int_equal(w.calls, stop_at + 1); /* not asked again */
    }
    w = fresh_watcher(SIZE_MAX);
    check_same(run_and_dump(corpus), wanted);
    dedupe_corpus_free(corpus);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_corpus_gives_an_empty_result),
        cmocka_unit_test(every_story_is_a_cluster),
        cmocka_unit_test(a_second_run_says_the_same),
        cmocka_unit_test(results_of_two_runs_live_side_by_side),
        cmocka_unit_test(articles_may_be_added_after_a_run),
        cmocka_unit_test(threads_and_order_change_nothing),
        cmocka_unit_test(the_level_decides_what_is_clustered),
        cmocka_unit_test(the_threshold_decides_what_is_derived),
        cmocka_unit_test(weak_resemblance_is_left_out_if_not_wanted),
        cmocka_unit_test(as_many_passages_are_kept_as_asked_for),
        cmocka_unit_test(every_pair_pairs_all_copies),
        cmocka_unit_test(progress_names_every_stage_on_the_callers_thread),
        cmocka_unit_test(a_run_can_be_cancelled_at_any_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
