#include "candidate/independence.h"

#include <string.h>

enum {
    CHOSEN_MOST = 8,       /* mutually independent carriers that are remembered; one bit each */
    SMALL_CORPUS = 64,     /* articles below which three carriers must do */
    EXAMINED_SHARE = 30,   /* per cent of the examined that must be independent */
    FRAME_MOST = 85,       /* per cent of a page that may be its frame */
    SHARED_MOST = 5,       /* per cent of the rest that independent articles may share: chance, stock phrases */
    CARRIED_LEAST = 80     /* per cent of a group that must carry what belongs to its passage */
};

size_t dd_independence_needed(size_t articles) {
    return articles < SMALL_CORPUS ? 3 : 4;
}

static bool carries(const dd_index *index, uint32_t posting, uint32_t article) {
    uint32_t low = index->posting_begin[posting], high = index->posting_begin[posting + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->carrier[middle] < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->posting_begin[posting + 1] && index->carrier[low] == article;
}

bool dd_independence_carried_by(const dd_index *index, uint32_t posting, const dd_carriers *group) {
    size_t missing = 0;
    const size_t most = group->count * (100 - CARRIED_LEAST) / 100;
    for (size_t i = 0; i < group->count && missing <= most; i++)
        missing += !carries(index, posting, group->article[i]);
    return missing <= most;
}

/* Sets or clears the bits of a chosen carrier. */
static void mark(dd_independence *test, uint32_t article, uint8_t bit, bool set) {
    const dd_article *a = test->index->article[article];
    for (size_t i = 0; i < a->samples.count; i++) {
        uint32_t posting = dd_index_posting(a, i);
        if (set)
            test->chosen_bits[posting] |= bit;
        else
            test->chosen_bits[posting] = 0;
    }
}

/* Whether the article shares next to nothing with every chosen one, outside known boilerplate and outside
 * what this very group carries. */
static bool is_independent(const dd_independence *test, const dd_carriers *group, uint32_t article,
                           const size_t *chosen_rest, size_t chosen, size_t rest) {
    const dd_article *a = test->index->article[article];
    size_t shared[CHOSEN_MOST] = {0};
    for (size_t i = 0; i < a->samples.count; i++) {
        uint32_t posting = dd_index_posting(a, i);
        uint8_t bits = test->chosen_bits[posting];
        if (!bits || posting == DD_POSTING_NONE || test->known[posting] || !dd_sample_is_base(&a->samples, i) ||
            dd_independence_carried_by(test->index, posting, group))
            continue;
        for (size_t k = 0; k < chosen; k++) {
            size_t smaller = rest < chosen_rest[k] ? rest : chosen_rest[k];
            shared[k] += bits >> k & 1;
            if (shared[k] > 1 && shared[k] * 100 > smaller * SHARED_MOST)
                return false;
        }
    }
    return true;
}

/* Samples of the article outside this passage and known boilerplate. */
static size_t rest_of(const dd_independence *test, const dd_carriers *group, uint32_t article) {
    const dd_article *a = test->index->article[article];
    size_t rest = 0;
    for (size_t i = 0; i < a->samples.count; i++) {
        uint32_t posting = dd_index_posting(a, i);
        rest += dd_sample_is_base(&a->samples, i) &&
                (posting == DD_POSTING_NONE ||
                 (!test->known[posting] && !dd_independence_carried_by(test->index, posting, group)));
    }
    return rest;
}

static bool has_own_text(const dd_independence *test, uint32_t article) {
    const dd_samples *samples = &test->index->article[article]->samples;
    size_t base = 0;
    for (size_t i = 0; i < samples->count; i++)
        base += dd_sample_is_base(samples, i);
    return test->own[article] > 0 && test->own[article] * 100 >= base * (100 - FRAME_MOST);
}

bool dd_independence_test(dd_independence *test, const dd_carriers *group, size_t needed) {
    uint32_t chosen[CHOSEN_MOST];
    size_t chosen_rest[CHOSEN_MOST];
    size_t count = 0;
    size_t share = (group->count * EXAMINED_SHARE + 99) / 100;
    if (share > needed)
        needed = share;
    for (size_t i = 0; i < group->count && count < needed; i++) {
        uint32_t article = group->article[i];
        if (count + (group->count - i) < needed)
            break;
        if (!has_own_text(test, article))
            continue;
        size_t rest = rest_of(test, group, article);
        if (!is_independent(test, group, article, chosen_rest, count, rest))
            continue;
        chosen[count] = article;
        chosen_rest[count] = rest;
        mark(test, article, (uint8_t)(1u << count), true);
        count++;
    }
    for (size_t k = 0; k < count; k++)
        mark(test, chosen[k], 0, false);
    return count >= needed;
}
