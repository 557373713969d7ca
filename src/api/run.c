/* A run calls the stages in order. */
#include "api/corpus.h"
#include "api/options.h"
#include "base/error.h"
#include "base/memory.h"
#include "candidate/pairs.h"
#include "candidate/ranking.h"
#include "cluster/group.h"
#include "cluster/outcome.h"
#include "cluster/roundup.h"
#include "sketch/sketch.h"
#include "verify/series.h"
#include "verify/stock.h"
#include "verify/verify.h"

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

/* The same for a loop that is only a part of its stage, whose total is not known. */
static bool report_without_total(void *context, size_t done, size_t total) {
    (void)total;
    return report_progress(context, done, 0);
}

/* The same for a loop whose items mean nothing to the user: no counts, but he may cancel. */
static bool report_alive(void *context, size_t done, size_t total) {
    (void)done;
    return report_without_total(context, 0, total);
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
        status = dd_articles_fetch(wanted, count, r->corpus->pool, &r->corpus->collection.arena,
                                   report_without_total, r, error);
    dd_memory_free(wanted);
    dd_memory_free(is_wanted);
    return status;
}

static dedupe_status verify(run *r, dedupe_error *error) {
    const dd_compare_options options = dd_options_for_compare(&r->corpus->options);
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
        status = dd_stock_judge(&stock, r->corpus->pool, report_without_total, r, error);
    if (status == DEDUPE_OK)
        status =
            dd_series_judge(link, link_count, &r->ranking, r->corpus->pool, report_without_total, r, error);
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
                                  .keep = r->corpus->options.keep,
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
    dd_pool_set_watch(corpus->pool, report_alive, &r);
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
