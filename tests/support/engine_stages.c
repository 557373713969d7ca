#include "engine_stages.h"

#include <stdio.h>
#include <stdlib.h>

#include "candidate/copies.h"
#include "sketch/sketch.h"

static void require(dedupe_status status) {
    if (status != DEDUPE_OK) {
        (void)fprintf(stderr, "a stage failed: %s\n", dedupe_status_name(status));
        abort();
    }
}

static void *require_memory(void *memory) {
    if (memory == NULL)
        abort();
    return memory;
}

/* The number in an id is the number of the text. */
static void note_ranks(engine_stages *stages) {
    const dd_ranking *ranking = &stages->ranking;
    stages->rank_of = require_memory(calloc(stages->count + 1, sizeof *stages->rank_of));
    for (size_t s = 0; s < ranking->stand_in_count; s++)
        for (size_t i = ranking->first[s]; i < ranking->first[s + 1]; i++)
            stages->rank_of[strtoul(ranking->article[i]->id, NULL, 10)] = (uint32_t)s;
}

void engine_stages_run(engine_stages *stages, const story *texts, size_t count, unsigned threads) {
    engine_stages_run_at(stages, texts, count, threads, DD_SAMPLE_RATE);
}

void engine_stages_run_at(engine_stages *stages, const story *texts, size_t count, unsigned threads,
                          size_t long_rate) {
    *stages = (engine_stages){.count = count};
    require(dd_collection_open(&stages->collection, NULL));
    require(dd_pool_create(threads, &stages->pool, NULL));
    for (size_t i = 0; i < count; i++) {
        char id[24];
        (void)snprintf(id, sizeof id, "%06zu", i);
        require(dd_collection_add(&stages->collection, id, texts[i].text, texts[i].length, NULL, NULL));
    }
    require(dd_sketch_articles(stages->collection.article, count, long_rate, stages->pool, &stages->samples,
                               NULL, NULL, NULL));
    require(dd_ranking_make(&stages->ranking, stages->collection.article, count, 0, NULL));
    note_ranks(stages);
    const size_t stand_ins = stages->ranking.stand_in_count;
    require(dd_index_build(&stages->index, stages->ranking.stand_in, stand_ins, long_rate, &stages->samples,
                           stages->pool, NULL, NULL, NULL));
    require(dd_boilerplate_learn(&stages->boilerplate, &stages->index, stages->pool, NULL));
    require(dd_candidates_find(&stages->candidates, &stages->index, &stages->boilerplate, NULL, stages->pool,
                               NULL, NULL, NULL));
}

bool engine_stages_paired(const engine_stages *stages, size_t x, size_t y) {
    const uint32_t one = stages->rank_of[x], other = stages->rank_of[y];
    const uint32_t a = one < other ? one : other, b = one < other ? other : one;
    for (size_t i = 0; i < stages->candidates.count; i++)
        if (stages->candidates.pair[i].a == a && stages->candidates.pair[i].b == b)
            return true;
    return false;
}

const dd_spans *engine_stages_spans(const engine_stages *stages, size_t text) {
    return &stages->boilerplate.spans[stages->rank_of[text]];
}

void engine_stages_free(engine_stages *stages) {
    dd_candidates_free(&stages->candidates);
    dd_boilerplate_free(&stages->boilerplate);
    dd_index_free(&stages->index);
    free(stages->rank_of);
    dd_ranking_free(&stages->ranking);
    dd_arena_free(&stages->samples);
    dd_pool_free(stages->pool);
    dd_collection_close(&stages->collection);
    *stages = (engine_stages){0};
}
