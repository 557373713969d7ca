/* References and groups on generated corpora: no pair is reported that the origins forbid, every new article
 * finds what it finds without them, and nothing depends on order or threads. */
#include "engine_corpus.h"
#include "result_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEEDS = 12 };

static engine_corpus corpus;

static int clean_up(void **state) {
    (void)state;
    engine_corpus_clear(&corpus);
    return 0;
}

typedef enum rule { REFERENCES, GROUPS, BOTH, DAYS } rule;

static dedupe_origin origin_of(rule which, size_t text, uint64_t seed) {
    const uint64_t drawn = (text * 0x9E3779B97F4A7C15u + seed) * 0xBF58476D1CE4E5B9u >> 40;
    return (dedupe_origin){.is_reference = (which == REFERENCES || which == BOTH) && drawn % 5 < 3,
                           .group = which == REFERENCES ? 0 : (uint32_t)(drawn / 5 % 3),
                           .day = (int32_t)(drawn / 15 % 12)};
}

static bool allowed(const dedupe_options *options, const dedupe_origin *x, const dedupe_origin *y) {
    const bool dated = options->within_days > 0 && x->day != 0 && y->day != 0;
    return !(x->is_reference && y->is_reference) && !(options->across_groups && x->group == y->group) &&
           !(dated && abs(x->day - y->day) > (int)options->within_days);
}

static engine_run run_with(const dedupe_options *options, rule which, uint64_t seed, bool backwards) {
    engine_run made = {0};
    assert_int_equal(dedupe_corpus_create(options, &made.corpus, NULL), DEDUPE_OK);
    for (size_t k = 0; k < corpus.count; k++) {
        const size_t i = backwards ? corpus.count - 1 - k : k;
        char id[24];
        const dedupe_origin origin = origin_of(which, i, seed);
        (void)snprintf(id, sizeof id, "%06zu", i);
        assert_int_equal(dedupe_corpus_add_from(made.corpus, id, corpus.text[i].text, corpus.text[i].length,
                                                &origin, NULL),
                         DEDUPE_OK);
    }
    assert_int_equal(dedupe_corpus_run(made.corpus, &made.result, NULL), DEDUPE_OK);
    return made;
}

/* Everything that is reported keeps to the origins. */
static void check_reported(const dedupe_options *options, const dedupe_result *result) {
    const dedupe_article *articles = result->articles;
    const char *broken = result_check(result);
    assert_string_equal(broken != NULL ? broken : "", "");
    for (size_t i = 0; i < result->pair_count; i++)
        assert_true(
            allowed(options, &articles[result->pairs[i].a].origin, &articles[result->pairs[i].b].origin));
    for (size_t i = 0; i < result->cluster_count; i++) {
        const dedupe_cluster *cluster = &result->clusters[i];
        bool any_reference = false;
        for (size_t m = 0; m < cluster->member_count; m++) {
            const dedupe_member *member = &cluster->members[m];
            any_reference = any_reference || articles[member->article].origin.is_reference;
            if (m > 0)
                assert_true(
                    allowed(options, &articles[member->article].origin, &articles[member->to].origin));
        }
        for (size_t m = 0; m < cluster->related_count; m++)
            assert_true(allowed(options, &articles[cluster->related[m].article].origin,
                                &articles[cluster->related[m].to].origin));
        assert_true(articles[cluster->representative].origin.is_reference == any_reference);
    }
}

static void reports_keep_to_origins(void **state) {
    (void)state;
    size_t clusters = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++)
        for (rule which = REFERENCES; which <= DAYS; which++) {
            engine_corpus_make(&corpus, seed, false);
            dedupe_options options = engine_corpus_options(seed);
            options.across_groups = which == GROUPS || which == BOTH;
            options.within_days = which == DAYS ? 1 + (unsigned)(seed % 4) : 0;
            engine_run one = run_with(&options, which, seed, false);
            check_reported(&options, one.result);
            clusters += one.result->cluster_count;
            options.threads = 3;
            engine_run other = run_with(&options, which, seed, true);
            assert_true(engine_run_equal(&one, &other));
            engine_run_free(&one);
            engine_run_free(&other);
        }
    assert_true(clusters > SEEDS * 3);
}

/* Whether the article stands in a cluster. */
static bool is_clustered(const dedupe_result *result, size_t article) {
    for (size_t i = 0; i < result->cluster_count; i++)
        for (size_t m = 0; m < result->clusters[i].member_count; m++)
            if (result->clusters[i].members[m].article == article)
                return true;
    return false;
}

/* A new article that has an allowed pair of the level in a free run is clustered in a filtered one too, but
 * for what average link decides. */
static void new_articles_find_their_copies(void **state) {
    (void)state;
    size_t asked = 0, found = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        engine_corpus_make(&corpus, seed, true);
        dedupe_options options = dedupe_options_default();
        options.threads = 2;
        engine_run all = engine_run_start(&options, &corpus, NULL);
        engine_run made = run_with(&options, REFERENCES, seed, false);
        for (size_t i = 0; i < all.result->pair_count; i++) {
            const dedupe_pair *pair = &all.result->pairs[i];
            if (pair->relation < DEDUPE_NEAR)
                continue;
            const dedupe_article *a = &made.result->articles[pair->a], *b = &made.result->articles[pair->b];
            if (a->origin.is_reference && b->origin.is_reference)
                continue;
            asked++;
            found += is_clustered(made.result, pair->a) && is_clustered(made.result, pair->b);
        }
        engine_run_free(&all);
        engine_run_free(&made);
    }
    assert_true(asked > 50);
    assert_int_equal(found, asked);
}

/* Identical texts, of which some are references and some of one group: who may be paired is, and is alone in
 * the cluster otherwise. */
static void check_identical_texts(unsigned within_days) {
    static const int32_t days[4] = {0, 10, 12, 15};
    enum { MOST = 6 };
    static const char text[] =
        "The ferry company said on Monday that it would stop all night crossings to the "
        "islands from June, after a year in which fewer than forty passengers used them.";
    for (unsigned bits = 0; bits < 1 << (2 * MOST); bits++) {
        dedupe_corpus *articles = NULL;
        dedupe_result *result = NULL;
        dedupe_origin origins[MOST];
        dedupe_options options = dedupe_options_default();
        options.threads = 1;
        options.across_groups = within_days == 0 && ((bits & 1) != 0 || bits % 3 == 0);
        options.within_days = within_days;
        assert_int_equal(dedupe_corpus_create(&options, &articles, NULL), DEDUPE_OK);
        for (size_t i = 0; i < MOST; i++) {
            const char id[2] = {(char)('a' + i), '\0'};
            origins[i] = (dedupe_origin){.is_reference = within_days == 0 && (bits >> (2 * i) & 1) != 0,
                                         .group = bits >> (2 * i + 1) & 1,
                                         .day = days[bits >> (2 * i) & 3]};
            assert_int_equal(dedupe_corpus_add_from(articles, id, text, sizeof text - 1, &origins[i], NULL),
                             DEDUPE_OK);
        }
        assert_int_equal(dedupe_corpus_run(articles, &result, NULL), DEDUPE_OK);
        check_reported(&options, result);
        for (size_t i = 0; i < MOST; i++) {
            bool any = false;
            for (size_t k = 0; k < MOST; k++)
                any = any || (k != i && allowed(&options, &origins[i], &origins[k]));
            assert_true(is_clustered(result, i) == any);
        }
        dedupe_result_free(result);
        dedupe_corpus_free(articles);
    }
}

static void identical_texts_are_paired_as_allowed(void **state) {
    (void)state;
    check_identical_texts(0);
    check_identical_texts(2);
    check_identical_texts(3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reports_keep_to_origins, clean_up),
        cmocka_unit_test_teardown(new_articles_find_their_copies, clean_up),
        cmocka_unit_test(identical_texts_are_paired_as_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
