/* Articles that are months apart tell of one event only if their facts agree. */
#include "compared_pair.h"
#include "facts_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A notice as an office sends one each season; all of it is invented. */
static const char notice[] = "the marked paths are to be kept to while the birds are nesting on the dunes "
                             "above {0}. the wardens will be out "
                             "from first light until dusk, and they would rather explain than scold. the "
                             "dogs must be on a lead between the "
                             "old lighthouse and the mouth of the river, where {1} pairs of terns were "
                             "counted on the shingle. the finder of "
                             "a chick is asked to leave it where it is, since its parents are seldom far. "
                             "the maps with the closed paths can "
                             "be had at the office in {2}, which is open in the mornings, and from the "
                             "warden, {3}. the paths that are closed "
                             "will be opened again as soon as the last young birds have flown, which is for "
                             "nobody to say in advance. the "
                             "ferry to {4} runs as usual.";

static const char *const one[] = {"Lugarn", "140", "Kelmouth", "Tessa Odmar", "Holm"};
static const char *const two_facts_changed[] = {"Lugarn", "96", "Kelmouth", "Irrin Vosk", "Holm"};
static const char *const one_fact_changed[] = {"Lugarn", "96", "Kelmouth", "Tessa Odmar", "Holm"};

/* The link of two texts printed on these days, 0 for not known. Frees them. */
static dd_link compare_texts(story *a, story *b, int32_t a_day, int32_t b_day) {
    dd_arena arena = {0};
    dd_comparer comparer = {0};
    dd_article x, y;
    dd_link link = {0};
    compared_pair_read(&x, a, &arena);
    compared_pair_read(&y, b, &arena);
    x.origin.day = a_day;
    y.origin.day = b_day;
    const dd_compare_side first = {&x, NULL}, second = {&y, NULL};
    assert_int_equal(dd_compare(&comparer, &first, &second, &compared_pair_defaults, &arena, &link, NULL),
                     DEDUPE_OK);
    link.passage = NULL; /* goes with the arena */
    dd_comparer_free(&comparer);
    dd_arena_free(&arena);
    story_free(a);
    story_free(b);
    return link;
}

/* The same of two fillings of the notice. */
static dd_link compare_on(const char *const *a_facts, const char *const *b_facts, int32_t a_day,
                          int32_t b_day) {
    story a = facts_case_fill(notice, a_facts), b = facts_case_fill(notice, b_facts);
    return compare_texts(&a, &b, a_day, b_day);
}

/* The same of two texts that share ten parts of `shared` bytes each, with 240 of their own between. */
static dd_link compare_parts(uint64_t seed, size_t shared, int32_t a_day, int32_t b_day) {
    enum { PARTS = 10, OWN = 240 };
    random_source source = random_start(seed);
    story common = {0}, own_a = {0}, own_b = {0}, a = {0}, b = {0};
    story_add_prose(&common, &source, PARTS * shared + 100);
    story_add_prose(&own_a, &source, PARTS * OWN + 100);
    story_add_prose(&own_b, &source, PARTS * OWN + 100);
    for (size_t i = 0; i < PARTS; i++) {
        story_add_part(&a, &common, i * shared, (i + 1) * shared);
        story_add_part(&b, &common, i * shared, (i + 1) * shared);
        story_add_part(&a, &own_a, i * OWN, (i + 1) * OWN);
        story_add_part(&b, &own_b, i * OWN, (i + 1) * OWN);
    }
    story_free(&common);
    story_free(&own_a);
    story_free(&own_b);
    return compare_texts(&a, &b, a_day, b_day);
}

static void check_pair(const char *const *here, const char *const *other, int32_t day, int32_t other_day,
                       dedupe_relation wanted) {
    const dd_link there = compare_on(here, other, day, other_day),
                  back = compare_on(other, here, other_day, day);
    assert_int_equal(there.relation, wanted);
    assert_int_equal(back.relation, wanted);
    if (wanted == DEDUPE_VARIANT)
        assert_int_equal(there.reason, DEDUPE_REASON_APART);
}

static void check(const char *const *other, int32_t day, int32_t other_day, dedupe_relation wanted) {
    check_pair(one, other, day, other_day, wanted);
}

static void two_facts_of_five_make_another_season(void **state) {
    (void)state;
    check(two_facts_changed, 1000, 1365, DEDUPE_VARIANT);
    check(two_facts_changed, 1365, 1000, DEDUPE_VARIANT);
    check(two_facts_changed, 1000, 1060, DEDUPE_VARIANT);
}

static void in_one_season_it_is_an_update(void **state) {
    (void)state;
    check(two_facts_changed, 1000, 1059, DEDUPE_NEAR);
    check(two_facts_changed, 1000, 1000, DEDUPE_NEAR);
}

static void nothing_is_known_without_both_days(void **state) {
    (void)state;
    check(two_facts_changed, 0, 0, DEDUPE_NEAR);
    check(two_facts_changed, 1000, 0, DEDUPE_NEAR);
    check(two_facts_changed, 0, 1000, DEDUPE_NEAR);
}

static void what_is_printed_again_is_a_copy(void **state) {
    (void)state;
    check(one_fact_changed, 1000, 1365, DEDUPE_NEAR);
    check(one, 1000, 1365, DEDUPE_IDENTICAL);
}

static void what_comes_every_year_counts_the_years(void **state) {
    (void)state;
    static const struct {
        const char *here, *there;
        int32_t days;
        dedupe_relation wanted;
    } cases[] = {
        {"2022", "2024", 731, DEDUPE_VARIANT},
        {"2022", "2024", 730 + 46, DEDUPE_VARIANT},
        {"2022", "2024", 730 - 46, DEDUPE_VARIANT},
        {"2022", "2024", 730 + 47, DEDUPE_NEAR},
        {"2022", "2024", 365, DEDUPE_NEAR}, /* another number of years */
        {"41", "42", 365, DEDUPE_VARIANT},
        {"41", "42", 364 / 2, DEDUPE_NEAR},
        {"41", "42", 1, DEDUPE_NEAR},
        {"140", "96", 365, DEDUPE_NEAR},
        {"25th", "26th", 365, DEDUPE_VARIANT},
        {"25km", "26km", 365, DEDUPE_NEAR},
        {"三百", "五百", 730, DEDUPE_NEAR},
        {"一百三十", "一百五十", 730, DEDUPE_NEAR},
        {"三十一", "三十三", 730, DEDUPE_VARIANT},
        {"三十", "五十", 730, DEDUPE_NEAR},
        {"两", "三", 365, DEDUPE_VARIANT},
        {"两百", "三百", 365, DEDUPE_NEAR},
        {"二〇二三", "二〇二五", 731, DEDUPE_VARIANT},
        {"二〇二九", "二〇三〇", 365, DEDUPE_VARIANT},
        {"十二", "十三", 365, DEDUPE_VARIANT},
        {"二十一", "二十三", 730, DEDUPE_VARIANT},
        {"二十一", "二十三", 365, DEDUPE_NEAR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *here[] = {one[0], cases[i].here, one[2], one[3], one[4]},
                   *there[] = {one[0], cases[i].there, one[2], one[3], one[4]};
        check_pair(here, there, 1000, 1000 + cases[i].days, cases[i].wanted);
    }
}

/* Phrases alone make a rewrite of the day, but nothing that was taken over months later. */
static void months_apart_a_sentence_must_be_whole(void **state) {
    (void)state;
    unsigned asked = 0;
    for (uint64_t seed = 0; seed < 10; seed++) {
        if (compare_parts(seed, 150, 1000, 0).relation != DEDUPE_DERIVED)
            continue; /* what stands between looks like the blanks of a form */
        asked++;
        assert_int_equal(compare_parts(seed, 150, 1000, 1059).relation, DEDUPE_DERIVED);
        const dd_link phrases = compare_parts(seed, 150, 1000, 1060);
        assert_int_equal(phrases.relation, DEDUPE_RELATED);
        assert_int_equal(phrases.reason, DEDUPE_REASON_PHRASES);
        assert_int_equal(compare_parts(seed, 240, 1060, 1000).relation, DEDUPE_DERIVED);
        assert_int_equal(compare_parts(seed, 150, 1060, 1000).relation, DEDUPE_RELATED);
    }
    assert_true(asked > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_facts_of_five_make_another_season),
        cmocka_unit_test(in_one_season_it_is_an_update),
        cmocka_unit_test(nothing_is_known_without_both_days),
        cmocka_unit_test(what_is_printed_again_is_a_copy),
        cmocka_unit_test(what_comes_every_year_counts_the_years),
        cmocka_unit_test(months_apart_a_sentence_must_be_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
