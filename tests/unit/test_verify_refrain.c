/* Galleries: what is strung on a refrain is no reuse of text, unless it is the article. */
#include "base/memory.h"
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* Captions of `bytes` bytes, each with the gallery's name and its number. */
static void add_gallery(story *made, random_source *source, unsigned captions, size_t bytes) {
    for (unsigned i = 1; i <= captions; i++) {
        char line[80];
        snprintf(line, sizeof line, " Hide caption %u of %u. ", i, captions);
        story_add_text(made, "Pictures: The harbour fire at Kelmouth. ");
        story_add_prose(made, source, bytes);
        story_add_text(made, line);
    }
}

/* Two articles of their own, `own` bytes each, with a gallery between their paragraphs. */
static dd_link compare_galleries(uint64_t seed, unsigned captions, size_t bytes, size_t own) {
    random_source source = random_start(seed);
    compared_pair made;
    story gallery = {0}, a = {0}, b = {0};
    add_gallery(&gallery, &source, captions, bytes);
    story *const sides[] = {&a, &b};
    for (size_t i = 0; i < 2; i++) {
        story_add_prose(sides[i], &source, own / 2);
        story_add_bytes(sides[i], gallery.text, gallery.length);
        story_add_prose(sides[i], &source, own / 2);
    }
    compared_pair_make(&made, &a, &b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    story_free(&gallery);
    story_free(&a);
    story_free(&b);
    return link;
}

static void a_gallery_in_common_is_no_relation(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        const dd_link link = compare_galleries(seed, 12, 200, 3000);
        assert_int_equal(link.relation, DEDUPE_NONE);
        assert_int_equal(link.reason, DEDUPE_REASON_BOILERPLATE);
        assert_true(dd_link_strength(&link) == 0);
    }
}

/* Fewer captions are none, nor is what says a name now and then. */
static void what_hardly_recurs_is_text(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        assert_int_equal(compare_galleries(seed, 4, 600, 3000).relation, DEDUPE_DERIVED);
        assert_int_equal(compare_galleries(seed, 8, 900, 9000).relation, DEDUPE_DERIVED);
    }
}

/* With next to nothing beside it in one of the two it is the article. */
static void a_gallery_may_be_the_article(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        random_source source = random_start(seed);
        compared_pair made;
        story gallery = {0}, page = {0};
        add_gallery(&gallery, &source, 12, 200);
        story_add_prose(&page, &source, 2000);
        story_add_bytes(&page, gallery.text, gallery.length);
        story_add_text(&gallery, "Pictures by the Courier.");
        compared_pair_make(&made, &gallery, &page, NULL, NULL);
        assert_int_equal(made.link.relation, DEDUPE_EXCERPT);
        compared_pair_free(&made);
        story_free(&gallery);
        story_free(&page);
    }
}

/* A story is told by its text, whatever gallery both papers print with it. */
static void a_copy_with_its_gallery_is_a_copy(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        random_source source = random_start(seed);
        compared_pair made;
        story text = {0}, gallery = {0}, a = {0}, b = {0};
        story_add_prose(&text, &source, 1500);
        add_gallery(&gallery, &source, 12, 200);
        story *const sides[] = {&a, &b};
        for (size_t i = 0; i < 2; i++) {
            story_add_bytes(sides[i], text.text, text.length);
            story_add_bytes(sides[i], gallery.text, gallery.length);
        }
        story_add_prose(&b, &source, 2500);
        compared_pair_make(&made, &a, &b, NULL, NULL);
        assert_int_equal(made.link.relation, DEDUPE_EXCERPT);
        assert_true(made.link.coverage_a > 0.8 || made.link.coverage_b > 0.8);
        assert_true(dd_link_strength(&made.link) < 1.01);
        compared_pair_free(&made);
        story_free(&text);
        story_free(&gallery);
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
    add_gallery(&gallery, &source, 12, 200);
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
    assert_int_equal(dd_refrains_mark(&refrains, &aligner, &marks, &any, NULL), DEDUPE_ERROR_MEMORY);
    dd_memory_fail_after(-1);
    assert_int_equal(dd_refrains_mark(&refrains, &aligner, &marks, &any, NULL), DEDUPE_OK);
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
        cmocka_unit_test(what_hardly_recurs_is_text),
        cmocka_unit_test(a_gallery_may_be_the_article),
        cmocka_unit_test(a_copy_with_its_gallery_is_a_copy),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
