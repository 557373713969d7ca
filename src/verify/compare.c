#include "verify/compare.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "verify/relation.h"
#include "verify/rules.h"
#include "verify/trim.h"

int dd_link_order(const void *left, const void *right) {
    const dd_link *x = left, *y = right;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

bool dd_link_may_be_stock(const dd_link *link) {
    return link->relation >= DEDUPE_DERIVED ||
           (dd_link_shares_little(link) && dd_link_strength(link) >= DD_FORM_COVERAGE);
}

/* ---- resemblance */

/* Exact Jaccard similarity of the two shingle sets. A text shorter than a shingle is one shingle, and differs
 * from any other text. */
static dedupe_status measure_resemblance(dd_comparer *c, const dd_article *b, dd_link *link,
                                         dedupe_error *error) {
    const size_t distinct_a = dd_aligner_distinct(&c->aligner);
    const size_t distinct_b = dd_distinct_shingles(&c->distinct, b, &c->letters_b, c->aligner.shingle);
    if (distinct_b == SIZE_MAX)
        return dd_error_memory(error);
    const size_t shared = dd_aligner_shared(&c->aligner),
                 fewer = distinct_a < distinct_b ? distinct_a : distinct_b;
    const size_t both =
        shared < fewer ? shared : fewer; /* a text that repeats itself endlessly is not looked through */
    const size_t either = distinct_a + distinct_b - both;
    link->resemblance = either > 0 ? (double)both / (double)either : 0;
    return DEDUPE_OK;
}

/* ---- evidence */

static int longer_first(const void *left, const void *right) {
    const dd_run *x = left, *y = right;
    uint32_t x_letters = x->a_end - x->a_begin, y_letters = y->a_end - y->a_begin;
    if (x_letters != y_letters)
        return x_letters > y_letters ? -1 : 1;
    return x->a_begin < y->a_begin ? -1 : x->a_begin > y->a_begin;
}

static int by_offset(const void *left, const void *right) {
    const dedupe_passage *x = left, *y = right;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

void dd_passages_sort(dedupe_passage *passage, size_t count) {
    if (count > 0)
        qsort(passage, count, sizeof *passage, by_offset);
}

/* Whether a longer run kept before shows most of the same text: then it covers its middle. */
static bool is_shown(const dd_comparer *c, const dd_run *run) {
    const uint32_t letters = run->a_end - run->a_begin;
    return c->marks.a[run->a_begin + (letters - 1) / 2] & DD_MARK_SHOWN &&
           c->marks.a[run->a_begin + letters / 2] & DD_MARK_SHOWN;
}

/* Letters [begin, end) of one side as whole words of its source. */
static void quote(const dd_letters *letters, const dd_text *text, size_t begin, size_t end, size_t *offset,
                  size_t *length) {
    dd_letters_trim(letters, text->bytes, text->length, &begin, &end);
    *offset = letters->offset[begin];
    *length = dd_letters_source_end(letters, text->bytes, text->length, end) - *offset;
}

/* A run as it is quoted: without ends that are hardly shared, unless nothing but boilerplate would be left.
 */
static dd_run quoted(const dd_comparer *c, const dd_run *run) {
    dd_run trimmed = *run;
    dd_trim(&c->letters_a, &c->letters_b, c->aligner.shingle, &trimmed);
    return dd_marks_real_letters(&c->marks, &trimmed) >= DD_RUN_LEAST_LETTERS ? trimmed : *run;
}

/* The longest runs outside boilerplate as byte ranges of both sources. */
static dedupe_status keep_passages(dd_comparer *c, const dd_compare_options *options, dd_arena *arena,
                                   dd_link *link, dedupe_error *error) {
    dd_run *run = c->aligner.run;
    const bool is_identical = link->relation == DEDUPE_IDENTICAL;
    size_t kept = 0;
    if (c->aligner.run_count > 0)
        qsort(run, c->aligner.run_count, sizeof *run, longer_first);
    for (size_t i = 0; i < c->aligner.run_count && kept < options->passages; i++)
        if ((dd_marks_real_letters(&c->marks, &run[i]) >= DD_RUN_LEAST_LETTERS || is_identical) &&
            !is_shown(c, &run[i])) {
            dd_marks_add(c->marks.a, run[i].a_begin, run[i].a_end, DD_MARK_SHOWN);
            run[kept++] = is_identical ? run[i] : quoted(c, &run[i]);
        }
    if (kept > 0)
        qsort(run, kept, sizeof *run, longer_first); /* as they are quoted */
    link->passage = dd_arena_allocate(arena, kept * sizeof *link->passage, _Alignof(dedupe_passage));
    if (!link->passage)
        return dd_error_memory(error);
    for (size_t i = 0; i < kept; i++) {
        dedupe_passage *p = &link->passage[i];
        quote(&c->letters_a, &c->text_a, run[i].a_begin, run[i].a_end, &p->offset, &p->length);
        quote(&c->letters_b, &c->text_b, run[i].b_begin, run[i].b_end, &p->other_offset, &p->other_length);
    }
    link->passage_count = kept;
    return DEDUPE_OK;
}

/* ---- all together */

/* Gets the text of one side and folds it. */
static dedupe_status read_side(const dd_article *article, dd_fetched *fetched, dd_text *text,
                               dd_letters *letters, dedupe_error *error) {
    dedupe_status status = dd_article_text(article, fetched, text, error);
    return status == DEDUPE_OK ? dd_letters_fold(letters, text->bytes, text->length, true, error) : status;
}

static dedupe_status load(dd_comparer *c, const dd_article *a, size_t shingle, dedupe_error *error) {
    if (c->loaded == a && c->aligner.shingle == shingle)
        return DEDUPE_OK;
    c->loaded = NULL;
    c->words_a_known = false;
    dedupe_status status = read_side(a, &c->fetched_a, &c->text_a, &c->letters_a, error);
    if (status == DEDUPE_OK)
        status = dd_aligner_load(&c->aligner, &c->letters_a, shingle, error);
    if (status == DEDUPE_OK)
        c->loaded = a;
    return status;
}

static dedupe_status load_b(dd_comparer *c, const dd_article *b, dedupe_error *error) {
    return read_side(b, &c->fetched_b, &c->text_b, &c->letters_b, error);
}

static bool same_text(const dd_article *a, const dd_article *b) {
    return a->identity[0] == b->identity[0] && a->identity[1] == b->identity[1] && a->letters == b->letters;
}

/* Two texts of the same letters: one passage from the first letter to the last. */
static dedupe_status compare_same(dd_comparer *c, const dd_article *b, const dd_compare_options *options,
                                  dd_arena *arena, dd_link *link, dedupe_error *error) {
    link->relation = DEDUPE_IDENTICAL;
    link->reason = DEDUPE_REASON_SAME_TEXT;
    link->coverage_a = link->coverage_b = link->resemblance = link->derived_up_to = 1;
    dedupe_status status = load_b(c, b, error);
    if (status != DEDUPE_OK || options->passages == 0)
        return status;
    const uint32_t letters = (uint32_t)c->letters_a.count;
    c->aligner.run_count = 0;
    status = dd_marks_make(&c->marks, &c->aligner, letters, NULL, letters, NULL, error);
    if (status == DEDUPE_OK &&
        !dd_memory_reserve(&c->aligner.run, &c->aligner.run_capacity, 1, sizeof *c->aligner.run))
        status = dd_error_memory(error);
    if (status != DEDUPE_OK)
        return status;
    c->aligner.run[c->aligner.run_count++] = (dd_run){0, letters, 0, letters, 1};
    return keep_passages(c, options, arena, link, error);
}

/* Folds side b, aligns it with the loaded side and marks both. */
static dedupe_status align(dd_comparer *c, const dd_compare_side *a, const dd_compare_side *b,
                           dedupe_error *error) {
    dedupe_status status = load_b(c, b->article, error);
    if (status == DEDUPE_OK)
        status = dd_aligner_align(&c->aligner, &c->letters_b, error);
    if (status == DEDUPE_OK)
        status = dd_marks_make(&c->marks, &c->aligner, c->letters_a.count, a->spans, c->letters_b.count,
                               b->spans, error);
    return status;
}

/* Decides by coverage. What shares something is weighed again without galleries and the like, unless it is
 * nearly all of both. Sets *much_covered to whether the guard is to be asked whatever the relation. */
static dedupe_status decide_by_coverage(dd_comparer *c, const dd_compare_options *options, dd_link *link,
                                        bool *much_covered, dedupe_error *error) {
    dedupe_status status = DEDUPE_OK;
    bool any = false;
    *much_covered = dd_relation_by_coverage(c, options, link);
    if (link->relation >= DEDUPE_RELATED && link->relation < DEDUPE_NEAR)
        status = dd_refrains_mark(&c->refrains, &c->aligner, &c->letters_b, &c->marks, &any, error);
    if (any)
        *much_covered = dd_relation_by_coverage(c, options, link);
    *much_covered |= link->relation >= DEDUPE_DERIVED;
    return status;
}

dedupe_status dd_compare(dd_comparer *c, const dd_compare_side *a, const dd_compare_side *b,
                         const dd_compare_options *options, dd_arena *arena, dd_link *link,
                         dedupe_error *error) {
    link->resemblance = 0;
    link->is_told_twice = false;
    link->passage = NULL;
    link->passage_count = 0;
    dedupe_status status = load(c, a->article, options->shingle, error);
    if (status == DEDUPE_OK && same_text(a->article, b->article))
        return compare_same(c, b->article, options, arena, link, error);
    if (status == DEDUPE_OK)
        status = align(c, a, b, error);
    bool much_covered = false;
    if (status == DEDUPE_OK)
        status = decide_by_coverage(c, options, link, &much_covered, error);
    if (status == DEDUPE_OK && link->relation != DEDUPE_NONE)
        status = dd_rules_apply(c, a, b, options, much_covered, link, error);
    if (status != DEDUPE_OK)
        return status;
    if (link->relation == DEDUPE_NONE && !options->evidence_of_none)
        return DEDUPE_OK;
    if (dd_link_may_be_stock(link) || !options->skip_weak_resemblance)
        status = measure_resemblance(c, b->article, link, error);
    if (status == DEDUPE_OK && options->passages > 0)
        status = keep_passages(c, options, arena, link, error);
    return status;
}

dedupe_status dd_compare_cover(dd_comparer *c, const dd_compare_side *a, const dd_compare_side *b,
                               size_t shingle, dd_cover *cover, dedupe_error *error) {
    dedupe_status status = load(c, a->article, shingle, error);
    if (status == DEDUPE_OK)
        status = align(c, a, b, error);
    if (status == DEDUPE_OK)
        *cover = (dd_cover){c->marks.a, c->letters_a.count,
                            dd_aligner_shared_share(&c->aligner, c->marks.a, DD_MARK_BOILERPLATE)};
    return status;
}

dedupe_status dd_compare_matched(dd_comparer *c, const dd_compare_side *a, const dd_compare_side *b,
                                 size_t shingle, uint32_t *letter, uint32_t bit, dedupe_error *error) {
    dedupe_status status = load(c, a->article, shingle, error);
    if (status == DEDUPE_OK)
        status = align(c, a, b, error);
    if (status == DEDUPE_OK)
        dd_aligner_mark_matched(&c->aligner, c->marks.a, DD_MARK_BOILERPLATE, letter, bit);
    return status;
}

void dd_comparer_free(dd_comparer *c) {
    dd_letters_free(&c->letters_a);
    dd_letters_free(&c->letters_b);
    dd_memory_free(c->fetched_a.bytes);
    dd_memory_free(c->fetched_b.bytes);
    dd_aligner_free(&c->aligner);
    dd_words_free(&c->words_a);
    dd_words_free(&c->words_b);
    dd_words_free(&c->told_a);
    dd_words_free(&c->told_b);
    dd_memory_free(c->nearby.stretch);
    dd_facts_free(&c->facts);
    dd_marks_free(&c->marks);
    dd_refrains_free(&c->refrains);
    dd_frames_free(&c->frames);
    dd_distinct_free(&c->distinct);
    dd_headlines_free(&c->headlines);
    dd_subjects_free(&c->subjects);
    dd_blanks_free(&c->blanks);
    *c = (dd_comparer){0};
}
