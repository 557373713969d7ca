#include "engine_corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "result_check.h"
#include "result_dump.h"

static void require(bool holds, const char *what) {
    if (holds)
        return;
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

void engine_corpus_clear(engine_corpus *corpus) {
    for (size_t i = 0; i < ENGINE_CORPUS_MOST; i++)
        story_free(&corpus->text[i]);
    corpus->count = 0;
}

story *engine_corpus_next(engine_corpus *corpus) {
    require(corpus->count < ENGINE_CORPUS_MOST, "the corpus is full");
    corpus->name[corpus->count] = corpus->count;
    return &corpus->text[corpus->count++];
}

/* ---- what it is made of */

/* Versions of one story. */
static void add_family(engine_corpus *corpus, random_source *source) {
    const size_t first = corpus->count;
    story_add_prose(engine_corpus_next(corpus), source, 400 + random_below(source, 3000));
    for (size_t more = random_below(source, 6); more > 0; more--) {
        const story *other = &corpus->text[first + random_below(source, corpus->count - first)];
        story *made = engine_corpus_next(corpus);
        const size_t middle = random_below(source, other->length);
        switch (random_below(source, 4)) {
        case 0:
            story_add_damaged(made, other, source, 0.03 * random_share(source));
            break;
        case 1:
            story_add_rewrite(made, other, source, random_share(source));
            break;
        case 2:
            story_add_part(made, other, middle / 2, middle);
            break;
        default:
            story_add_prose(made, source, 500);
            story_add_part(made, other, middle / 3, middle);
            break;
        }
    }
}

/* Unrelated pieces in the frame of one outlet. */
static void add_outlet(engine_corpus *corpus, random_source *source) {
    story menu = {0}, footer = {0};
    story_add_prose(&menu, source, 300);
    story_add_prose(&footer, source, 500);
    for (size_t more = 4 + random_below(source, 5); more > 0; more--) {
        story *made = engine_corpus_next(corpus);
        story_add_bytes(made, menu.text, menu.length);
        story_add_prose(made, source, 600 + random_below(source, 2500));
        story_add_bytes(made, footer.text, footer.length);
    }
    story_free(&menu);
    story_free(&footer);
}

/* Parts of several stories, one after the other. */
static void add_roundup(engine_corpus *corpus, random_source *source) {
    const size_t stories = corpus->count;
    story *made = engine_corpus_next(corpus);
    for (unsigned part = 0; part < 3; part++) {
        const story *other = &corpus->text[random_below(source, stories)];
        story_add_part(made, other, 0, 500);
        story_add_text(made, ".\n\n");
    }
}

static void add_copies(engine_corpus *corpus, random_source *source) {
    const story *other = &corpus->text[random_below(source, corpus->count)];
    for (size_t more = 1 + random_below(source, 4); more > 0; more--) {
        story *made = engine_corpus_next(corpus);
        story_add_text(made, random_below(source, 2) == 0 ? "  " : "\n--\n"); /* no letters */
        story_add_bytes(made, other->text, other->length);
    }
}

static void add_oddities(engine_corpus *corpus, random_source *source) {
    (void)engine_corpus_next(corpus); /* empty */
    story_add_text(engine_corpus_next(corpus), "...\n");
    story_add_text(engine_corpus_next(corpus), "cat");
    story_add_text(engine_corpus_next(corpus), "dog");
    story_add_bytes(engine_corpus_next(corpus), "\0\0\0\1\2\3\0\0", 8);
    story_add_noise(engine_corpus_next(corpus), source, 300);
}

void engine_corpus_make(engine_corpus *corpus, uint64_t seed, bool plain) {
    random_source source = random_start(seed);
    engine_corpus_clear(corpus);
    for (unsigned i = 0; i < 14; i++)
        add_family(corpus, &source);
    for (size_t i = 0; i < corpus->count && plain; i++)
        story_add_prose(&corpus->text[i], &source, 20);
    if (!plain) {
        add_outlet(corpus, &source);
        add_outlet(corpus, &source);
        add_roundup(corpus, &source);
        add_copies(corpus, &source);
        add_copies(corpus, &source);
        add_oddities(corpus, &source);
    }
}

dedupe_options engine_corpus_options(uint64_t seed) {
    static const dedupe_relation levels[] = {DEDUPE_DERIVED, DEDUPE_RELATED, DEDUPE_NEAR};
    dedupe_options options = dedupe_options_default();
    options.level = levels[seed % 3];
    options.every_pair = seed % 4 == 3;
    options.passages = seed % 2 == 0 ? 3 : 50;
    options.shingle_letters = seed % 5 == 4 ? 12 : 9;
    options.threads = 1;
    return options;
}

/* ---- runs */

engine_run engine_run_start(const dedupe_options *options, const engine_corpus *corpus, const size_t *order) {
    engine_run made = {0};
    require(dedupe_corpus_create(options, &made.corpus, NULL) == DEDUPE_OK, "creating failed");
    for (size_t i = 0; i < corpus->count; i++) {
        const size_t number = order != NULL ? order[i] : i;
        const story *text = &corpus->text[number];
        char id[24];
        (void)snprintf(id, sizeof id, "%05zu", corpus->name[number]);
        require(dedupe_corpus_add(made.corpus, id, text->text, text->length, NULL) == DEDUPE_OK,
                "adding failed");
    }
    require(dedupe_corpus_run(made.corpus, &made.result, NULL) == DEDUPE_OK, "the run failed");
    const char *broken = result_check(made.result);
    require(broken == NULL, broken);
    return made;
}

bool engine_run_equal(const engine_run *one, const engine_run *other) {
    char *x = result_dump(one->result), *y = result_dump(other->result);
    const bool equal = strcmp(x, y) == 0;
    free(x);
    free(y);
    return equal;
}

void engine_run_free(engine_run *made) {
    dedupe_result_free(made->result);
    dedupe_corpus_free(made->corpus);
    *made = (engine_run){0};
}

const dedupe_pair *engine_run_pair(const engine_run *made, size_t a, size_t b) {
    size_t low = 0, high = made->result->pair_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const dedupe_pair *pair = &made->result->pairs[middle];
        if (pair->a < a || (pair->a == a && pair->b < b))
            low = middle + 1;
        else
            high = middle;
    }
    const dedupe_pair *pair = low < made->result->pair_count ? &made->result->pairs[low] : NULL;
    return pair != NULL && pair->a == a && pair->b == b ? pair : NULL;
}

static int by_offset(const void *left, const void *right) {
    const dedupe_passage *x = left, *y = right;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->other_offset < y->other_offset ? -1 : x->other_offset > y->other_offset;
}

/* The passages in order of offset, sides exchanged or not; the caller frees them. */
static dedupe_passage *sort_passages(const dedupe_pair *pair, bool turned) {
    dedupe_passage *sorted = calloc(pair->passage_count + 1, sizeof *sorted);
    require(sorted != NULL, "out of memory");
    for (size_t i = 0; i < pair->passage_count; i++) {
        const dedupe_passage p = pair->passages[i];
        sorted[i] = turned ? (dedupe_passage){p.other_offset, p.other_length, p.offset, p.length} : p;
    }
    qsort(sorted, pair->passage_count, sizeof *sorted, by_offset);
    return sorted;
}

const char *engine_pair_difference(const dedupe_pair *one, const dedupe_pair *other, bool turned) {
    if (one->relation != other->relation)
        return "relation";
    if (one->reason != other->reason)
        return "reason";
    if (one->resemblance != other->resemblance)
        return "resemblance";
    if (one->coverage_of_a != (turned ? other->coverage_of_b : other->coverage_of_a) ||
        one->coverage_of_b != (turned ? other->coverage_of_a : other->coverage_of_b))
        return "coverage";
    if (one->passage_count != other->passage_count)
        return "number of passages";
    dedupe_passage *x = sort_passages(one, false), *y = sort_passages(other, turned);
    const bool equal = memcmp(x, y, one->passage_count * sizeof *x) == 0;
    free(x);
    free(y);
    return equal ? NULL : "passages";
}
