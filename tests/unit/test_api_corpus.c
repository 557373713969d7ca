/* The corpus: options and their ranges, adding articles, what each article turns out to be. */
#include <dedupe/dedupe.h>

#include "checked_run.h"
#include "plain_text.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ADDERS = 4, EACH_ADDS = 50 };

static dedupe_corpus *corpus_with(const dedupe_options *options) {
    dedupe_corpus *corpus = NULL;
    assert_int_equal(dedupe_corpus_create(options, &corpus, NULL), DEDUPE_OK);
    assert_non_null(corpus);
    return corpus;
}

static dedupe_corpus *single_threaded(void) {
    dedupe_options options = dedupe_options_default();
    options.threads = 1;
    return corpus_with(&options);
}

/* ---- options */

static void defaults_are_those_of_the_header(void **state) {
    (void)state;
    const dedupe_options options = dedupe_options_default();
    assert_int_equal(options.shingle_letters, 9);
    assert_true(options.derived_coverage == 0.30);
    assert_int_equal(options.level, DEDUPE_DERIVED);
    assert_int_equal(options.threads, 0);
    assert_int_equal(options.passages, 3);
    assert_false(options.every_pair);
    assert_null(options.progress);
    assert_null(options.progress_data);
    dedupe_corpus_free(corpus_with(&options));
    dedupe_corpus_free(corpus_with(NULL));
}

/* Refused, with a message that names the option; the output stays. Comparing refuses it too. */
static void check_refused(const dedupe_options *options, const char *named) {
    dedupe_corpus *const untouched = (dedupe_corpus *)&options;
    dedupe_corpus *corpus = untouched;
    dedupe_error error = {0};
    assert_int_equal(dedupe_corpus_create(options, &corpus, &error), DEDUPE_ERROR_ARGUMENT);
    assert_ptr_equal(corpus, untouched);
    assert_int_equal(error.code, DEDUPE_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, named));
    assert_int_equal(dedupe_corpus_create(options, &corpus, NULL), DEDUPE_ERROR_ARGUMENT);
    dedupe_comparison *comparison = NULL;
    assert_int_equal(dedupe_compare(options, "a", 1, "b", 1, &comparison, NULL), DEDUPE_ERROR_ARGUMENT);
    assert_null(comparison);
}

static void options_out_of_range_are_refused(void **state) {
    (void)state;
    static const unsigned bad_shingles[] = {0, 4, 33, 1000000};
    static const double bad_coverages[] = {0, 0.049, 0.801, 1, -0.3, INFINITY, -INFINITY, NAN};
    static const int bad_levels[] = {DEDUPE_NONE, DEDUPE_IDENTICAL + 1, 1000};
    static const unsigned bad_threads[] = {1025, UINT32_MAX};
    for (size_t i = 0; i < sizeof bad_shingles / sizeof *bad_shingles; i++) {
        dedupe_options options = dedupe_options_default();
        options.shingle_letters = bad_shingles[i];
        check_refused(&options, "shingle_letters");
    }
    for (size_t i = 0; i < sizeof bad_coverages / sizeof *bad_coverages; i++) {
        dedupe_options options = dedupe_options_default();
        options.derived_coverage = bad_coverages[i];
        check_refused(&options, "derived_coverage");
    }
    for (size_t i = 0; i < sizeof bad_levels / sizeof *bad_levels; i++) {
        dedupe_options options = dedupe_options_default();
        options.level = (dedupe_relation)bad_levels[i];
        check_refused(&options, "level");
    }
    for (size_t i = 0; i < sizeof bad_threads / sizeof *bad_threads; i++) {
        dedupe_options options = dedupe_options_default();
        options.threads = bad_threads[i];
        check_refused(&options, "threads");
    }
}

static void the_ends_of_the_ranges_are_allowed(void **state) {
    (void)state;
    for (unsigned end = 0; end < 2; end++) {
        dedupe_options options = dedupe_options_default();
        options.shingle_letters = end ? 32 : 5;
        options.derived_coverage = end ? 0.80 : 0.05;
        options.level = end ? DEDUPE_IDENTICAL : DEDUPE_VARIANT;
        options.threads = end ? 3 : 1;
        options.passages = end ? SIZE_MAX : 0;
        dedupe_corpus *corpus = corpus_with(&options);
        assert_int_equal(dedupe_corpus_add(corpus, "a", "some text of a few words", 24, NULL), DEDUPE_OK);
        assert_int_equal(dedupe_corpus_add(corpus, "b", "some text of a few words", 24, NULL), DEDUPE_OK);
        dedupe_result *result = checked_run(corpus);
        assert_int_equal(result->cluster_count, 1);
        assert_int_equal(result->clusters[0].members[1].passage_count, end);
        dedupe_result_free(result);
        dedupe_corpus_free(corpus);
    }
}

/* ---- arguments */

static void missing_arguments_are_errors(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    dedupe_result *result = NULL;
    dedupe_error error = {0};
    assert_int_equal(dedupe_corpus_create(NULL, NULL, &error), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(error.code, DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_corpus_add(NULL, "a", "a", 1, &error), DEDUPE_ERROR_ARGUMENT);
    assert_string_equal(error.message, "corpus is NULL");
    assert_int_equal(dedupe_corpus_add(corpus, NULL, "a", 1, &error), DEDUPE_ERROR_ARGUMENT);
    assert_string_equal(error.message, "id is NULL");
    assert_int_equal(dedupe_corpus_add(corpus, "a", NULL, 1, &error), DEDUPE_ERROR_ARGUMENT);
    assert_string_equal(error.message, "text is NULL");
    assert_int_equal(dedupe_corpus_run(NULL, &result, &error), DEDUPE_ERROR_ARGUMENT);
    assert_null(result);
    assert_int_equal(dedupe_corpus_run(corpus, NULL, &error), DEDUPE_ERROR_ARGUMENT);
    assert_string_equal(error.message, "result is NULL");
    assert_int_equal(dedupe_corpus_count(corpus), 0);
    dedupe_corpus_free(corpus);
    dedupe_corpus_free(NULL);
    dedupe_result_free(NULL);
}

static void errors_are_written_on_failure_only(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    dedupe_error error = {.code = DEDUPE_ERROR_SYSTEM, .message = "left over", .position = 7};
    assert_int_equal(dedupe_corpus_add(corpus, "a", "words", 5, &error), DEDUPE_OK);
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_run(corpus, &result, &error), DEDUPE_OK);
    assert_int_equal(error.code, DEDUPE_ERROR_SYSTEM);
    assert_string_equal(error.message, "left over");
    assert_int_equal(error.position, 7);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void an_id_can_be_added_once(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    char long_id[1000];
    dedupe_error error = {0};
    memset(long_id, 'x', sizeof long_id - 1);
    long_id[sizeof long_id - 1] = '\0';
    assert_int_equal(dedupe_corpus_add(corpus, "a", "first", 5, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, "a", "second", 6, &error), DEDUPE_ERROR_DUPLICATE);
    assert_int_equal(error.code, DEDUPE_ERROR_DUPLICATE);
    assert_non_null(strstr(error.message, "\"a\""));
    assert_int_equal(dedupe_corpus_add(corpus, long_id, "long", 4, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, long_id, "long", 4, &error), DEDUPE_ERROR_DUPLICATE);
    assert_true(strlen(error.message) < sizeof error.message);
    assert_int_equal(dedupe_corpus_count(corpus), 2);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->articles[0].text_length, 5);
    assert_memory_equal(result->articles[0].text, "first", 5);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

/* The length alone decides; the bytes are not looked at. */
static void two_gibibytes_are_too_much(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    dedupe_error error = {0};
    const size_t lengths[] = {(size_t)1 << 31, SIZE_MAX};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(dedupe_corpus_add(corpus, "a", "text", lengths[i], &error), DEDUPE_ERROR_LIMIT);
        assert_int_equal(error.code, DEDUPE_ERROR_LIMIT);
    }
    assert_int_equal(dedupe_corpus_count(corpus), 0);
    assert_int_equal(dedupe_corpus_add(corpus, "a", "text", 4, &error), DEDUPE_OK);
    dedupe_corpus_free(corpus);
}

/* ---- articles */

static void ids_and_texts_are_copied(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    char id[] = "name", text[] = "words of an article";
    assert_int_equal(dedupe_corpus_add(corpus, id, text, strlen(text), NULL), DEDUPE_OK);
    memset(id, 'X', strlen(id));
    memset(text, 'X', strlen(text));
    dedupe_result *result = checked_run(corpus);
    assert_string_equal(result->articles[0].id, "name");
    assert_memory_equal(result->articles[0].text, "words of an article", strlen(text));
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void articles_say_what_they_are(void **state) {
    (void)state;
    static const struct {
        const char *id;
        const char *text;
        size_t length;
        dedupe_article_state state;
        size_t stored, letters, invalid;
    } cases[] = {
        {"", "an empty id is an id", 20, DEDUPE_ARTICLE_COMPARED, 20, 15, 0},
        {"binary", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0", 28, DEDUPE_ARTICLE_BINARY, 0, 0,
         0},
        {"blank", " \t\r\n\f\v", 6, DEDUPE_ARTICLE_EMPTY, 6, 0, 0},
        {"bom", "\xef\xbb\xbfhello", 8, DEDUPE_ARTICLE_COMPARED, 8, 5, 0},
        {"empty", "", 0, DEDUPE_ARTICLE_EMPTY, 0, 0, 0},
        {"han", "新闻", 6, DEDUPE_ARTICLE_COMPARED, 6, 6, 0},
        {"invalid",
         "ab\xff\xfe"
         "cd",
         6, DEDUPE_ARTICLE_COMPARED, 6, 4, 2},
        {"marks", "?! ... --", 9, DEDUPE_ARTICLE_NO_LETTERS, 9, 0, 0},
        {"null", NULL, 0, DEDUPE_ARTICLE_EMPTY, 0, 0, 0},
        {"number", "42", 2, DEDUPE_ARTICLE_COMPARED, 2, 2, 0},
        {"utf16be", "\xfe\xff\0g\0\xe9", 6, DEDUPE_ARTICLE_COMPARED, 3, 2, 0},
        {"utf16le", "\xff\xfeh\0\xe9\0\0\xd8", 8, DEDUPE_ARTICLE_COMPARED, 6, 2, 1},
        {"\xff id", "ids are any bytes", 17, DEDUPE_ARTICLE_COMPARED, 17, 14, 0},
    };
    dedupe_corpus *corpus = single_threaded();
    const size_t count = sizeof cases / sizeof *cases;
    for (size_t i = count; i-- > 0;)
        assert_int_equal(dedupe_corpus_add(corpus, cases[i].id, cases[i].text, cases[i].length, NULL),
                         DEDUPE_OK);
    assert_int_equal(dedupe_corpus_count(corpus), count);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->article_count, count);
    for (size_t i = 0; i < count; i++) {
        const dedupe_article *article = &result->articles[i];
        assert_string_equal(article->id, cases[i].id);
        assert_int_equal(article->state, cases[i].state);
        assert_int_equal(article->text_length, cases[i].stored);
        assert_int_equal(article->letters, cases[i].letters);
        assert_int_equal(article->invalid_bytes, cases[i].invalid);
    }
    assert_int_equal(result->counts.compared, 8);
    assert_int_equal(result->cluster_count, 0); /* the empty ones are no duplicates of one another */
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void texts_too_short_for_a_shingle_are_compared_whole(void **state) {
    (void)state;
    dedupe_corpus *corpus = single_threaded();
    static const char *const texts[] = {"cat", "dog", "Cat!", "bird"};
    char id[2] = "a";
    for (size_t i = 0; i < 4; i++, id[0]++)
        assert_int_equal(dedupe_corpus_add(corpus, id, texts[i], strlen(texts[i]), NULL), DEDUPE_OK);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->cluster_count, 1);
    assert_int_equal(result->clusters[0].member_count, 2);
    assert_int_equal(result->clusters[0].members[0].article, 0);
    assert_int_equal(result->clusters[0].members[1].article, 2);
    assert_int_equal(result->pair_count, 1);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

/* ---- several threads */

typedef struct adder {
    pthread_t thread;
    dedupe_corpus *corpus;
    unsigned number;
    size_t failures;
} adder;

static void *add_many(void *context) {
    adder *me = context;
    for (unsigned i = 0; i < EACH_ADDS; i++) {
        char id[32];
        plain_text text = {0};
        snprintf(id, sizeof id, "%u/%02u", me->number, i);
        plain_text_tell(&text, i, 0, 8); /* the same stories by every thread */
        plain_text_tell(&text, 1000 + me->number, i, 1);
        me->failures += dedupe_corpus_add(me->corpus, id, text.text, text.length, NULL) != DEDUPE_OK;
        me->failures += dedupe_corpus_add(me->corpus, "same", "the same id", 11, NULL) != DEDUPE_OK;
        plain_text_free(&text);
    }
    return NULL;
}

static void several_threads_may_add(void **state) {
    (void)state;
    dedupe_corpus *corpus = corpus_with(NULL);
    adder adders[ADDERS];
    size_t failures = 0;
    for (unsigned i = 0; i < ADDERS; i++) {
        adders[i] = (adder){.corpus = corpus, .number = i};
        assert_int_equal(pthread_create(&adders[i].thread, NULL, add_many, &adders[i]), 0);
    }
    for (unsigned i = 0; i < ADDERS; i++) {
        assert_int_equal(pthread_join(adders[i].thread, NULL), 0);
        failures += adders[i].failures;
    }
    assert_int_equal(failures, ADDERS * EACH_ADDS - 1); /* one of the same ids was the first */
    assert_int_equal(dedupe_corpus_count(corpus), ADDERS * EACH_ADDS + 1);
    dedupe_result *result = checked_run(corpus);
    assert_int_equal(result->cluster_count, EACH_ADDS);
    for (size_t i = 0; i < EACH_ADDS; i++)
        assert_int_equal(result->clusters[i].member_count, ADDERS);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_header),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(the_ends_of_the_ranges_are_allowed),
        cmocka_unit_test(missing_arguments_are_errors),
        cmocka_unit_test(errors_are_written_on_failure_only),
        cmocka_unit_test(an_id_can_be_added_once),
        cmocka_unit_test(two_gibibytes_are_too_much),
        cmocka_unit_test(ids_and_texts_are_copied),
        cmocka_unit_test(articles_say_what_they_are),
        cmocka_unit_test(texts_too_short_for_a_shingle_are_compared_whole),
        cmocka_unit_test(several_threads_may_add),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
