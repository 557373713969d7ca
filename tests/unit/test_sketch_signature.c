/* Signatures: the estimate against exact resemblance over random sets of every size, and over texts. */
#include "base/memory.h"
#include "random_source.h"
#include "sketch/signature.h"
#include "story.h"
#include "text/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BINS = DEDUPE_SIGNATURE_BINS, LARGEST_SET = 20000 };

/* Whether chance alone explains a deviation: it passes five standard errors once in a million checks. */
static bool is_chance(double deviation, double variance) {
    return deviation * deviation <= 25 * variance;
}

static double power(double base, unsigned exponent) {
    double product = 1;
    for (; exponent > 0; exponent--)
        product *= base;
    return product;
}

/* ---- the estimate over sets */

/* Fills a and b with `size` elements each, `common` of them the same. */
static void make_sets(random_source *source, size_t size, size_t common, uint32_t *a, uint32_t *b) {
    const uint32_t start = (uint32_t)random_next(source);
    for (size_t i = 0; i < size; i++) {
        a[i] = start + (uint32_t)i * 2654435761u; /* an odd factor: all are distinct */
        b[i] = start + (uint32_t)(i < common ? i : size + i) * 2654435761u;
    }
}

/* Mean error and mean squared error of the estimate must be those of a sketch without bias whose variance is
 * at most that of independent bins. */
static void check_estimate(size_t size, size_t common, size_t trials) {
    static uint32_t a[LARGEST_SET], b[LARGEST_SET];
    random_source source = random_start(size * 1000003 + common);
    const double exact = (double)common / (double)(2 * size - common);
    const double bound = exact * (1 - exact) / BINS;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < trials; i++) {
        dedupe_signature x, y;
        make_sets(&source, size, common, a, b);
        dd_signature_compute(a, size, &x);
        dd_signature_compute(b, size, &y);
        const double miss = dedupe_signature_resemblance(&x, &y) - exact;
        sum += miss;
        squares += miss * miss;
    }
    const double number = (double)trials;
    if (!is_chance(sum / number, bound / number))
        fail_msg("size %zu, J %.3f: mean error %.5f", size, exact, sum / number);
    if (squares / number > bound && !is_chance(squares / number - bound, bound * bound * 2 / number))
        fail_msg("size %zu, J %.3f: mean squared error %.3g, bound %.3g", size, exact, squares / number,
                 bound);
}

static void the_estimate_is_unbiased_and_within_its_bound(void **state) {
    (void)state;
    static const size_t sizes[] = {1, 2, 5, 20, 100, 1000, LARGEST_SET};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        const size_t size = sizes[s], trials = size < 1000 ? 1000 : size < LARGEST_SET ? 300 : 60;
        size_t last = SIZE_MAX;
        for (unsigned tenth = 0; tenth <= 10; tenth++) {
            const double wanted = tenth / 10.0;
            const size_t common = (size_t)(2 * wanted / (1 + wanted) * (double)size + 0.5);
            if (common != last)
                check_estimate(size, common, trials);
            last = common;
        }
    }
}

static void one_set_inside_another_is_estimated(void **state) {
    (void)state;
    static uint32_t a[2000], b[2000];
    random_source source = random_start(5);
    const double exact = 40.0 / 2000, bound = exact * (1 - exact) / BINS;
    double sum = 0;
    enum { TRIALS = 1000 };
    for (unsigned i = 0; i < TRIALS; i++) {
        dedupe_signature x, y;
        make_sets(&source, 2000, 2000, a, b);
        dd_signature_compute(a, 40, &x);
        dd_signature_compute(b, 2000, &y);
        sum += dedupe_signature_resemblance(&x, &y) - exact;
    }
    assert_true(is_chance(sum / TRIALS, bound / TRIALS));
}

/* Rotation densification puts a set of 20 into another's band far more often than its resemblance allows. */
static void small_sets_share_no_band_by_accident(void **state) {
    (void)state;
    enum { TRIALS = 1500, ROWS = 8, BANDS = BINS / ROWS };
    static const size_t sizes[] = {2, 3, 6, 20, 45};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        const size_t size = sizes[s], common = size * 2 / 3;
        const double exact = (double)common / (double)(2 * size - common);
        const double expected = 1 - power(1 - power(exact, ROWS), BANDS);
        uint32_t a[64], b[64];
        random_source source = random_start(size);
        size_t met = 0;
        for (unsigned i = 0; i < TRIALS; i++) {
            dedupe_signature x, y;
            make_sets(&source, size, common, a, b);
            dd_signature_compute(a, size, &x);
            dd_signature_compute(b, size, &y);
            bool same = false;
            for (unsigned band = 0; band < BANDS && !same; band++)
                same = dd_signature_band(&x, band, ROWS) == dd_signature_band(&y, band, ROWS);
            met += same;
        }
        assert_true(met <= 1 || (double)met < TRIALS * expected ||
                    is_chance((double)met - TRIALS * expected, TRIALS * expected));
    }
}

static void sets_without_a_common_element_share_no_bin(void **state) {
    (void)state;
    random_source source = random_start(77);
    for (unsigned i = 0; i < 2000; i++) {
        uint32_t a[50], b[50];
        dedupe_signature x, y;
        const size_t size = 1 + random_below(&source, 50);
        make_sets(&source, size, 0, a, b);
        dd_signature_compute(a, size, &x);
        dd_signature_compute(b, size, &y);
        assert_true(dedupe_signature_resemblance(&x, &y) == 0);
    }
}

static void order_and_repeats_do_not_count(void **state) {
    (void)state;
    random_source source = random_start(6);
    for (unsigned round = 0; round < 200; round++) {
        uint32_t element[900];
        const size_t distinct = 1 + random_below(&source, 300);
        for (size_t i = 0; i < distinct; i++)
            element[i] = (uint32_t)random_next(&source);
        dedupe_signature plain, mixed;
        dd_signature_compute(element, distinct, &plain);
        size_t count = distinct;
        for (; count < 3 * distinct; count++)
            element[count] = element[random_below(&source, distinct)];
        for (size_t i = count; i > 1; i--) {
            const size_t other = random_below(&source, i);
            const uint32_t moved = element[i - 1];
            element[i - 1] = element[other];
            element[other] = moved;
        }
        dd_signature_compute(element, count, &mixed);
        assert_memory_equal(&plain, &mixed, sizeof plain);
    }
}

static void band_keys_are_equal_if_and_only_if_their_rows_are(void **state) {
    (void)state;
    static const unsigned rows_tried[] = {1, 2, 3, 4, 8, 16, 32, 128};
    random_source source = random_start(8);
    for (size_t r = 0; r < sizeof rows_tried / sizeof *rows_tried; r++) {
        const unsigned rows = rows_tried[r], bands = BINS / rows;
        for (unsigned round = 0; round < 50; round++) {
            dedupe_signature x, y;
            for (unsigned bin = 0; bin < BINS; bin++)
                x.bins[bin] = (uint32_t)random_next(&source);
            y = x;
            const unsigned changed = (unsigned)random_below(&source, (size_t)bands * rows);
            y.bins[changed] ^= 1u << random_below(&source, 32);
            for (unsigned band = 0; band < bands; band++)
                assert_int_equal(dd_signature_band(&x, band, rows) == dd_signature_band(&y, band, rows),
                                 band != changed / rows);
        }
    }
}

/* ---- the public call over texts */

static size_t shingle_length; /* of compare_shingles, which qsort gives no context */

static int compare_shingles(const void *left, const void *right) {
    return memcmp(*(const uint8_t *const *)left, *(const uint8_t *const *)right, shingle_length);
}

/* The distinct shingles of folded letters, sorted; the caller frees the list. */
static const uint8_t **list_shingles(const dd_letters *letters, size_t *count) {
    const size_t windows = letters->count - shingle_length + 1;
    const uint8_t **list = malloc(windows * sizeof *list);
    assert_non_null(list);
    for (size_t i = 0; i < windows; i++)
        list[i] = letters->letter + i;
    qsort(list, windows, sizeof *list, compare_shingles);
    *count = 0;
    for (size_t i = 0; i < windows; i++)
        if (i == 0 || compare_shingles(&list[i], &list[*count - 1]) != 0)
            list[(*count)++] = list[i];
    return list;
}

/* Jaccard similarity of the sets of letter strings, letter by letter. */
static double exact_resemblance(const story *a, const story *b, size_t length) {
    dd_letters x = {0}, y = {0};
    size_t x_count, y_count, both = 0;
    shingle_length = length;
    assert_int_equal(dd_letters_fold(&x, a->text, a->length, false, NULL), DEDUPE_OK);
    assert_int_equal(dd_letters_fold(&y, b->text, b->length, false, NULL), DEDUPE_OK);
    const uint8_t **x_list = list_shingles(&x, &x_count), **y_list = list_shingles(&y, &y_count);
    for (size_t i = 0, k = 0; i < x_count && k < y_count;) {
        const int order = compare_shingles(&x_list[i], &y_list[k]);
        both += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    free(x_list);
    free(y_list);
    dd_letters_free(&x);
    dd_letters_free(&y);
    return (double)both / (double)(x_count + y_count - both);
}

static double estimate(const story *a, const story *b, unsigned length) {
    dedupe_signature x, y;
    assert_int_equal(dedupe_signature_compute(a->text, a->length, length, &x, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_signature_compute(b->text, b->length, length, &y, NULL), DEDUPE_OK);
    return dedupe_signature_resemblance(&x, &y);
}

static void signatures_of_texts_estimate_their_resemblance(void **state) {
    (void)state;
    static const unsigned lengths[] = {0, 5, 9, 16, 32};
    enum { ROUNDS = 200 };
    random_source source = random_start(9);
    double sum = 0, squares = 0, bound = 0, widest = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        story original = {0}, copy = {0};
        story_add_prose(&original, &source, 60 + random_below(&source, 2500));
        story_add_rewrite(&copy, &original, &source, (double)(round % 11) / 10);
        const unsigned length = lengths[round % 5];
        const double exact = exact_resemblance(&original, &copy, length ? length : 9);
        const double miss = estimate(&original, &copy, length) - exact;
        assert_true(is_chance(miss, exact * (1 - exact) / BINS));
        widest = exact > 0.3 && exact < 0.7 ? widest + 1 : widest;
        sum += miss;
        squares += miss * miss;
        bound += exact * (1 - exact) / BINS;
        story_free(&original);
        story_free(&copy);
    }
    assert_true(widest > 20); /* the pairs are not all alike or all different */
    assert_true(is_chance(sum, bound));
    assert_true(squares <= bound || is_chance(squares - bound, bound * bound * 2 / ROUNDS));
}

static double estimate_words(const char *a, const char *b) {
    const story x = {(char *)a, strlen(a), 0}, y = {(char *)b, strlen(b), 0};
    return estimate(&x, &y, 0);
}

static void a_text_shorter_than_a_shingle_is_one_shingle(void **state) {
    (void)state;
    assert_true(estimate_words("cat", "CAT!") == 1);
    assert_true(estimate_words("cat", "dog") == 0);
    assert_true(estimate_words("cat", "cats") == 0);
    assert_true(estimate_words("a", "a") == 1);
    assert_true(estimate_words("Café", "cafe") == 1);
}

static void encodings_give_the_same_signature(void **state) {
    (void)state;
    static const char wide[] = "\xff\xfeP\0o\0r\0t\0 \0o\0f\0 \0K\0a\0r\0l\0o\0";
    dedupe_signature utf8, utf16;
    assert_int_equal(dedupe_signature_compute("port of karlo", 13, 0, &utf8, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_signature_compute(wide, sizeof wide - 1, 0, &utf16, NULL), DEDUPE_OK);
    assert_memory_equal(&utf8, &utf16, sizeof utf8);
}

static void check_refused(const void *text, size_t length, unsigned shingle) {
    dedupe_signature signature, before;
    dedupe_error error = {0};
    memset(&signature, 0x5a, sizeof signature);
    before = signature;
    assert_int_equal(dedupe_signature_compute(text, length, shingle, &signature, &error),
                     DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(error.code, DEDUPE_ERROR_ARGUMENT);
    assert_true(strlen(error.message) > 0);
    assert_memory_equal(&signature, &before, sizeof signature);
    assert_int_equal(dedupe_signature_compute(text, length, shingle, &signature, NULL),
                     DEDUPE_ERROR_ARGUMENT);
}

static void what_has_no_signature_is_refused(void **state) {
    (void)state;
    check_refused("", 0, 0);
    check_refused(NULL, 0, 0);
    check_refused(NULL, 5, 0);
    check_refused(" ... \n --- ", 11, 0);
    check_refused("\0\1\2\3\0\0\0\0\0\0\0\0", 12, 0);
    check_refused("words enough for a shingle", 26, 4);
    check_refused("words enough for a shingle", 26, 33);
    assert_int_equal(dedupe_signature_compute("words", 5, 0, NULL, NULL), DEDUPE_ERROR_ARGUMENT);
    dedupe_signature signature;
    assert_int_equal(dedupe_signature_compute("words", (size_t)1 << 31, 0, &signature, NULL),
                     DEDUPE_ERROR_LIMIT);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static const char text[] = "Words enough for a few shingles, and then some more of them.";
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dedupe_signature signature;
        dd_memory_fail_after(after);
        status = dedupe_signature_compute(text, sizeof text - 1, 0, &signature, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures > 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_estimate_is_unbiased_and_within_its_bound),
        cmocka_unit_test(one_set_inside_another_is_estimated),
        cmocka_unit_test(small_sets_share_no_band_by_accident),
        cmocka_unit_test(sets_without_a_common_element_share_no_bin),
        cmocka_unit_test(order_and_repeats_do_not_count),
        cmocka_unit_test(band_keys_are_equal_if_and_only_if_their_rows_are),
        cmocka_unit_test(signatures_of_texts_estimate_their_resemblance),
        cmocka_unit_test(a_text_shorter_than_a_shingle_is_one_shingle),
        cmocka_unit_test(encodings_give_the_same_signature),
        cmocka_unit_test(what_has_no_signature_is_refused),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
