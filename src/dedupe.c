/* The public API: checks arguments and calls the stages in order. */
#include <dedupe/dedupe.h>

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "candidate/pairs.h"
#include "candidate/ranking.h"
#include "cluster/group.h"
#include "cluster/outcome.h"
#include "cluster/roundup.h"
#include "sketch/collection.h"
#include "sketch/shingle.h"
#include "sketch/signature.h"
#include "sketch/sketch.h"
#include "verify/series.h"
#include "verify/stock.h"
#include "verify/verify.h"

struct dedupe_corpus {
    dedupe_options options;
    dd_collection collection;
    dd_pool *pool;
};

/* ---------------------------------------------------------------- options */

enum { LEAST_SHINGLE = 5, MOST_SHINGLE = 32, MOST_THREADS = 1024, MOST_DAYS = 36500 };

static const double LEAST_DERIVED = 0.05, MOST_DERIVED = 0.80;

dedupe_options dedupe_options_default(void) {
    return (dedupe_options){.shingle_letters = DD_SHINGLE_DEFAULT_LETTERS,
                            .derived_coverage = 0.30,
                            .level = DEDUPE_DERIVED,
                            .passages = 3};
}

static dedupe_status check_options(const dedupe_options *options, dedupe_error *error) {
    if (options->within_days > MOST_DAYS)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "within_days is %u; it must be 0 to %d",
                            options->within_days, MOST_DAYS);
    if (options->shingle_letters < LEAST_SHINGLE || options->shingle_letters > MOST_SHINGLE)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "shingle_letters is %u; it must be %d to %d",
                            options->shingle_letters, LEAST_SHINGLE, MOST_SHINGLE);
    if (!(options->derived_coverage >= LEAST_DERIVED && options->derived_coverage <= MOST_DERIVED))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "derived_coverage is %g; it must be %g to %g",
                            options->derived_coverage, LEAST_DERIVED, MOST_DERIVED);
    if (options->level <= DEDUPE_NONE || options->level > DEDUPE_IDENTICAL)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "level is not a relation that can cluster");
    if (options->threads > MOST_THREADS)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "threads is %u; it must be 0 to %d",
                            options->threads, MOST_THREADS);
    return DEDUPE_OK;
}

static dd_compare_options compare_options(const dedupe_options *options) {
    return (dd_compare_options){.shingle = options->shingle_letters,
                                .derived_coverage = options->derived_coverage,
                                .passages = options->passages,
                                .skip_weak_resemblance = options->skip_weak_resemblance};
}

/* ----------------------------------------------------------------- corpus */

dedupe_status dedupe_corpus_create(const dedupe_options *options, dedupe_corpus **corpus,
                                   dedupe_error *error) {
    if (!corpus)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "corpus is NULL");
    const dedupe_options chosen = options ? *options : dedupe_options_default();
    dedupe_status status = check_options(&chosen, error);
    if (status != DEDUPE_OK)
        return status;
    dedupe_corpus *made = dd_memory_allocate_zeroed(1, sizeof *made);
    if (!made)
        return dd_error_memory(error);
    made->options = chosen;
    status = dd_collection_open(&made->collection, error);
    made->collection.fetcher = (dd_fetcher){chosen.fetch, chosen.fetch_data};
    if (status == DEDUPE_OK)
        status = dd_pool_create(chosen.threads, &made->pool, error);
    if (status != DEDUPE_OK) {
        dedupe_corpus_free(made);
        return status;
    }
    *corpus = made;
    return DEDUPE_OK;
}

void dedupe_corpus_free(dedupe_corpus *corpus) {
    if (!corpus)
        return;
    dd_pool_free(corpus->pool);
    dd_collection_close(&corpus->collection);
    dd_memory_free(corpus);
}

dedupe_status dedupe_corpus_add(dedupe_corpus *corpus, const char *id, const void *text, size_t length,
                                dedupe_error *error) {
    return dedupe_corpus_add_from(corpus, id, text, length, NULL, error);
}

dedupe_status dedupe_corpus_add_from(dedupe_corpus *corpus, const char *id, const void *text, size_t length,
                                     const dedupe_origin *origin, dedupe_error *error) {
    if (!corpus || !id || (!text && length > 0))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "%s is NULL",
                            !corpus ? "corpus"
                            : !id   ? "id"
                                    : "text");
    return dd_collection_add(&corpus->collection, id, text, length, origin, error);
}

void dedupe_corpus_expect(dedupe_corpus *corpus, uint64_t bytes) {
    if (corpus)
        dd_collection_expect(&corpus->collection, bytes);
}

size_t dedupe_corpus_count(const dedupe_corpus *corpus) {
    return corpus ? corpus->collection.count : 0;
}

/* -------------------------------------------------------------------- run */

/* What a run holds between stages. */
typedef struct run {
    dedupe_corpus *corpus;
    dedupe_stage stage;
    dd_arena samples;
    size_t long_rate;
    dd_ranking ranking;
    dd_filter filter;
    dd_index index;
    dd_boilerplate boilerplate;
    dd_candidates candidates;
    dd_links links;
    uint8_t *is_roundup;
    uint32_t *group;
    dedupe_counts counts;
} run;

static bool report_progress(void *context, size_t done, size_t total) {
    const run *r = context;
    const dedupe_options *options = &r->corpus->options;
    return !options->progress || options->progress(options->progress_data, r->stage, done, total);
}

/* The same for a loop that is not all of its stage. */
static bool report_part(void *context, size_t done, size_t total) {
    (void)total;
    return report_progress(context, done, 0);
}

/* The same for a loop whose items are nobody's units. */
static bool report_life(void *context, size_t done, size_t total) {
    (void)done;
    return report_part(context, 0, total);
}

static dedupe_status enter_stage(run *r, dedupe_stage stage, dedupe_error *error) {
    r->stage = stage;
    return report_progress(r, 0, 0) ? DEDUPE_OK : dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled");
}

static uint64_t corpus_bytes(const dd_collection *collection) {
    uint64_t bytes = 0;
    for (size_t a = 0; a < collection->count; a++)
        bytes += collection->article[a]->text_length;
    return bytes;
}

static dedupe_status sketch(run *r, dedupe_error *error) {
    const dd_filter_rules rules = {r->corpus->options.across_groups, r->corpus->options.within_days};
    dd_collection *c = &r->corpus->collection;
    dedupe_status status = enter_stage(r, DEDUPE_STAGE_SKETCH, error);
    r->long_rate = dd_sample_long_rate(corpus_bytes(c));
    dd_collection_take_samples(c, &r->samples);
    if (status == DEDUPE_OK)
        status = dd_sketch_articles(c->article, c->count, r->long_rate, r->corpus->pool, &r->samples,
                                    report_progress, r, error);
    if (status == DEDUPE_OK)
        status = dd_ranking_make(&r->ranking, c->article, c->count, r->corpus->options.within_days, error);
    r->counts.compared = r->ranking.count;
    if (status == DEDUPE_OK)
        status = dd_filter_make(&r->filter, &r->ranking, &rules, error);
    return status;
}

static dedupe_status find_candidates(run *r, dedupe_error *error) {
    dd_pool *pool = r->corpus->pool;
    dedupe_status status = enter_stage(r, DEDUPE_STAGE_INDEX, error);
    if (status != DEDUPE_OK)
        return status;
    status = dd_index_build(&r->index, r->ranking.stand_in, r->ranking.stand_in_count, r->long_rate,
                            &r->samples, pool, report_progress, r, error);
    if (status == DEDUPE_OK)
        status = enter_stage(r, DEDUPE_STAGE_BOILERPLATE, error);
    if (status == DEDUPE_OK)
        status = dd_boilerplate_learn(&r->boilerplate, &r->index, pool, error);
    if (status == DEDUPE_OK)
        status = enter_stage(r, DEDUPE_STAGE_CANDIDATES, error);
    if (status == DEDUPE_OK)
        status = dd_candidates_find(&r->candidates, &r->index, &r->boilerplate, &r->filter, pool,
                                    report_progress, r, error);
    r->counts.candidate_pairs = r->counts.verified_pairs = r->candidates.count;
    return status;
}

/* Has the texts in memory that will be compared: those of candidates, and of articles that have copies. */
static dedupe_status fetch_texts(run *r, dedupe_error *error) {
    const dd_ranking *ranking = &r->ranking;
    dd_article **wanted = dd_memory_allocate(ranking->count, sizeof *wanted);
    bool *is_wanted = dd_memory_allocate_zeroed(ranking->stand_in_count, sizeof *is_wanted);
    dedupe_status status = wanted && is_wanted ? DEDUPE_OK : dd_error_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < r->candidates.count && status == DEDUPE_OK; i++)
        is_wanted[r->candidates.pair[i].a] = is_wanted[r->candidates.pair[i].b] = true;
    for (size_t s = 0; s < ranking->stand_in_count && status == DEDUPE_OK; s++)
        if (is_wanted[s] || ranking->first[s + 1] - ranking->first[s] > 1)
            for (size_t x = ranking->first[s]; x < ranking->first[s + 1]; x++)
                wanted[count++] = ranking->article[x];
    if (status == DEDUPE_OK)
        status = dd_articles_fetch(wanted, count, r->corpus->pool, &r->corpus->collection.arena, report_part,
                                   r, error);
    dd_memory_free(wanted);
    dd_memory_free(is_wanted);
    return status;
}

static dedupe_status verify(run *r, dedupe_error *error) {
    const dd_compare_options options = compare_options(&r->corpus->options);
    const dd_article *const *article = (const dd_article *const *)r->ranking.stand_in;
    dd_link *link = NULL;
    size_t link_count = 0;
    dedupe_status status = enter_stage(r, DEDUPE_STAGE_VERIFY, error);
    dd_series_forget(&r->ranking);
    dd_index_free(&r->index); /* the largest thing in memory, and of no more use */
    if (status == DEDUPE_OK)
        status = fetch_texts(r, error);
    r->links = (dd_links){.article = article,
                          .spans = r->boilerplate.spans,
                          .filter = &r->filter,
                          .options = options,
                          .pool = r->corpus->pool,
                          .watch = report_progress,
                          .watch_context = r};
    if (status == DEDUPE_OK)
        status = dd_verify_pairs(&r->candidates, article, r->boilerplate.spans, &options, r->corpus->pool,
                                 report_progress, r, &r->links.arena, &link, &link_count, error);
    const dd_stock_case stock = {
        link, link_count, article, r->boilerplate.spans, r->ranking.stand_in_count, &options};
    if (status == DEDUPE_OK)
        status = dd_stock_judge(&stock, r->corpus->pool, report_part, r, error);
    if (status == DEDUPE_OK)
        status = dd_series_judge(link, link_count, &r->ranking, r->corpus->pool, report_part, r, error);
    if (status == DEDUPE_OK)
        status = dd_links_index(&r->links, link, link_count, error);
    if (status != DEDUPE_OK)
        dd_memory_free(link);
    return status;
}

static dedupe_status cluster(run *r, dedupe_error *error) {
    const size_t count = r->ranking.stand_in_count;
    dedupe_status status = enter_stage(r, DEDUPE_STAGE_CLUSTER, error);
    if (status != DEDUPE_OK)
        return status;
    r->is_roundup = dd_memory_allocate_zeroed(count, 1);
    r->group = dd_memory_allocate(count, sizeof *r->group);
    if (!r->is_roundup || !r->group)
        return dd_error_memory(error);
    status = dd_roundups_find(&r->links, count, r->is_roundup, error);
    if (status == DEDUPE_OK)
        status = dd_groups_find(&r->links, count, r->corpus->options.level, r->is_roundup, r->group, error);
    return status;
}

static dedupe_status make_result(run *r, dedupe_result **result, dedupe_error *error) {
    dd_collection *c = &r->corpus->collection;
    const dd_findings findings = {.article = c->article,
                                  .article_count = c->count,
                                  .ranking = &r->ranking,
                                  .links = &r->links,
                                  .group = r->group,
                                  .is_roundup = r->is_roundup,
                                  .spans = r->boilerplate.spans,
                                  .texts = &c->arena,
                                  .every_pair = r->corpus->options.every_pair,
                                  .counts = r->counts};
    return dd_outcome_make(&findings, result, error);
}

static void run_free(run *r) {
    dd_collection_forget_samples(&r->corpus->collection);
    dd_arena_free(&r->samples);
    dd_index_free(&r->index);
    dd_boilerplate_free(&r->boilerplate);
    dd_candidates_free(&r->candidates);
    dd_links_free(&r->links);
    dd_memory_free(r->is_roundup);
    dd_memory_free(r->group);
    dd_filter_free(&r->filter);
    dd_ranking_free(&r->ranking);
}

dedupe_status dedupe_corpus_run(dedupe_corpus *corpus, dedupe_result **result, dedupe_error *error) {
    if (!corpus || !result)
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "%s is NULL", !corpus ? "corpus" : "result");
    run r = {.corpus = corpus};
    dd_pool_set_watch(corpus->pool, report_life, &r);
    dedupe_status status = sketch(&r, error);
    if (status == DEDUPE_OK)
        status = find_candidates(&r, error);
    if (status == DEDUPE_OK)
        status = verify(&r, error);
    if (status == DEDUPE_OK)
        status = cluster(&r, error);
    if (status == DEDUPE_OK)
        status = make_result(&r, result, error);
    dd_pool_set_watch(corpus->pool, NULL, NULL);
    run_free(&r);
    return status;
}

void dedupe_result_free(dedupe_result *result) {
    dd_outcome_free(result);
}

/* --------------------------------------------------------------- one pair */

typedef struct comparison {
    dedupe_comparison public; /* first, so that the public pointer is also this one's */
    dd_arena arena;
} comparison;

static dedupe_article describe(const dd_article *article) {
    return (dedupe_article){
        .id = "",
        .text = article->text,
        .text_length = article->text_length,
        .state = article->state,
        .letters = article->letters,
        .invalid_bytes = article->invalid_bytes,
        .fingerprint = {article->state == DEDUPE_ARTICLE_COMPARED ? article->identity[0] : 0,
                        article->state == DEDUPE_ARTICLE_COMPARED ? article->identity[1] : 0}};
}

/* Compares in the order of ranks, so that diff A B and diff B A agree with each other and with a run. */
static dedupe_status compare_ranked(dd_article *article, const dd_compare_options *options, comparison *made,
                                    dedupe_error *error) {
    dd_ranking ranking;
    dd_comparer comparer = {0};
    dd_link link = {0};
    dd_article *const order[2] = {&article[0], &article[1]};
    dedupe_status status = dd_ranking_make(&ranking, order, 2, 0, error);
    if (status != DEDUPE_OK)
        return status;
    made->public.pair = (dedupe_pair){.a = 0, .b = 1};
    if (ranking.count == 2) {
        const bool swapped = ranking.article[0] == &article[1];
        const dd_compare_side first = {ranking.article[0], NULL}, second = {ranking.article[1], NULL};
        status = dd_compare(&comparer, &first, &second, options, &made->arena, &link, error);
        for (size_t i = 0; swapped && i < link.passage_count; i++) {
            const dedupe_passage p = link.passage[i];
            link.passage[i] = (dedupe_passage){p.other_offset, p.other_length, p.offset, p.length};
        }
        dd_passages_sort(link.passage, link.passage_count);
        made->public.pair = (dedupe_pair){.a = 0,
                                          .b = 1,
                                          .relation = link.relation,
                                          .reason = link.reason,
                                          .resemblance = link.resemblance,
                                          .coverage_of_a = swapped ? link.coverage_b : link.coverage_a,
                                          .coverage_of_b = swapped ? link.coverage_a : link.coverage_b,
                                          .passages = link.passage,
                                          .passage_count = link.passage_count,
                                          .derived_up_to = link.derived_up_to};
    }
    dd_comparer_free(&comparer);
    dd_ranking_free(&ranking);
    return status;
}

static dedupe_status read_one(dd_article *article, const void *text, size_t length, const char *id,
                              const dedupe_origin *origin, dd_arena *arena, dedupe_error *error) {
    dd_letters letters = {0};
    *article = (dd_article){.id = id};
    if (origin)
        article->origin =
            (dedupe_origin){.day = origin->day, .outlet = origin->outlet, .headline = origin->headline};
    dedupe_status status = dd_article_read(article, text, length, arena, error);
    if (status == DEDUPE_OK && article->state == DEDUPE_ARTICLE_COMPARED)
        status = dd_article_fold(article, &(dd_text){article->text, article->text_length}, &letters, error);
    dd_letters_free(&letters);
    return status;
}

dedupe_status dedupe_compare_from(const dedupe_options *options, const void *text_a, size_t length_a,
                                  const dedupe_origin *origin_a, const void *text_b, size_t length_b,
                                  const dedupe_origin *origin_b, dedupe_comparison **result,
                                  dedupe_error *error) {
    if (!result || (!text_a && length_a > 0) || (!text_b && length_b > 0))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "a text or the place of the result is NULL");
    const dedupe_options chosen = options ? *options : dedupe_options_default();
    dedupe_status status = check_options(&chosen, error);
    if (status != DEDUPE_OK)
        return status;
    comparison *made = dd_memory_allocate_zeroed(1, sizeof *made);
    if (!made)
        return dd_error_memory(error);
    dd_article article[2] = {{0}};
    dd_compare_options compare = compare_options(&chosen);
    compare.passages = SIZE_MAX;
    compare.evidence_of_none = true;
    compare.skip_weak_resemblance = false;
    status = read_one(&article[0], text_a, length_a, "a", origin_a, &made->arena, error);
    if (status == DEDUPE_OK)
        status = read_one(&article[1], text_b, length_b, "b", origin_b, &made->arena, error);
    if (status == DEDUPE_OK)
        status = compare_ranked(article, &compare, made, error);
    made->public.a = describe(&article[0]);
    made->public.b = describe(&article[1]);
    if (status != DEDUPE_OK)
        dedupe_comparison_free(&made->public);
    else
        *result = &made->public;
    return status;
}

dedupe_status dedupe_compare(const dedupe_options *options, const void *text_a, size_t length_a,
                             const void *text_b, size_t length_b, dedupe_comparison **result,
                             dedupe_error *error) {
    return dedupe_compare_from(options, text_a, length_a, NULL, text_b, length_b, NULL, result, error);
}

void dedupe_comparison_free(dedupe_comparison *result) {
    comparison *made = (comparison *)result;
    if (!made)
        return;
    dd_arena_free(&made->arena);
    dd_memory_free(made);
}

/* --------------------------------------------------------- signature alone */

static dedupe_status sign(const dd_letters *letters, size_t shingle, dedupe_signature *signature,
                          dedupe_error *error) {
    const size_t most = letters->count + 1;
    uint64_t *hash = dd_memory_allocate(most, sizeof *hash);
    uint32_t *element = dd_memory_allocate(most, sizeof *element);
    if (!hash || !element) {
        dd_memory_free(hash);
        dd_memory_free(element);
        return dd_error_memory(error);
    }
    size_t count = dd_shingle_hash_all(letters->letter, letters->count, shingle, hash);
    if (count == 0)
        hash[count++] = dd_shingle_hash(letters->letter, letters->count);
    for (size_t i = 0; i < count; i++)
        element[i] = (uint32_t)hash[i];
    dd_signature_compute(element, count, signature);
    dd_memory_free(hash);
    dd_memory_free(element);
    return DEDUPE_OK;
}

dedupe_status dedupe_signature_compute(const void *text, size_t length, unsigned shingle_letters,
                                       dedupe_signature *signature, dedupe_error *error) {
    if (!signature || (!text && length > 0))
        return dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "%s is NULL", signature ? "text" : "signature");
    dedupe_options options = dedupe_options_default();
    options.shingle_letters = shingle_letters ? shingle_letters : options.shingle_letters;
    dedupe_status status = check_options(&options, error);
    if (status != DEDUPE_OK)
        return status;
    dd_arena arena = {0};
    dd_letters letters = {0};
    dd_article article = {0};
    status = dd_article_read(&article, text, length, &arena, error);
    if (status == DEDUPE_OK && article.state == DEDUPE_ARTICLE_COMPARED)
        status = dd_article_fold(&article, &(dd_text){article.text, article.text_length}, &letters, error);
    if (status == DEDUPE_OK && letters.count == 0)
        status = dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "the text has no letters");
    if (status == DEDUPE_OK)
        status = sign(&letters, options.shingle_letters, signature, error);
    dd_letters_free(&letters);
    dd_arena_free(&arena);
    return status;
}
