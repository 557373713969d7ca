/* Samples: chosen by content alone, nested for short texts, at the rate that the header promises. */
#include "sketch/sample.h"
#include "sketch/shingle.h"
#include "story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LONG = 12000 };

static const size_t long_rates[] = {DD_SAMPLE_RATE, DD_SAMPLE_RATE_LARGE};

static size_t long_rate = DD_SAMPLE_RATE;         /* of the test at work */
static size_t shingle = DD_SHINGLE_INDEX_LETTERS; /* letters of a sampled one */

/* Letters with their samples, in memory that ends where dd_sample_bound says. */
typedef struct sampled {
    uint8_t *letter;
    size_t count;
    dd_samples samples;
    uint32_t *position; /* of each sample, in full */
} sampled;

static sampled sample(const uint8_t *letter, size_t count) {
    sampled made = {.count = count};
    const size_t bound = dd_sample_bound(count);
    made.letter = malloc(count + 16);
    made.position = malloc((bound + 1) * sizeof(uint32_t)); /* scratch at first */
    made.samples.hash = malloc((bound + 1) * sizeof(uint32_t));
    made.samples.position = malloc((bound + 1) * sizeof(uint16_t));
    assert_true(made.letter && made.position && made.samples.hash && made.samples.position);
    memset(made.letter, 0, count + 16);
    if (count > 0)
        memcpy(made.letter, letter, count);
    made.samples.hash[bound] = made.position[bound] = 0xfeedface;
    made.samples.position[bound] = 0xface;
    dd_sample_take(made.letter, count, long_rate, made.position, &made.samples);
    assert_true(made.samples.count <= bound);
    assert_int_equal(made.samples.hash[bound], 0xfeedface);
    assert_int_equal(made.samples.position[bound], 0xface);
    assert_int_equal(made.position[bound], 0xfeedface);
    uint32_t last = 0;
    for (size_t i = 0; i < made.samples.count; i++) { /* what holds for every text */
        made.position[i] = dd_sample_walk(&made.samples, i, last);
        assert_int_equal(dd_sample_place(&made.samples, i), made.position[i] & 0xffff);
        assert_true(made.position[i] + shingle <= count);
        assert_true(i == 0 || made.position[i] > last);
        assert_true(made.samples.hash[i] <= INT32_MAX);
        last = made.position[i];
    }
    return made;
}

static void release(sampled *made) {
    free(made->letter);
    free(made->position);
    free(made->samples.hash);
    free(made->samples.position);
}

static void fill(random_source *source, uint8_t *letter, size_t count) {
    for (size_t i = 0; i < count; i++)
        letter[i] = (uint8_t)('a' + random_below(source, 26));
}

/* Checks that the base samples of `inner` are those that `outer` has in [at, at + inner->count). Returns how
 * many there are. */
static size_t check_same(const sampled *inner, const sampled *outer, size_t at) {
    size_t o = 0, same = 0;
    while (o < outer->samples.count && outer->position[o] < at)
        o++;
    for (size_t i = 0; i < inner->samples.count; i++) {
        if (!dd_sample_is_base(&inner->samples, i))
            continue;
        while (o < outer->samples.count && !dd_sample_is_base(&outer->samples, o))
            o++;
        assert_true(o < outer->samples.count);
        assert_int_equal(outer->position[o], at + inner->position[i]);
        assert_int_equal(outer->samples.hash[o], inner->samples.hash[i]);
        o++;
        same++;
    }
    while (o < outer->samples.count && !dd_sample_is_base(&outer->samples, o))
        o++;
    assert_true(o == outer->samples.count || outer->position[o] + shingle > at + inner->count);
    return same;
}

static void a_stretch_gives_the_same_samples_in_any_text(void **state) {
    (void)state;
    random_source source = random_start(1);
    uint8_t stretch[3000], text[LONG];
    fill(&source, stretch, sizeof stretch);
    const sampled alone = sample(stretch, sizeof stretch);
    for (unsigned round = 0; round < 40; round++) {
        fill(&source, text, LONG);
        const size_t at = random_below(&source, LONG - sizeof stretch);
        memcpy(text + at, stretch, sizeof stretch);
        sampled inside = sample(text, LONG);
        assert_true(check_same(&alone, &inside, at) > 120);
        release(&inside);
    }
    sampled gone = alone;
    release(&gone);
}

static void samples_of_short_texts_contain_those_of_long_ones(void **state) {
    (void)state;
    random_source source = random_start(2);
    uint8_t text[LONG];
    fill(&source, text, LONG);
    const sampled whole = sample(text, LONG);
    for (size_t i = 0; i < whole.samples.count; i++)
        assert_true(dd_sample_is_base(&whole.samples, i));
    for (size_t length = shingle; length < 2600; length += 1 + length / 9) {
        const size_t at = random_below(&source, LONG - length);
        sampled brief = sample(text + at, length);
        check_same(&brief, &whole, at);
        if (length >= 100) /* enough to be found by */
            assert_true(brief.samples.count >= 40);
        release(&brief);
    }
    sampled gone = whole;
    release(&gone);
}

/* Each text keeps its shingles by one rate, so the samples of a shorter one contain those of a longer one
 * wherever the two overlap, dense ones too. */
static void samples_nest_from_length_to_length(void **state) {
    (void)state;
    random_source source = random_start(3);
    uint8_t text[LONG];
    fill(&source, text, LONG);
    for (size_t length = 64; length < LONG; length = length * 3 / 2) {
        sampled longer = sample(text, length), shorter = sample(text, length * 2 / 3);
        size_t s = 0;
        for (size_t i = 0; i < longer.samples.count; i++) {
            if (longer.position[i] + shingle > shorter.count)
                break;
            while (s < shorter.samples.count && shorter.position[s] != longer.position[i])
                s++;
            assert_true(s < shorter.samples.count);
            assert_int_equal(shorter.samples.hash[s], longer.samples.hash[i]);
        }
        release(&longer);
        release(&shorter);
    }
}

static void long_texts_keep_one_shingle_in_so_many(void **state) {
    (void)state;
    enum { COUNT = 200000 };
    random_source source = random_start(4);
    uint8_t *text = malloc(COUNT);
    assert_non_null(text);
    fill(&source, text, COUNT);
    sampled made = sample(text, COUNT);
    const double share = 1.0 / (double)long_rate, expected = (double)(COUNT - shingle + 1) * share;
    const double miss = (double)made.samples.count - expected;
    assert_true(miss * miss < 25 * expected * (1 - share)); /* five standard errors */
    release(&made);
    free(text);
}

/* Prose uses few of all letter sequences, so the share that is kept differs from text to text; but not much.
 */
static void prose_is_sampled_evenly(void **state) {
    (void)state;
    enum { TEXTS = 60 };
    random_source source = random_start(14);
    double kept = 0, windows = 0;
    for (unsigned i = 0; i < TEXTS; i++) {
        story text = {0};
        dd_letters letters = {0};
        story_add_prose(&text, &source, 6000);
        assert_int_equal(dd_letters_fold(&letters, text.text, text.length, false, NULL), DEDUPE_OK);
        sampled made = sample(letters.letter, letters.count);
        const double share = (double)made.samples.count / (double)(letters.count - shingle + 1);
        assert_true(share * (double)long_rate > 0.7 && share * (double)long_rate < 1.3);
        kept += (double)made.samples.count;
        windows += (double)(letters.count - shingle + 1);
        release(&made);
        dd_letters_free(&letters);
        story_free(&text);
    }
    const double mean = kept / windows * (double)long_rate;
    assert_true(mean > 0.93 && mean < 1.07);
}

static void the_rate_is_a_power_of_two_that_grows_with_the_text(void **state) {
    (void)state;
    size_t last = 1;
    for (size_t letters = 0; letters < 10000; letters++) {
        const size_t rate = dd_sample_rate(letters, long_rate);
        assert_true(rate == last || rate == 2 * last);
        last = rate;
    }
    assert_int_equal(last, long_rate);
    assert_int_equal(dd_sample_rate(0, long_rate), 1);
    assert_int_equal(dd_sample_rate(SIZE_MAX, long_rate), long_rate);
}

static void a_large_corpus_is_sampled_thinly(void **state) {
    (void)state;
    const uint64_t large = (uint64_t)DD_SAMPLE_LARGE_MIB << 20;
    assert_int_equal(dd_sample_long_rate(0), DD_SAMPLE_RATE);
    assert_int_equal(dd_sample_long_rate(large - 1), DD_SAMPLE_RATE);
    assert_int_equal(dd_sample_long_rate(large), DD_SAMPLE_RATE_LARGE);
    assert_int_equal(dd_sample_long_rate(UINT64_MAX), DD_SAMPLE_RATE_LARGE);
}

/* Positions are known modulo 65536, so a longer stretch without a sample ends what can be walked. */
static void what_follows_too_long_a_stretch_is_left_out(void **state) {
    (void)state;
    enum { COUNT = 300000, HEAD = 5000, STRETCH = 70000 };
    random_source source = random_start(15);
    uint8_t *text = malloc(COUNT), letter = 0;
    assert_non_null(text);
    for (size_t kept = 1; kept > 0;) { /* a letter whose repeats are never kept */
        memset(text, ++letter, COUNT);
        sampled made = sample(text, COUNT);
        kept = made.samples.count;
        release(&made);
    }
    fill(&source, text, COUNT);
    memset(text + HEAD, letter, STRETCH);
    sampled cut = sample(text, COUNT);
    assert_true(cut.samples.count > 150);
    assert_true(cut.position[cut.samples.count - 1] < HEAD);
    memset(text + HEAD, letter, 65000);
    fill(&source, text + HEAD + 65000, STRETCH - 65000);
    sampled whole = sample(text, COUNT);
    assert_true(whole.samples.count * long_rate > 200000);
    assert_true(whole.position[whole.samples.count - 1] + 200 > COUNT);
    release(&cut);
    release(&whole);
    free(text);
}

static void equal_shingles_have_equal_hashes_and_others_differ(void **state) {
    (void)state;
    random_source source = random_start(5);
    uint8_t text[2000];
    fill(&source, text, 1000);
    memcpy(text + 1000, text, 1000); /* every shingle of the first half comes twice */
    sampled made = sample(text, sizeof text);
    size_t twice = 0;
    for (size_t i = 0; i < made.samples.count; i++)
        for (size_t k = i + 1; k < made.samples.count; k++) {
            const size_t x = made.position[i], y = made.position[k];
            const bool equal = memcmp(text + x, text + y, shingle) == 0;
            assert_int_equal(made.samples.hash[i] == made.samples.hash[k], equal);
            twice += equal;
        }
    assert_true(twice > 100);
    release(&made);
}

static void a_repeated_letter_stays_within_the_bound(void **state) {
    (void)state;
    uint8_t text[5000];
    size_t kept = 0;
    for (unsigned letter = 1; letter < 256; letter++) {
        memset(text, (int)letter, sizeof text);
        sampled made = sample(text, sizeof text);
        const bool all = made.samples.count == sizeof text - shingle + 1;
        assert_true(all || made.samples.count == 0);
        kept += all;
        release(&made);
    }
    assert_true(kept * long_rate > 100 && kept * long_rate < 500); /* of 255 */
}

static void texts_shorter_than_a_shingle_have_none(void **state) {
    (void)state;
    static const uint8_t text[] = "abcdefghijklmnopqrstuvwxyz";
    for (size_t count = 0; count < shingle; count++) {
        sampled made = sample(text, count);
        assert_int_equal(made.samples.count, 0);
        release(&made);
    }
    sampled made = sample(text, shingle);
    assert_int_equal(made.samples.count, 1);
    assert_int_equal(made.position[0], 0);
    release(&made);
}

/* ---- shingles */

static void windows_are_hashed_one_by_one_or_all_at_once(void **state) {
    (void)state;
    static const size_t lengths[] = {5, 8, DD_SHINGLE_DEFAULT_LETTERS, DD_SHINGLE_INDEX_LETTERS, 32};
    random_source source = random_start(6);
    uint8_t text[300];
    uint64_t hash[300];
    fill(&source, text, sizeof text);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        const size_t length = lengths[i];
        assert_int_equal(dd_shingle_hash_all(text, sizeof text, length, hash), sizeof text - length + 1);
        for (size_t at = 0; at + length <= sizeof text; at++)
            assert_true(hash[at] == dd_shingle_hash(text + at, length));
        assert_int_equal(dd_shingle_hash_all(text, length - 1, length, hash), 0);
        assert_int_equal(dd_shingle_hash_all(text, 0, length, hash), 0);
        assert_int_equal(dd_shingle_hash_all(text, length, length, hash), 1);
    }
}

/* Runs all tests once for either kind of corpus. */
int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stretch_gives_the_same_samples_in_any_text),
        cmocka_unit_test(samples_of_short_texts_contain_those_of_long_ones),
        cmocka_unit_test(samples_nest_from_length_to_length),
        cmocka_unit_test(long_texts_keep_one_shingle_in_so_many),
        cmocka_unit_test(prose_is_sampled_evenly),
        cmocka_unit_test(the_rate_is_a_power_of_two_that_grows_with_the_text),
        cmocka_unit_test(a_large_corpus_is_sampled_thinly),
        cmocka_unit_test(what_follows_too_long_a_stretch_is_left_out),
        cmocka_unit_test(equal_shingles_have_equal_hashes_and_others_differ),
        cmocka_unit_test(a_repeated_letter_stays_within_the_bound),
        cmocka_unit_test(texts_shorter_than_a_shingle_have_none),
        cmocka_unit_test(windows_are_hashed_one_by_one_or_all_at_once),
    };
    int failed = 0;
    for (size_t i = 0; i < sizeof long_rates / sizeof *long_rates; i++) {
        long_rate = long_rates[i];
        shingle = dd_sample_letters(long_rate);
        failed += cmocka_run_group_tests(tests, NULL, NULL);
    }
    return failed;
}
