#include "verify/resemblance.h"

#include "base/sort.h"
#include "sketch/shingle.h"

size_t dd_resemblance_set(const dd_letters *letters, size_t shingle, uint64_t *hash, uint32_t *scratch,
                          uint32_t *set) {
    size_t count = dd_shingle_hash_all(letters->letter, letters->count, shingle, hash);
    if (count == 0 && letters->count > 0)
        hash[count++] = dd_shingle_hash(letters->letter, letters->count);
    for (size_t i = 0; i < count; i++)
        set[i] = (uint32_t)hash[i];
    dd_sort_u32(set, scratch, count);
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || set[i] != set[distinct - 1])
            set[distinct++] = set[i];
    return distinct;
}

double dd_resemblance_jaccard(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count) {
    size_t i = 0, k = 0, both = 0;
    while (i < a_count && k < b_count) {
        both += a[i] == b[k];
        uint32_t x = a[i], y = b[k];
        i += x <= y;
        k += y <= x;
    }
    size_t either = a_count + b_count - both;
    return either > 0 ? (double)both / (double)either : 0;
}
