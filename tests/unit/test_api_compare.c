/* Two texts compared on their own: every relation, every reason that one pair can have, every kind of text.
 */
#include <dedupe/dedupe.h>

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

static dedupe_comparison *compare_bytes(const void *a, size_t a_length, const void *b, size_t b_length) {
    dedupe_comparison *comparison = NULL;
    assert_int_equal(dedupe_compare(NULL, a, a_length, b, b_length, &comparison, NULL), DEDUPE_OK);
    const char *broken = result_check_comparison(comparison);
    if (broken != NULL)
        fail_msg("%s", broken);
    return comparison;
}

static dedupe_comparison *compare(const char *a, const char *b) {
    return compare_bytes(a, strlen(a), b, strlen(b));
}

/* Both directions say the same, each from its side. */
static void check_mirrored(const dedupe_comparison *one, const dedupe_comparison *other) {
    const dedupe_pair *x = &one->pair, *y = &other->pair;
    assert_int_equal(x->relation, y->relation);
    assert_int_equal(x->reason, y->reason);
    assert_true(x->resemblance == y->resemblance);
    assert_true(x->coverage_of_a == y->coverage_of_b && x->coverage_of_b == y->coverage_of_a);
    assert_true(x->derived_up_to == y->derived_up_to);
    assert_int_equal(x->passage_count, y->passage_count);
    for (size_t i = 0; i < x->passage_count; i++) {
        size_t found = 0;
        for (size_t k = 0; k < y->passage_count; k++)
            found += x->passages[i].offset == y->passages[k].other_offset &&
                     x->passages[i].length == y->passages[k].other_length &&
                     x->passages[i].other_offset == y->passages[k].offset &&
                     x->passages[i].other_length == y->passages[k].length;
        assert_int_equal(found, 1);
    }
}

static void check(const char *a, const char *b, dedupe_relation relation, dedupe_reason reason) {
    dedupe_comparison *there = compare(a, b), *back = compare(b, a);
    if (there->pair.relation != relation || there->pair.reason != reason)
        fail_msg("%s, because %s (coverage %.3f and %.3f)", dedupe_relation_name(there->pair.relation),
                 dedupe_reason_text(there->pair.reason), there->pair.coverage_of_a,
                 there->pair.coverage_of_b);
    check_mirrored(there, back);
    dedupe_comparison_free(there);
    dedupe_comparison_free(back);
}

/* Sentences of two stories: [first, first + count) of story 1, then `own` of a story of its own. */
static plain_text tell(unsigned first, unsigned count, unsigned own_story, unsigned own) {
    plain_text text = {0};
    plain_text_tell(&text, 1, first, count);
    plain_text_tell(&text, own_story, 0, own);
    return text;
}

static void check_told(plain_text a, plain_text b, dedupe_relation relation, dedupe_reason reason) {
    check(a.text, b.text, relation, reason);
    plain_text_free(&a);
    plain_text_free(&b);
}

static void coverage_gives_the_relation(void **state) {
    (void)state;
    check_told(tell(0, 10, 2, 0), tell(0, 10, 2, 0), DEDUPE_IDENTICAL, DEDUPE_REASON_SAME_TEXT);
    check_told(tell(0, 10, 2, 1), tell(0, 10, 3, 1), DEDUPE_NEAR, DEDUPE_REASON_BOTH_COVERED);
    check_told(tell(0, 16, 2, 0), tell(4, 6, 3, 0), DEDUPE_EXCERPT, DEDUPE_REASON_ONE_COVERED);
    check_told(tell(0, 8, 2, 8), tell(0, 8, 3, 8), DEDUPE_DERIVED, DEDUPE_REASON_PARTLY_COVERED);
    check_told(tell(0, 2, 2, 14), tell(0, 2, 3, 14), DEDUPE_RELATED, DEDUPE_REASON_PASSAGE);
    check_told(tell(0, 0, 2, 10), tell(0, 0, 3, 10), DEDUPE_NONE, DEDUPE_REASON_NOTHING_SHARED);
}

static void a_stock_phrase_is_too_little(void **state) {
    (void)state;
    const char *phrase = "did not immediately respond to a request.";
    plain_text a = tell(0, 0, 2, 10), b = tell(0, 0, 3, 10);
    plain_text_add(&a, phrase);
    plain_text_add(&b, phrase);
    check_told(a, b, DEDUPE_NONE, DEDUPE_REASON_TOO_LITTLE);
}

static const char FORM[] =
    "Corvane Mills reported a net profit of 41.2 million crowns for the third quarter, compared with 36.8 "
    "million a year earlier, the Port Sellin-based maker of ship pumps said on Wednesday. Revenue rose 6.3 "
    "per cent to 512.7 million crowns. Sales in Norlund grew 9.1 per cent to 143.5 million. Adjusted "
    "earnings "
    "per share came to 1.84 crowns. The board will propose a dividend of 0.75 crowns a share, payable on May "
    "14. Shares in Corvane Mills closed at 38.20 crowns on Tuesday.";
static const char FORM_AGAIN[] =
    "Ostrey Glass reported a net profit of 7.9 million crowns for the second quarter, compared with 9.4 "
    "million a year earlier, the Hartmere-based maker of green bottles said on Friday. Revenue rose 2.2 "
    "per cent to 88.1 million crowns. Sales in Senna grew 3.7 per cent to 19.0 million. Adjusted earnings "
    "per share came to 0.31 crowns. The board will propose a dividend of 0.12 crowns a share, payable on "
    "June "
    "3. Shares in Ostrey Glass closed at 11.05 crowns on Monday.";

static void a_form_filled_in_anew_is_a_variant(void **state) {
    (void)state;
    check(FORM, FORM_AGAIN, DEDUPE_VARIANT, DEDUPE_REASON_FORM);
}

/* Its passages cover a third of either text; what agrees in them is less than a derived text has. */
static void a_short_form_in_other_company_is_a_variant(void **state) {
    (void)state;
    check("Orvel rose 0.7 per cent against the Lesk crown in the day that ended at noon on June 2. One Orvel "
          "can be bought for 0.045 crowns at Dunmarsh. Its keepers sit by a harbour, are led by Marta "
          "Ellingsen and number forty; most had been fishermen before the ice came.",
          "Tassen fell 3.2 per cent against the Lesk crown in the day that ended at dusk on July 9. One "
          "Tassen can be bought for 7.1 crowns at Old Quellan. A bakery founded it, to pay wages through a "
          "winter without flour, and Piet Horvath still signs each note with a quill.",
          DEDUPE_VARIANT, DEDUPE_REASON_FORM);
}

static void a_corrected_figure_is_near(void **state) {
    (void)state;
    char corrected[sizeof FORM];
    memcpy(corrected, FORM, sizeof FORM);
    memcpy(strstr(corrected, "41.2"), "42.1", 4);
    check(FORM, corrected, DEDUPE_NEAR, DEDUPE_REASON_BOTH_COVERED);
}

/* Six sentences with a name in each. */
static plain_text with_name(const char *name) {
    plain_text text = {0};
    for (unsigned i = 0; i < 6; i++) {
        plain_text_tell(&text, 1, 2 * i, 1);
        plain_text_add(&text, "then they went up to ");
        plain_text_add(&text, name);
        plain_text_add(&text, " and came back again by night. ");
        plain_text_tell(&text, 1, 2 * i + 1, 1);
    }
    return text;
}

static void a_name_swapped_throughout_is_a_variant(void **state) {
    (void)state;
    check_told(with_name("Tarrowbridge"), with_name("Kelmouth"), DEDUPE_VARIANT, DEDUPE_REASON_SWAPPED);
}

/* Papers of one publisher have one frame, in which the paper's name stands again and again: what they print
 * letter by letter is still one story. */
static plain_text with_masthead(const char *paper) {
    plain_text text = {0};
    const char *const frame[] = {"The ", ". News, sport, letters, jobs. Sign up to the ", " letter. The ",
                                 " is your paper in the valley. Follow the ", " every day. "};
    for (size_t i = 0; i < 5; i++) {
        plain_text_add(&text, frame[i]);
        plain_text_add(&text, i < 4 ? paper : "");
    }
    plain_text_add(&text, FORM);
    plain_text_tell(&text, 1, 0, 16);
    plain_text_add(&text, "Do you have news for the ");
    plain_text_add(&text, paper);
    plain_text_add(&text, "? Call our desk.");
    return text;
}

static void a_reprint_under_another_masthead_is_near(void **state) {
    (void)state;
    check_told(with_masthead("Tarrow Courier"), with_masthead("Kelmouth Gazette"), DEDUPE_NEAR,
               DEDUPE_REASON_BOTH_COVERED);
}

static void a_list_of_names_is_related(void **state) {
    (void)state;
    plain_text a = tell(0, 0, 2, 4), b = tell(0, 0, 3, 4);
    const char *table =
        "Brannock 3 Kelmouth 1, Hartmere 2 Senna 2, Lugarn 0 Arrin 4, Morvenna 5 Oberan 1, "
        "Hinney 2 Larkholm 0, Tarrow 1 Sellin 1, Norlund 3 Hollerau 2, Verhoost 6 Wexley 1. "
        "Scorers: Renwick, Deschel, Varnham, Ostrander, Aldworth, Issley, Portlock, Arkady.\n";
    plain_text_add(&a, table);
    plain_text_add(&b, table);
    check_told(a, b, DEDUPE_RELATED, DEDUPE_REASON_LIST);
}

/* A table of results with a sentence or two after it. */
static plain_text results(const char *second, const char *ninth, unsigned sentences) {
    plain_text text = {0};
    const char *const rows[] = {
        "Brannock 31, Kelmouth 12, Hartmere 27, ",
        second,
        ", Lugarn 40, Arrin 44, Morvenna 59, Oberan 18, Hinney 23, ",
        ninth,
        ", Tarrow 17, Sellin 15, Norlund 36, Hollerau 29, Verhoost 61, Wexley 11. ",
        "Scorers: Renwick 4, Deschel 4, Varnham 3, Ostrander 3, Aldworth 2, Issley 2, "
        "Portlock 2, Arkady 1, Mirren 1, Callender 1."};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        plain_text_add(&text, rows[i]);
    plain_text_tell(&text, 2, 0, sentences);
    return text;
}

/* A list that is all of a text is taken over like any other, misprints and all; with other items in its gaps
 * it is not. */
static void a_list_taken_over_whole_is_an_excerpt(void **state) {
    (void)state;
    const char *const senna = "Senna 26", *const larkholm = "Larkholm 10";
    check_told(results(senna, larkholm, 0), results(senna, larkholm, 8), DEDUPE_EXCERPT,
               DEDUPE_REASON_ONE_COVERED);
    check_told(results(senna, larkholm, 0), results("Senua 26", "Larkholrn 10", 8), DEDUPE_EXCERPT,
               DEDUPE_REASON_ONE_COVERED);
    check_told(results(senna, larkholm, 0), results("Senna 57", "Larkholm 94", 8), DEDUPE_RELATED,
               DEDUPE_REASON_LIST);
}

/* A text whose spaces were lost on the way shares no word, and yet no list. */
static void text_without_its_spaces_is_no_list(void **state) {
    (void)state;
    plain_text a = tell(0, 12, 2, 0), b = tell(0, 6, 3, 6);
    size_t kept = 0;
    for (size_t i = 0; i < b.length; i++)
        if (b.text[i] != ' ' && b.text[i] != '\n' && b.text[i] != '.')
            b.text[kept++] = b.text[i];
    b.text[kept] = '\0';
    check_told(a, b, DEDUPE_DERIVED, DEDUPE_REASON_PARTLY_COVERED);
}

static void all_passages_come_in_order(void **state) {
    (void)state;
    plain_text a = {0}, b = {0};
    for (unsigned i = 0; i < 6; i++) {
        plain_text_tell(&a, 1, 4 * i, 2 + i % 3);
        plain_text_tell(&a, 2, 4 * i, 3);
        plain_text_tell(&b, 1, 4 * (5 - i), 2 + (5 - i) % 3); /* the same blocks backwards */
        plain_text_tell(&b, 3, 4 * i, 3);
    }
    dedupe_options options = dedupe_options_default();
    options.passages = 1; /* not used */
    dedupe_comparison *comparison = NULL;
    assert_int_equal(dedupe_compare(&options, a.text, a.length, b.text, b.length, &comparison, NULL),
                     DEDUPE_OK);
    const dedupe_pair *pair = &comparison->pair;
    assert_int_equal(pair->passage_count, 6);
    for (size_t i = 0; i < 6; i++) {
        const dedupe_passage *p = &pair->passages[i];
        assert_true(i == 0 || p->offset >= pair->passages[i - 1].offset + pair->passages[i - 1].length);
        assert_int_equal(p->length, p->other_length);
        assert_memory_equal(comparison->a.text + p->offset, comparison->b.text + p->other_offset, p->length);
    }
    dedupe_comparison_free(comparison);
    plain_text_free(&a);
    plain_text_free(&b);
}

/* A run of the same two articles, and nothing else, says the same of the pair. */
static void a_run_of_two_says_the_same(void **state) {
    (void)state;
    plain_text a = tell(0, 8, 2, 3), b = tell(2, 6, 3, 5);
    dedupe_options options = dedupe_options_default();
    options.passages = SIZE_MAX;
    dedupe_corpus *corpus = NULL;
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, "a", a.text, a.length, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, "b", b.text, b.length, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_run(corpus, &result, NULL), DEDUPE_OK);
    assert_int_equal(result->pair_count, 1);
    dedupe_comparison *comparison = compare(a.text, b.text);
    const dedupe_pair *x = &result->pairs[0], *y = &comparison->pair;
    assert_int_equal(x->relation, y->relation);
    assert_int_equal(x->reason, y->reason);
    assert_true(x->resemblance == y->resemblance);
    assert_true(x->coverage_of_a == y->coverage_of_a && x->coverage_of_b == y->coverage_of_b);
    assert_int_equal(x->passage_count, y->passage_count);
    assert_memory_equal(x->passages, y->passages, x->passage_count * sizeof *x->passages);
    dedupe_comparison_free(comparison);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    plain_text_free(&a);
    plain_text_free(&b);
}

static void texts_that_cannot_be_compared_have_no_relation(void **state) {
    (void)state;
    static const char binary[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0";
    static const struct {
        const char *text;
        size_t length;
        dedupe_article_state state;
    } cases[] = {{NULL, 0, DEDUPE_ARTICLE_EMPTY},
                 {" \n", 2, DEDUPE_ARTICLE_EMPTY},
                 {"***", 3, DEDUPE_ARTICLE_NO_LETTERS},
                 {binary, sizeof binary - 1, DEDUPE_ARTICLE_BINARY},
                 {"words", 5, DEDUPE_ARTICLE_COMPARED}};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 4; k++) { /* also with itself */
            dedupe_comparison *c =
                compare_bytes(cases[i].text, cases[i].length, cases[k].text, cases[k].length);
            assert_int_equal(c->a.state, cases[i].state);
            assert_int_equal(c->b.state, cases[k].state);
            assert_string_equal(c->a.id, "");
            assert_int_equal(c->pair.relation, DEDUPE_NONE);
            assert_int_equal(c->pair.reason, DEDUPE_REASON_NOTHING_SHARED);
            assert_int_equal(c->pair.passage_count, 0);
            dedupe_comparison_free(c);
        }
}

static void utf16_is_the_same_text(void **state) {
    (void)state;
    plain_text plain = tell(0, 4, 2, 0);
    char *wide = malloc(2 * plain.length + 2);
    assert_non_null(wide);
    for (unsigned big = 0; big < 2; big++) {
        memcpy(wide, big ? "\xfe\xff" : "\xff\xfe", 2);
        for (size_t i = 0; i < plain.length; i++) {
            wide[2 + 2 * i + (1 - big)] = 0;
            wide[2 + 2 * i + big] = plain.text[i];
        }
        dedupe_comparison *c = compare_bytes(wide, 2 * plain.length + 2, plain.text, plain.length);
        assert_int_equal(c->pair.relation, DEDUPE_IDENTICAL);
        assert_int_equal(c->a.text_length, plain.length); /* offsets count bytes of the UTF-8 form */
        assert_memory_equal(c->a.text, plain.text, plain.length);
        assert_int_equal(c->pair.passages[0].offset, 0);
        dedupe_comparison_free(c);
    }
    free(wide);
    plain_text_free(&plain);
}

static void the_options_decide(void **state) {
    (void)state;
    plain_text a = tell(0, 4, 2, 6), b = tell(0, 4, 3, 6);
    dedupe_options options = dedupe_options_default();
    dedupe_comparison *comparison = NULL;
    options.derived_coverage = 0.6;
    options.threads = 1024; /* not used, as the level */
    options.level = DEDUPE_IDENTICAL;
    assert_int_equal(dedupe_compare(&options, a.text, a.length, b.text, b.length, &comparison, NULL),
                     DEDUPE_OK);
    assert_int_equal(comparison->pair.relation, DEDUPE_RELATED);
    const double nine = comparison->pair.resemblance;
    dedupe_comparison_free(comparison);
    options.derived_coverage = 0.2;
    options.shingle_letters = 20;
    assert_int_equal(dedupe_compare(&options, a.text, a.length, b.text, b.length, &comparison, NULL),
                     DEDUPE_OK);
    assert_int_equal(comparison->pair.relation, DEDUPE_DERIVED);
    assert_true(comparison->pair.resemblance < nine);
    dedupe_comparison_free(comparison);
    plain_text_free(&a);
    plain_text_free(&b);
}

static void errors_leave_the_output(void **state) {
    (void)state;
    dedupe_comparison *const untouched = (dedupe_comparison *)state;
    dedupe_comparison *comparison = untouched;
    dedupe_error error = {0};
    assert_int_equal(dedupe_compare(NULL, NULL, 1, "b", 1, &comparison, &error), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(error.code, DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_compare(NULL, "a", 1, NULL, 1, &comparison, NULL), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_compare(NULL, "a", 1, "b", 1, NULL, NULL), DEDUPE_ERROR_ARGUMENT);
    error = (dedupe_error){0};
    assert_int_equal(dedupe_compare(NULL, "a", 1, "b", (size_t)1 << 31, &comparison, &error),
                     DEDUPE_ERROR_LIMIT);
    assert_int_equal(error.code, DEDUPE_ERROR_LIMIT);
    assert_ptr_equal(comparison, untouched);
    dedupe_comparison_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coverage_gives_the_relation),
        cmocka_unit_test(a_stock_phrase_is_too_little),
        cmocka_unit_test(a_form_filled_in_anew_is_a_variant),
        cmocka_unit_test(a_short_form_in_other_company_is_a_variant),
        cmocka_unit_test(a_corrected_figure_is_near),
        cmocka_unit_test(a_name_swapped_throughout_is_a_variant),
        cmocka_unit_test(a_reprint_under_another_masthead_is_near),
        cmocka_unit_test(a_list_of_names_is_related),
        cmocka_unit_test(a_list_taken_over_whole_is_an_excerpt),
        cmocka_unit_test(text_without_its_spaces_is_no_list),
        cmocka_unit_test(all_passages_come_in_order),
        cmocka_unit_test(a_run_of_two_says_the_same),
        cmocka_unit_test(texts_that_cannot_be_compared_have_no_relation),
        cmocka_unit_test(utf16_is_the_same_text),
        cmocka_unit_test(the_options_decide),
        cmocka_unit_test(errors_leave_the_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
