/* Corpora of generated articles for property tests, and runs over them. A test keeps one corpus at a time.
 * Helpers abort if memory runs out or a call fails. */
#ifndef ENGINE_CORPUS_H
#define ENGINE_CORPUS_H

#include "story.h"

#include <dedupe/dedupe.h>

enum { ENGINE_CORPUS_MOST = 320 };

typedef struct engine_corpus {
    story text[ENGINE_CORPUS_MOST];
    size_t name[ENGINE_CORPUS_MOST]; /* number in the id of each text: its own number at first */
    size_t count;
} engine_corpus;

/* Frees the texts; the corpus is empty then. */
void engine_corpus_clear(engine_corpus *corpus);

/* The next free text. */
story *engine_corpus_next(engine_corpus *corpus);

/* Fills the corpus anew with stories in versions of every kind and, unless it is to be plain, with pages of
 * two outlets, a round-up, copies and oddities. In a plain one no two texts are the same. */
void engine_corpus_make(engine_corpus *corpus, uint64_t seed, bool plain);

/* Options of one thread that differ from seed to seed. */
dedupe_options engine_corpus_options(uint64_t seed);

/* A corpus of the library with its result. */
typedef struct engine_run {
    dedupe_corpus *corpus;
    dedupe_result *result;
} engine_run;

/* Runs all texts, added in this order (NULL: as they come). */
engine_run engine_run_start(const dedupe_options *options, const engine_corpus *corpus, const size_t *order);

/* Whether two runs say the same in every field. */
bool engine_run_equal(const engine_run *one, const engine_run *other);

void engine_run_free(engine_run *made);

/* The pair of articles a < b, or NULL. */
const dedupe_pair *engine_run_pair(const engine_run *made, size_t a, size_t b);

/* NULL if `other` is `one` with its two sides exchanged (`turned`) or as they are, else what differs. Static.
 */
const char *engine_pair_difference(const dedupe_pair *one, const dedupe_pair *other, bool turned);

#endif
