#include "candidate/independence.h"

enum {
    CHOSEN_MOST = 6,     /* mutually independent carriers that are remembered; one bit each */
    SMALL_CORPUS = 64,   /* articles below which three carriers must do */
    EXAMINED_SHARE = 30, /* per cent of the examined that must be independent */
    FRAME_MOST = 85,     /* per cent of a page that may be its frame */
    OWN_LEAST = 100,     /* letters of a stretch that counts as an article's own */
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

/* A quick look: false if the posting's bits show that fewer than enough of the group can carry it. */
static bool may_belong(const dd_independence *test, uint32_t posting) {
    const uint64_t bits = test->bits[posting];
    size_t hits = 0;
    if (dd_index_carriers(test->index, posting) > DD_INDEPENDENCE_BITS)
        return true;
    for (size_t i = 0; i < test->group.count; i++)
        hits += (bits & dd_independence_bit(test->group.article[i])) != 0;
    return hits * 100 >= test->group.count * CARRIED_LEAST;
}

/* Whether the posting counts as text outside the passage and outside known boilerplate. */
static bool is_outside(dd_independence *test, uint32_t posting) {
    uint8_t *state = &test->state[posting];
    if (!(*state & (BELONGS | BELONGS_NOT)))
        *state |= test->known[posting] || (may_belong(test, posting) &&
                                           dd_independence_carried_by(test->index, posting, &test->group))
                      ? BELONGS
                      : BELONGS_NOT;
    return *state & BELONGS_NOT;
}

static void mark_chosen(dd_independence *test, const dd_article *article, size_t k) {
    for (size_t i = 0; i < article->samples.count; i++)
        test->state[article->samples.hash[i]] |= (uint8_t)(1u << k);
}

/* Undoes what a test has left in the states of an article's postings. */
static void clear_states(dd_independence *test, const dd_article *article) {
    for (size_t i = 0; i < article->samples.count; i++)
        test->state[article->samples.hash[i]] = 0;
}

/* A carrier at work. Its rest, the samples outside the passage and known boilerplate, is counted only as far
 * as somebody has asked. */
typedef struct carrier {
    uint32_t number;
    size_t rest; /* counted so far: the unique ones, and the samples before `next` */
    size_t next;
} carrier;

static carrier start_carrier(const dd_independence *test, uint32_t number) {
    return (carrier){.number = number, .rest = test->index->unique_count[number]};
}

/* The rest, if all that is not counted yet belongs to it. */
static size_t most_rest(const dd_independence *test, const carrier *c) {
    return c->rest + test->index->article[c->number]->samples.count - c->next;
}

/* Whether the rest is at least so many samples. */
static bool rest_reaches(dd_independence *test, carrier *c, size_t wanted) {
    const dd_samples *samples = &test->index->article[c->number]->samples;
    if (most_rest(test, c) < wanted)
        return false;
    for (; c->rest < wanted && c->next < samples->count; c->next++) {
        const uint32_t posting = samples->hash[c->next]; /* unique ones are counted already */
        c->rest +=
            posting != DD_POSTING_NONE && dd_sample_is_base(samples, c->next) && is_outside(test, posting);
    }
    return c->rest >= wanted;
}

/* Whether the carrier has a text besides the passage and known boilerplate. */
static bool has_rest(dd_independence *test, carrier *c) {
    const dd_article *article = test->index->article[c->number];
    const size_t least = article->letters / test->index->long_rate * (100 - FRAME_MOST) / 100;
    return rest_reaches(test, c, least + 1);
}

/* The least rest of both that makes so many shared samples chance. */
static size_t least_rest(size_t shared) {
    return (shared * 100 + SHARED_MOST - 1) / SHARED_MOST;
}

/* Whether the carrier shares next to nothing with every chosen one, outside known boilerplate and outside
 * what this very group carries. */
static bool is_independent(dd_independence *test, carrier *c, carrier *chosen, size_t count) {
    const dd_samples *samples = &test->index->article[c->number]->samples;
    size_t shared[CHOSEN_MOST] = {0}, most[CHOSEN_MOST];
    for (size_t k = 0; k < count; k++) {
        const size_t own = most_rest(test, c), other = most_rest(test, &chosen[k]);
        most[k] = (own < other ? own : other) * SHARED_MOST / 100;
    }
    for (size_t i = 0; i < samples->count && count > 0; i++) {
        const uint32_t posting = samples->hash[i];
        const uint8_t bits = test->state[posting] & CHOSEN;
        if (!bits || posting == DD_POSTING_NONE || !dd_sample_is_base(samples, i) ||
            !is_outside(test, posting))
            continue;
        for (size_t k = 0; k < count; k++) {
            shared[k] += bits >> k & 1;
            if (shared[k] > 1 && shared[k] > most[k])
                return false; /* whatever the rest turns out to be */
        }
    }
    for (size_t k = 0; k < count; k++) {
        const size_t least = least_rest(shared[k]);
        if (shared[k] > 1 && !(rest_reaches(test, c, least) && rest_reaches(test, &chosen[k], least)))
            return false;
    }
    return true;
}

/* ---- what is an article's own: long stretches between two samples that other articles have too */

static bool is_own(const dd_independence *test, uint32_t posting) {
    return dd_index_carriers(test->index, posting) <= test->own_carriers && !test->known[posting];
}

/* Whether enough of the article is its own. */
static bool measure_own(const dd_independence *test, const dd_article *article) {
    const uint32_t shingle = (uint32_t)dd_sample_letters(test->index->long_rate);
    const uint64_t least = (uint64_t)article->letters * (100 - FRAME_MOST);
    uint64_t own = 0;
    uint32_t position = 0, stretch_begin = 0;
    for (size_t i = 0; i < article->samples.count && (own == 0 || own * 100 < least); i++) {
        position = dd_sample_walk(&article->samples, i, position);
        if (is_own(test, article->samples.hash[i]))
            continue;
        if (position > stretch_begin + OWN_LEAST)
            own += position - stretch_begin;
        stretch_begin = position + shingle;
    }
    if (article->letters > stretch_begin + OWN_LEAST)
        own += article->letters - stretch_begin;
    return own > 0 && own * 100 >= least;
}

/* Several threads may measure the same article: they find the same. */
static bool has_own(const dd_independence *test, uint32_t number) {
    uint8_t own = __atomic_load_n(&test->own[number], __ATOMIC_RELAXED);
    if (own == DD_OWN_UNKNOWN) {
        own = measure_own(test, test->index->article[number]) ? DD_OWN_ENOUGH : DD_OWN_TOO_LITTLE;
        __atomic_store_n(&test->own[number], own, __ATOMIC_RELAXED);
    }
    return own == DD_OWN_ENOUGH;
}

/* Looks for mutually independent carriers until there are enough or there cannot be enough any more. Returns
 * how many were found; *looked_at is set to the number of carriers whose states were touched. */
static size_t choose_independent(dd_independence *test, size_t needed, size_t *looked_at) {
    carrier chosen[CHOSEN_MOST];
    size_t count = 0, hopeful = 0;
    const dd_carriers *group = &test->group;
    *looked_at = 0;
    for (size_t i = 0; i < group->count; i++)
        hopeful += has_own(test, group->article[i]);
    for (size_t i = 0; i < group->count && count < needed && count + hopeful >= needed; i++) {
        carrier c = start_carrier(test, group->article[i]);
        if (!has_own(test, c.number))
            continue;
        hopeful--;
        *looked_at = i + 1;
        if (!has_rest(test, &c) || !is_independent(test, &c, chosen, count))
            continue;
        mark_chosen(test, test->index->article[c.number], count);
        chosen[count++] = c;
    }
    return count;
}

size_t dd_independence_least(const dd_carriers *group, size_t needed) {
    const size_t share = (group->count * EXAMINED_SHARE + 99) / 100;
    return share > needed ? share : needed;
}

bool dd_independence_test(dd_independence *test, const dd_carriers *group, size_t needed) {
    size_t looked_at;
    needed = dd_independence_least(group, needed);
    test->group = *group;
    size_t found = choose_independent(test, needed, &looked_at);
    for (size_t i = 0; i < looked_at; i++)
        clear_states(test, test->index->article[group->article[i]]);
    return found >= needed;
}
