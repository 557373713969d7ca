/* Two texts, divided by the first byte 0x1e (or in the middle): compared both ways, and each with itself. */
#include "fuzz_target.h"
#include "result_check.h"

#include <string.h>

static dedupe_comparison *compare(const uint8_t *a, size_t length_a, const uint8_t *b, size_t length_b) {
    dedupe_comparison *comparison = NULL;
    dedupe_error error;
    if (dedupe_compare(NULL, a, length_a, b, length_b, &comparison, &error) != DEDUPE_OK)
        fuzz_require(error.message);
    fuzz_require(result_check_comparison(comparison));
    return comparison;
}

static void check_itself(const uint8_t *text, size_t length) {
    dedupe_comparison *comparison = compare(text, length, text, length);
    if (comparison->a.state == DEDUPE_ARTICLE_COMPARED && comparison->pair.relation != DEDUPE_IDENTICAL)
        fuzz_require("a text is identical to itself");
    if (comparison->a.state != DEDUPE_ARTICLE_COMPARED && comparison->pair.relation != DEDUPE_NONE)
        fuzz_require("a text that cannot be compared has no relation to itself");
    dedupe_comparison_free(comparison);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const uint8_t *divider = memchr(data, 0x1e, size);
    size_t length_a = divider != NULL ? (size_t)(divider - data) : size / 2;
    const uint8_t *b = divider != NULL ? divider + 1 : data + length_a;
    size_t length_b = (size_t)(data + size - b);
    dedupe_comparison *there = compare(data, length_a, b, length_b);
    dedupe_comparison *back = compare(b, length_b, data, length_a);
    if (there->pair.relation != back->pair.relation || there->pair.reason != back->pair.reason)
        fuzz_require("the relation is the same both ways");
    if (there->pair.coverage_of_a != back->pair.coverage_of_b ||
        there->pair.coverage_of_b != back->pair.coverage_of_a ||
        there->pair.resemblance != back->pair.resemblance)
        fuzz_require("the figures are the same both ways");
    dedupe_comparison_free(there);
    dedupe_comparison_free(back);
    check_itself(data, length_a);
    check_itself(b, length_b);
    return 0;
}
