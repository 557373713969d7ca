#include "candidate/independence.h"

enum {
    CHOSEN_MOST = 6,     /* mutually independent carriers that are remembered; one bit each */
    SMALL_CORPUS = 64,   /* articles below which three carriers must do */
    EXAMINED_SHARE = 30, /* per cent of the examined that must be independent */
    FRAME_MOST = 85,     /* per cent of a page that may be its frame */
    SHARED_MOST = 5,     /* per cent of the rest that independent articles may share: chance, stock phrases */
    CARRIED_LEAST = 80   /* per cent of a group that must carry what belongs to its passage */
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
    if (dd_index_carriers(index, posting) * 100 < group->count * CARRIED_LEAST)
        return false;
    const size_t most = group->count * (100 - CARRIED_LEAST) / 100;
    for (size_t i = 0; i < group->count && missing <= most; i++)
        missing += !carries(index, posting, group->article[i]);
    return missing <= most;
}

/* ---- state of a posting during a test: which chosen carriers have it, and whether it belongs to the
 * passage. Asking for the latter is costly, and most postings are asked for more than once. */

enum { BELONGS = 0x40, BELONGS_NOT = 0x80, CHOSEN = 0x3f };

/* Whether the posting counts as text outside the passage and outside known boilerplate. */
static bool is_outside(dd_independence *test, uint32_t posting) {
    uint8_t *state = &test->state[posting];
    if (!(*state & (BELONGS | BELONGS_NOT)))
        *state |= test->known[posting] || dd_independence_carried_by(test->index, posting, &test->group)
                      ? BELONGS
                      : BELONGS_NOT;
    return *state & BELONGS_NOT;
}

static void mark_chosen(dd_independence *test, const dd_article *article, size_t k) {
    for (size_t i = 0; i < article->samples.count; i++)
        test->state[dd_index_posting(article, i)] |= (uint8_t)(1u << k);
}

/* Undoes what a test has left in the states of an article's postings. */
static void clear_states(dd_independence *test, const dd_article *article) {
    for (size_t i = 0; i < article->samples.count; i++)
        test->state[dd_index_posting(article, i)] = 0;
}

/* Whether the article shares next to nothing with every chosen one, outside known boilerplate and outside
 * what this very group carries. */
static bool is_independent(dd_independence *test, const dd_article *article, const size_t *chosen_rest,
                           size_t chosen, size_t rest) {
    size_t shared[CHOSEN_MOST] = {0};
    for (size_t i = 0; i < article->samples.count; i++) {
        uint32_t posting = dd_index_posting(article, i);
        uint8_t bits = test->state[posting] & CHOSEN;
        if (!bits || posting == DD_POSTING_NONE || !dd_sample_is_base(&article->samples, i) ||
            !is_outside(test, posting))
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
static size_t rest_of(dd_independence *test, const dd_article *article) {
    size_t rest = 0;
    for (size_t i = 0; i < article->samples.count; i++) {
        uint32_t posting = dd_index_posting(article, i);
        rest += dd_sample_is_base(&article->samples, i) &&
                (posting == DD_POSTING_NONE || is_outside(test, posting));
    }
    return rest;
}

bool dd_independence_is_own(size_t own_samples, size_t base_samples) {
    return own_samples > 0 && own_samples * 100 >= base_samples * (100 - FRAME_MOST);
}

/* Looks for mutually independent carriers until there are enough or there cannot be enough any more. Returns
 * how many were found; *looked_at is set to the number of carriers whose states were touched. */
static size_t choose_independent(dd_independence *test, size_t needed, size_t *looked_at) {
    size_t chosen_rest[CHOSEN_MOST];
    size_t count = 0, hopeful = 0;
    const dd_carriers *group = &test->group;
    *looked_at = 0;
    for (size_t i = 0; i < group->count; i++)
        hopeful += test->has_own[group->article[i]];
    for (size_t i = 0; i < group->count && count < needed && count + hopeful >= needed; i++) {
        const dd_article *article = test->index->article[group->article[i]];
        if (!test->has_own[group->article[i]])
            continue;
        hopeful--;
        *looked_at = i + 1;
        size_t rest = rest_of(test, article);
        if (!is_independent(test, article, chosen_rest, count, rest))
            continue;
        mark_chosen(test, article, count);
        chosen_rest[count++] = rest;
    }
    return count;
}

bool dd_independence_test(dd_independence *test, const dd_carriers *group, size_t needed) {
    size_t share = (group->count * EXAMINED_SHARE + 99) / 100;
    size_t looked_at;
    if (share > needed)
        needed = share;
    test->group = *group;
    size_t found = choose_independent(test, needed, &looked_at);
    for (size_t i = 0; i < looked_at; i++)
        clear_states(test, test->index->article[group->article[i]]);
    return found >= needed;
}
