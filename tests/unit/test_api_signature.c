/* Signatures alone: the estimate, what it does not depend on, and errors. */
#include <dedupe/dedupe.h>

#include "plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static dedupe_signature sign(const char *text, unsigned shingle_letters) {
    dedupe_signature signature;
    assert_int_equal(dedupe_signature_compute(text, strlen(text), shingle_letters, &signature, NULL),
                     DEDUPE_OK);
    return signature;
}

static void check_alike(const char *a, const char *b, double wanted) {
    const dedupe_signature x = sign(a, 0), y = sign(b, 0);
    assert_true(dedupe_signature_resemblance(&x, &y) == wanted);
    assert_true(dedupe_signature_resemblance(&y, &x) == wanted);
}

static void equal_texts_have_equal_signatures(void **state) {
    (void)state;
    plain_text text = {0};
    plain_text_tell(&text, 1, 0, 10);
    const dedupe_signature first = sign(text.text, 0), second = sign(text.text, 0);
    assert_memory_equal(&first, &second, sizeof first);
    assert_true(dedupe_signature_resemblance(&first, &second) == 1);
    plain_text_free(&text);
}

static void signatures_are_of_the_folded_text(void **state) {
    (void)state;
    check_alike("The harbour of Kelmouth", "  THE HARBOUR\nof “Kelmouth”!", 1);
    check_alike("\xef\xbb\xbfgr\xc3\xb6\xc3\x9f"
                "er als vorher",
                "GR\xc3\x96SSER ALS VORHER", 1);
}

static void a_utf16_text_has_the_signature_of_its_letters(void **state) {
    (void)state;
    const char wide[] = "\xff\xfeh\0a\0r\0b\0o\0u\0r\0 \0n\0e\0w\0s\0";
    dedupe_signature converted;
    assert_int_equal(dedupe_signature_compute(wide, sizeof wide - 1, 0, &converted, NULL), DEDUPE_OK);
    const dedupe_signature plain = sign("harbour news", 0);
    assert_memory_equal(&converted, &plain, sizeof plain);
}

static void a_short_text_is_one_shingle(void **state) {
    (void)state;
    check_alike("cat", "CAT.", 1);
    check_alike("cat", "dog", 0);
    check_alike("a", "b", 0);
    check_alike("cat", "catalogues", 0); /* no shingle in common */
}

static void no_length_is_the_default_length(void **state) {
    (void)state;
    const char *text = "a sentence that is long enough for every length of shingle";
    const dedupe_signature standard = sign(text, 0), nine = sign(text, 9), ten = sign(text, 10);
    assert_memory_equal(&standard, &nine, sizeof nine);
    assert_memory_not_equal(&standard, &ten, sizeof ten);
}

/* Half of each text is shared, so a third of all shingles: an error of five standard errors is a fault. */
static void the_estimate_is_near_the_resemblance(void **state) {
    (void)state;
    for (unsigned story = 0; story < 20; story++) {
        plain_text left = {0}, right = {0};
        plain_text_tell(&left, 3 * story, 0, 20);
        plain_text_tell(&left, 3 * story + 1, 0, 20);
        plain_text_tell(&right, 3 * story, 0, 20);
        plain_text_tell(&right, 3 * story + 2, 0, 20);
        dedupe_comparison *comparison = NULL;
        assert_int_equal(
            dedupe_compare(NULL, left.text, left.length, right.text, right.length, &comparison, NULL),
            DEDUPE_OK);
        const double exact = comparison->pair.resemblance;
        const dedupe_signature a = sign(left.text, 0), b = sign(right.text, 0);
        const double estimate = dedupe_signature_resemblance(&a, &b);
        assert_true(exact > 0.30 && exact < 0.37);
        assert_true(estimate > exact - 5 * 0.042 && estimate < exact + 5 * 0.042);
        dedupe_comparison_free(comparison);
        plain_text_free(&left);
        plain_text_free(&right);
    }
}

/* Every error, with the signature left as it was. */
static void check_refused(const void *text, size_t length, unsigned shingle_letters, dedupe_status wanted) {
    dedupe_signature before, signature;
    dedupe_error error = {0};
    memset(&before, 0x5a, sizeof before);
    memset(&signature, 0x5a, sizeof signature);
    assert_int_equal(dedupe_signature_compute(text, length, shingle_letters, &signature, &error), wanted);
    assert_int_equal(error.code, wanted);
    assert_true(strlen(error.message) > 0);
    assert_memory_equal(&signature, &before, sizeof before);
    assert_int_equal(dedupe_signature_compute(text, length, shingle_letters, &signature, NULL), wanted);
}

static void errors_leave_the_signature(void **state) {
    (void)state;
    check_refused(NULL, 1, 0, DEDUPE_ERROR_ARGUMENT);
    check_refused(NULL, 0, 0, DEDUPE_ERROR_ARGUMENT);
    check_refused("", 0, 0, DEDUPE_ERROR_ARGUMENT);
    check_refused("...", 3, 0, DEDUPE_ERROR_ARGUMENT);
    check_refused("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0", 28, 0, DEDUPE_ERROR_ARGUMENT);
    check_refused("text", 4, 4, DEDUPE_ERROR_ARGUMENT);
    check_refused("text", 4, 33, DEDUPE_ERROR_ARGUMENT);
    check_refused("text", (size_t)1 << 31, 0, DEDUPE_ERROR_LIMIT);
    assert_int_equal(dedupe_signature_compute("text", 4, 0, NULL, NULL), DEDUPE_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_equal_signatures),
        cmocka_unit_test(signatures_are_of_the_folded_text),
        cmocka_unit_test(a_utf16_text_has_the_signature_of_its_letters),
        cmocka_unit_test(a_short_text_is_one_shingle),
        cmocka_unit_test(no_length_is_the_default_length),
        cmocka_unit_test(the_estimate_is_near_the_resemblance),
        cmocka_unit_test(errors_leave_the_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
