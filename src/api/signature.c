/* The signature of one text. */
#include "sketch/signature.h"
#include "api/options.h"
#include "base/error.h"
#include "base/memory.h"
#include "sketch/collection.h"
#include "sketch/shingle.h"

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
    dedupe_status status = dd_options_check(&options, error);
    if (status != DEDUPE_OK)
        return status;
    dd_arena arena = {0};
    dd_letters letters = {0};
    dd_article article = {0};
    status = dd_article_read_folded(&article, text, length, &arena, &letters, error);
    if (status == DEDUPE_OK && letters.count == 0)
        status = dd_error_set(error, DEDUPE_ERROR_ARGUMENT, 0, "the text has no letters");
    if (status == DEDUPE_OK)
        status = sign(&letters, options.shingle_letters, signature, error);
    dd_letters_free(&letters);
    dd_arena_free(&arena);
    return status;
}
