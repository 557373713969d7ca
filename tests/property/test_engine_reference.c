/* The fast path against the reference of tests/support, over every pair of some hundred generated articles
 * that have no boilerplate in common. */
#include "engine_corpus.h"
#include "reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { STORIES = 24, VERSIONS = 8, LONERS = 40, ARTICLES = STORIES * VERSIONS + LONERS };

static const double NEAR = 0.80;
static const double DERIVED = 0.37; /* from here on derived wherever in the text it is */
static const double RELATED = 0.04;
static const double MARGIN = 0.03; /* of coverage, to either side of a border */

static engine_corpus corpus;
static reference_text references[ARTICLES];

/* ---- the corpus */

/* One story and what became of it elsewhere. */
static void tell_story(random_source *source, story *version) {
    story_add_prose(&version[0], source, 700 + random_below(source, 2400));
    const size_t length = version[0].length;
    story_add_damaged(&version[1], &version[0], source, 0.002 + 0.05 * random_share(source));
    story_add_rewrite(&version[2], &version[0], source, 0.3 + 0.5 * random_share(source));
    story_add_part(&version[3], &version[0], random_below(source, length / 3), length * 2 / 3);
    story_add_rewrite(&version[4], &version[2], source, 0.6);
    story_add_prose(&version[5], source, 300 + random_below(source, 1200)); /* takes in a part */
    story_add_part(&version[5], &version[0], length / 4, length / 4 + random_below(source, length / 2));
    story_add_text(&version[5], ". ");
    story_add_prose(&version[5], source, 300 + random_below(source, 1200));
    story_add_part(&version[6], &version[0], length / 2, length); /* the halves the other way round */
    story_add_text(&version[6], ". ");
    story_add_part(&version[6], &version[0], 0, length / 2);
    story_add_part(&version[7], &version[1], 0, 200 + random_below(source, 300)); /* a brief of the scan */
}

static void make_corpus(uint64_t seed) {
    random_source source = random_start(seed);
    for (size_t i = 0; i < ARTICLES; i++)
        (void)engine_corpus_next(&corpus); /* in order of id: article i is text i */
    for (size_t i = 0; i < STORIES; i++)
        tell_story(&source, &corpus.text[i * VERSIONS]);
    for (size_t i = STORIES * VERSIONS; i < ARTICLES; i++)
        story_add_prose(&corpus.text[i], &source, 100 + random_below(&source, 3000));
    for (size_t i = 0; i < ARTICLES; i++)
        references[i] = reference_read(&corpus.text[i]);
}

static int clean_up(void **state) {
    (void)state;
    engine_corpus_clear(&corpus);
    for (size_t i = 0; i < ARTICLES; i++)
        reference_free(&references[i]);
    return 0;
}

/* ---- one pair */

static bool is_close(double value, double other) {
    return value <= other + MARGIN && value >= other - MARGIN;
}

/* The relation that the coverages give, or DEDUPE_NONE if they lie too near to a border to say. */
static dedupe_relation relation_of(const reference_coverage *coverage) {
    const double most = coverage->of_a > coverage->of_b ? coverage->of_a : coverage->of_b;
    const double least = coverage->of_a > coverage->of_b ? coverage->of_b : coverage->of_a;
    if (is_close(most, NEAR) || is_close(least, NEAR) || coverage->covered < 120)
        return DEDUPE_NONE;
    if (least > NEAR)
        return DEDUPE_NEAR;
    if (most > NEAR)
        return DEDUPE_EXCERPT;
    /* the reference does not tell how much of a covered stretch really agrees: twice what is asked for will
     * do */
    return most > DERIVED + MARGIN && coverage->covered >= 300 ? DEDUPE_DERIVED : DEDUPE_NONE;
}

/* How many pairs of each relation the reference is sure of. */
typedef struct tally {
    size_t of[DEDUPE_IDENTICAL + 1];
    size_t unrelated;
    size_t guarded; /* called a variant by the guard, of which the reference knows nothing */
} tally;

static void check_pair(const engine_run *made, size_t a, size_t b, tally *seen) {
    const reference_coverage slow = reference_align(&references[a], &references[b]);
    const dedupe_pair *fast = engine_run_pair(made, a, b);
    const dedupe_relation relation = relation_of(&slow);
    const double most = slow.of_a > slow.of_b ? slow.of_a : slow.of_b;
    seen->of[relation]++;
    seen->unrelated += most < RELATED - MARGIN;
    if (relation != DEDUPE_NONE && fast == NULL)
        fail_msg("%zu and %zu: %s was not found (%.3f, %.3f)", a, b, dedupe_relation_name(relation),
                 slow.of_a, slow.of_b);
    if (fast == NULL)
        return;
    seen->guarded += fast->relation == DEDUPE_VARIANT;
    if (relation != DEDUPE_NONE && fast->relation != relation && fast->relation != DEDUPE_VARIANT)
        fail_msg("%zu and %zu: %s, not %s (%.3f, %.3f)", a, b, dedupe_relation_name(fast->relation),
                 dedupe_relation_name(relation), slow.of_a, slow.of_b);
    if (!is_close(fast->coverage_of_a, slow.of_a) || !is_close(fast->coverage_of_b, slow.of_b))
        fail_msg("%zu and %zu: coverage %.3f and %.3f, not %.3f and %.3f", a, b, fast->coverage_of_a,
                 fast->coverage_of_b, slow.of_a, slow.of_b);
    if (most < RELATED - MARGIN)
        fail_msg("%zu and %zu: %s, but next to nothing is shared (%.3f, %.3f)", a, b,
                 dedupe_relation_name(fast->relation), slow.of_a, slow.of_b);
}

static void the_fast_path_agrees_with_the_reference(void **state) {
    (void)state;
    const dedupe_options options = dedupe_options_default();
    tally seen = {0};
    for (uint64_t seed = 0; seed < 3; seed++) {
        make_corpus(seed);
        engine_run made = engine_run_start(&options, &corpus, NULL);
        assert_int_equal(made.result->boilerplate_count, 0); /* or coverage would be of something else */
        for (size_t b = 0; b < ARTICLES; b++)
            for (size_t a = 0; a < b; a++)
                check_pair(&made, a, b, &seen);
        engine_run_free(&made);
        (void)clean_up(NULL);
    }
    assert_true(seen.of[DEDUPE_NEAR] > 100); /* the corpus has something of everything */
    assert_true(seen.of[DEDUPE_EXCERPT] > 100);
    assert_true(seen.of[DEDUPE_DERIVED] > 200);
    assert_true(seen.unrelated > 10000);
    assert_true(seen.guarded * 100 <= seen.of[DEDUPE_DERIVED] * 3);
}

/* ---- the reference itself, where the answer is known */

static void the_reference_knows_its_rules(void **state) {
    (void)state;
    static const char shared[] = "the ferry ran aground off the northern island before dawn on monday ";
    story a = {0}, b = {0};
    story_add_text(&a, "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn ");
    story_add_text(&a, shared);
    story_add_text(&b, shared);
    reference_text x = reference_read(&a), y = reference_read(&b);
    const double letters = (double)y.count;
    reference_coverage coverage = reference_align(&x, &y);
    assert_true(coverage.of_b == 1 && coverage.of_a == letters / (double)x.count);
    assert_int_equal(coverage.covered, y.count);
    coverage = reference_align(&y, &y);
    assert_true(coverage.of_a == 1 && coverage.of_b == 1);
    reference_free(&y);
    story_free(&b);
    story_add_text(&b, "off the northern islan"); /* 19 letters: a stock phrase */
    y = reference_read(&b);
    coverage = reference_align(&x, &y);
    assert_true(coverage.of_a == 0 && coverage.of_b == 0 && coverage.covered == 0);
    reference_free(&x);
    reference_free(&y);
    story_free(&a);
    story_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_knows_its_rules),
        cmocka_unit_test_teardown(the_fast_path_agrees_with_the_reference, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
