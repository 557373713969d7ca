/* Round-ups: a digest of unrelated stories is one, an ordinary article is none. */
#include "base/memory.h"
#include "cluster/roundup.h"
#include "cluster_case.h"
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST = 80, PART_BYTES = 400 };

/* Articles whose texts are laid out as the links between them say: for each link both have a part of their
 * own, one after the other, and between them text that nobody else has. */
static void tell(dd_article *article, size_t articles, const link_given *given, size_t count,
                 dd_arena *texts) {
    story told[MOST] = {{0}};
    random_source source = random_start(11);
    for (size_t i = 0; i < count; i++) {
        story part = {0};
        if (given[i].relation == DEDUPE_NONE)
            continue;
        story_add_prose(&part, &source, PART_BYTES);
        const uint32_t sides[] = {given[i].a, given[i].b};
        for (size_t side = 0; side < 2; side++) {
            story_add_prose(&told[sides[side]], &source, PART_BYTES);
            story_add_bytes(&told[sides[side]], part.text, part.length);
        }
        story_free(&part);
    }
    for (size_t a = 0; a < articles; a++) {
        story_add_prose(&told[a], &source, PART_BYTES);
        compared_pair_read(&article[a], &told[a], texts);
        story_free(&told[a]);
    }
}

/* Which of `wanted`'s articles are round-ups, as digits 0 and 1. */
static void check_roundups_of(const link_given *given, size_t count, const char *wanted) {
    static dd_article article[MOST];
    const dd_article *list[MOST];
    const dd_spans spans[MOST] = {{0}};
    dd_arena texts = {0};
    dd_links links;
    uint8_t is_roundup[MOST] = {0};
    char found[MOST + 1] = "";
    const size_t articles = strlen(wanted);
    tell(article, articles, given, count, &texts);
    cluster_links_given(&links, articles, given, count);
    for (size_t a = 0; a < articles; a++)
        list[a] = &article[a];
    links.article = list;
    links.spans = spans;
    assert_int_equal(dd_roundups_find(&links, articles, is_roundup, NULL), DEDUPE_OK);
    for (size_t a = 0; a < articles; a++)
        found[a] = (char)('0' + is_roundup[a]);
    found[articles] = '\0';
    assert_int_equal(links.asked_count, 0);
    dd_links_free(&links);
    dd_arena_free(&texts);
    assert_string_equal(found, wanted);
}

#define CHECK_ROUNDUPS(given, wanted) check_roundups_of(given, COUNT(given), wanted)

static void nothing_is_no_round_up(void **state) {
    (void)state;
    check_roundups_of(NULL, 0, "");
    check_roundups_of(NULL, 0, "000");
}

static void a_digest_of_four_stories_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_DERIVED, 0.25, 0.40},
                                {0, 2, DEDUPE_DERIVED, 0.22, 0.38},
                                {0, 3, DEDUPE_RELATED, 0.20, 0.30},
                                {0, 4, DEDUPE_RELATED, 0.18, 0.25}};
    CHECK_ROUNDUPS(links, "10000");
}

/* The digest need not be the longest: it may be either end of a link. */
static void a_short_digest_is_one_too(void **state) {
    (void)state;
    const link_given links[] = {{0, 3, DEDUPE_DERIVED, 0.10, 0.45},
                                {1, 3, DEDUPE_DERIVED, 0.10, 0.35},
                                {0, 1, DEDUPE_NONE, 0, 0},
                                {0, 2, DEDUPE_NEAR, 0.90, 0.95},
                                {2, 3, DEDUPE_DERIVED, 0.10, 0.45}};
    CHECK_ROUNDUPS(links, "0001");
}

static void a_bridge_of_two_thirds_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 2, DEDUPE_DERIVED, 0.34, 0.34}, {1, 2, DEDUPE_DERIVED, 0.34, 0.33}};
    CHECK_ROUNDUPS(links, "001");
}

static void an_article_and_its_copies_are_none(void **state) {
    (void)state;
    link_given links[10];
    size_t count = 0;
    for (uint32_t a = 0; a < 5; a++)
        for (uint32_t b = a + 1; b < 5; b++)
            links[count++] = (link_given){a, b, DEDUPE_DERIVED, 0.45, 0.50};
    check_roundups_of(links, count, "00000");
}

/* Two sources that are versions of one story, however weakly, do not divide an article. */
static void sources_that_know_each_other_are_one(void **state) {
    (void)state;
    const link_given apart[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40}, {1, 2, DEDUPE_DERIVED, 0.40, 0.30}};
    CHECK_ROUNDUPS(apart, "001");
    const link_given related[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40},
                                  {1, 2, DEDUPE_DERIVED, 0.40, 0.30},
                                  {0, 1, DEDUPE_RELATED, 0.05, 0.05}};
    CHECK_ROUNDUPS(related, "000");
    const link_given forms[] = {{0, 2, DEDUPE_DERIVED, 0.30, 0.40},
                                {1, 2, DEDUPE_DERIVED, 0.40, 0.30},
                                {0, 1, DEDUPE_VARIANT, 0.90, 0.90}};
    CHECK_ROUNDUPS(forms, "000");
}

/* 1 and 3 are linked over 2 only. */
static void sources_may_know_each_other_through_a_third(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_DERIVED, 0.35, 0.35},
                                {0, 2, DEDUPE_DERIVED, 0.32, 0.35},
                                {0, 3, DEDUPE_DERIVED, 0.30, 0.35},
                                {1, 2, DEDUPE_DERIVED, 0.40, 0.40},
                                {2, 3, DEDUPE_DERIVED, 0.40, 0.40}};
    CHECK_ROUNDUPS(links, "0000");
}

static void an_article_mostly_of_one_story_is_none(void **state) {
    (void)state;
    const link_given links[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.70}, {1, 2, DEDUPE_DERIVED, 0.40, 0.29}};
    CHECK_ROUNDUPS(links, "000");
}

static void a_short_quote_from_elsewhere_divides_nothing(void **state) {
    (void)state;
    const link_given small[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.50}, {1, 2, DEDUPE_RELATED, 0.06, 0.08}};
    CHECK_ROUNDUPS(small, "000");
    const link_given minor[] = {{0, 2, DEDUPE_DERIVED, 0.50, 0.50}, {1, 2, DEDUPE_RELATED, 0.10, 0.15}};
    CHECK_ROUNDUPS(minor, "000"); /* less than two fifths of the first */
}

/* Two briefs that a longer report took over whole are its sources, and not stories of their own. */
/* A morning letter may print briefs whole: they are excerpts of it, and are nothing to one another. */
static void a_digest_of_whole_briefs_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_EXCERPT, 0.45, 0.95}, {0, 2, DEDUPE_EXCERPT, 0.40, 0.95}};
    CHECK_ROUNDUPS(links, "100");
}

/* 0 and 1 have items in common; each of these is linked with both. */
static void digests_with_items_in_common_are_both(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_DERIVED, 0.40, 0.40},
                                {0, 2, DEDUPE_EXCERPT, 0.30, 0.95},
                                {0, 3, DEDUPE_EXCERPT, 0.25, 0.95},
                                {1, 2, DEDUPE_EXCERPT, 0.30, 0.95},
                                {1, 3, DEDUPE_EXCERPT, 0.25, 0.95}};
    CHECK_ROUNDUPS(links, "1100");
}

static void forms_and_strangers_do_not_count(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_VARIANT, 0.30, 0.40}, {0, 2, DEDUPE_VARIANT, 0.30, 0.40}};
    CHECK_ROUNDUPS(links, "000");
}

/* Many stories in a digest, each with many versions: more neighbours than are looked at. */
static void a_digest_of_hot_stories_is_one(void **state) {
    (void)state;
    enum { VERSIONS = 39, ALL = 1 + 2 * VERSIONS };
    static link_given links[ALL * ALL];
    size_t count = 0;
    for (uint32_t b = 1; b < ALL; b++)
        links[count++] = (link_given){0, b, DEDUPE_DERIVED, b % 2 ? 0.30 : 0.25, 0.40};
    for (uint32_t a = 1; a < ALL; a++)
        for (uint32_t b = a + 2; b < ALL; b += 2)
            links[count++] = (link_given){a, b, DEDUPE_NEAR, 0.95, 0.95};
    char wanted[ALL + 1];
    memset(wanted, '0', ALL);
    wanted[0] = '1';
    wanted[ALL] = '\0';
    check_roundups_of(links, count, wanted);
}

/* A digest that a second paper prints is a round-up in both. */
static void a_digest_with_a_copy_is_one(void **state) {
    (void)state;
    const link_given links[] = {{0, 1, DEDUPE_NEAR, 0.97, 0.98},    {0, 2, DEDUPE_DERIVED, 0.25, 0.40},
                                {1, 2, DEDUPE_DERIVED, 0.25, 0.40}, {0, 3, DEDUPE_DERIVED, 0.22, 0.38},
                                {1, 3, DEDUPE_DERIVED, 0.22, 0.38}, {0, 4, DEDUPE_RELATED, 0.20, 0.30},
                                {1, 4, DEDUPE_RELATED, 0.20, 0.30}};
    CHECK_ROUNDUPS(links, "11000");
}

/* ---- how the parts are laid out and what they are about, told by the texts alone */

/* Two stories of 14 blocks each, an article with blocks of both, and others that have nothing to do with it.
 */
enum { BLOCKS = 14, BLOCK_BYTES = 260, OTHERS = 6 };

typedef struct three_texts {
    random_source source;
    story block[2][BLOCKS];
    story text[3 + OTHERS]; /* the article, the two stories, others */
    cluster_case made;
} three_texts;

static void add_own(story *text, random_source *source) {
    story_add_prose(text, source, BLOCK_BYTES);
}

static three_texts start(uint64_t seed) {
    three_texts t = {.source = random_start(seed)};
    for (size_t which = 0; which < 2; which++)
        for (size_t i = 0; i < BLOCKS; i++)
            add_own(&t.block[which][i], &t.source);
    return t;
}

/* Adds blocks [begin, end) of a story to the article, `bytes` of each from its beginning (0: whole ones),
 * with text of its own between them if so wanted. */
static void take(three_texts *t, size_t which, size_t begin, size_t end, size_t bytes, bool spaced) {
    for (size_t i = begin; i < end; i++) {
        const story *block = &t->block[which][i];
        story_add_part(&t->text[0], block, 0, bytes > 0 && bytes < block->length ? bytes : block->length);
        if (spaced)
            add_own(&t->text[0], &t->source);
    }
}

/* Adds what an article is about to its block of that number: a name, too short for a passage. */
static void add_name(story *text, size_t number) {
    static const char *const name[] = {
        "Ombudsman Aldo Hartwell", "Dunmarrow Viaduct Board", "Treasurer Ife Okonjo",
        "Quaybridge Ferry House",  "Provost Wim Zellmark",    "Lowmarsh Relief Fund",
        "Surgeon Runa Istervik",   "Coldwick Cement Works",   "Selmouth Night Market",
        "Engineer Jory Galeston",  "Harbour Pilots Union",    "Pelgate Signal Tower",
        "Minister Vera Norlund",   "Wexholm Tidal Turbine"};
    story_add_text(text, name[number % COUNT(name)]);
    story_add_text(text, ". ");
}

/* Whether the article comes out as a round-up. Frees all. */
static bool is_roundup(three_texts *t, bool others_use_the_names) {
    static const char *const id[] = {"article", "first", "second", "3", "4", "5", "6", "7", "8"};
    uint8_t found[3 + OTHERS] = {0};
    for (size_t which = 0; which < 2; which++)
        for (size_t i = 0; i < BLOCKS; i++) {
            story_add_bytes(&t->text[which + 1], t->block[which][i].text, t->block[which][i].length);
            story_free(&t->block[which][i]);
        }
    for (size_t i = 3; i < 3 + OTHERS; i++)
        for (size_t block = 0; block < BLOCKS; block++) {
            add_own(&t->text[i], &t->source);
            if (others_use_the_names)
                add_name(&t->text[i], block + i);
        }
    for (size_t i = 0; i < 3 + OTHERS; i++) {
        story_add_bytes(&t->text[i], "", 1);
        cluster_case_add(&t->made, id[i], t->text[i].text);
        story_free(&t->text[i]);
    }
    cluster_case_rank(&t->made);
    cluster_case_compare_all(&t->made);
    assert_int_equal(dd_roundups_find(&t->made.links, t->made.count, found, NULL), DEDUPE_OK);
    const uint32_t article = cluster_case_stand_in(&t->made, "article");
    for (uint32_t a = 0; a < 3 + OTHERS; a++)
        assert_true(a == article || !found[a]);
    cluster_case_free(&t->made);
    return found[article];
}

static void parts_that_follow_one_another_make_one(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts digest = start(seed);
        take(&digest, 0, 0, 4, 0, false);
        take(&digest, 1, 0, 4, 0, false);
        assert_true(is_roundup(&digest, false));
        three_texts live = start(seed); /* with remarks of its own between them */
        take(&live, 1, 2, 6, 0, true);
        take(&live, 0, 5, 9, 0, true);
        assert_true(is_roundup(&live, false));
    }
}

/* A page has its foot in common with a stranger of the same outlet. Standing elsewhere, or being most of what
 * the stranger says, the same passage is an item. */
static void the_foot_of_a_page_is_no_item(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++)
        for (unsigned where = 0; where < 3; where++) {
            three_texts t = start(seed);
            take(&t, 0, 0, 2, 0, false);
            add_own(&t.text[0], &t.source);
            take(&t, 1, BLOCKS - 2, BLOCKS, 0, false);
            if (where == 1)
                add_own(&t.text[0], &t.source);
            for (size_t i = 0; where == 2 && i < BLOCKS - 3; i++)
                story_free(&t.block[1][i]);
            assert_int_equal(is_roundup(&t, false), where > 0);
        }
}

/* The main report on an event has its sentences in another order than either of the shorter ones. */
static void parts_that_stand_among_each_other_make_none(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts t = start(seed);
        for (size_t i = 0; i < 4; i++) {
            take(&t, 0, i, i + 1, 0, true);
            take(&t, 1, i, i + 1, 0, true);
        }
        assert_false(is_roundup(&t, false));
    }
}

/* One stray phrase out of place does not hide a digest. */
static void a_stray_phrase_hides_no_round_up(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts t = start(seed);
        take(&t, 0, 0, 4, 0, false);
        take(&t, 1, 0, 4, 0, false);
        add_own(&t.text[0], &t.source);
        take(&t, 0, 9, 10, 50, false);
        assert_true(is_roundup(&t, false));
    }
}

/* Formulae of an agency add up to a tenth of a short text, and say nothing. */
static void parts_of_short_phrases_make_none(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts t = start(seed);
        take(&t, 0, 0, 9, 90, true);
        take(&t, 1, 0, 9, 90, true);
        assert_false(is_roundup(&t, false));
    }
}

/* Names and terms of one subject: phrases too short for a passage, so that nothing links the two stories. */
static three_texts start_with_names(uint64_t seed) {
    three_texts t = start(seed);
    for (size_t which = 0; which < 2; which++)
        for (size_t i = 0; i < BLOCKS; i++)
            add_name(&t.block[which][i], i + 3 * which);
    take(&t, 0, 0, 4, 0, false);
    take(&t, 1, 0, 4, 0, false);
    return t;
}

static void stories_on_one_subject_make_none(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts t = start_with_names(seed);
        assert_false(is_roundup(&t, false));
    }
}

static void what_all_articles_speak_of_is_no_subject(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        three_texts t = start_with_names(seed);
        assert_true(is_roundup(&t, true));
    }
}

static void memory_may_run_out_at_any_point(void **state) {
    (void)state;
    const link_given given[] = {{0, 2, DEDUPE_DERIVED, 0.34, 0.34}, {1, 2, DEDUPE_DERIVED, 0.34, 0.33}};
    long left = -1, planted = 0;
    for (; left < 0; planted++) {
        dd_article article[3];
        const dd_article *list[] = {&article[0], &article[1], &article[2]};
        const dd_spans spans[3] = {{0}};
        dd_arena texts = {0};
        dd_links links; /* anew each time: memory that was got once is kept */
        uint8_t found[3] = {0};
        tell(article, 3, given, COUNT(given), &texts);
        cluster_links_given(&links, 3, given, COUNT(given));
        links.article = list;
        links.spans = spans;
        dd_memory_fail_after(planted);
        const dedupe_status status = dd_roundups_find(&links, 3, found, NULL);
        left = dd_memory_fail_after(-1);
        assert_int_equal(status, left < 0 ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        dd_links_free(&links);
        dd_arena_free(&texts);
    }
    assert_true(planted > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_no_round_up),
        cmocka_unit_test(a_digest_of_four_stories_is_one),
        cmocka_unit_test(a_short_digest_is_one_too),
        cmocka_unit_test(a_bridge_of_two_thirds_is_one),
        cmocka_unit_test(an_article_and_its_copies_are_none),
        cmocka_unit_test(sources_that_know_each_other_are_one),
        cmocka_unit_test(sources_may_know_each_other_through_a_third),
        cmocka_unit_test(an_article_mostly_of_one_story_is_none),
        cmocka_unit_test(a_short_quote_from_elsewhere_divides_nothing),
        cmocka_unit_test(a_digest_of_whole_briefs_is_one),
        cmocka_unit_test(digests_with_items_in_common_are_both),
        cmocka_unit_test(forms_and_strangers_do_not_count),
        cmocka_unit_test(a_digest_of_hot_stories_is_one),
        cmocka_unit_test(a_digest_with_a_copy_is_one),
        cmocka_unit_test(parts_that_follow_one_another_make_one),
        cmocka_unit_test(the_foot_of_a_page_is_no_item),
        cmocka_unit_test(parts_that_stand_among_each_other_make_none),
        cmocka_unit_test(a_stray_phrase_hides_no_round_up),
        cmocka_unit_test(parts_of_short_phrases_make_none),
        cmocka_unit_test(stories_on_one_subject_make_none),
        cmocka_unit_test(what_all_articles_speak_of_is_no_subject),
        cmocka_unit_test(memory_may_run_out_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
