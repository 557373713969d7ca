/* Galleries: what is strung on a refrain is no reuse of text, unless it is the article. */
#include "base/memory.h"
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Captions of `bytes` bytes, each with a refrain of so many letters and its number behind it, which ends in
 * four letters more that recur. */
static void add_gallery(story *made, random_source *source, unsigned captions, size_t bytes, size_t letters) {
    static const char refrain[] =
        "Pictures: The great harbour fire at Kelmouth and its aftermath, seen by our photographers. ";
    for (unsigned i = 1; i <= captions; i++) {
        char line[40];
        size_t end = 0;
        for (size_t count = 0; count < letters && end + 1 < sizeof refrain; end++)
            count += story_count_letters(&(story){(char *)refrain, sizeof refrain - 1, 0}, end, end + 1);
        story_add_bytes(made, refrain, end);
        story_add_text(made, " ");
        story_add_prose(made, source, bytes);
        snprintf(line, sizeof line, " %u of %u. ", i, captions);
        story_add_text(made, line);
    }
}

typedef struct gallery_case {
    unsigned captions;
    size_t bytes;   /* of a caption */
    size_t refrain; /* letters */
    size_t own_a, own_b, story_before, story_behind;
} gallery_case;

/* Two articles with a gallery, and with a story if there is one, right before it or behind it. */
static dd_link compare_galleries(uint64_t seed, const gallery_case *c) {
    random_source source = random_start(seed);
    compared_pair made;
    story shared = {0}, a = {0}, b = {0};
    story_add_prose(&shared, &source, c->story_before);
    add_gallery(&shared, &source, c->captions, c->bytes, c->refrain);
    story_add_prose(&shared, &source, c->story_behind);
    story_add_prose(&a, &source, c->own_a);
    story_add_bytes(&a, shared.text, shared.length);
    story_add_prose(&b, &source, c->own_b);
    story_add_bytes(&b, shared.text, shared.length);
    compared_pair_make(&made, &a, &b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    story_free(&shared);
    story_free(&a);
    story_free(&b);
    return link;
}

static void a_gallery_in_common_is_no_relation(void **state) {
    (void)state;
    static const gallery_case cases[] = {
        {12, 200, 32, 3000, 3200, 0, 0}, /* derived otherwise */
        {12, 200, 32, 1000, 6000, 0, 0}, /* an excerpt */
        {12, 200, 32, 9000, 9500, 0, 0}, /* related */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 0; seed < 5; seed++) {
            const dd_link link = compare_galleries(seed, &cases[i]);
            assert_int_equal(link.relation, DEDUPE_NONE);
            assert_int_equal(link.reason, DEDUPE_REASON_BOILERPLATE);
            assert_true(dd_link_strength(&link) == 0);
        }
}

/* How often it recurs, how long it is, how much of the text it makes up, and how far apart it stands. */
static void a_refrain_has_its_borders(void **state) {
    (void)state;
    static const struct {
        gallery_case given;
        bool is_gallery;
    } cases[] = {
        {{5, 150, 40, 1500, 1600, 0, 0}, true},  {{4, 150, 40, 1000, 1100, 0, 0}, false},
        {{12, 150, 22, 3000, 3200, 0, 0}, true}, {{12, 150, 18, 3000, 3200, 0, 0}, false},
        {{12, 300, 40, 4000, 4200, 0, 0}, true}, {{12, 600, 40, 8000, 8200, 0, 0}, false},
        {{12, 400, 40, 6000, 6200, 0, 0}, true}, {{12, 1300, 72, 9000, 9200, 0, 0}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 0; seed < 5; seed++) {
            const dd_link link = compare_galleries(seed, &cases[i].given);
            assert_int_equal(link.relation < DEDUPE_DERIVED, cases[i].is_gallery);
        }
}

/* A story in the same passage is more than a caption, however long those are. */
static void a_story_beside_a_gallery_is_a_story(void **state) {
    (void)state;
    static const gallery_case cases[] = {
        {12, 200, 32, 2000, 2100, 1500, 0}, {12, 200, 32, 2000, 2100, 0, 1500},
        {8, 500, 72, 2200, 2300, 1500, 0},  {8, 500, 72, 2200, 2300, 0, 1500},
        {6, 600, 72, 2200, 2300, 1500, 0},  {6, 600, 72, 2200, 2300, 0, 1500},
        {8, 500, 72, 2000, 2100, 500, 0},   {12, 100, 32, 900, 950, 380, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 0; seed < 5; seed++) {
            const dd_link link = compare_galleries(seed, &cases[i]);
            const double told = (double)(cases[i].story_before + cases[i].story_behind),
                         whole = (double)cases[i].own_a + told;
            assert_true(link.relation < DEDUPE_NEAR);
            assert_true(link.coverage_a > 0.55 * told / whole); /* a caption at the edge may be left */
            assert_true(link.coverage_a < 1.4 * (told + (double)cases[i].bytes) / whole);
        }
}

/* With next to nothing beside it in one of the two it is the article, and so it is if it is nearly all of
 * both. */
static void a_gallery_may_be_the_article(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        const dd_link article = compare_galleries(seed, &(gallery_case){12, 200, 32, 60, 2500, 0, 0}),
                      beside = compare_galleries(seed, &(gallery_case){12, 200, 32, 400, 2500, 0, 0});
        const dd_link nearly_all = compare_galleries(seed, &(gallery_case){30, 200, 32, 1000, 1100, 0, 0});
        assert_int_equal(nearly_all.relation, DEDUPE_NEAR);
        assert_int_equal(article.relation, DEDUPE_EXCERPT);
        assert_int_equal(beside.relation, DEDUPE_NONE);
    }
}

/* The same rows again and again, with or without anything between them, are a refrain, too. */
static void rows_alone_are_a_refrain(void **state) {
    (void)state;
    for (unsigned numbered = 0; numbered < 2; numbered++) {
        random_source source = random_start(numbered);
        compared_pair made;
        story rows = {0}, a = {0}, b = {0};
        for (unsigned i = 0; i < 60; i++) {
            char line[80];
            snprintf(line, sizeof line, "Subscribe to the letter of the Kelmouth Courier, it is free. %.*u ",
                     numbered ? 2 : 0, numbered ? i : 0);
            story_add_text(&rows, line);
        }
        story_add_prose(&a, &source, 3000);
        story_add_bytes(&a, rows.text, rows.length);
        story_add_prose(&b, &source, 3300);
        story_add_bytes(&b, rows.text, rows.length);
        compared_pair_make(&made, &a, &b, NULL, NULL);
        assert_int_equal(made.link.relation, DEDUPE_NONE);
        compared_pair_free(&made);
        story_free(&rows);
        story_free(&a);
        story_free(&b);
    }
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(1);
    dd_arena texts = {0};
    dd_article article;
    story gallery = {0};
    add_gallery(&gallery, &source, 12, 200, 32);
    compared_pair_read(&article, &gallery, &texts);
    dd_letters letters = {0};
    dd_aligner aligner = {0};
    dd_marks marks = {0};
    dd_refrains refrains = {0};
    bool any = false;
    assert_int_equal(dd_letters_fold(&letters, gallery.text, gallery.length, true, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_load(&aligner, &letters, 9, NULL), DEDUPE_OK);
    assert_int_equal(dd_aligner_align(&aligner, &letters, NULL), DEDUPE_OK);
    assert_int_equal(dd_marks_make(&marks, &aligner, letters.count, NULL, letters.count, NULL, NULL),
                     DEDUPE_OK);
    dd_memory_fail_after(0);
    assert_int_equal(dd_refrains_mark(&refrains, &aligner, &letters, &marks, &any, NULL),
                     DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(dd_refrains_mark(&refrains, &aligner, &letters, &marks, &any, NULL), DEDUPE_OK);
    assert_false(any); /* nothing is left beside it */
    dd_refrains_free(&refrains);
    dd_marks_free(&marks);
    dd_aligner_free(&aligner);
    dd_letters_free(&letters);
    dd_arena_free(&texts);
    story_free(&gallery);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gallery_in_common_is_no_relation),
        cmocka_unit_test(a_refrain_has_its_borders),
        cmocka_unit_test(a_story_beside_a_gallery_is_a_story),
        cmocka_unit_test(a_gallery_may_be_the_article),
        cmocka_unit_test(rows_alone_are_a_refrain),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
