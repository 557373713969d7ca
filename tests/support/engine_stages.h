/* The stages of the engine up to candidate pairs, run over texts of a test, with all they hold left open for
 * inspection. Any failure aborts. */
#ifndef ENGINE_STAGES_H
#define ENGINE_STAGES_H

#include "candidate/pairs.h"
#include "candidate/ranking.h"
#include "sketch/collection.h"
#include "story.h"

typedef struct engine_stages {
    dd_collection collection;
    dd_arena samples;
    dd_pool *pool;
    dd_ranking ranking;
    dd_index index;
    dd_boilerplate boilerplate;
    dd_candidates candidates;
    size_t count;      /* texts */
    uint32_t *rank_of; /* by text: number of its stand-in in index, boilerplate and candidates */
} engine_stages;

/* Runs the stages over `count` comparable texts with so many threads. Free with engine_stages_free. */
void engine_stages_run(engine_stages *stages, const story *texts, size_t count, unsigned threads);

/* The same with long texts sampled at 1 shingle in long_rate, as in a large corpus. */
void engine_stages_run_at(engine_stages *stages, const story *texts, size_t count, unsigned threads,
                          size_t long_rate);

/* Whether two texts are a candidate pair. */
bool engine_stages_paired(const engine_stages *stages, size_t x, size_t y);

/* What was learnt of a text to be boilerplate. */
const dd_spans *engine_stages_spans(const engine_stages *stages, size_t text);

void engine_stages_free(engine_stages *stages);

#endif
