/* Pages of one outlet that are little but its frame: headlines tell that they are different articles, and do
 * not part the copies of one story. */
#include "headline_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { PAGES = 6, FRAME_BYTES = 800, STORY_BYTES = 1500 };

static const char *const headlines[PAGES] = {
    "Harbour council postpones dredging vote",     "Sugar beet growers expect record yields",
    "Goalkeeper Marrable signs until next summer", "Astronomers confirm faint double comet",
    "Library reopens after flood repairs",         "Tramway drivers accept overtime offer"};

static headline_page pages[PAGES];

static int clean_up(void **state) {
    (void)state;
    headline_pages_free(pages, PAGES);
    return 0;
}

/* Its headline and one block of prose, the same on all pages. */
static void make_pages(size_t bytes, const char *inside) {
    random_source source = random_start(7);
    story block = {0};
    story_add_prose(&block, &source, bytes / 2);
    story_add_text(&block, inside);
    story_add_prose(&block, &source, bytes / 2);
    for (size_t i = 0; i < PAGES; i++) {
        pages[i].headline = headlines[i];
        pages[i].outlet = 9;
        story_add_text(&pages[i].text, headlines[i]);
        story_add_text(&pages[i].text, ". ");
        story_add_bytes(&pages[i].text, block.text, block.length);
    }
    story_free(&block);
}

/* How many pairs of the first pages are duplicates. */
static size_t count_duplicates_of(size_t count) {
    return headline_pages_compare(pages, count, DEDUPE_REASON_HEADLINES).duplicates;
}

/* How many of the 15 pairs are duplicates. */
static size_t count_duplicates(void) {
    return count_duplicates_of(PAGES);
}

static void a_frame_under_unlike_headlines_is_no_story(void **state) {
    (void)state;
    make_pages(FRAME_BYTES, "");
    assert_int_equal(count_duplicates(), 0);
}

static void without_headlines_nothing_tells(void **state) {
    (void)state;
    make_pages(FRAME_BYTES, "");
    for (size_t i = 0; i < PAGES; i++)
        pages[i].headline = NULL;
    assert_int_equal(count_duplicates(), PAGES * (PAGES - 1) / 2);
}

static void nor_do_headlines_of_several_outlets(void **state) {
    (void)state;
    make_pages(FRAME_BYTES, "");
    for (size_t i = 0; i < PAGES; i++)
        pages[i].outlet = (uint32_t)(i + 1);
    assert_int_equal(count_duplicates(), PAGES * (PAGES - 1) / 2);
    for (size_t i = 0; i < PAGES; i++)
        pages[i].outlet = 0; /* not known */
    assert_int_equal(count_duplicates(), PAGES * (PAGES - 1) / 2);
}

/* Whatever an outlet calls a story, the story has words of it. */
static void a_story_under_many_headlines_stays_one(void **state) {
    (void)state;
    make_pages(STORY_BYTES,
               " The harbour council put off dredging; sugar beet growers expect little. Goalkeeper"
               " Marrable and astronomers at the double comet, the library closed by the flood, and"
               " tramway drivers with an overtime offer all wait for the vote. ");
    assert_int_equal(count_duplicates(), PAGES * (PAGES - 1) / 2);
}

/* A name that stands in no text at all, as an address or a number may, says nothing. */
static void headlines_that_no_text_bears_out_tell_nothing(void **state) {
    (void)state;
    make_pages(STORY_BYTES, "");
    for (size_t i = 0; i < PAGES; i++)
        pages[i].headline = headlines[(i + 1) % PAGES];
    assert_int_equal(count_duplicates(), PAGES * (PAGES - 1) / 2);
}

/* Two pages, too few to teach anything: a text of their own each, with the headline's words, and a block that
 * both have, which is 40 % of them. */
static void make_two(const char *inside) {
    random_source source = random_start(11);
    make_pages(FRAME_BYTES, inside);
    for (size_t i = 0; i < 2; i++)
        story_add_prose(&pages[i].text, &source, FRAME_BYTES * 3 / 2);
}

static void two_pages_that_share_a_part_are_told_apart(void **state) {
    (void)state;
    make_two("");
    assert_int_equal(count_duplicates_of(2), 0);
    pages[0].outlet = 0; /* not known: may be the same */
    assert_int_equal(count_duplicates_of(2), 0);
}

static void not_without_both_headlines(void **state) {
    (void)state;
    make_two("");
    pages[1].headline = NULL;
    assert_int_equal(count_duplicates_of(2), 1);
}

static void not_if_two_outlets_print_them(void **state) {
    (void)state;
    make_two("");
    pages[1].outlet = 10;
    assert_int_equal(count_duplicates_of(2), 1);
}

static void not_if_what_they_share_is_what_a_headline_tells(void **state) {
    (void)state;
    make_two(" The harbour council postpones dredging, and the vote with it. ");
    assert_int_equal(count_duplicates_of(2), 1);
}

static void not_if_one_is_nearly_all_in_the_other(void **state) {
    (void)state;
    make_pages(STORY_BYTES, "");
    pages[0].outlet = pages[1].outlet = 9;
    assert_int_equal(count_duplicates_of(2), 1);
}

/* Headline and first sentence are written anew, the rest is as it was. */
static void make_update(const char *before, const char *now) {
    make_pages(STORY_BYTES, "");
    for (size_t i = 0; i < 2; i++) {
        headline_page *p = &pages[i];
        story whole = {0};
        p->headline = i == 0 ? before : now;
        story_add_text(&whole, p->headline);
        story_add_text(&whole, ". ");
        story_add_bytes(&whole, p->text.text + strlen(headlines[i]), p->text.length - strlen(headlines[i]));
        story_free(&p->text);
        p->text = whole;
    }
}

/* One outlet writes one story again. It looks like two notices of one form, and is none. */
static void not_if_one_is_an_update_of_the_other(void **state) {
    (void)state;
    make_update("Huge blaze destroys flats in Harbour Street",
                "Massive fire destroys flats in Harbour Street");
    assert_int_equal(count_duplicates_of(2), 1);
    (void)clean_up(state);
    make_update("Three people killed in Harbour Street fire", "Four people killed in Harbour Street fire");
    assert_int_equal(count_duplicates_of(2), 1);
    (void)clean_up(state);
    make_update("Suspect charged with arson in Harbour Street",
                "Lars Nilsen charged with arson in Harbour Street");
    assert_int_equal(count_duplicates_of(2), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_frame_under_unlike_headlines_is_no_story, clean_up),
        cmocka_unit_test_teardown(without_headlines_nothing_tells, clean_up),
        cmocka_unit_test_teardown(nor_do_headlines_of_several_outlets, clean_up),
        cmocka_unit_test_teardown(a_story_under_many_headlines_stays_one, clean_up),
        cmocka_unit_test_teardown(headlines_that_no_text_bears_out_tell_nothing, clean_up),
        cmocka_unit_test_teardown(two_pages_that_share_a_part_are_told_apart, clean_up),
        cmocka_unit_test_teardown(not_without_both_headlines, clean_up),
        cmocka_unit_test_teardown(not_if_two_outlets_print_them, clean_up),
        cmocka_unit_test_teardown(not_if_what_they_share_is_what_a_headline_tells, clean_up),
        cmocka_unit_test_teardown(not_if_one_is_nearly_all_in_the_other, clean_up),
        cmocka_unit_test_teardown(not_if_one_is_an_update_of_the_other, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
