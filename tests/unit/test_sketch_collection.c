/* The articles of a corpus: ids, states, encodings, limits, and adding from several threads. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "base/memory.h"
#include "sketch/collection.h"
#include "sketch/sketch.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

static dedupe_status add(dd_collection *collection, const char *id, const char *text, size_t length) {
    return dd_collection_add(collection, id, text, length, NULL, NULL);
}

/* Folds all articles with so many threads. */
static void sketch(dd_collection *collection, dd_arena *samples, unsigned threads) {
    dd_pool *pool = NULL;
    assert_int_equal(dd_pool_create(threads, &pool, NULL), DEDUPE_OK);
    assert_int_equal(dd_sketch_articles(collection->article, collection->count, DD_SAMPLE_RATE, pool, samples,
                                        NULL, NULL, NULL),
                     DEDUPE_OK);
    dd_pool_free(pool);
}

static void an_id_is_taken_once(void **state) {
    (void)state;
    dd_collection collection = {0};
    dedupe_error error = {0};
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    assert_int_equal(add(&collection, "a", "one", 3), DEDUPE_OK);
    assert_int_equal(add(&collection, "b", "two", 3), DEDUPE_OK);
    assert_int_equal(dd_collection_add(&collection, "a", "three", 5, NULL, &error), DEDUPE_ERROR_DUPLICATE);
    assert_int_equal(error.code, DEDUPE_ERROR_DUPLICATE);
    assert_non_null(strstr(error.message, "\"a\""));
    assert_int_equal(collection.count, 2);
    assert_int_equal(add(&collection, "", "four", 4), DEDUPE_OK); /* any bytes make an id */
    assert_int_equal(add(&collection, "\xff\xfe", "five", 4), DEDUPE_OK);
    assert_int_equal(add(&collection, "", "six", 3), DEDUPE_ERROR_DUPLICATE);
    assert_int_equal(collection.count, 4);
    dd_collection_close(&collection);
}

static void many_ids_are_told_apart(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    dd_collection collection = {0};
    char id[32];
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    for (unsigned round = 0; round < 2; round++)
        for (unsigned i = 0; i < COUNT; i++) {
            (void)snprintf(id, sizeof id, "news/%u.txt", i);
            assert_int_equal(add(&collection, id, "text", 4),
                             round == 0 ? DEDUPE_OK : DEDUPE_ERROR_DUPLICATE);
        }
    assert_int_equal(collection.count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        (void)snprintf(id, sizeof id, "news/%u.txt", i);
        assert_string_equal(collection.article[i]->id, id);
    }
    dd_collection_close(&collection);
}

static void id_and_text_are_copied(void **state) {
    (void)state;
    dd_collection collection = {0};
    char id[] = "name", text[] = "words of the text";
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    assert_int_equal(add(&collection, id, text, sizeof text - 1), DEDUPE_OK);
    memset(id, 'x', sizeof id - 1);
    memset(text, 'x', sizeof text - 1);
    assert_string_equal(collection.article[0]->id, "name");
    assert_int_equal(collection.article[0]->text_length, sizeof text - 1);
    assert_memory_equal(collection.article[0]->text, "words of the text", sizeof text - 1);
    dd_collection_close(&collection);
}

typedef struct reading {
    const char *text;
    size_t length;
    dedupe_article_state state;
    size_t letters;
    size_t invalid;
    const char *stored; /* NULL: the text as given */
} reading;

#define BYTES(text) text, sizeof(text) - 1

static void articles_are_read_for_what_they_are(void **state) {
    (void)state;
    static const reading cases[] = {
        {BYTES(""), DEDUPE_ARTICLE_EMPTY, 0, 0, NULL},
        {BYTES(" \t\r\n \f\v"), DEDUPE_ARTICLE_EMPTY, 0, 0, NULL},
        {BYTES("... --- !"), DEDUPE_ARTICLE_NO_LETTERS, 0, 0, NULL},
        {BYTES("\xff\xff\xff"), DEDUPE_ARTICLE_NO_LETTERS, 0, 3, NULL},
        {BYTES("a"), DEDUPE_ARTICLE_COMPARED, 1, 0, NULL},
        {BYTES("7"), DEDUPE_ARTICLE_COMPARED, 1, 0, NULL},
        {BYTES("The cat."), DEDUPE_ARTICLE_COMPARED, 6, 0, NULL},
        {BYTES("\xef\xbb\xbfThe cat."), DEDUPE_ARTICLE_COMPARED, 6, 0, NULL},
        {BYTES("caf\xe9 closed"), DEDUPE_ARTICLE_COMPARED, 9, 1, NULL},
        {BYTES("\xe6\xb1\x89\xe5\xad\x97"), DEDUPE_ARTICLE_COMPARED, 6, 0, NULL},
        {BYTES("\xff\xfeH\0i\0!\0"), DEDUPE_ARTICLE_COMPARED, 2, 0, "Hi!"},
        {BYTES("\xfe\xff\0H\0i\0!"), DEDUPE_ARTICLE_COMPARED, 2, 0, "Hi!"},
        {BYTES("\xff\xfe \0\n\0"), DEDUPE_ARTICLE_EMPTY, 0, 0, " \n"},
        {BYTES("\x7f\x45\x4c\x46\0\0\0\0\0\0\0\1\0\0\0\0\2\0\3\0"), DEDUPE_ARTICLE_BINARY, 0, 0, ""},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    for (unsigned threads = 1; threads <= 3; threads++) {
        dd_collection collection = {0};
        dd_arena samples = {0};
        assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
        for (size_t i = 0; i < CASES; i++) {
            const char id[] = {(char)('a' + i), '\0'};
            assert_int_equal(add(&collection, id, cases[i].text, cases[i].length), DEDUPE_OK);
        }
        sketch(&collection, &samples, threads);
        dd_collection_forget_samples(&collection); /* a corpus may run again */
        sketch(&collection, &samples, threads);
        for (size_t i = 0; i < CASES; i++) {
            const dd_article *article = collection.article[i];
            const char *stored = cases[i].stored ? cases[i].stored : cases[i].text;
            const size_t length = cases[i].stored ? strlen(stored) : cases[i].length;
            assert_int_equal(article->state, cases[i].state);
            assert_int_equal(article->letters, cases[i].letters);
            assert_int_equal(article->invalid_bytes, cases[i].invalid);
            assert_int_equal(article->text_length, length);
            assert_memory_equal(article->text, stored, length);
            assert_true(article->samples.count <= article->letters);
        }
        dd_collection_close(&collection);
        dd_arena_free(&samples);
    }
}

static void house_style_does_not_change_identity(void **state) {
    (void)state;
    dd_collection collection = {0};
    dd_arena samples = {0};
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    assert_int_equal(add(&collection, "a", BYTES("\"We won't go,\" she said.")), DEDUPE_OK);
    assert_int_equal(add(&collection, "b", BYTES("\xe2\x80\x9cWe won\xe2\x80\x99t go,\xe2\x80\x9d SHE SAID")),
                     DEDUPE_OK);
    assert_int_equal(add(&collection, "c", BYTES("\"We want to,\" she said.")), DEDUPE_OK);
    sketch(&collection, &samples, 1);
    const dd_article *a = collection.article[0], *b = collection.article[1], *c = collection.article[2];
    assert_memory_equal(a->identity, b->identity, sizeof a->identity);
    assert_true(a->identity[0] != c->identity[0] || a->identity[1] != c->identity[1]);
    dd_collection_close(&collection);
    dd_arena_free(&samples);
}

/* ---- several threads */

enum { ADDERS = 4, EACH = 600, SHARED = 300 };

typedef struct adder {
    dd_collection *collection;
    unsigned number;
    unsigned accepted_shared;
    bool failed;
} adder;

/* Adds articles of its own and the same SHARED ones as every other thread. */
static void *add_many(void *context) {
    adder *work = context;
    for (unsigned i = 0; i < EACH; i++) {
        char id[32], text[64];
        const bool shared = i % (EACH / SHARED) == 0;
        (void)snprintf(id, sizeof id, "%u/%u", shared ? ADDERS : work->number, i);
        const int length = snprintf(text, sizeof text, "text of %s", id);
        const dedupe_status status = add(work->collection, id, text, (size_t)length);
        if (status != DEDUPE_OK && !(shared && status == DEDUPE_ERROR_DUPLICATE))
            work->failed = true;
        work->accepted_shared += shared && status == DEDUPE_OK;
    }
    return NULL;
}

static void threads_add_to_one_collection(void **state) {
    (void)state;
    dd_collection collection = {0};
    pthread_t thread[ADDERS];
    adder work[ADDERS];
    unsigned accepted = 0;
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    for (unsigned i = 0; i < ADDERS; i++) {
        work[i] = (adder){.collection = &collection, .number = i};
        assert_int_equal(pthread_create(&thread[i], NULL, add_many, &work[i]), 0);
    }
    for (unsigned i = 0; i < ADDERS; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_false(work[i].failed);
        accepted += work[i].accepted_shared;
    }
    assert_int_equal(accepted, SHARED);
    assert_int_equal(collection.count, ADDERS * (EACH - SHARED) + SHARED);
    for (size_t i = 0; i < collection.count; i++) { /* each text stands by its own id */
        const dd_article *article = collection.article[i];
        char text[64];
        const int length = snprintf(text, sizeof text, "text of %s", article->id);
        assert_int_equal(article->text_length, length);
        assert_memory_equal(article->text, text, (size_t)length);
    }
    dd_collection_close(&collection);
}

/* ---- limits and failures */

static void nothing_and_too_much_are_refused(void **state) {
    (void)state;
    dedupe_corpus *corpus = NULL;
    dedupe_error error = {0};
    assert_int_equal(dedupe_corpus_create(NULL, &corpus, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, NULL, "text", 4, &error), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_corpus_add(corpus, "id", NULL, 4, &error), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_corpus_add(NULL, "id", "text", 4, &error), DEDUPE_ERROR_ARGUMENT);
    assert_int_equal(dedupe_corpus_add(corpus, "id", "text", (size_t)1 << 31, &error), DEDUPE_ERROR_LIMIT);
    assert_int_equal(error.code, DEDUPE_ERROR_LIMIT);
    assert_int_equal(dedupe_corpus_count(corpus), 0);
    assert_int_equal(dedupe_corpus_count(NULL), 0);
    assert_int_equal(dedupe_corpus_add(corpus, "id", NULL, 0, NULL), DEDUPE_OK); /* no text, no bytes */
    assert_int_equal(dedupe_corpus_count(corpus), 1);
    dedupe_corpus_free(corpus);
    dedupe_corpus_free(NULL);
    dd_collection_close(NULL);
    dd_collection_close(&(dd_collection){0});
}

/* Bytes of address space that show one small file again and again, so that a huge text takes no memory. */
static char *map_repeated(const char *piece, size_t piece_bytes, size_t bytes) {
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(piece, 1, piece_bytes, file), piece_bytes);
    assert_int_equal(fflush(file), 0);
    char *start = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    assert_ptr_not_equal(start, MAP_FAILED);
    for (size_t at = 0; at < bytes; at += piece_bytes)
        assert_ptr_equal(
            mmap(start + at, piece_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fileno(file), 0),
            start + at);
    (void)fclose(file);
    return start;
}

static void utf16_counts_as_what_it_becomes(void **state) {
    (void)state;
    enum { PIECE = 4 << 20 };
    const size_t bytes = (size_t)PIECE * 342; /* two thirds of 2 GiB and a little more: less than the limit */
    char *piece = malloc(PIECE);
    assert_non_null(piece);
    for (size_t i = 0; i < PIECE; i += 2)
        memcpy(piece + i, "\x2d\x4e", 2); /* three bytes in UTF-8 */
    char *text = map_repeated(piece, PIECE, bytes);
    memcpy(text, "\xff\xfe", 2);
    dedupe_corpus *corpus = NULL;
    dedupe_error error = {0};
    dedupe_result *result = NULL;
    assert_int_equal(dedupe_corpus_create(NULL, &corpus, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_add(corpus, "huge", text, bytes, &error), DEDUPE_ERROR_LIMIT);
    assert_non_null(strstr(error.message, "as UTF-8"));
    assert_int_equal(dedupe_corpus_count(corpus), 0);
    assert_int_equal(dedupe_corpus_add(corpus, "fine", text, PIECE, NULL), DEDUPE_OK);
    assert_int_equal(dedupe_corpus_run(corpus, &result, NULL), DEDUPE_OK); /* the others go on */
    assert_int_equal(result->articles[0].text_length, 3 * (PIECE / 2 - 1));
    dedupe_result_free(result);
    dedupe_corpus_free(corpus);
    assert_int_equal(munmap(text, bytes), 0);
    free(piece);
}

static void a_failed_add_changes_nothing(void **state) {
    (void)state;
    char text[4096];
    memset(text, 'a', sizeof text);
    memcpy(text, "\xff\xfe", 2); /* UTF-16, which needs room of its own */
    dd_collection collection = {0};
    unsigned failures = 0;
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    for (unsigned i = 0; i < 200; i++) {
        char id[16];
        dedupe_status status = DEDUPE_ERROR_MEMORY;
        (void)snprintf(id, sizeof id, "%u", i);
        for (long after = 0; status != DEDUPE_OK; after++) {
            dd_memory_fail_after(after);
            status = add(&collection, id, text, sizeof text);
            dd_memory_fail_after(-1);
            failures += status != DEDUPE_OK;
            assert_int_equal(collection.count, i + (status == DEDUPE_OK));
        }
    }
    assert_true(failures > 5);
    dd_collection_close(&collection);
}

static void sketching_without_memory_says_so(void **state) {
    (void)state;
    dd_collection collection = {0};
    dd_arena samples = {0};
    dd_pool *pool = NULL;
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    assert_int_equal(dd_collection_open(&collection, NULL), DEDUPE_OK);
    assert_int_equal(add(&collection, "a", BYTES("Words enough for a shingle or two of them.")), DEDUPE_OK);
    assert_int_equal(dd_pool_create(1, &pool, NULL), DEDUPE_OK);
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_memory_fail_after(after);
        status = dd_sketch_articles(collection.article, 1, DD_SAMPLE_RATE, pool, &samples, NULL, NULL, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures > 2);
    dd_pool_free(pool);
    dd_collection_close(&collection);
    dd_arena_free(&samples);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_taken_once),
        cmocka_unit_test(many_ids_are_told_apart),
        cmocka_unit_test(id_and_text_are_copied),
        cmocka_unit_test(articles_are_read_for_what_they_are),
        cmocka_unit_test(house_style_does_not_change_identity),
        cmocka_unit_test(threads_add_to_one_collection),
        cmocka_unit_test(nothing_and_too_much_are_refused),
        cmocka_unit_test(utf16_counts_as_what_it_becomes),
        cmocka_unit_test(a_failed_add_changes_nothing),
        cmocka_unit_test(sketching_without_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
