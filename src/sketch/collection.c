#include "sketch/collection.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/shingle.h"
#include "text/decode.h"

enum { LEAST_SLOT_BITS = 6 };

#define TEXT_LIMIT    ((size_t)1 << 31)
#define ARTICLE_LIMIT ((size_t)1 << 31)

/* ---- one article */

static dedupe_status check_length(size_t length, const char *form, dedupe_error *error) {
    if (length < TEXT_LIMIT)
        return DEDUPE_OK;
    return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "the text is %zu bytes%s; the most is %zu", length,
                        form, TEXT_LIMIT - 1);
}

/* What a text is and the bytes that it takes once it is stored. */
static dedupe_status measure(const void *text, size_t length, dd_encoding *encoding, size_t *stored_bytes,
                             dedupe_error *error) {
    dedupe_status status = check_length(length, "", error);
    if (status != DEDUPE_OK)
        return status;
    *encoding = length > 0 ? dd_decode_detect(text, length) : DD_ENCODING_UTF8;
    *stored_bytes = *encoding == DD_ENCODING_BINARY ? 0
                    : *encoding == DD_ENCODING_UTF8 ? length
                                                    : dd_decode_utf16_length(text, length, *encoding);
    return check_length(*stored_bytes, " as UTF-8", error);
}

/* Stores a text in `out`, which has room for what `measure` says. */
static void store_text(dd_article *article, const void *text, size_t length, dd_encoding encoding,
                       char *out) {
    article->text = "";
    article->text_length = 0;
    if (length == 0 || encoding == DD_ENCODING_BINARY)
        return;
    article->text = out;
    if (encoding != DD_ENCODING_UTF8) {
        article->text_length = dd_decode_utf16(text, length, encoding, out, &article->invalid_bytes);
        return;
    }
    memcpy(out, text, length);
    article->text_length = length;
}

/* What is known of an article before it is folded. */
static dedupe_article_state state_of(dd_encoding encoding) {
    return encoding == DD_ENCODING_BINARY ? DEDUPE_ARTICLE_BINARY : DEDUPE_ARTICLE_COMPARED;
}

dedupe_status dd_article_read(dd_article *article, const void *text, size_t length, dd_arena *arena,
                              dedupe_error *error) {
    dd_encoding encoding;
    size_t stored_bytes;
    dedupe_status status = measure(text, length, &encoding, &stored_bytes, error);
    if (status != DEDUPE_OK)
        return status;
    char *out = dd_arena_allocate(arena, stored_bytes, 1);
    if (!out)
        return dd_error_memory(error);
    article->state = state_of(encoding);
    store_text(article, text, length, encoding, out);
    return DEDUPE_OK;
}

dedupe_status dd_article_read_folded(dd_article *article, const void *text, size_t length, dd_arena *arena,
                                     dd_letters *letters, dedupe_error *error) {
    dedupe_status status = dd_article_read(article, text, length, arena, error);
    if (status == DEDUPE_OK && article->state == DEDUPE_ARTICLE_COMPARED)
        status = dd_article_fold(article, &(dd_text){article->text, article->text_length}, letters, error);
    return status;
}

/* ---- ids */

static uint32_t hash_of(const char *id) {
    return (uint32_t)(dd_shingle_hash((const uint8_t *)id, strlen(id)) >> 32);
}

/* The slot that holds the id, or the free one where it belongs. The hashes are compared first: an id lies
 * somewhere among the texts, so that looking at it costs a cache miss or two. */
static dd_id_slot *find_slot(const dd_collection *c, const char *id, uint32_t hash) {
    const size_t mask = ((size_t)1 << c->slot_bits) - 1;
    size_t i = hash & mask;
    while (c->slot[i].article &&
           (c->slot[i].hash != hash || strcmp(c->article[c->slot[i].article - 1]->id, id) != 0))
        i = (i + 1) & mask;
    return &c->slot[i];
}

static bool reserve_slots(dd_collection *c, size_t articles) {
    unsigned bits = c->slot_bits ? c->slot_bits : LEAST_SLOT_BITS;
    while ((size_t)1 << bits < 2 * articles)
        bits++;
    if (bits == c->slot_bits)
        return true;
    const size_t mask = ((size_t)1 << bits) - 1;
    dd_id_slot *slot = dd_memory_allocate_zeroed(mask + 1, sizeof *slot);
    if (!slot)
        return false;
    const size_t old_count = c->slot ? (size_t)1 << c->slot_bits : 0;
    for (size_t old = 0; old < old_count; old++) {
        size_t i = c->slot[old].hash & mask;
        if (!c->slot[old].article)
            continue;
        while (slot[i].article)
            i = (i + 1) & mask;
        slot[i] = c->slot[old];
    }
    dd_memory_free(c->slot);
    c->slot = slot;
    c->slot_bits = bits;
    return true;
}

/* ---- adding */

/* A copy of a string in the arena; NULL without memory. */
static char *keep_string(dd_arena *arena, const char *string) {
    const size_t bytes = strlen(string) + 1;
    char *copy = dd_arena_allocate(arena, bytes, 1);
    return copy ? memcpy(copy, string, bytes) : NULL;
}

/* Enters an article of which `made` tells what is known already, and whose text will take `bytes`. The lock
 * is held. */
static dedupe_status enter(dd_collection *c, const char *id, uint32_t hash, const dedupe_origin *origin,
                           const dd_article *made, size_t bytes, dd_article **entered, char **out,
                           dedupe_error *error) {
    if (c->count >= ARTICLE_LIMIT)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "more than %zu articles", ARTICLE_LIMIT);
    if (!reserve_slots(c, c->count + 1) ||
        !dd_memory_reserve(&c->article, &c->capacity, c->count + 1, sizeof(dd_article *)))
        return dd_error_memory(error);
    dd_id_slot *slot = find_slot(c, id, hash);
    if (slot->article)
        return dd_error_set(error, DEDUPE_ERROR_DUPLICATE, 0,
                            "an article with the id \"%.100s\" was added before", id);
    dd_article *article = dd_arena_allocate(&c->arena, sizeof *article, _Alignof(dd_article));
    char *id_copy = keep_string(&c->arena, id);
    const bool has_headline = origin && origin->headline;
    char *headline = has_headline ? keep_string(&c->arena, origin->headline) : NULL;
    *out = dd_arena_allocate(&c->arena, bytes, 1);
    if (!article || !id_copy || !*out || (has_headline && !headline))
        return dd_error_memory(error);
    *article = *made;
    article->id = id_copy;
    if (origin)
        article->origin = *origin;
    article->origin.headline = headline;
    c->article[c->count++] = *entered = article;
    *slot = (dd_id_slot){hash, (uint32_t)c->count};
    return DEDUPE_OK;
}

/* Sketches an article whose text is at hand, with a sketcher that nobody uses. */
static dedupe_status sketch_now(dd_collection *c, dd_article *article, const dd_text *text,
                                dedupe_error *error) {
    pthread_mutex_lock(&c->lock);
    const size_t rate = c->expected_rate;
    dd_sketcher *sketcher = c->idle;
    if (sketcher)
        c->idle = sketcher->next;
    pthread_mutex_unlock(&c->lock);
    if (!sketcher)
        sketcher = dd_memory_allocate_zeroed(1, sizeof *sketcher);
    if (!sketcher)
        return dd_error_memory(error);
    const dedupe_status status = dd_sketcher_take(sketcher, article, text, rate, error);
    pthread_mutex_lock(&c->lock);
    sketcher->next = c->idle;
    c->idle = sketcher;
    pthread_mutex_unlock(&c->lock);
    return status;
}

dedupe_status dd_collection_add(dd_collection *collection, const char *id, const void *text, size_t length,
                                const dedupe_origin *origin, dedupe_error *error) {
    /* the bytes are looked at and copied outside the lock, so that threads hold it for a moment only */
    dd_encoding encoding;
    size_t stored_bytes;
    dedupe_status status = measure(text, length, &encoding, &stored_bytes, error);
    if (status != DEDUPE_OK)
        return status;
    const bool is_kept = !(encoding == DD_ENCODING_UTF8 && length > 0 && collection->fetcher.fetch &&
                           origin && origin->is_fetchable);
    dd_article made = {.state = state_of(encoding)};
    if (!is_kept) {
        made.text_length = length;
        made.text_hash = dd_text_hash(text, length);
        made.fetcher = &collection->fetcher;
        status = sketch_now(collection, &made, &(dd_text){text, length}, error);
    }
    if (status != DEDUPE_OK)
        return status;
    dd_article *article = NULL;
    char *out = NULL;
    const uint32_t hash = hash_of(id);
    pthread_mutex_lock(&collection->lock);
    status = enter(collection, id, hash, origin, &made, is_kept ? stored_bytes : 0, &article, &out, error);
    pthread_mutex_unlock(&collection->lock);
    if (status == DEDUPE_OK && is_kept)
        store_text(article, text, length, encoding, out);
    return status;
}

/* Frees the idle sketchers; their samples go to `arena`, or with them if it is NULL. */
static void free_sketchers(dd_collection *c, dd_arena *arena) {
    while (c->idle) {
        dd_sketcher *next = c->idle->next;
        dd_sketcher_free(c->idle, arena);
        dd_memory_free(c->idle);
        c->idle = next;
    }
}

void dd_collection_take_samples(dd_collection *collection, dd_arena *arena) {
    free_sketchers(collection, arena);
}

void dd_collection_expect(dd_collection *collection, uint64_t bytes) {
    pthread_mutex_lock(&collection->lock);
    collection->expected_rate = dd_sample_long_rate(bytes);
    pthread_mutex_unlock(&collection->lock);
}

void dd_collection_forget_samples(dd_collection *collection) {
    for (size_t a = 0; a < collection->count; a++)
        collection->article[a]->sampled_rate = 0;
}

dedupe_status dd_collection_open(dd_collection *collection, dedupe_error *error) {
    if (pthread_mutex_init(&collection->lock, NULL) != 0)
        return dd_error_set(error, DEDUPE_ERROR_SYSTEM, 0, "the system refused a lock");
    collection->is_open = true;
    collection->expected_rate = dd_sample_long_rate(0);
    return DEDUPE_OK;
}

void dd_collection_close(dd_collection *collection) {
    if (!collection || !collection->is_open)
        return;
    pthread_mutex_destroy(&collection->lock);
    dd_memory_free(collection->article);
    dd_memory_free(collection->slot);
    free_sketchers(collection, NULL);
    dd_arena_free(&collection->arena);
    *collection = (dd_collection){0};
}
