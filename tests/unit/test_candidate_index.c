/* The index against a plain list of who has what, over articles with made-up samples. */
#include "base/memory.h"
#include "candidate/index.h"
#include "random_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_ARTICLES = 400, MOST_SAMPLES = 60000 };

/* One sample as it was before the index was built. */
typedef struct given {
    uint32_t hash;
    uint32_t article;
    uint32_t position; /* in full */
    bool is_base;
} given;

/* Articles with samples, and a copy of those by hash. */
typedef struct shelf {
    dd_article article[MOST_ARTICLES];
    dd_article *order[MOST_ARTICLES];
    size_t count;
    given sample[MOST_SAMPLES]; /* in order of article and position */
    given sorted[MOST_SAMPLES]; /* by hash, then article, then position */
    size_t sample_count;
    uint32_t hash[MOST_SAMPLES]; /* the memory of the articles' samples */
    uint16_t position[MOST_SAMPLES];
} shelf;

static shelf made;

/* ---- making articles */

static int by_hash(const void *left, const void *right) {
    const given *x = left, *y = right;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Adds an article of so many samples, up to `step` letters apart, of hashes below `hashes`. One whose
 * positions allow it is a short text with dense samples, now and then. */
static void add_article(random_source *source, size_t samples, size_t step, size_t hashes) {
    const bool dense = samples * step < 30000 && random_below(source, 2) == 0;
    uint32_t at = 0;
    assert_true(made.count < MOST_ARTICLES && made.sample_count + samples <= MOST_SAMPLES);
    for (size_t i = 0; i < samples; i++) {
        at += 1 + (uint32_t)random_below(source, step);
        made.sample[made.sample_count++] =
            (given){.hash = (uint32_t)random_below(source, hashes) * 2654435761u >> 1,
                    .article = (uint32_t)made.count,
                    .position = at,
                    .is_base = !dense || random_below(source, 4) == 0};
    }
    made.article[made.count] = (dd_article){.id = "", .letters = at + 40, .samples.has_dense = dense};
    made.order[made.count] = &made.article[made.count];
    made.count++;
}

static void start(void) {
    made.count = made.sample_count = 0;
}

/* Gives the articles their samples anew: building an index changes them. */
static void lay_out(void) {
    for (size_t a = 0; a < made.count; a++)
        made.article[a].samples.count = 0;
    for (size_t i = 0; i < made.sample_count; i++) {
        const given *sample = &made.sample[i];
        dd_samples *samples = &made.article[sample->article].samples;
        if (samples->count++ == 0) {
            samples->hash = made.hash + i;
            samples->position = made.position + i;
        }
        made.hash[i] = sample->hash;
        made.position[i] =
            (uint16_t)(samples->has_dense && !sample->is_base ? sample->position | DD_SAMPLE_DENSE
                                                              : sample->position);
    }
    if (made.sample_count > 0)
        memcpy(made.sorted, made.sample, made.sample_count * sizeof *made.sample);
    qsort(made.sorted, made.sample_count, sizeof *made.sorted, by_hash);
}

/* ---- the plain list */

/* The samples of one hash. */
static size_t find_hash(uint32_t hash, const given **first) {
    size_t low = 0, high = made.sample_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (made.sorted[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < made.sample_count && made.sorted[end].hash == hash)
        end++;
    *first = &made.sorted[low];
    return end - low;
}

static size_t count_carriers(uint32_t hash) {
    const given *same;
    const size_t count = find_hash(hash, &same);
    size_t carriers = 0;
    for (size_t i = 0; i < count; i++)
        carriers += i == 0 || same[i].article != same[i - 1].article;
    return carriers;
}

/* Checks the carriers of a posting against all samples of its hash. */
static void check_posting(const dd_index *index, uint32_t posting, uint32_t hash) {
    const given *same;
    const size_t count = find_hash(hash, &same);
    uint32_t at = index->posting_begin[posting];
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && same[i].article == same[i - 1].article)
            continue; /* the first occurrence counts */
        assert_true(at < index->posting_begin[posting + 1]);
        assert_int_equal(index->carrier[at], same[i].article);
        assert_int_equal(index->position[at], same[i].position & 0xffff);
        at++;
    }
    assert_int_equal(at, index->posting_begin[posting + 1]);
    assert_true(dd_index_carriers(index, posting) >= 2);
}

/* Walks what is left of an article's samples. Returns how many of its samples have a posting. */
static size_t check_article(const dd_index *index, uint32_t article, uint32_t *hash_of) {
    const dd_samples *samples = &made.article[article].samples;
    uint32_t position = 0, unique = 0;
    size_t left = 0, posted = 0;
    for (size_t i = 0; i < made.sample_count; i++) {
        const given *sample = &made.sample[i];
        if (sample->article != article)
            continue;
        const bool is_shared = count_carriers(sample->hash) >= 2;
        unique += !is_shared && sample->is_base;
        const uint32_t next = left < samples->count ? dd_sample_walk(samples, left, position) : UINT32_MAX;
        if (next != sample->position) {
            assert_false(is_shared); /* only what nobody else has is dropped */
            continue;
        }
        assert_int_equal(dd_sample_is_base(samples, left), sample->is_base);
        const uint32_t posting = samples->hash[left++];
        position = next;
        assert_true(posting < index->posting_count);
        assert_int_equal(posting != DD_POSTING_NONE, is_shared);
        if (posting == DD_POSTING_NONE)
            continue;
        assert_true(hash_of[posting] == UINT32_MAX || hash_of[posting] == sample->hash);
        hash_of[posting] = sample->hash;
        posted++;
    }
    assert_int_equal(left, samples->count);
    if (made.article[article].letters < 65536) { /* then every position can be walked without help */
        assert_int_equal(posted, samples->count);
        assert_int_equal(index->unique_count[article], unique);
    }
    return posted;
}

static void check_index(const dd_index *index) {
    uint32_t *hash_of = malloc((index->posting_count + 1) * sizeof *hash_of);
    size_t posted = 0;
    assert_non_null(hash_of);
    memset(hash_of, 0xff, (index->posting_count + 1) * sizeof *hash_of);
    assert_int_equal(index->article_count, made.count);
    assert_int_equal(index->long_rate, DD_SAMPLE_RATE);
    assert_true(index->posting_count >= 1);
    assert_int_equal(dd_index_carriers(index, DD_POSTING_NONE), 0);
    for (uint32_t a = 0; a < made.count; a++)
        posted += check_article(index, a, hash_of);
    for (uint32_t posting = 1; posting < index->posting_count; posting++) {
        assert_true(hash_of[posting] != UINT32_MAX); /* somebody has it */
        check_posting(index, posting, hash_of[posting]);
    }
    assert_true(posted >= index->posting_begin[index->posting_count]);
    free(hash_of);
}

/* Builds with so many threads and checks. The index is the caller's. */
static dd_index build(unsigned threads) {
    dd_index index = {0};
    dd_pool *pool = NULL;
    lay_out();
    assert_int_equal(dd_pool_create(threads, &pool, NULL), DEDUPE_OK);
    assert_int_equal(
        dd_index_build(&index, made.order, made.count, DD_SAMPLE_RATE, NULL, pool, NULL, NULL, NULL),
        DEDUPE_OK);
    dd_pool_free(pool);
    check_index(&index);
    return index;
}

static void check_all_threads(void) {
    static const unsigned threads[] = {2, 3, 7};
    dd_index one = build(1);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        dd_index many = build(threads[t]);
        assert_int_equal(one.posting_count, many.posting_count);
        assert_memory_equal(one.posting_begin, many.posting_begin,
                            (one.posting_count + 1) * sizeof *one.posting_begin);
        const size_t carriers = one.posting_begin[one.posting_count];
        if (carriers > 0) {
            assert_memory_equal(one.carrier, many.carrier, carriers * sizeof *one.carrier);
            assert_memory_equal(one.position, many.position, carriers * sizeof *one.position);
        }
        dd_index_free(&many);
    }
    dd_index_free(&one);
    assert_null(one.carrier);
}

/* ---- tests */

static void the_index_knows_who_has_what(void **state) {
    (void)state;
    static const size_t hashes[] = {3, 50, 1000, 20000, 1000000};
    random_source source = random_start(1);
    for (size_t h = 0; h < sizeof hashes / sizeof *hashes; h++)
        for (unsigned round = 0; round < 4; round++) {
            start();
            for (size_t articles = 2 + random_below(&source, 60); articles > 0; articles--)
                add_article(&source, random_below(&source, 80), 100, hashes[h]);
            check_all_threads();
        }
}

static void positions_beyond_sixteen_bits_can_be_walked(void **state) {
    (void)state;
    random_source source = random_start(2);
    for (unsigned round = 0; round < 20; round++) {
        start();
        for (size_t articles = 2 + random_below(&source, 10); articles > 0; articles--)
            add_article(&source, random_below(&source, 60), 60000, round % 2 == 0 ? 100 : 100000);
        check_all_threads();
    }
}

static void many_articles_make_many_postings(void **state) {
    (void)state;
    random_source source = random_start(3);
    start();
    while (made.count < MOST_ARTICLES)
        add_article(&source, 100 + random_below(&source, 50), 16, 30000);
    check_all_threads();
}

static void few_articles_are_an_index_too(void **state) {
    (void)state;
    random_source source = random_start(4);
    start();
    check_all_threads(); /* none */
    add_article(&source, 50, 20, 10);
    dd_index index = build(2); /* one: whatever it repeats, nobody else has it */
    assert_int_equal(index.posting_count, 1);
    assert_int_equal(made.article[0].samples.count, 0);
    dd_index_free(&index);
    add_article(&source, 0, 20, 10); /* and one without samples */
    check_all_threads();
    add_article(&source, 50, 20, 10);
    index = build(1);
    assert_true(index.posting_count > 5);
    dd_index_free(&index);
}

/* ---- cancelling and memory */

static bool stop_after(void *context, size_t done, size_t total) {
    unsigned *calls = context;
    assert_true(done <= total);
    return (*calls)-- > 0;
}

static void a_watcher_can_cancel(void **state) {
    (void)state;
    random_source source = random_start(5);
    dd_pool *pool = NULL;
    start();
    for (unsigned i = 0; i < 20; i++)
        add_article(&source, 100, 16, 500);
    assert_int_equal(dd_pool_create(1, &pool, NULL), DEDUPE_OK);
    dedupe_status status = DEDUPE_ERROR_CANCELLED;
    unsigned cancelled = 0;
    for (unsigned patience = 0; status != DEDUPE_OK; patience++) {
        unsigned calls = patience;
        dd_index index = {0};
        dedupe_error error = {0};
        lay_out();
        status = dd_index_build(&index, made.order, made.count, DD_SAMPLE_RATE, NULL, pool, stop_after,
                                &calls, &error);
        if (status != DEDUPE_OK) {
            assert_int_equal(status, DEDUPE_ERROR_CANCELLED);
            assert_int_equal(error.code, DEDUPE_ERROR_CANCELLED);
            assert_null(index.carrier);
            cancelled++;
        }
        dd_index_free(&index);
    }
    assert_true(cancelled > 0);
    dd_pool_free(pool);
}

static void without_memory_it_says_so(void **state) {
    (void)state;
    random_source source = random_start(6);
    dd_pool *pool = NULL;
    dedupe_status status = DEDUPE_ERROR_MEMORY;
    unsigned failures = 0;
    start();
    for (unsigned i = 0; i < 5; i++)
        add_article(&source, 40, 16, 50);
    assert_int_equal(dd_pool_create(1, &pool, NULL), DEDUPE_OK);
    for (long after = 0; status != DEDUPE_OK; after++, failures++) {
        dd_index index = {0};
        lay_out();
        dd_memory_fail_after(after);
        status = dd_index_build(&index, made.order, made.count, DD_SAMPLE_RATE, NULL, pool, NULL, NULL, NULL);
        dd_memory_fail_after(-1);
        assert_true(status == DEDUPE_OK || (status == DEDUPE_ERROR_MEMORY && index.carrier == NULL));
        dd_index_free(&index);
    }
    assert_true(failures > 10);
    dd_pool_free(pool);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_knows_who_has_what),
        cmocka_unit_test(positions_beyond_sixteen_bits_can_be_walked),
        cmocka_unit_test(many_articles_make_many_postings),
        cmocka_unit_test(few_articles_are_an_index_too),
        cmocka_unit_test(a_watcher_can_cancel),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
