#include "compared_pair.h"

#include <stdio.h>
#include <stdlib.h>

const dd_compare_options compared_pair_defaults = {.shingle = 9, .derived_coverage = 0.30, .passages = 100};

static const double MIRROR = 0.02; /* by which coverage may differ the other way round */

static void require(bool holds, const char *what) {
    if (holds)
        return;
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

static bool is_close(double x, double y) {
    return x <= y + MIRROR && x >= y - MIRROR;
}

void compared_pair_read(dd_article *article, const story *text, dd_arena *arena) {
    dd_letters letters = {0};
    *article = (dd_article){.id = ""};
    require(dd_article_read(article, text->text, text->length, arena, NULL) == DEDUPE_OK, "reading failed");
    require(dd_article_fold(article, &(dd_text){article->text, article->text_length}, &letters, NULL) ==
                DEDUPE_OK,
            "folding failed");
    dd_letters_free(&letters);
}

void compared_pair_make(compared_pair *made, const story *a, const story *b, const dd_spans *a_spans,
                        const dd_spans *b_spans) {
    const dd_compare_options *options = &compared_pair_defaults;
    dd_comparer comparer = {0};
    dd_link back = {.is_told_twice = true}; /* left from another pair */
    *made = (compared_pair){0};
    compared_pair_read(&made->a, a, &made->texts);
    compared_pair_read(&made->b, b, &made->texts);
    const dd_compare_side x = {&made->a, a_spans}, y = {&made->b, b_spans};
    require(dd_compare(&comparer, &x, &y, options, &made->passages, &made->link, NULL) == DEDUPE_OK &&
                dd_compare(&comparer, &y, &x, options, &made->passages, &back, NULL) == DEDUPE_OK,
            "comparing failed");
    require(made->link.relation == back.relation, "the relation is another the other way round");
    require(made->link.reason == back.reason, "the reason is another the other way round");
    require(made->link.is_told_twice == back.is_told_twice, "it is told twice one way round only");
    require(made->link.resemblance == back.resemblance, "resemblance is another the other way round");
    require(is_close(made->link.coverage_a, back.coverage_b) &&
                is_close(made->link.coverage_b, back.coverage_a),
            "coverage is another the other way round");
    dd_comparer_free(&comparer);
}

void compared_pair_free(compared_pair *made) {
    dd_arena_free(&made->texts);
    dd_arena_free(&made->passages);
}

dd_link compared_pair_link(story a, story b) {
    compared_pair made;
    compared_pair_make(&made, &a, &b, NULL, NULL);
    const dd_link link = made.link;
    compared_pair_free(&made);
    story_free(&a);
    story_free(&b);
    return link;
}
