/* Ranking: longest first, ties by content, then by id, whatever order the articles came in; equal texts stand
 * together behind their first. */
#include "base/memory.h"
#include "candidate/ranking.h"
#include "random_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 200 };

/* Articles as the sketch stage leaves them, and their ids. */
typedef struct shelf {
    dd_article article[MOST];
    char id[MOST][8];
    dd_article *order[MOST];
    size_t count;
} shelf;

static void add(shelf *made, uint32_t letters, uint64_t content, dedupe_article_state state) {
    dd_article *article = &made->article[made->count];
    (void)snprintf(made->id[made->count], sizeof made->id[0], "%05zu", made->count);
    *article = (dd_article){.id = made->id[made->count], .letters = letters, .state = state};
    article->identity[0] = content / 10;
    article->identity[1] = content % 10;
    made->order[made->count++] = article;
}

static void shuffle(shelf *made, random_source *source) {
    for (size_t i = made->count; i > 1; i--) {
        const size_t other = random_below(source, i);
        dd_article *moved = made->order[i - 1];
        made->order[i - 1] = made->order[other];
        made->order[other] = moved;
    }
}

static bool same_content(const dd_article *x, const dd_article *y) {
    return x->letters == y->letters && memcmp(x->identity, y->identity, sizeof x->identity) == 0;
}

static int order_of(const dd_article *x, const dd_article *y) {
    if (x->letters != y->letters)
        return x->letters > y->letters ? -1 : 1;
    for (unsigned i = 0; i < 2; i++)
        if (x->identity[i] != y->identity[i])
            return x->identity[i] < y->identity[i] ? -1 : 1;
    return strcmp(x->id, y->id);
}

static void check(const shelf *made, const dd_ranking *ranking) {
    size_t comparable = 0;
    for (size_t i = 0; i < made->count; i++)
        comparable += made->article[i].state == DEDUPE_ARTICLE_COMPARED;
    assert_int_equal(ranking->count, comparable);
    for (size_t i = 0; i < ranking->count; i++) {
        assert_int_equal(ranking->article[i]->state, DEDUPE_ARTICLE_COMPARED);
        assert_true(i == 0 || order_of(ranking->article[i - 1], ranking->article[i]) < 0);
    }
    assert_int_equal(ranking->first[0], 0);
    assert_int_equal(ranking->first[ranking->stand_in_count], ranking->count);
    for (size_t s = 0; s < ranking->stand_in_count; s++) {
        assert_true(ranking->first[s] < ranking->first[s + 1]);
        assert_ptr_equal(ranking->stand_in[s], ranking->article[ranking->first[s]]);
        for (size_t i = ranking->first[s]; i < ranking->first[s + 1]; i++)
            assert_true(same_content(ranking->stand_in[s], ranking->article[i]));
        assert_true(s == 0 || !same_content(ranking->stand_in[s - 1], ranking->stand_in[s]));
    }
}

static void any_order_gives_the_same_ranking(void **state) {
    (void)state;
    static shelf made;
    random_source source = random_start(1);
    for (unsigned round = 0; round < 60; round++) {
        made.count = 0;
        const size_t count = random_below(&source, MOST);
        while (made.count < count) /* few lengths and contents, so that there are ties of every kind */
            add(&made, 1 + (uint32_t)random_below(&source, 6), random_below(&source, 30),
                random_below(&source, 5) > 0 ? DEDUPE_ARTICLE_COMPARED : DEDUPE_ARTICLE_NO_LETTERS);
        dd_ranking first, second;
        assert_int_equal(dd_ranking_make(&first, made.order, made.count, 0, NULL), DEDUPE_OK);
        check(&made, &first);
        shuffle(&made, &source);
        assert_int_equal(dd_ranking_make(&second, made.order, made.count, 0, NULL), DEDUPE_OK);
        assert_int_equal(first.stand_in_count, second.stand_in_count);
        for (size_t i = 0; i < first.count; i++)
            assert_ptr_equal(first.article[i], second.article[i]);
        dd_ranking_free(&first);
        dd_ranking_free(&second);
    }
}

static void no_article_is_a_ranking_too(void **state) {
    (void)state;
    dd_ranking ranking;
    assert_int_equal(dd_ranking_make(&ranking, NULL, 0, 0, NULL), DEDUPE_OK);
    assert_int_equal(ranking.count, 0);
    assert_int_equal(ranking.stand_in_count, 0);
    assert_int_equal(ranking.first[0], 0);
    dd_ranking_free(&ranking);
    assert_null(ranking.article);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    static shelf made;
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    made.count = 0;
    add(&made, 5, 1, DEDUPE_ARTICLE_COMPARED);
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_ranking ranking;
        dd_memory_fail_after(after);
        status = dd_ranking_make(&ranking, made.order, made.count, 0, NULL);
        dd_memory_fail_after(-1);
        dd_ranking_free(&ranking);
        assert_true(status == DEDUPE_OK || status == DEDUPE_ERROR_MEMORY);
    }
    assert_true(failures >= 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_gives_the_same_ranking),
        cmocka_unit_test(no_article_is_a_ranking_too),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
