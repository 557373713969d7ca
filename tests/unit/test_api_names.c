/* The names of the public enumerations, and the version. */
#include <dedupe/dedupe.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void the_version_is_the_headers(void **state) {
    (void)state;
    assert_string_equal(dedupe_version(), DEDUPE_VERSION);
}

static void statuses_have_names(void **state) {
    (void)state;
    static const struct {
        dedupe_status status;
        const char *name;
    } names[] = {{DEDUPE_OK, "ok"},
                 {DEDUPE_ERROR_MEMORY, "memory"},
                 {DEDUPE_ERROR_ARGUMENT, "argument"},
                 {DEDUPE_ERROR_DUPLICATE, "duplicate"},
                 {DEDUPE_ERROR_LIMIT, "limit"},
                 {DEDUPE_ERROR_CANCELLED, "cancelled"},
                 {DEDUPE_ERROR_SYSTEM, "system"}};
    for (size_t i = 0; i < COUNT(names); i++)
        assert_string_equal(dedupe_status_name(names[i].status), names[i].name);
    assert_string_equal(dedupe_status_name((dedupe_status)COUNT(names)), "unknown");
}

static void stages_have_names(void **state) {
    (void)state;
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_SKETCH), "sketching");
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_INDEX), "indexing");
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_BOILERPLATE), "learning");
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_CANDIDATES), "searching");
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_VERIFY), "verifying");
    assert_string_equal(dedupe_stage_name(DEDUPE_STAGE_CLUSTER), "clustering");
    assert_string_equal(dedupe_stage_name((dedupe_stage)99), "unknown");
}

static void reasons_have_texts_of_their_own(void **state) {
    (void)state;
    for (unsigned i = 0; i <= DEDUPE_REASON_FRAME; i++) {
        const char *text = dedupe_reason_text((dedupe_reason)i);
        assert_true(strlen(text) > 10);
        for (unsigned k = 0; k < i; k++)
            assert_string_not_equal(text, dedupe_reason_text((dedupe_reason)k));
    }
    assert_string_equal(dedupe_reason_text((dedupe_reason)(DEDUPE_REASON_FRAME + 1)), "unknown");
}

static void relations_are_ranked_and_parsed_by_name(void **state) {
    (void)state;
    static const char *const names[] = {"none",    "variant", "related",  "derived",
                                        "excerpt", "near",    "identical"};
    assert_int_equal(COUNT(names), DEDUPE_IDENTICAL + 1);
    for (unsigned i = 0; i < COUNT(names); i++) {
        dedupe_relation relation = i == 0 ? DEDUPE_NEAR : DEDUPE_NONE;
        assert_string_equal(dedupe_relation_name((dedupe_relation)i), names[i]);
        assert_true(dedupe_relation_parse(names[i], &relation));
        assert_int_equal(relation, i);
    }
    assert_string_equal(dedupe_relation_name((dedupe_relation)7), "unknown");
}

static void other_texts_are_no_relations(void **state) {
    (void)state;
    static const char *const texts[] = {"", "Near", "near ", " near", "nea", "nearly", "unknown", "3"};
    dedupe_relation relation = DEDUPE_EXCERPT;
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_false(dedupe_relation_parse(texts[i], &relation));
    assert_false(dedupe_relation_parse(NULL, &relation));
    assert_int_equal(relation, DEDUPE_EXCERPT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_version_is_the_headers),
        cmocka_unit_test(statuses_have_names),
        cmocka_unit_test(stages_have_names),
        cmocka_unit_test(reasons_have_texts_of_their_own),
        cmocka_unit_test(relations_are_ranked_and_parsed_by_name),
        cmocka_unit_test(other_texts_are_no_relations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
