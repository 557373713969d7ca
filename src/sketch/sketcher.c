#include "sketch/sketcher.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"

static bool is_blank(const char *text, size_t length) {
    size_t i = 0;
    while (i < length && strchr(" \t\n\v\f\r", text[i]) && text[i] != '\0')
        i++;
    return i == length;
}

dedupe_status dd_article_fold(dd_article *article, const dd_text *text, dd_letters *letters,
                              dedupe_error *error) {
    dedupe_status status = dd_letters_fold(letters, text->bytes, text->length, false, error);
    if (status != DEDUPE_OK)
        return status;
    article->letters = (uint32_t)letters->count;
    dd_letters_identity(letters, article->identity);
    if (!article->is_folded)
        article->invalid_bytes += letters->invalid_bytes;
    article->is_folded = true;
    if (article->state == DEDUPE_ARTICLE_COMPARED && letters->count == 0)
        article->state =
            is_blank(text->bytes, text->length) ? DEDUPE_ARTICLE_EMPTY : DEDUPE_ARTICLE_NO_LETTERS;
    return DEDUPE_OK;
}

/* Copies the sketcher's samples into its arena, to size. */
static dedupe_status keep_samples(dd_sketcher *s, dd_article *article, dedupe_error *error) {
    article->samples = s->samples;
    const size_t hash_bytes = s->samples.count * sizeof *s->samples.hash;
    const size_t position_bytes = s->samples.count * sizeof *s->samples.position;
    article->samples.hash = dd_arena_allocate(&s->arena, hash_bytes, _Alignof(uint32_t));
    article->samples.position = dd_arena_allocate(&s->arena, position_bytes, _Alignof(uint16_t));
    if (!article->samples.hash || !article->samples.position)
        return dd_error_memory(error);
    memcpy(article->samples.hash, s->samples.hash, hash_bytes);
    memcpy(article->samples.position, s->samples.position, position_bytes);
    return DEDUPE_OK;
}

dedupe_status dd_sketcher_take(dd_sketcher *s, dd_article *article, const dd_text *text, size_t long_rate,
                               dedupe_error *error) {
    article->samples = (dd_samples){0};
    article->sampled_rate = (uint32_t)long_rate;
    if (article->state == DEDUPE_ARTICLE_BINARY)
        return DEDUPE_OK;
    dedupe_status status = dd_article_fold(article, text, &s->letters, error);
    if (status != DEDUPE_OK || article->state != DEDUPE_ARTICLE_COMPARED)
        return status;
    const size_t bound = dd_sample_bound(s->letters.count);
    if (!dd_memory_reserve(&s->samples.hash, &s->hash_capacity, bound, sizeof *s->samples.hash) ||
        !dd_memory_reserve(&s->samples.position, &s->position_capacity, bound, sizeof *s->samples.position) ||
        !dd_memory_reserve(&s->scratch, &s->scratch_capacity, bound, sizeof *s->scratch))
        return dd_error_memory(error);
    dd_sample_take(s->letters.letter, s->letters.count, long_rate, s->scratch, &s->samples);
    return keep_samples(s, article, error);
}

void dd_sketcher_free(dd_sketcher *s, dd_arena *arena) {
    if (!s)
        return;
    dd_letters_free(&s->letters);
    dd_memory_free(s->samples.hash);
    dd_memory_free(s->samples.position);
    dd_memory_free(s->scratch);
    if (arena)
        dd_arena_adopt(arena, &s->arena);
    dd_arena_free(&s->arena);
    *s = (dd_sketcher){0};
}
