/* Texts that the corpus does not keep: the results are those of texts that it keeps, what is quoted is there,
 * and a text that is not to be had any more is an error. */
#include <dedupe/dedupe.h>

#include "base/memory.h"
#include "checked_run.h"
#include "plain_text.h"
#include "result_check.h"
#include "result_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { STORIES = 6, VERSIONS = 3, FRAMED = 8, LONERS = 20, MOST = STORIES * VERSIONS + FRAMED + LONERS + 2 };

/* Much more than all texts: what would be a large corpus. */
static const uint64_t LARGE = (uint64_t)1 << 30;

/* All articles, and what is asked for of them. */
typedef struct shelf {
    char id[MOST][16];
    plain_text text[MOST];
    size_t count;
    size_t lost;    /* number of one that is not handed out; MOST: none */
    size_t changed; /* number of one that is another text meanwhile; MOST: none */
    atomic_size_t fetches;
} shelf;

static size_t find(const shelf *s, const char *id) {
    size_t i = 0;
    while (i < s->count && strcmp(s->id[i], id) != 0)
        i++;
    return i;
}

static bool fetch(void *data, const char *id, char *text, size_t length) {
    shelf *s = data;
    const size_t i = find(s, id);
    atomic_fetch_add(&s->fetches, 1);
    if (i == s->count || i == s->lost || length != s->text[i].length)
        return false;
    memcpy(text, s->text[i].text, length);
    if (i == s->changed)
        text[length / 2] ^= 1;
    return true;
}

static plain_text *put(shelf *s, const char *kind, unsigned number) {
    assert_true(s->count < MOST);
    (void)snprintf(s->id[s->count], sizeof s->id[0], "%s %u", kind, number);
    return &s->text[s->count++];
}

/* Stories in three versions each, two copies of one, pages in one frame, and texts of their own. */
static void fill(shelf *s) {
    *s = (shelf){.lost = MOST, .changed = MOST};
    for (unsigned i = 0; i < STORIES * VERSIONS; i++) {
        plain_text *text = put(s, "version", i);
        plain_text_tell(text, i / VERSIONS, 0, 12 - 2 * (i % VERSIONS));
        plain_text_tell(text, 100 + i, 0, i % VERSIONS);
    }
    for (unsigned i = 0; i < 2; i++)
        plain_text_tell(put(s, "copy", i), 0, 0, 12);
    for (unsigned i = 0; i < FRAMED; i++) {
        plain_text *text = put(s, "page", i);
        plain_text_tell(text, 900, 0, 4);
        plain_text_tell(text, 200 + i, 0, 10);
    }
    for (unsigned i = 0; i < LONERS; i++)
        plain_text_tell(put(s, "loner", i), 300 + i, 0, 8);
}

static void empty(shelf *s) {
    for (size_t i = 0; i < s->count; i++)
        plain_text_free(&s->text[i]);
}

static dedupe_options fetching(shelf *s) {
    dedupe_options options = dedupe_options_default();
    options.threads = 1;
    options.fetch = fetch;
    options.fetch_data = s;
    return options;
}

static dedupe_corpus *corpus_of(const shelf *s, const dedupe_options *options, bool is_fetchable,
                                uint64_t expected_bytes) {
    const dedupe_origin origin = {.is_fetchable = is_fetchable};
    dedupe_corpus *corpus = NULL;
    assert_int_equal(dedupe_corpus_create(options, &corpus, NULL), DEDUPE_OK);
    dedupe_corpus_expect(corpus, expected_bytes);
    for (size_t i = 0; i < s->count; i++)
        assert_int_equal(
            dedupe_corpus_add_from(corpus, s->id[i], s->text[i].text, s->text[i].length, &origin, NULL),
            DEDUPE_OK);
    return corpus;
}

/* All that a run of the corpus says, with the texts that it leaves out. */
static char *run_and_dump(const shelf *s, dedupe_corpus *corpus) {
    dedupe_result *result = checked_run(corpus);
    for (size_t i = 0; i < result->article_count; i++) {
        dedupe_article *article = (dedupe_article *)&result->articles[i];
        if (article->text == NULL)
            article->text = s->text[find(s, article->id)].text;
    }
    char *text = result_dump(result);
    dedupe_result_free(result);
    return text;
}

static void results_are_those_of_kept_texts(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    dedupe_corpus *kept = corpus_of(&s, NULL, false, 0);
    char *wanted = run_and_dump(&s, kept);
    const uint64_t expected[] = {0, LARGE}; /* the second is wrong: all are sketched again */
    for (size_t i = 0; i < 2; i++)
        for (unsigned threads = 1; threads <= 3; threads++) {
            dedupe_options options = fetching(&s);
            options.threads = threads;
            dedupe_corpus *corpus = corpus_of(&s, &options, true, expected[i]);
            assert_int_equal(atomic_exchange(&s.fetches, 0), 0);
            char *first = run_and_dump(&s, corpus), *second = run_and_dump(&s, corpus);
            assert_string_equal(first, wanted);
            assert_string_equal(second, wanted);
            assert_true(atomic_exchange(&s.fetches, 0) > 0);
            free(first);
            free(second);
            dedupe_corpus_free(corpus);
        }
    free(wanted);
    dedupe_corpus_free(kept);
    empty(&s);
}

/* How many texts are fetched by a run for which nothing has to be sketched again. */
static size_t fetches_of_a_run(shelf *s, const dedupe_options *options) {
    dedupe_corpus *corpus = corpus_of(s, options, true, 0);
    dedupe_result_free(checked_run(corpus));
    dedupe_corpus_free(corpus);
    return atomic_exchange(&s->fetches, 0);
}

/* What was sketched for another corpus is sketched again, the rest is not. */
static void a_guess_may_change(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    size_t wrong = 0;
    const dedupe_options options = fetching(&s);
    const dedupe_origin origin = {.is_fetchable = true};
    dedupe_corpus *kept = corpus_of(&s, NULL, false, 0), *corpus = NULL;
    char *wanted = run_and_dump(&s, kept);
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    const size_t usual = fetches_of_a_run(&s, &options);
    for (size_t i = 0; i < s.count; i++) {
        dedupe_corpus_expect(corpus, i % 3 == 1 ? LARGE : 0);
        wrong += i % 3 == 1;
        assert_int_equal(
            dedupe_corpus_add_from(corpus, s.id[i], s.text[i].text, s.text[i].length, &origin, NULL),
            DEDUPE_OK);
    }
    char *first = run_and_dump(&s, corpus);
    assert_int_equal(atomic_exchange(&s.fetches, 0), usual + wrong);
    char *second = run_and_dump(&s, corpus);
    assert_string_equal(first, wanted);
    assert_string_equal(second, wanted);
    free(first);
    free(second);
    dedupe_corpus_expect(NULL, LARGE);
    free(wanted);
    dedupe_corpus_free(kept);
    dedupe_corpus_free(corpus);
    empty(&s);
}

static bool is_quoted(const dedupe_result *result, size_t article) {
    for (size_t i = 0; i < result->pair_count; i++)
        if (result->pairs[i].a == article || result->pairs[i].b == article)
            return true;
    for (size_t i = 0; i < result->boilerplate_count; i++)
        if (result->boilerplate[i].article == article)
            return true;
    return false;
}

static void what_is_quoted_is_there(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    const dedupe_options options = fetching(&s);
    dedupe_corpus *corpus = corpus_of(&s, &options, true, 0);
    dedupe_result *result = checked_run(corpus);
    size_t quoted = 0, left = 0;
    assert_true(result->boilerplate_count > 0);
    for (size_t i = 0; i < result->article_count; i++) {
        const dedupe_article *article = &result->articles[i];
        const plain_text *text = &s.text[find(&s, article->id)];
        assert_int_equal(article->text_length, text->length);
        assert_true(article->text != NULL || !is_quoted(result, i));
        if (article->text != NULL)
            assert_memory_equal(article->text, text->text, text->length);
        quoted += article->text != NULL;
        left += article->text == NULL;
    }
    assert_true(quoted > STORIES * VERSIONS);
    assert_true(left >= LONERS);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    empty(&s);
}

static void few_are_fetched(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    const dedupe_options options = fetching(&s);
    dedupe_corpus *corpus = corpus_of(&s, &options, true, 0);
    dedupe_result_free(checked_run(corpus));
    assert_true(atomic_load(&s.fetches) <= STORIES * VERSIONS + 2 + FRAMED);
    dedupe_corpus_free(corpus);
    empty(&s);
}

/* A run that fails and names the article; the next one, when all is as it was, does not. */
static void check_failure(shelf *s, dedupe_corpus *corpus, const char *id, const char *what) {
    dedupe_result *result = NULL;
    dedupe_error error = {0};
    assert_int_equal(dedupe_corpus_run(corpus, &result, &error), DEDUPE_ERROR_SYSTEM);
    assert_null(result);
    assert_non_null(strstr(error.message, id));
    assert_non_null(strstr(error.message, what));
    s->lost = s->changed = MOST;
    dedupe_result_free(checked_run(corpus));
}

static void a_lost_or_changed_text_is_an_error(void **state) {
    (void)state;
    shelf s;
    const uint64_t expected[] = {0, LARGE};
    for (size_t i = 0; i < 2; i++) {
        fill(&s);
        const dedupe_options options = fetching(&s);
        dedupe_corpus *corpus = corpus_of(&s, &options, true, expected[i]);
        s.lost = find(&s, "version 4");
        check_failure(&s, corpus, "version 4", "cannot be read a second time");
        dedupe_corpus_free(corpus);
        corpus = corpus_of(&s, &options, true, expected[i]);
        s.changed = find(&s, "version 7");
        check_failure(&s, corpus, "version 7", "was changed");
        dedupe_corpus_free(corpus);
        empty(&s);
    }
}

static void what_is_converted_or_empty_is_kept(void **state) {
    (void)state;
    shelf s = {.lost = MOST, .changed = MOST};
    static const struct {
        const char *id, *text;
        size_t length;
        const char *stored;
    } cases[] = {
        {"wide", "\xff\xfeH\0i\0", 6, "Hi"}, {"empty", "", 0, ""}, {"binary", "\x7f\x45\0\0\0\1\0\2", 8, ""}};
    const dedupe_origin origin = {.is_fetchable = true};
    const dedupe_options options = fetching(&s);
    dedupe_corpus *corpus = NULL;
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    dedupe_corpus_expect(corpus, LARGE);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            dedupe_corpus_add_from(corpus, cases[i].id, cases[i].text, cases[i].length, &origin, NULL),
            DEDUPE_OK);
    dedupe_result *result = checked_run(corpus);
    for (size_t i = 0; i < 3; i++)
        for (size_t c = 0; c < 3; c++)
            if (strcmp(result->articles[i].id, cases[c].id) == 0)
                assert_memory_equal(result->articles[i].text, cases[c].stored, strlen(cases[c].stored));
    assert_int_equal(atomic_load(&s.fetches), 0);
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
}

static void a_taken_id_changes_nothing(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    const dedupe_options options = fetching(&s);
    const dedupe_origin origin = {.is_fetchable = true};
    dedupe_corpus *corpus = corpus_of(&s, &options, true, 0), *kept = corpus_of(&s, NULL, false, 0);
    assert_int_equal(dedupe_corpus_add_from(corpus, s.id[3], "other words", 11, &origin, NULL),
                     DEDUPE_ERROR_DUPLICATE);
    assert_int_equal(dedupe_corpus_count(corpus), s.count);
    char *found = run_and_dump(&s, corpus), *wanted = run_and_dump(&s, kept);
    assert_string_equal(found, wanted);
    free(found);
    free(wanted);
    dedupe_corpus_free(corpus);
    dedupe_corpus_free(kept);
    empty(&s);
}

static void memory_may_run_out(void **state) {
    (void)state;
    shelf s;
    fill(&s);
    const dedupe_options options = fetching(&s);
    const dedupe_origin origin = {.is_fetchable = true};
    dedupe_corpus *corpus = NULL;
    dedupe_result *result = NULL;
    dedupe_status status = DEDUPE_OK;
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    dedupe_corpus_expect(corpus, LARGE);
    long faults = 0;
    for (size_t i = 0; i < s.count; i++) {
        status = DEDUPE_ERROR_MEMORY;
        for (long after = 0; status != DEDUPE_OK; after++) {
            dd_memory_fail_after(after);
            status = dedupe_corpus_add_from(corpus, s.id[i], s.text[i].text, s.text[i].length, &origin, NULL);
            faults += dd_memory_fail_after(-1) < 0;
            assert_int_equal(dedupe_corpus_count(corpus), i + (status == DEDUPE_OK));
        }
    }
    assert_true(faults > 5);
    status = DEDUPE_ERROR_MEMORY;
    for (long after = 0; status != DEDUPE_OK; after++) {
        dd_memory_fail_after(after);
        status = dedupe_corpus_run(corpus, &result, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_null(result_check(result));
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    empty(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_those_of_kept_texts),
        cmocka_unit_test(a_guess_may_change),
        cmocka_unit_test(what_is_quoted_is_there),
        cmocka_unit_test(few_are_fetched),
        cmocka_unit_test(a_lost_or_changed_text_is_an_error),
        cmocka_unit_test(what_is_converted_or_empty_is_kept),
        cmocka_unit_test(a_taken_id_changes_nothing),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
