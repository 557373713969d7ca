/* The filter on pairs: what it allows of articles and of stand-ins, and that candidates keep to it and still
 * connect every carrier of a hot story with one it may be paired with. */
#include "base/memory.h"
#include "candidate/anchors.h"
#include "candidate/copies.h"
#include "engine_stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static dd_article made[8];

/* A ranking of eight articles: four texts, each there twice. */
static dd_ranking ranking_of(const dedupe_origin origins[8]) {
    dd_article *list[8];
    dd_ranking ranking;
    for (size_t i = 0; i < 8; i++) {
        static const char *const ids[8] = {"0", "1", "2", "3", "4", "5", "6", "7"};
        made[i] = (dd_article){.id = ids[i],
                               .state = DEDUPE_ARTICLE_COMPARED,
                               .origin = origins[i],
                               .letters = (uint32_t)(100 - i / 2)};
        list[i] = &made[i];
    }
    assert_int_equal(dd_ranking_make(&ranking, list, 8, 0, NULL), DEDUPE_OK);
    assert_int_equal(ranking.stand_in_count, 4);
    return ranking;
}

static void without_references_and_groups_nothing_is_forbidden(void **state) {
    (void)state;
    const dedupe_origin origins[8] = {{.group = 1}, {.group = 2}, {.group = 3}};
    dd_ranking ranking = ranking_of(origins);
    dd_filter filter;
    assert_int_equal(dd_filter_make(&filter, &ranking, &(dd_filter_rules){0}, NULL), DEDUPE_OK);
    assert_null(filter.reach);
    assert_true(dd_filter_allows(&filter, &made[0], &made[1]));
    assert_true(dd_filter_reaches(&filter, 0, 1));
    assert_true(dd_filter_reaches(NULL, 0, 1));
    dd_filter_free(&filter);
    dd_ranking_free(&ranking);
}

/* A stand-in reaches another exactly if some article of it may be paired with some of the other. */
static void check_reach(const dd_filter *filter, const dd_ranking *ranking) {
    for (uint32_t a = 0; a < 4; a++)
        for (uint32_t b = 0; b < 4; b++) {
            bool any = false;
            for (size_t x = ranking->first[a]; x < ranking->first[a + 1]; x++)
                for (size_t y = ranking->first[b]; y < ranking->first[b + 1]; y++)
                    any = any || dd_filter_allows(filter, ranking->article[x], ranking->article[y]);
            if (a != b)
                assert_true(dd_filter_reaches(filter, a, b) == any);
        }
}

static void stand_ins_reach_what_their_articles_may(void **state) {
    (void)state;
    for (unsigned bits = 0; bits < 1 << 8; bits++)
        for (unsigned across = 0; across < 2; across++) {
            dedupe_origin origins[8];
            dd_filter filter;
            for (unsigned i = 0; i < 8; i++)
                origins[i] = across ? (dedupe_origin){.group = 7 + (bits >> i & 1)}
                                    : (dedupe_origin){.is_reference = (bits >> i & 1) != 0};
            dd_ranking ranking = ranking_of(origins);
            assert_int_equal(
                dd_filter_make(&filter, &ranking, &(dd_filter_rules){.across_groups = across != 0}, NULL),
                DEDUPE_OK);
            check_reach(&filter, &ranking);
            for (size_t s = 0; s < 4; s++) /* what is new comes first among equal texts */
                assert_false(ranking.article[ranking.first[s]]->origin.is_reference &&
                             !ranking.article[ranking.first[s] + 1]->origin.is_reference);
            dd_filter_free(&filter);
            dd_ranking_free(&ranking);
        }
}

/* Equal texts that are far apart in time have a stand-in each, and articles of one are near to one another.
 */
static void days_divide_stand_ins(void **state) {
    (void)state;
    static const int32_t days[8] = {10, 12, 20, 13, 0, 500, 502, 504};
    enum { WITHIN = 3 };
    dd_article article[8];
    dd_article *order[8];
    dd_ranking ranking;
    dd_filter filter;
    for (size_t i = 0; i < 8; i++) {
        static const char *const ids[8] = {"a", "b", "c", "d", "e", "f", "g", "h"};
        article[i] = (dd_article){
            .id = ids[i], .state = DEDUPE_ARTICLE_COMPARED, .origin = {.day = days[i]}, .letters = 50};
        order[i] = &article[i];
    }
    assert_int_equal(dd_ranking_make(&ranking, order, 8, WITHIN, NULL), DEDUPE_OK);
    assert_int_equal(ranking.stand_in_count, 5); /* 0, 10 to 13, 20, 500 and 502, 504 */
    assert_int_equal(dd_filter_make(&filter, &ranking, &(dd_filter_rules){.within_days = WITHIN}, NULL),
                     DEDUPE_OK);
    for (size_t s = 0; s < ranking.stand_in_count; s++)
        for (size_t x = ranking.first[s]; x < ranking.first[s + 1]; x++)
            assert_true(dd_filter_allows(&filter, ranking.article[ranking.first[s]], ranking.article[x]));
    assert_true(dd_filter_reaches(&filter, 0, 4));  /* a day that is not known is near to all */
    assert_false(dd_filter_reaches(&filter, 1, 2)); /* 13 and 20 */
    assert_true(dd_filter_reaches(&filter, 3, 4));  /* 502 and 504 */
    assert_false(dd_filter_allows(&filter, &article[5], &article[7]));
    assert_true(dd_filter_allows(&filter, &article[6], &article[7]));
    dd_filter_free(&filter);
    dd_ranking_free(&ranking);
    assert_int_equal(dd_ranking_make(&ranking, order, 8, 0, NULL), DEDUPE_OK);
    assert_int_equal(ranking.stand_in_count, 1); /* without the option days mean nothing */
    dd_ranking_free(&ranking);
}

static void a_filter_without_memory_fails(void **state) {
    (void)state;
    const dedupe_origin origins[8] = {{.is_reference = true, .group = 1}};
    dd_ranking ranking = ranking_of(origins);
    dd_filter filter;
    dedupe_error error;
    dd_memory_fail_after(0);
    assert_int_equal(dd_filter_make(&filter, &ranking, &(dd_filter_rules){0}, &error), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    dd_filter_free(&filter);
    dd_ranking_free(&ranking);
}

enum { CARRIERS = 120 };

static story texts[CARRIERS];

static int free_texts(void **state) {
    (void)state;
    for (size_t i = 0; i < CARRIERS; i++)
        story_free(&texts[i]);
    return 0;
}

/* Every carrier of a story that 120 have is a candidate with one it may be paired with, and with no other. */
static void check_hot_story(unsigned groups, size_t first_group) {
    random_source source = random_start(11);
    engine_stages stages;
    story_add_prose(&texts[0], &source, 3000);
    for (size_t i = 1; i < CARRIERS; i++) {
        story_add_part(&texts[i], &texts[0], 0, 3000 - 10 * i); /* ranked as they are numbered */
        story_add_prose(&texts[i], &source, 200);
    }
    engine_stages_run(&stages, texts, CARRIERS, 1);
    for (size_t s = 0; s < stages.ranking.stand_in_count; s++) {
        dd_article *article = stages.ranking.stand_in[s];
        article->origin.group = s < first_group ? 0 : (uint32_t)(s % groups);
    }
    dd_filter filter;
    dd_candidates found = {0};
    size_t partners[CARRIERS] = {0};
    assert_int_equal(
        dd_filter_make(&filter, &stages.ranking, &(dd_filter_rules){.across_groups = true}, NULL), DEDUPE_OK);
    assert_int_equal(dd_candidates_find(&found, &stages.index, &stages.boilerplate, &filter, stages.pool,
                                        NULL, NULL, NULL),
                     DEDUPE_OK);
    for (size_t i = 0; i < found.count; i++) {
        const dd_candidate pair = found.pair[i];
        assert_true(stages.ranking.stand_in[pair.a]->origin.group !=
                    stages.ranking.stand_in[pair.b]->origin.group);
        partners[pair.a]++;
        partners[pair.b]++;
    }
    for (size_t s = 0; s < stages.ranking.stand_in_count; s++)
        assert_true(partners[s] > 0);
    dd_candidates_free(&found);
    dd_filter_free(&filter);
    engine_stages_free(&stages);
    free_texts(NULL);
}

static void a_hot_story_stays_connected_across_groups(void **state) {
    (void)state;
    check_hot_story(2, 0);
    check_hot_story(2, 60); /* the 60 fullest are of one group */
    check_hot_story(40, 0);
    check_hot_story(40, 100);
}

static bool note_pair(void *context, uint32_t a, uint32_t b) {
    unsigned *degree = context;
    assert_true(a < b);
    degree[a]++;
    degree[b]++;
    return true;
}

static void one_bucket_connects_across_groups_only(void **state) {
    (void)state;
    enum { COPIES = 7 };
    static const uint32_t group_of[COPIES] = {0, 0, 0, 1, 0, 1, 2};
    dd_reach reach[COPIES];
    uint64_t band[COPIES * DD_BANDS];
    unsigned degree[COPIES] = {0};
    for (size_t i = 0; i < COPIES; i++)
        reach[i] = (dd_reach){.has_new = true, .group = group_of[i]};
    for (size_t i = 0; i < COPIES * DD_BANDS; i++)
        band[i] = 17;
    dd_filter filter = {.reach = reach, .rules = {.across_groups = true}};
    assert_true(dd_copies_pair(band, COPIES, &filter, note_pair, degree));
    unsigned ends = 0;
    for (size_t i = 0; i < COPIES; i++) {
        assert_true(degree[i] > 0);
        ends += degree[i];
    }
    assert_int_equal(ends, 2 * (COPIES - 1)); /* a tree */
    filter.rules.across_groups = false;
    for (size_t i = 0; i < COPIES; i++) {
        reach[i].has_new = false;
        degree[i] = 0;
    }
    assert_true(dd_copies_pair(band, COPIES, &filter, note_pair, degree));
    for (size_t i = 0; i < COPIES; i++)
        assert_int_equal(degree[i], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_references_and_groups_nothing_is_forbidden),
        cmocka_unit_test(stand_ins_reach_what_their_articles_may),
        cmocka_unit_test(days_divide_stand_ins),
        cmocka_unit_test(a_filter_without_memory_fails),
        cmocka_unit_test_teardown(a_hot_story_stays_connected_across_groups, free_texts),
        cmocka_unit_test(one_bucket_connects_across_groups_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
