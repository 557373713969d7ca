#include "candidate/index.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sort.h"

/* An entry of the join is number of the sample << KEY_BITS | hash. Entries are gathered by number and sorted,
 * stably, by the hash alone: equal hashes come together in order of article and position. */
enum { HASH_BITS = 31, KEY_BITS = 32, FEWEST_PARTITION_BITS = 3, MOST_PARTITION_BITS = 12 };
enum { PARTITION_SAMPLES = 1 << 19, HINT_BITS = 6 };

/* One partition of the hashes: its sorted entries, and the postings made of them. Offsets and numbers are
 * local until all earlier partitions are known. */
typedef struct partition {
    uint64_t *entry;
    size_t entry_count;
    uint32_t *begin;
    size_t posting_count;
    uint32_t *carrier;
    uint16_t *position;
    size_t carrier_count;
    uint32_t first_posting;
} partition;

typedef struct join {
    dd_article *const *article;
    size_t article_count;
    uint64_t *first; /* number of the first sample of each article, then the total */
    uint32_t *hint;  /* by number of a sample >> HINT_BITS: an article at or little before it */
    unsigned partition_bits;
    size_t *samples_of;       /* by partition */
    uint32_t first_partition; /* of the batch at work */
    partition *batch;
} join;

static void partition_free(partition *part) {
    dd_memory_free(part->entry);
    dd_memory_free(part->begin);
    dd_memory_free(part->carrier);
    dd_memory_free(part->position);
    *part = (partition){0};
}

/* The article that a sample belongs to: the hint is exact but for the articles that start within the same
 * few samples. */
static size_t article_of(const join *j, uint64_t number) {
    size_t a = j->hint[number >> HINT_BITS];
    while (j->first[a + 1] <= number)
        a++;
    return a;
}

/* Counts the samples of every partition. */
static dedupe_status count_partitions(join *j, dedupe_error *error) {
    const unsigned shift = HASH_BITS - j->partition_bits;
    j->samples_of = dd_memory_allocate_zeroed((size_t)1 << j->partition_bits, sizeof *j->samples_of);
    if (!j->samples_of)
        return dd_error_memory(error);
    for (size_t a = 0; a < j->article_count; a++)
        for (size_t i = 0; i < j->article[a]->samples.count; i++)
            j->samples_of[j->article[a]->samples.hash[i] >> shift]++;
    return DEDUPE_OK;
}

/* Writes the samples of one partition. One that an earlier batch has replaced has its top bit set and never
 * fits. */
static void gather(const join *j, uint32_t wanted, uint64_t *entry) {
    const unsigned shift = HASH_BITS - j->partition_bits;
    const uint32_t rest = (1u << shift) - 1;
    size_t count = 0;
    for (size_t a = 0; a < j->article_count; a++) {
        const dd_samples *samples = &j->article[a]->samples;
        for (size_t i = 0; i < samples->count; i++) {
            uint32_t hash = samples->hash[i];
            entry[count] = (j->first[a] + i) << KEY_BITS | (hash & rest);
            count += hash >> shift == wanted;
        }
    }
}

static dedupe_status sort_partition(const join *j, uint32_t number, partition *part) {
    part->entry_count = j->samples_of[number];
    part->entry = dd_memory_allocate(part->entry_count + 1, sizeof *part->entry); /* gather writes ahead */
    uint64_t *scratch = dd_memory_allocate(part->entry_count, sizeof *scratch);
    if (!part->entry || !scratch) {
        dd_memory_free(scratch);
        return DEDUPE_ERROR_MEMORY;
    }
    gather(j, number, part->entry);
    dd_sort_u64(part->entry, scratch, part->entry_count, KEY_BITS);
    dd_memory_free(scratch);
    return DEDUPE_OK;
}

/* The end of the run of equal hashes that starts at `begin`. */
static size_t run_end(const partition *part, size_t begin) {
    uint32_t hash = (uint32_t)part->entry[begin];
    size_t end = begin + 1;
    while (end < part->entry_count && (uint32_t)part->entry[end] == hash)
        end++;
    return end;
}

/* Room for the runs of two entries or more. */
static bool reserve_postings(partition *part) {
    size_t postings = 0, carriers = 0;
    for (size_t i = 0, end; i < part->entry_count; i = end) {
        end = run_end(part, i);
        postings += end - i > 1;
        carriers += end - i > 1 ? end - i : 0;
    }
    part->begin = dd_memory_allocate(postings, sizeof *part->begin);
    part->carrier = dd_memory_allocate(carriers, sizeof *part->carrier);
    part->position = dd_memory_allocate(carriers, sizeof *part->position);
    return part->begin && part->carrier && part->position;
}

static uint64_t entry_number(const partition *part, size_t i) {
    return part->entry[i] >> KEY_BITS;
}

/* Turns one run into a posting, unless one article alone holds it, and notes its local number (from 1, or
 * DD_POSTING_NONE) in the hash bits of its entries. */
static void add_posting(const join *j, partition *part, size_t begin, size_t end) {
    const size_t carriers_before = part->carrier_count;
    for (size_t i = begin; i < end && end - begin > 1; i++) {
        uint64_t number = entry_number(part, i);
        size_t a = article_of(j, number);
        if (part->carrier_count > carriers_before && part->carrier[part->carrier_count - 1] == a)
            continue;
        part->carrier[part->carrier_count] = (uint32_t)a;
        part->position[part->carrier_count++] =
            (uint16_t)dd_sample_position(&j->article[a]->samples, number - j->first[a]);
    }
    uint32_t posting = DD_POSTING_NONE;
    if (part->carrier_count - carriers_before >= 2) {
        part->begin[part->posting_count++] = (uint32_t)carriers_before;
        posting = (uint32_t)part->posting_count;
    } else {
        part->carrier_count = carriers_before;
    }
    for (size_t i = begin; i < end; i++)
        part->entry[i] = entry_number(part, i) << KEY_BITS | posting;
}

static dedupe_status build_partitions(void *context, unsigned worker, size_t begin, size_t end,
                                      dedupe_error *error) {
    const join *j = context;
    (void)worker;
    for (size_t p = begin; p < end; p++) {
        partition *part = &j->batch[p];
        dedupe_status status = sort_partition(j, j->first_partition + (uint32_t)p, part);
        if (status != DEDUPE_OK || !reserve_postings(part))
            return dd_error_memory(error);
        for (size_t i = 0, stop; i < part->entry_count; i = stop) {
            stop = run_end(part, i);
            add_posting(j, part, i, stop);
        }
    }
    return DEDUPE_OK;
}

static dedupe_status replace_hashes(void *context, unsigned worker, size_t begin, size_t end,
                                    dedupe_error *error) {
    const join *j = context;
    (void)worker;
    (void)error;
    for (size_t p = begin; p < end; p++) {
        const partition *part = &j->batch[p];
        for (size_t i = 0; i < part->entry_count; i++) {
            uint32_t local = (uint32_t)part->entry[i];
            if (local == DD_POSTING_NONE) /* most; their hash stays, which says the same */
                continue;
            uint64_t number = entry_number(part, i);
            size_t a = article_of(j, number);
            j->article[a]->samples.hash[number - j->first[a]] =
                DD_INDEX_REPLACED | (part->first_posting + local - 1);
        }
    }
    return DEDUPE_OK;
}

typedef struct room {
    size_t postings;
    size_t carriers;
    size_t positions;
} room;

/* Appends the postings of a built partition to the index. */
static dedupe_status append_partition(dd_index *index, room *have, partition *part, dedupe_error *error) {
    size_t carriers = index->posting_begin[index->posting_count];
    if (carriers + part->carrier_count > UINT32_MAX ||
        index->posting_count + part->posting_count >= DD_INDEX_REPLACED)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0,
                            "the index is full: more than 2^32 shared shingles");
    if (!dd_memory_reserve(&index->posting_begin, &have->postings,
                           index->posting_count + part->posting_count + 1, sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->carrier, &have->carriers, carriers + part->carrier_count,
                           sizeof(uint32_t)) ||
        !dd_memory_reserve(&index->position, &have->positions, carriers + part->carrier_count,
                           sizeof(uint16_t)))
        return dd_error_memory(error);
    part->first_posting = (uint32_t)index->posting_count;
    if (part->carrier_count == 0)
        return DEDUPE_OK;
    memcpy(index->carrier + carriers, part->carrier, part->carrier_count * sizeof(uint32_t));
    memcpy(index->position + carriers, part->position, part->carrier_count * sizeof(uint16_t));
    for (size_t p = 0; p < part->posting_count; p++)
        index->posting_begin[index->posting_count++] = (uint32_t)carriers + part->begin[p];
    index->posting_begin[index->posting_count] = (uint32_t)(carriers + part->carrier_count);
    return DEDUPE_OK;
}

static dedupe_status run_batch(join *j, dd_index *index, room *have, size_t parts, dd_pool *pool,
                               dedupe_error *error) {
    dedupe_status status = dd_pool_run(pool, parts, 1, build_partitions, j, NULL, NULL, error);
    for (size_t p = 0; p < parts && status == DEDUPE_OK; p++)
        status = append_partition(index, have, &j->batch[p], error);
    if (status == DEDUPE_OK)
        status = dd_pool_run(pool, parts, 1, replace_hashes, j, NULL, NULL, error);
    for (size_t p = 0; p < parts; p++)
        partition_free(&j->batch[p]);
    return status;
}

static unsigned choose_partition_bits(uint64_t samples) {
    unsigned bits = FEWEST_PARTITION_BITS;
    while (bits < MOST_PARTITION_BITS && samples >> bits > PARTITION_SAMPLES)
        bits++;
    return bits;
}

/* Numbers the samples of all articles. */
static dedupe_status number_samples(join *j, dedupe_error *error) {
    uint64_t total = 0;
    for (size_t a = 0; a < j->article_count; a++)
        total += j->article[a]->samples.count;
    if (total > UINT32_MAX)
        return dd_error_set(error, DEDUPE_ERROR_LIMIT, 0, "too much text: more than 2^32 sampled shingles");
    j->first = dd_memory_allocate(j->article_count + 1, sizeof *j->first);
    j->hint = dd_memory_allocate((total >> HINT_BITS) + 1, sizeof *j->hint);
    if (!j->first || !j->hint)
        return dd_error_memory(error);
    j->first[0] = 0;
    size_t next_hint = 0;
    for (size_t a = 0; a < j->article_count; a++) {
        j->first[a + 1] = j->first[a] + j->article[a]->samples.count;
        for (; (uint64_t)next_hint << HINT_BITS < j->first[a + 1]; next_hint++)
            j->hint[next_hint] = (uint32_t)a;
    }
    j->partition_bits = choose_partition_bits(total);
    return DEDUPE_OK;
}

/* Posting 0 is DD_POSTING_NONE and has no carriers. */
static dedupe_status start_index(dd_index *index, room *have, dedupe_error *error) {
    if (!dd_memory_reserve(&index->posting_begin, &have->postings, 2, sizeof(uint32_t)))
        return dd_error_memory(error);
    index->posting_begin[0] = index->posting_begin[1] = 0;
    index->posting_count = 1;
    return DEDUPE_OK;
}

dedupe_status dd_index_build(dd_index *index, dd_article *const *article, size_t count, dd_pool *pool,
                             dd_pool_watch *watch, void *watch_context, dedupe_error *error) {
    room have = {0};
    join j = {.article = article, .article_count = count};
    const unsigned workers = dd_pool_workers(pool);
    index->article = (const dd_article *const *)article;
    index->article_count = count;
    dedupe_status status = start_index(index, &have, error);
    j.batch = dd_memory_allocate_zeroed(workers, sizeof *j.batch);
    if (status == DEDUPE_OK && !j.batch)
        status = dd_error_memory(error);
    if (status == DEDUPE_OK)
        status = number_samples(&j, error);
    if (status == DEDUPE_OK)
        status = count_partitions(&j, error);
    if (status != DEDUPE_OK)
        goto done;
    const size_t partitions = (size_t)1 << j.partition_bits;
    for (size_t done = 0; done < partitions && status == DEDUPE_OK; done += workers) {
        size_t parts = partitions - done < workers ? partitions - done : workers;
        j.first_partition = (uint32_t)done;
        status = run_batch(&j, index, &have, parts, pool, error);
        if (status == DEDUPE_OK && watch && !watch(watch_context, done + parts, partitions))
            status = dd_error_set(error, DEDUPE_ERROR_CANCELLED, 0, "cancelled");
    }
done:
    dd_memory_free(j.batch);
    dd_memory_free(j.first);
    dd_memory_free(j.hint);
    dd_memory_free(j.samples_of);
    if (status != DEDUPE_OK)
        dd_index_free(index);
    return status;
}

void dd_index_free(dd_index *index) {
    dd_memory_free(index->posting_begin);
    dd_memory_free(index->carrier);
    dd_memory_free(index->position);
    *index = (dd_index){0};
}
