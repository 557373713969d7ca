#include "candidate/copies.h"

#include "base/memory.h"
#include "base/sort.h"
#include "sketch/signature.h"

void dd_copies_bands(const dd_article *article, uint64_t *band) {
    dedupe_signature signature;
    if (article->samples.count > 0)
        dd_signature_compute(article->samples.hash, article->samples.count, &signature);
    for (unsigned i = 0; i < DD_BANDS; i++)
        band[i] = article->samples.count > 0 ? dd_signature_band(&signature, i, DD_BAND_ROWS) : 0;
}

/* One band: the articles are sorted by the upper half of their key, and runs of equal keys are buckets. */
static bool pair_band(const uint64_t *band, unsigned which, size_t count, uint64_t *entry, uint64_t *scratch,
                      bool (*emit)(void *context, uint32_t a, uint32_t b), void *context) {
    size_t entries = 0;
    for (size_t a = 0; a < count; a++) {
        uint64_t key = band[a * DD_BANDS + which];
        if (key != 0)
            entry[entries++] = (uint64_t)a << 32 | (uint32_t)key;
    }
    dd_sort_u64(entry, scratch, entries, 32);
    size_t first = 0;
    for (size_t i = 1; i < entries; i++) {
        if ((uint32_t)entry[i] != (uint32_t)entry[first]) {
            first = i;
            continue;
        }
        uint32_t b = (uint32_t)(entry[i] >> 32);
        if (!emit(context, (uint32_t)(entry[first] >> 32), b) ||
            (i - 1 > first && !emit(context, (uint32_t)(entry[i - 1] >> 32), b)))
            return false;
    }
    return true;
}

bool dd_copies_pair(const uint64_t *band, size_t count, bool (*emit)(void *context, uint32_t a, uint32_t b),
                    void *context) {
    uint64_t *entry = dd_memory_allocate(count, sizeof *entry);
    uint64_t *scratch = dd_memory_allocate(count, sizeof *scratch);
    bool ok = entry && scratch;
    for (unsigned which = 0; which < DD_BANDS && ok; which++)
        ok = pair_band(band, which, count, entry, scratch, emit, context);
    dd_memory_free(entry);
    dd_memory_free(scratch);
    return ok;
}
