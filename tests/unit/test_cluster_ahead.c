/* Pairs compared ahead: they become links when they are asked for, and change nothing else. */
#include "base/memory.h"
#include "cluster/group.h"
#include "cluster/roundup.h"
#include "cluster_case.h"
#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { STORIES = 6, VERSIONS = 5, ARTICLES = STORIES * VERSIONS };

/* Stories in versions that each leave out more, each with an end of its own. Every other one has something of
 * the next story, too. */
static void make_stories(cluster_case *made) {
    for (unsigned i = 0; i < ARTICLES; i++) {
        char id[16];
        plain_text text = {0};
        const unsigned story = i / VERSIONS, version = i % VERSIONS;
        snprintf(id, sizeof id, "%02u", i);
        plain_text_tell(&text, story, 0, 12 - version);
        if (version % 2)
            plain_text_tell(&text, (story + 1) % STORIES, 0, 5);
        plain_text_tell(&text, STORIES + i, 0, 3);
        cluster_case_add(made, id, text.text);
        plain_text_free(&text);
    }
    cluster_case_rank(made);
}

/* Makes the links of neighbours known, as a sparse search does. */
static void know_some(cluster_case *made) {
    const dd_link *link;
    for (uint32_t a = 0; a < made->ranking.stand_in_count; a++)
        for (uint32_t b = a + 1; b < made->ranking.stand_in_count; b++)
            if ((a + b) % 3 == 0)
                assert_int_equal(dd_links_get(&made->links, a, b, &link, NULL), DEDUPE_OK);
}

static void a_pair_compared_ahead_is_a_link_once_it_is_asked_for(void **state) {
    (void)state;
    cluster_case made = {0};
    make_stories(&made);
    assert_int_equal(dd_pool_create(3, &made.links.pool, NULL), DEDUPE_OK);
    const dd_link *link = NULL;
    bool any = true;
    assert_int_equal(dd_links_compare_ahead(&made.links, &any, NULL), DEDUPE_OK);
    assert_false(any);
    for (unsigned again = 0; again < 2; again++) /* noted twice, in either order, and compared once */
        for (uint32_t a = 0; a < 4; a++) {
            assert_int_equal(dd_links_foresee(&made.links, again ? a : 9, again ? 9 : a, &link, NULL),
                             DEDUPE_OK);
            assert_null(link);
        }
    assert_int_equal(dd_links_compare_ahead(&made.links, &any, NULL), DEDUPE_OK);
    assert_true(any);
    assert_int_equal(made.links.ahead_count, 4);
    assert_int_equal(made.links.count, 0);
    assert_null(dd_links_find(&made.links, 2, 9));
    assert_int_equal(dd_links_foresee(&made.links, 9, 2, &link, NULL), DEDUPE_OK);
    assert_non_null(link);
    assert_int_equal(dd_links_get(&made.links, 9, 2, &link, NULL), DEDUPE_OK);
    assert_int_equal(made.links.count, 1);
    assert_int_equal(made.links.asked_count, 1);
    assert_ptr_equal(dd_links_find(&made.links, 2, 9), link);
    assert_int_equal(dd_links_compare_ahead(&made.links, &any, NULL), DEDUPE_OK);
    assert_false(any);
    dd_pool_free(made.links.pool);
    cluster_case_free(&made);
}

/* What the cluster stage found out. */
typedef struct outcome {
    uint32_t group[ARTICLES];
    uint8_t is_roundup[ARTICLES];
    uint8_t asked[ARTICLES][ARTICLES]; /* 1 + relation of each link */
    size_t known, links;               /* before and after */
} outcome;

static void cluster(unsigned threads, outcome *out) {
    cluster_case made = {0};
    *out = (outcome){0};
    make_stories(&made);
    know_some(&made);
    out->known = made.links.count;
    assert_int_equal(made.ranking.stand_in_count, ARTICLES);
    if (threads > 0)
        assert_int_equal(dd_pool_create(threads, &made.links.pool, NULL), DEDUPE_OK);
    assert_int_equal(dd_roundups_find(&made.links, ARTICLES, out->is_roundup, NULL), DEDUPE_OK);
    assert_int_equal(dd_groups_find(&made.links, ARTICLES, DEDUPE_DERIVED, out->is_roundup, out->group, NULL),
                     DEDUPE_OK);
    out->links = made.links.count;
    for (size_t i = 0; i < made.links.count; i++)
        out->asked[made.links.link[i].a][made.links.link[i].b] = (uint8_t)(1 + made.links.link[i].relation);
    dd_pool_free(made.links.pool);
    cluster_case_free(&made);
}

static void comparing_ahead_changes_nothing(void **state) {
    (void)state;
    outcome *plain = test_malloc(sizeof *plain), *ahead = test_malloc(sizeof *ahead);
    cluster(0, plain);
    assert_true(plain->links > plain->known);
    for (unsigned threads = 1; threads <= 3; threads++) {
        cluster(threads, ahead);
        assert_memory_equal(ahead->group, plain->group, sizeof plain->group);
        assert_memory_equal(ahead->is_roundup, plain->is_roundup, sizeof plain->is_roundup);
        assert_memory_equal(ahead->asked, plain->asked, sizeof plain->asked);
        assert_int_equal(ahead->links, plain->links);
    }
    test_free(plain);
    test_free(ahead);
}

static void memory_may_run_out_at_any_point(void **state) {
    (void)state;
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        cluster_case made = {0};
        const dd_link *link = NULL;
        bool any;
        make_stories(&made);
        assert_int_equal(dd_pool_create(1, &made.links.pool, NULL), DEDUPE_OK);
        dd_memory_fail_after(planted);
        dedupe_status status = dd_links_foresee(&made.links, 0, 1, &link, NULL);
        if (status == DEDUPE_OK)
            status = dd_links_compare_ahead(&made.links, &any, NULL);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        assert_int_equal(made.links.ahead_count, left < 0 ? 0 : 1);
        dd_pool_free(made.links.pool);
        cluster_case_free(&made);
    }
    assert_true(planted > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_compared_ahead_is_a_link_once_it_is_asked_for),
        cmocka_unit_test(comparing_ahead_changes_nothing),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
