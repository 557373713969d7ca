/* The n-th allocation fails, for every n: each call says so, leaves its output, leaks nothing (the address
 * sanitizer looks), and works afterwards. One thread, because the planted fault is the thread's own. */
#include <dedupe/dedupe.h>

#include "base/memory.h"
#include "plain_text.h"
#include "result_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FRAMED = 6, VERSIONS = 5, FAULTS_MOST = 100000 };

/* Runs one call with a fault at the n-th allocation, n = 0, 1, …, until none is hit. `call` returns the
 * status and checks what it leaves behind. Returns how many faults there were. */
static long plant_faults(dedupe_status (*call)(void *context, dedupe_error *error), void *context) {
    long planted = 0;
    for (bool was_hit = true; was_hit; planted++) {
        dedupe_error error = {0};
        assert_true(planted < FAULTS_MOST);
        dd_memory_fail_after(planted);
        const dedupe_status status = call(context, &error);
        was_hit = dd_memory_fail_after(-1) < 0;
        assert_int_equal(status, was_hit ? DEDUPE_ERROR_MEMORY : DEDUPE_OK);
        assert_int_equal(error.code, status);
        assert_true(!was_hit || strlen(error.message) > 0);
    }
    return planted - 1;
}

static dedupe_options one_thread(void) {
    dedupe_options options = dedupe_options_default();
    options.threads = 1;
    options.every_pair = true;
    return options;
}

static dedupe_status create_once(void *context, dedupe_error *error) {
    dedupe_corpus *corpus = NULL;
    const dedupe_status status = dedupe_corpus_create(context, &corpus, error);
    assert_true((corpus != NULL) == (status == DEDUPE_OK));
    dedupe_corpus_free(corpus);
    return status;
}

static void creating_may_fail(void **state) {
    (void)state;
    dedupe_options options = one_thread();
    assert_true(plant_faults(create_once, &options) >= 2);
}

/* What is added, and to what. */
typedef struct addition {
    dedupe_corpus *corpus;
    size_t number;
    const char *text;
    size_t length;
} addition;

static dedupe_status add_once(void *context, dedupe_error *error) {
    addition *a = context;
    char id[32];
    snprintf(id, sizeof id, "article %zu", a->number);
    const size_t before = dedupe_corpus_count(a->corpus);
    const dedupe_status status = dedupe_corpus_add(a->corpus, id, a->text, a->length, error);
    assert_int_equal(dedupe_corpus_count(a->corpus), before + (status == DEDUPE_OK));
    return status;
}

/* Every addition fails and is repeated under the same id. */
static void adding_may_fail(void **state) {
    (void)state;
    const char wide[] = "\xff\xfew\0o\0r\0d\0s\0";
    const dedupe_options options = one_thread();
    addition a = {.text = "words of an article", .length = 19};
    assert_int_equal(dedupe_corpus_create(&options, &a.corpus, NULL), DEDUPE_OK);
    long faults = 0;
    for (a.number = 0; a.number < 200; a.number++) {
        if (a.number == 100) {
            a.text = wide;
            a.length = sizeof wide - 1;
        }
        faults += plant_faults(add_once, &a);
    }
    assert_true(faults > 5);
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_run(a.corpus, &result, NULL), DEDUPE_OK);
    assert_int_equal(result->article_count, 200);
    assert_int_equal(result->cluster_count, 2);
    dedupe_result_free(result);
    dedupe_corpus_free(a.corpus);
}

static void add(dedupe_corpus *corpus, const char *id, const plain_text *text) {
    assert_int_equal(dedupe_corpus_add(corpus, id, text->text, text->length, NULL), DEDUPE_OK);
}

/* Versions of a story and a copy, pages in one frame, a digest, forms, and what cannot be compared. */
static dedupe_corpus *make_corpus(void) {
    const dedupe_options options = one_thread();
    dedupe_corpus *corpus = NULL;
    assert_int_equal(dedupe_corpus_create(&options, &corpus, NULL), DEDUPE_OK);
    char id[32];
    for (unsigned i = 0; i < VERSIONS; i++) {
        plain_text text = {0};
        snprintf(id, sizeof id, "version %u", i);
        plain_text_tell(&text, 1, 0, 12 - i);
        plain_text_tell(&text, 10 + i, 0, i);
        add(corpus, id, &text);
        if (i == 0)
            add(corpus, "copy", &text);
        plain_text_free(&text);
    }
    for (unsigned i = 0; i < FRAMED; i++) {
        plain_text text = {0};
        snprintf(id, sizeof id, "framed %u", i);
        plain_text_tell(&text, 2, 0, 4);
        plain_text_tell(&text, 20 + i, 0, 12);
        add(corpus, id, &text);
        plain_text_free(&text);
    }
    plain_text digest = {0}, form = {0}, other_form = {0};
    plain_text_tell(&digest, 1, 0, 4);
    plain_text_tell(&digest, 20, 0, 4);
    plain_text_tell(&digest, 21, 0, 4);
    add(corpus, "digest", &digest);
    for (unsigned i = 0; i < 8; i++) {
        char fact[2][64];
        for (unsigned k = 0; k < 2; k++)
            snprintf(fact[k], sizeof fact[k], "In Town%c%c the count was %u. ", 'a' + (int)(k * 9 + i),
                     'z' - (int)(i + k), 100 * k + 7 * i + 13);
        plain_text_add(&form, fact[0]);
        plain_text_add(&other_form, fact[1]);
        plain_text_tell(&form, 40, i, 1);
        plain_text_tell(&other_form, 40, i, 1);
    }
    add(corpus, "form", &form);
    add(corpus, "form again", &other_form);
    assert_int_equal(dedupe_corpus_add(corpus, "empty", "", 0, NULL), DEDUPE_OK);
    plain_text_free(&digest);
    plain_text_free(&form);
    plain_text_free(&other_form);
    return corpus;
}

/* A corpus, and what a run of it says without faults. */
typedef struct undisturbed {
    dedupe_corpus *corpus;
    char *wanted;
} undisturbed;

static dedupe_status run_once(void *context, dedupe_error *error) {
    const undisturbed *u = context;
    dedupe_result *const untouched = context;
    dedupe_result *result = untouched;
    const dedupe_status status = dedupe_corpus_run(u->corpus, &result, error);
    if (status != DEDUPE_OK) {
        assert_ptr_equal(result, untouched);
        return status;
    }
    char *found = result_dump(result);
    assert_string_equal(found, u->wanted);
    free(found);
    dedupe_result_free(result);
    return status;
}

/* The corpus is the same for all faults, so that each run also shows that the one before left it whole. */
static void running_may_fail(void **state) {
    (void)state;
    undisturbed u = {.corpus = make_corpus()};
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_run(u.corpus, &result, NULL), DEDUPE_OK);
    assert_true(result->cluster_count >= 1);
    assert_true(result->boilerplate_count >= 1);
    u.wanted = result_dump(result);
    assert_non_null(strstr(u.wanted, "variant"));
    dedupe_result_free(result);
    dedupe_corpus_free(u.corpus);

    u.corpus = make_corpus(); /* one that was never run: the first folds fail too */
    assert_true(plant_faults(run_once, &u) > 50);
    dedupe_corpus_free(u.corpus);
    free(u.wanted);
}

/* After any fault the same corpus runs and says what it should. */
static void a_corpus_survives_every_fault(void **state) {
    (void)state;
    undisturbed u = {.corpus = make_corpus()};
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_run(u.corpus, &result, NULL), DEDUPE_OK);
    u.wanted = result_dump(result);
    dedupe_result_free(result);
    for (long planted = 0; planted < 200; planted += 7) {
        dd_memory_fail_after(planted);
        (void)run_once(&u, NULL);
        dd_memory_fail_after(-1);
        assert_int_equal(run_once(&u, NULL), DEDUPE_OK);
    }
    dedupe_corpus_free(u.corpus);
    free(u.wanted);
}

static const char FIRST[] = "Gale warning for Arrin: gusts of 95 km/h on Monday, rain of 12 mm, seas of 4 m. "
                            "Ferries to Senna stop at 18 o'clock. The lighthouse at Port Sellin reports fog.";
static const char SECOND[] =
    "Gale warning for Lugarn: gusts of 70 km/h on Friday, rain of 30 mm, seas of 2 m. "
    "Ferries to Brannock stop at 21 o'clock. The lighthouse at Hartmere reports fog.";

static dedupe_status compare_once(void *context, dedupe_error *error) {
    const char *const *texts = context;
    dedupe_comparison *comparison = NULL;
    const dedupe_status status =
        dedupe_compare(NULL, texts[0], strlen(texts[0]), texts[1], strlen(texts[1]), &comparison, error);
    assert_true((comparison != NULL) == (status == DEDUPE_OK));
    dedupe_comparison_free(comparison);
    return status;
}

static void comparing_may_fail(void **state) {
    (void)state;
    const char *texts[3][2] = {{FIRST, SECOND}, {FIRST, FIRST}, {"", SECOND}};
    for (unsigned i = 0; i < 3; i++)
        assert_true(plant_faults(compare_once, texts[i]) >= 4);
}

static dedupe_status sign_once(void *context, dedupe_error *error) {
    dedupe_signature signature, before;
    memset(&signature, 1, sizeof signature);
    before = signature;
    const char *text = context;
    const dedupe_status status = dedupe_signature_compute(text, strlen(text), 0, &signature, error);
    assert_true((memcmp(&signature, &before, sizeof before) != 0) == (status == DEDUPE_OK));
    return status;
}

static void signing_may_fail(void **state) {
    (void)state;
    char text[] = "words that are to be signed, more than one shingle of them";
    assert_true(plant_faults(sign_once, text) >= 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(creating_may_fail),  cmocka_unit_test(adding_may_fail),
        cmocka_unit_test(running_may_fail),   cmocka_unit_test(a_corpus_survives_every_fault),
        cmocka_unit_test(comparing_may_fail), cmocka_unit_test(signing_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
