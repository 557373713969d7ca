/* The lists of the outcome: copies of one text, pairs, boilerplate, articles; and what is left when memory
 * runs out. */
#include "base/memory.h"
#include "cluster_case.h"
#include "plain_text.h"
#include "result_check.h"
#include "result_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static dedupe_result *outcome_of(cluster_case *made, bool every_pair) {
    dd_findings findings = cluster_case_findings(made);
    findings.every_pair = every_pair;
    dedupe_result *result = NULL;
    assert_int_equal(dd_outcome_make(&findings, &result, NULL), DEDUPE_OK);
    const char *broken = result_check(result);
    if (broken != NULL)
        fail_msg("%s", broken);
    return result;
}

static const dedupe_pair *pair_of(const dedupe_result *result, size_t a, size_t b) {
    for (size_t i = 0; i < result->pair_count; i++)
        if (result->pairs[i].a == a && result->pairs[i].b == b)
            return &result->pairs[i];
    return NULL;
}

/* Five printings of one text, which differ in what folding leaves out, and a longer version. */
static void make_copies(cluster_case *made) {
    static const char *const before[5] = {"", "  ", "\n\n\"", "-- ", "\t"};
    plain_text longer = {0};
    plain_text_tell(&longer, 1, 0, 14);
    for (unsigned i = 0; i < 5; i++) {
        char id[16];
        plain_text text = {0};
        snprintf(id, sizeof id, "copy-%u", i);
        plain_text_add(&text, before[i]);
        plain_text_tell(&text, 1, 0, 12);
        cluster_case_add(made, id, text.text);
        plain_text_free(&text);
    }
    cluster_case_add(made, "longer", longer.text);
    plain_text_free(&longer);
    cluster_case_rank(made);
    cluster_case_compare_all(made);
    cluster_case_join(made, "copy-0", "longer");
}

static void copies_of_one_text_are_members_of_their_own(void **state) {
    (void)state;
    cluster_case made = {0};
    make_copies(&made);
    assert_int_equal(made.ranking.stand_in_count, 2);
    dedupe_result *result = outcome_of(&made, false);
    assert_int_equal(result->cluster_count, 1);
    const dedupe_cluster *cluster = &result->clusters[0];
    assert_int_equal(cluster->member_count, 6);
    assert_string_equal(result->articles[cluster->representative].id, "longer");
    for (size_t i = 1; i < 6; i++) {
        const dedupe_member *member = &cluster->members[i];
        const dedupe_article *article = &result->articles[member->article];
        assert_true(member->relation >= DEDUPE_NEAR);
        assert_true(member->coverage == 1);
        assert_true(member->passage_count >= 1); /* quotes this printing's own bytes */
        const dedupe_passage *passage = &member->passages[0];
        assert_memory_equal(article->text + passage->offset,
                            result->articles[member->to].text + passage->other_offset, 40);
        assert_true(passage->length > article->text_length - 12);
    }
    dd_outcome_free(result);
    cluster_case_free(&made);
}

static void copies_alone_are_a_cluster(void **state) {
    (void)state;
    cluster_case made = {0};
    cluster_case_add(&made, "one", "Two trains met on one track near Hill End, and nobody was hurt.");
    cluster_case_add(&made, "two", "TWO TRAINS MET ON ONE TRACK, near Hill End - and nobody was hurt");
    cluster_case_rank(&made);
    dedupe_result *result = outcome_of(&made, false);
    assert_int_equal(result->cluster_count, 1);
    const dedupe_cluster *cluster = &result->clusters[0];
    assert_string_equal(result->articles[cluster->representative].id, "one");
    assert_int_equal(cluster->members[1].relation, DEDUPE_IDENTICAL);
    assert_int_equal(cluster->members[1].reason, DEDUPE_REASON_SAME_TEXT);
    assert_true(cluster->cohesion == 1);
    assert_int_equal(result->pair_count, 1);
    assert_true(result->pairs[0].resemblance == 1);
    assert_int_equal(result->pairs[0].passage_count, 1);
    assert_int_equal(result->pairs[0].passages[0].offset, 0);
    assert_int_equal(result->pairs[0].passages[0].length, 62);       /* all but the full stop */
    assert_int_equal(result->pairs[0].passages[0].other_length, 64); /* all */
    dd_outcome_free(result);
    cluster_case_free(&made);
}

/* Copies are listed with the first of them; with every_pair all with all. */
static void every_pair_lists_all_pairs_of_a_group(void **state) {
    (void)state;
    cluster_case made = {0};
    make_copies(&made);
    dedupe_result *result = outcome_of(&made, false);
    assert_int_equal(result->pair_count, 4 + 1);
    dd_outcome_free(result);
    cluster_case_free(&made);
    make_copies(&made); /* a result takes over the passages of its links */
    result = outcome_of(&made, true);
    assert_int_equal(result->pair_count, 6 * 5 / 2);
    for (size_t a = 0; a < 6; a++)
        for (size_t b = a + 1; b < 6; b++) {
            const dedupe_pair *pair = pair_of(result, a, b);
            assert_non_null(pair);
            assert_true(pair->relation >= DEDUPE_NEAR);
            assert_true(pair->passage_count >= 1);
        }
    dd_outcome_free(result);
    cluster_case_free(&made);
}

/* A star of links (as a story of many versions has them) becomes all pairs. */
static void every_pair_compares_what_was_not(void **state) {
    (void)state;
    enum { VERSIONS = 7 };
    for (unsigned every = 0; every < 2; every++) {
        cluster_case made = {0};
        for (unsigned i = 0; i < VERSIONS; i++) {
            char id[16];
            plain_text text = {0};
            snprintf(id, sizeof id, "%u", i);
            plain_text_tell(&text, 1, 0, 12);
            plain_text_tell(&text, 50 + i, 0, 1);
            cluster_case_add(&made, id, text.text);
            plain_text_free(&text);
        }
        cluster_case_rank(&made);
        const dd_link *link;
        for (uint32_t s = 1; s < VERSIONS; s++)
            assert_int_equal(dd_links_get(&made.links, 0, s, &link, NULL), DEDUPE_OK);
        for (uint32_t s = 0; s < VERSIONS; s++)
            made.group[s] = 0;
        dedupe_result *result = outcome_of(&made, every == 1);
        assert_int_equal(result->pair_count, every ? VERSIONS * (VERSIONS - 1) / 2 : VERSIONS - 1);
        assert_int_equal(result->clusters[0].member_count, VERSIONS);
        dd_outcome_free(result);
        cluster_case_free(&made);
    }
}

static void clusters_come_by_size_then_representative(void **state) {
    (void)state;
    static const struct {
        const char *id;
        unsigned story;
    } added[] = {{"h", 1}, {"c", 1}, {"a", 2}, {"k", 2}, {"b", 3}, {"d", 3}, {"g", 3}, {"alone", 4}};
    cluster_case made = {0};
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        plain_text text = {0};
        plain_text_tell(&text, added[i].story, 0, 8);
        cluster_case_add(&made, added[i].id, text.text);
        plain_text_free(&text);
    }
    cluster_case_rank(&made);
    dedupe_result *result = outcome_of(&made, false);
    assert_int_equal(result->cluster_count, 3);
    assert_string_equal(result->articles[result->clusters[0].representative].id, "b");
    assert_string_equal(result->articles[result->clusters[1].representative].id, "a");
    assert_string_equal(result->articles[result->clusters[2].representative].id, "c");
    assert_int_equal(result->clusters[0].member_count, 3);
    dd_outcome_free(result);
    cluster_case_free(&made);
}

/* A frame on three pages, one of them printed twice; a smaller one on two; one on a page alone. */
static void boilerplate_is_listed_with_its_carriers(void **state) {
    (void)state;
    const char *const frame = "thevalleycourierhomenewssportlettersjobslogin";
    const char *const small = "sendusyourownnewsbytelephone";
    static const char *const ids[6] = {"a", "b", "c", "c-again", "d", "e"};
    const uint32_t frame_letters = (uint32_t)strlen(frame), small_letters = (uint32_t)strlen(small);
    cluster_case made = {0};
    for (unsigned i = 0; i < 6; i++) {
        plain_text text = {0};
        plain_text_add(&text, i < 4 ? frame : small);
        plain_text_add(&text, "\n");
        plain_text_tell(&text, i == 3 ? 2 : i, 0, 5);
        cluster_case_add(&made, ids[i], text.text);
        plain_text_free(&text);
    }
    plain_text lone = {0};
    plain_text_tell(&lone, 9, 0, 5);
    cluster_case_add(&made, "lone", lone.text);
    plain_text_free(&lone);
    cluster_case_rank(&made);
    for (unsigned i = 0; i < 6; i++)
        cluster_case_mark(&made, ids[i], 0, i < 4 ? frame_letters : small_letters);
    cluster_case_mark(&made, "lone", 10, 60);
    dedupe_result *result = outcome_of(&made, false);
    assert_int_equal(result->boilerplate_count, 3); /* what nobody else has in this form comes last */
    assert_int_equal(result->boilerplate[0].articles, 4);
    assert_int_equal(result->boilerplate[1].articles, 2);
    assert_int_equal(result->boilerplate[2].articles, 1);
    const dedupe_boilerplate *first = &result->boilerplate[0], *second = &result->boilerplate[1];
    assert_int_equal(first->length, frame_letters);
    assert_memory_equal(result->articles[first->article].text + first->offset, frame, frame_letters);
    assert_memory_equal(result->articles[second->article].text + second->offset, small, small_letters);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(result->articles[i].boilerplate_letters, frame_letters);
    assert_int_equal(result->articles[4].boilerplate_letters, small_letters);
    assert_int_equal(result->articles[6].boilerplate_letters, 50);
    dd_outcome_free(result);
    cluster_case_free(&made);
}

static void articles_are_listed_whatever_their_state(void **state) {
    (void)state;
    cluster_case made = {0};
    cluster_case_add(&made, "z", "words enough to be compared with something");
    cluster_case_add(&made, "b", "");
    cluster_case_add(&made, "a", "?!?");
    cluster_case_rank(&made);
    dedupe_result *result = outcome_of(&made, true);
    assert_int_equal(result->article_count, 3);
    assert_string_equal(result->articles[0].id, "a");
    assert_int_equal(result->articles[0].state, DEDUPE_ARTICLE_NO_LETTERS);
    assert_int_equal(result->articles[1].state, DEDUPE_ARTICLE_EMPTY);
    assert_int_equal(result->articles[2].state, DEDUPE_ARTICLE_COMPARED);
    assert_int_equal(result->pair_count, 0);
    dd_outcome_free(result);
    cluster_case_free(&made);
}

static void memory_may_run_out_at_any_point(void **state) {
    (void)state;
    cluster_case made = {0};
    make_copies(&made);
    cluster_case_mark(&made, "longer", 0, 50);
    dedupe_result *wanted = outcome_of(&made, true);
    char *wanted_text = result_dump(wanted);
    dd_findings findings = cluster_case_findings(&made);
    findings.every_pair = true;
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        dedupe_result *result = NULL;
        dedupe_error error = {0};
        dd_memory_fail_after(planted);
        const dedupe_status status = dd_outcome_make(&findings, &result, &error);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        assert_int_equal(error.code, status);
        assert_true((result != NULL) == (left >= 0));
        if (result != NULL) {
            char *text = result_dump(result);
            assert_string_equal(text, wanted_text);
            free(text);
        }
        dd_outcome_free(result);
    }
    assert_true(planted > 10);
    free(wanted_text);
    dd_outcome_free(wanted);
    cluster_case_free(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_of_one_text_are_members_of_their_own),
        cmocka_unit_test(copies_alone_are_a_cluster),
        cmocka_unit_test(every_pair_lists_all_pairs_of_a_group),
        cmocka_unit_test(every_pair_compares_what_was_not),
        cmocka_unit_test(clusters_come_by_size_then_representative),
        cmocka_unit_test(boilerplate_is_listed_with_its_carriers),
        cmocka_unit_test(articles_are_listed_whatever_their_state),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
