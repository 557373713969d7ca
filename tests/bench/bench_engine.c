/* Benchmarks of the stages that see the whole corpus, called as src/api/run.c calls them, on one thread. */
#include "bench_stages.h"

#include "bench_floor.h"
#include "bench_timer.h"

#include "base/pool.h"
#include "candidate/pairs.h"
#include "candidate/ranking.h"
#include "cluster/group.h"
#include "cluster/outcome.h"
#include "cluster/roundup.h"
#include "sketch/collection.h"
#include "sketch/shingle.h"
#include "sketch/sketch.h"
#include "verify/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that a run holds. */
typedef struct engine {
    const bench_corpus *corpus;
    bench_table *table;
    size_t long_rate;
    dd_pool *pool;
    dd_collection collection;
    dd_arena samples;
    dd_ranking ranking;
    dd_index index;
    dd_boilerplate boilerplate;
    dd_candidates candidates;
    dd_links links;
    uint8_t *is_roundup;
    uint32_t *group;
    double last; /* when the last stage ended */
} engine;

static void check(dedupe_status status, const char *what) {
    bench_require(status == DEDUPE_OK, what);
}

static void *zeroed(size_t count, size_t size) {
    void *memory = calloc(count > 0 ? count : 1, size);
    bench_require(memory != NULL, "memory");
    return memory;
}

/* The stage that began when the last one ended is done. */
static bench_line *note(engine *e, const char *stage, const char *floor) {
    bench_line *line = bench_table_line(e->table, stage, floor);
    bench_keep_least(&line->seconds, bench_seconds() - e->last);
    return line;
}

static void note_floor(engine *e, bench_line *line, double start) {
    bench_keep_least(&line->floor_seconds, bench_seconds() - start);
    e->last = bench_seconds();
}

/* ---- store and sketch */

static uint64_t copy_to_new_memory(const bench_corpus *corpus) {
    char *fresh = malloc(corpus->bytes + 1);
    bench_require(fresh != NULL, "memory");
    const uint64_t sum = floor_copy(corpus->text, corpus->bytes, fresh);
    free(fresh);
    return sum;
}

static void store(engine *e) {
    check(dd_collection_open(&e->collection, NULL), "opening a collection");
    e->last = bench_seconds();
    for (size_t i = 0; i < e->corpus->count; i++) {
        char id[24];
        (void)snprintf(id, sizeof id, "%zu", i);
        check(dd_collection_add(&e->collection, id, e->corpus->text + e->corpus->begin[i],
                                e->corpus->begin[i + 1] - e->corpus->begin[i], NULL, NULL),
              "adding");
    }
    bench_line *line = note(e, "store", "copy to new memory");
    const double start = bench_seconds();
    e->table->sum += copy_to_new_memory(e->corpus);
    note_floor(e, line, start);
}

static void sketch(engine *e) {
    uint64_t *sum = &e->table->sum;
    const bench_corpus *corpus = e->corpus;
    check(dd_sketch_articles(e->collection.article, e->collection.count, e->long_rate, e->pool, &e->samples,
                             NULL, NULL, NULL),
          "sketching");
    check(dd_ranking_make(&e->ranking, e->collection.article, e->collection.count, 0, NULL), "ranking");
    bench_line *line = note(e, "sketch: fold, samples, ranking", "copy, hash, a product for each window");
    char *buffer = zeroed(corpus->bytes + 1, 1);
    const double start = bench_seconds();
    for (size_t i = 0; i < corpus->count; i++) {
        const char *text = corpus->text + corpus->begin[i];
        const size_t length = corpus->begin[i + 1] - corpus->begin[i];
        *sum += floor_copy(text, length, buffer) + floor_hash(text, length) +
                floor_windows((const uint8_t *)text, length);
    }
    note_floor(e, line, start);
    free(buffer);
}

/* ---- search */

/* One 64-bit entry for each sample. */
static uint64_t *list_samples(const engine *e, size_t *count) {
    size_t total = 0, at = 0;
    for (size_t s = 0; s < e->ranking.stand_in_count; s++)
        total += e->ranking.stand_in[s]->samples.count;
    uint64_t *entry = zeroed(total, sizeof *entry);
    for (size_t s = 0; s < e->ranking.stand_in_count; s++) {
        const dd_samples *samples = &e->ranking.stand_in[s]->samples;
        for (size_t i = 0; i < samples->count; i++)
            entry[at++] = samples->hash[i] | (uint64_t)s << 32;
    }
    *count = total;
    return entry;
}

static void build_index(engine *e) {
    size_t count;
    uint64_t *entry = list_samples(e, &count), *out = zeroed(count, sizeof *out);
    e->last = bench_seconds();
    check(dd_index_build(&e->index, e->ranking.stand_in, e->ranking.stand_in_count, e->long_rate, &e->samples,
                         e->pool, NULL, NULL, NULL),
          "indexing");
    bench_line *line = note(e, "index join", "one radix pass over the samples");
    line->unit = "sample";
    line->units = count;
    const double start = bench_seconds();
    e->table->sum += floor_scatter(entry, count, out);
    note_floor(e, line, start);
    free(entry);
    free(out);
}

/* From each sample of each article to the first of its carriers, in the order of the articles. */
static uint64_t visit_carriers(const engine *e) {
    uint64_t sum = 0;
    for (size_t s = 0; s < e->ranking.stand_in_count; s++) {
        const dd_samples *samples = &e->index.article[s]->samples;
        for (size_t i = 0; i < samples->count; i++) {
            const uint32_t posting = samples->hash[i], begin = e->index.posting_begin[posting];
            if (posting != DD_POSTING_NONE)
                sum += e->index.carrier[begin] + dd_index_carriers(&e->index, posting);
        }
    }
    return sum;
}

static void search(engine *e) {
    const size_t carriers = e->index.posting_begin[e->index.posting_count];
    check(dd_boilerplate_learn(&e->boilerplate, &e->index, e->pool, NULL), "learning");
    bench_line *line = note(e, "boilerplate", "a visit of each sample's carriers");
    line->unit = "carrier";
    line->units = carriers;
    double start = bench_seconds();
    e->table->sum += visit_carriers(e);
    note_floor(e, line, start);
    check(dd_candidates_find(&e->candidates, &e->index, &e->boilerplate, NULL, e->pool, NULL, NULL, NULL),
          "searching");
    line = note(e, "candidate pairs", "a visit of each sample's carriers");
    line->unit = "carrier";
    line->units = carriers;
    start = bench_seconds();
    e->table->sum += visit_carriers(e);
    note_floor(e, line, start);
    dd_index_free(&e->index);
}

/* ---- verify and cluster */

/* Both texts of every pair copied and hashed, the windows of one entered into a table, those of the other
 * looked up there; as in the library, a text that stays on one side is read again for the next pair only. */
static uint64_t pass_over_pairs(const engine *e) {
    static uint32_t table[1u << FLOOR_TABLE_BITS];
    uint64_t sum = 0;
    char *buffer = zeroed(e->corpus->bytes + 1, 1);
    for (size_t i = 0; i < e->candidates.count; i++) {
        const dd_candidate pair = e->candidates.pair[i];
        const dd_article *a = e->ranking.stand_in[pair.a], *b = e->ranking.stand_in[pair.b];
        if (i == 0 || e->candidates.pair[i - 1].a != pair.a) {
            sum += floor_copy(a->text, a->text_length, buffer) + floor_hash(a->text, a->text_length);
            sum += floor_enter((const uint8_t *)a->text, a->text_length, table);
        }
        sum += floor_copy(b->text, b->text_length, buffer) + floor_hash(b->text, b->text_length);
        sum += floor_look_up((const uint8_t *)b->text, b->text_length, table);
    }
    free(buffer);
    return sum;
}

static void verify(engine *e) {
    const dd_compare_options options = {
        .shingle = DD_SHINGLE_DEFAULT_LETTERS, .derived_coverage = 0.30, .passages = 3};
    const dd_article *const *article = (const dd_article *const *)e->ranking.stand_in;
    dd_link *link = NULL;
    size_t link_count = 0;
    e->links = (dd_links){.article = article, .spans = e->boilerplate.spans, .options = options};
    e->last = bench_seconds();
    check(dd_verify_pairs(&e->candidates, article, e->boilerplate.spans, &options, e->pool, NULL, NULL,
                          &e->links.arena, &link, &link_count, NULL),
          "verifying");
    bench_line *line = note(e, "verify", "copy, hash, a table entry or look-up a letter");
    line->unit = "pair";
    line->units = e->candidates.count;
    check(dd_links_index(&e->links, link, link_count, NULL), "keeping links");
    const double start = bench_seconds();
    e->table->sum += pass_over_pairs(e);
    note_floor(e, line, start);
}

static uint64_t scatter_links(const engine *e) {
    const size_t count = e->links.count;
    uint64_t *key = zeroed(count, sizeof *key), *out = zeroed(count, sizeof *out);
    for (size_t i = 0; i < count; i++)
        key[i] = (uint64_t)(dd_link_strength(&e->links.link[i]) * 255.0);
    const uint64_t sum = floor_scatter(key, count, out);
    free(key);
    free(out);
    return sum;
}

static void cluster(engine *e) {
    const size_t count = e->ranking.stand_in_count;
    e->is_roundup = zeroed(count, 1);
    e->group = zeroed(count, sizeof *e->group);
    const size_t links = e->links.count;
    e->last = bench_seconds();
    check(dd_roundups_find(&e->links, count, e->is_roundup, NULL), "looking for round-ups");
    check(dd_groups_find(&e->links, count, DEDUPE_DERIVED, e->is_roundup, e->group, NULL), "grouping");
    bench_line *line = note(e, "cluster: round-ups, groups", "links by strength, one radix pass");
    line->unit = "link";
    line->units = links;
    const double start = bench_seconds();
    e->table->sum += scatter_links(e);
    note_floor(e, line, start);
}

static void make_outcome(engine *e) {
    dedupe_result *result = NULL;
    const dd_findings findings = {.article = e->collection.article,
                                  .article_count = e->collection.count,
                                  .ranking = &e->ranking,
                                  .links = &e->links,
                                  .group = e->group,
                                  .is_roundup = e->is_roundup,
                                  .spans = e->boilerplate.spans};
    e->last = bench_seconds();
    check(dd_outcome_make(&findings, &result, NULL), "making the outcome");
    bench_line *line = note(e, "outcome", "links by strength, one radix pass");
    line->unit = "link";
    line->units = e->links.count;
    const double start = bench_seconds();
    e->table->sum += scatter_links(e) + result->cluster_count;
    note_floor(e, line, start);
    dd_outcome_free(result);
}

static void free_engine(engine *e) {
    free(e->group);
    free(e->is_roundup);
    dd_links_free(&e->links);
    dd_candidates_free(&e->candidates);
    dd_boilerplate_free(&e->boilerplate);
    dd_index_free(&e->index);
    dd_ranking_free(&e->ranking);
    dd_arena_free(&e->samples);
    dd_collection_close(&e->collection);
    dd_pool_free(e->pool);
}

void bench_corpus_stages(const bench_corpus *corpus, bench_table *table) {
    for (size_t i = 0; i < table->repeats; i++) {
        engine e = {.corpus = corpus, .table = table, .long_rate = dd_sample_long_rate(corpus->bytes)};
        check(dd_pool_create(1, &e.pool, NULL), "making a pool");
        store(&e);
        sketch(&e);
        build_index(&e);
        search(&e);
        verify(&e);
        cluster(&e);
        make_outcome(&e);
        free_engine(&e);
    }
}
