/* The evidence of a compared pair: passages that quote both sources; and the use of one comparer for many
 * pairs. */
#include "base/memory.h"
#include "compared_pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Share of the 5-letter windows of x that y has. */
static double share_in(const dd_letters *x, const dd_letters *y) {
    size_t found = 0, windows = 0;
    for (size_t i = 0; i + 5 <= x->count; i++, windows++)
        for (size_t k = 0; k + 5 <= y->count; k++)
            if (memcmp(x->letter + i, y->letter + k, 5) == 0) {
                found++;
                break;
            }
    return windows > 0 ? (double)found / (double)windows : 0;
}

/* Checks that passages are byte ranges whose letters agree to at least this share, longest first. */
static void check_passages(const compared_pair *made, double least) {
    for (size_t i = 0; i < made->link.passage_count; i++) {
        const dedupe_passage *p = &made->link.passage[i];
        dd_letters x = {0}, y = {0};
        assert_true(p->offset + p->length <= made->a.text_length);
        assert_true(p->other_offset + p->other_length <= made->b.text_length);
        assert_int_equal(dd_letters_fold(&x, made->a.text + p->offset, p->length, false, NULL), DEDUPE_OK);
        assert_int_equal(dd_letters_fold(&y, made->b.text + p->other_offset, p->other_length, false, NULL),
                         DEDUPE_OK);
        assert_true(x.count >= DD_RUN_LEAST_LETTERS - DD_RUN_DRIFT);
        assert_true(share_in(&x, &y) >= least && share_in(&y, &x) >= least);
        if (least == 1) {
            assert_int_equal(x.count, y.count);
            assert_memory_equal(x.letter, y.letter, x.count);
        }
        dd_letters_free(&x);
        dd_letters_free(&y);
    }
}

static void passages_quote_both_sources(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        random_source source = random_start(seed);
        story a = {0}, b = {0}, damaged = {0};
        compared_pair made;
        story_add_prose(&a, &source, 2500);
        story_add_rewrite(&b, &a, &source, 0.6);
        story_add_damaged(&damaged, &b, &source, 0.01);
        compared_pair_make(&made, &a, &damaged, NULL, NULL);
        assert_true(made.link.passage_count > 0);
        check_passages(&made, 0.5);
        compared_pair_free(&made);
        story_free(&a);
        story_free(&b);
        story_free(&damaged);
    }
}

static void an_undamaged_passage_is_quoted_to_the_letter(void **state) {
    (void)state;
    random_source source = random_start(8);
    story a = {0}, b = {0}, quote = {0};
    compared_pair made;
    story_add_text(&quote, "“Nous n’avons rien reçu depuis l’été dernier”, a répété Mme Delcœur à l’école "
                           "du vieux port d’Ostrelle.");
    story_add_prose(&a, &source, 900);
    story_add_prose(&b, &source, 500);
    const size_t a_begin = a.length, b_begin = b.length;
    story_add_bytes(&a, quote.text, quote.length);
    story_add_text(&a, " ");
    story_add_prose(&a, &source, 900);
    story_add_bytes(&b, quote.text, quote.length);
    compared_pair_make(&made, &a, &b, NULL, NULL);
    assert_int_equal(made.link.passage_count, 1);
    const dedupe_passage *p = &made.link.passage[0];
    assert_true(p->offset <= a_begin + 3 && p->offset + 6 >= a_begin); /* the quote mark is no letter */
    assert_true(p->other_offset <= b_begin + 3 && p->other_offset + 6 >= b_begin);
    assert_true(p->length + 8 >= quote.length && p->length <= quote.length + 8);
    check_passages(&made, 1);
    compared_pair_free(&made);
    story_free(&a);
    story_free(&b);
    story_free(&quote);
}

static void the_longest_passages_are_kept(void **state) {
    (void)state;
    random_source source = random_start(9);
    story a = {0}, b = {0};
    dd_arena texts = {0}, passages = {0};
    dd_comparer comparer = {0};
    dd_article x, y;
    size_t all = 0;
    story_add_prose(&a, &source, 6000);
    story_add_rewrite(&b, &a, &source, 0.5);
    compared_pair_read(&x, &a, &texts);
    compared_pair_read(&y, &b, &texts);
    for (size_t most = 20; most-- > 0;) {
        const dd_compare_options options = {.shingle = 9, .derived_coverage = 0.3, .passages = most};
        dd_link link;
        assert_int_equal(dd_compare(&comparer, &(dd_compare_side){&x, NULL}, &(dd_compare_side){&y, NULL},
                                    &options, &passages, &link, NULL),
                         DEDUPE_OK);
        all = all > 0 ? all : link.passage_count;
        assert_int_equal(link.passage_count, most < all ? most : all);
        for (size_t i = 1; i < link.passage_count; i++)
            assert_true(link.passage[i].length <= link.passage[i - 1].length + 40);
        dd_passages_sort(link.passage, link.passage_count);
        for (size_t i = 1; i < link.passage_count; i++)
            assert_true(link.passage[i].offset > link.passage[i - 1].offset);
    }
    assert_true(all > 5);
    dd_comparer_free(&comparer);
    dd_arena_free(&texts);
    dd_arena_free(&passages);
    story_free(&a);
    story_free(&b);
}

/* ---- use */

static void side_a_may_stay_loaded(void **state) {
    (void)state;
    random_source source = random_start(10);
    story text[6] = {{0}};
    dd_article article[6];
    dd_arena texts = {0}, passages = {0};
    dd_comparer kept = {0};
    for (unsigned i = 0; i < 6; i++) {
        if (i < 2)
            story_add_prose(&text[i], &source, 3000);
        else
            story_add_rewrite(&text[i], &text[i % 2], &source, 0.3 * i);
        compared_pair_read(&article[i], &text[i], &texts);
    }
    for (unsigned a = 0; a < 6; a++)
        for (unsigned b = 0; b < 6; b++) {
            const dd_compare_side x = {&article[a], NULL}, y = {&article[b], NULL};
            dd_comparer fresh = {0};
            dd_link one, other;
            assert_int_equal(dd_compare(&kept, &x, &y, &compared_pair_defaults, &passages, &one, NULL),
                             DEDUPE_OK);
            assert_int_equal(dd_compare(&fresh, &x, &y, &compared_pair_defaults, &passages, &other, NULL),
                             DEDUPE_OK);
            assert_int_equal(one.relation, other.relation);
            assert_true(one.coverage_a == other.coverage_a && one.coverage_b == other.coverage_b);
            assert_true(one.resemblance == other.resemblance);
            assert_int_equal(one.passage_count, other.passage_count);
            if (one.passage_count > 0)
                assert_memory_equal(one.passage, other.passage, one.passage_count * sizeof *one.passage);
            dd_comparer_free(&fresh);
        }
    dd_comparer_free(&kept);
    dd_arena_free(&texts);
    dd_arena_free(&passages);
    for (unsigned i = 0; i < 6; i++)
        story_free(&text[i]);
}

/* Runs out of memory at every allocation in turn; true once there was enough. */
static void check_memory(const dd_article *a, const dd_article *b) {
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_comparer comparer = {0};
        dd_arena passages = {0};
        dd_link link;
        const dd_compare_side x = {a, NULL}, y = {b, NULL};
        dd_memory_fail_after(after);
        status = dd_compare(&comparer, &x, &y, &compared_pair_defaults, &passages, &link, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
        if (status != DEDUPE_OK) /* the same comparer serves once there is memory again */
            assert_int_equal(dd_compare(&comparer, &x, &y, &compared_pair_defaults, &passages, &link, NULL),
                             DEDUPE_OK);
        assert_true(link.relation >= DEDUPE_NEAR);
        dd_comparer_free(&comparer);
        dd_arena_free(&passages);
    }
    assert_true(failures >= 5);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(11);
    story a = {0}, b = {0};
    dd_arena texts = {0};
    dd_article x, y;
    story_add_prose(&a, &source, 1500);
    story_add_damaged(&b, &a, &source, 0.01);
    compared_pair_read(&x, &a, &texts);
    compared_pair_read(&y, &b, &texts);
    check_memory(&x, &y);
    check_memory(&x, &x);
    dd_arena_free(&texts);
    story_free(&a);
    story_free(&b);
}

/* Few words before a longer gap are not quoted, but for what would leave boilerplate alone. */
static void what_is_quoted_is_more_than_boilerplate(void **state) {
    (void)state;
    static const char notice[] =
        "All rights to these pages are with the harbour office of Norlund and nobody else. ";
    story a = {0}, b = {0};
    story_add_text(
        &a,
        "A ferry ran aground off Arrel. The council of Kell had told them again on Friday it was closed. ");
    story_add_text(
        &b,
        "Two lorries met on the bridge. The council of Kell had told us since March no one may go there. ");
    const size_t a_begin = story_count_letters(&a, 0, a.length),
                 b_begin = story_count_letters(&b, 0, b.length);
    story_add_text(&a, notice);
    story_add_text(&b, notice);
    const dd_span a_span = {(uint32_t)a_begin, (uint32_t)story_count_letters(&a, 0, a.length)},
                  b_span = {(uint32_t)b_begin, (uint32_t)story_count_letters(&b, 0, b.length)};
    const dd_spans a_spans = {.span = &a_span, .count = 1}, b_spans = {.span = &b_span, .count = 1};
    compared_pair known, unknown;
    compared_pair_make(&known, &a, &b, &a_spans, &b_spans);
    compared_pair_make(&unknown, &a, &b, NULL, NULL);
    const size_t at = (size_t)(strstr(known.a.text, "All rights") - known.a.text);
    assert_int_equal(unknown.link.passage_count, 1);
    assert_int_equal(unknown.link.passage[0].offset,
                     at); /* trimmed: it is news to whoever has two articles */
    assert_int_equal(known.link.passage_count, 1);
    assert_true(known.link.passage[0].offset < at);
    compared_pair_free(&known);
    compared_pair_free(&unknown);
    story_free(&a);
    story_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_quote_both_sources),
        cmocka_unit_test(an_undamaged_passage_is_quoted_to_the_letter),
        cmocka_unit_test(the_longest_passages_are_kept),
        cmocka_unit_test(side_a_may_stay_loaded),
        cmocka_unit_test(without_memory_it_says_so),
        cmocka_unit_test(what_is_quoted_is_more_than_boilerplate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
