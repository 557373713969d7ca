#include "candidate/headlines.h"

#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "sketch/headline.h"

enum {
    LEAST_WINDOWS = 10, /* a shorter headline names no story */
    MOST_WINDOWS = 96,  /* the rest of a longer one is not looked at */
    LONGEST = 1 << 16,  /* letters of a text that may be little but a frame */
    BORNE_OUT = 50,     /* per cent of a headline's windows that its own text has at least, */
    UNTOLD = 20,        /* and that another text may have by chance */
    TOLD = 25,          /* the same as BORNE_OUT of two articles that are a pair anyway, */
    TIMES = 3,          /* and how many times more of its own headline a text must have than of the other */
    TABLE_BITS = 12,
    TABLE_SIZE = 1 << TABLE_BITS, /* more than twice the windows of a group */
    CARRIERS_MOST = DD_INDEPENDENCE_EXAMINED
};

/* A window of some headlines. */
typedef struct dd_headline_window {
    uint64_t key;       /* its letters; 0: empty */
    uint16_t headlines; /* bits: which have it */
    uint16_t texts;     /* bits: in which it was met */
} dd_headline_window;

_Static_assert(CARRIERS_MOST <= 16, "a bit for each carrier");
_Static_assert(2 * CARRIERS_MOST * MOST_WINDOWS <= TABLE_SIZE, "the table stays half empty");

/* Counts of one group: windows of each headline, and how many of them each text has. */
typedef struct telling {
    size_t windows[CARRIERS_MOST];
    size_t told[CARRIERS_MOST][CARRIERS_MOST]; /* by text, by headline */
} telling;

/* The window's place in the table, or an empty one. */
static dd_headline_window *find(dd_headline_window *table, uint64_t key) {
    size_t slot = (size_t)((key * 0x9E3779B97F4A7C15u) >> (64 - TABLE_BITS));
    while (table[slot].key != 0 && table[slot].key != key)
        slot = (slot + 1) % TABLE_SIZE;
    return &table[slot];
}

static bool is_one_outlet(const dd_article *const *article, size_t count) {
    const uint32_t outlet = article[0]->origin.outlet;
    for (size_t i = 1; i < count; i++)
        if (article[i]->origin.outlet != outlet)
            return false;
    return outlet != 0;
}

/* Enters the windows of all headlines. Returns how many headlines are long enough. */
static dedupe_status enter_headlines(dd_headlines *h, const dd_article *const *article, size_t count,
                                     telling *t, size_t *usable, dedupe_error *error) {
    *usable = 0;
    for (size_t i = 0; i < count; i++) {
        if (article[i]->letters > LONGEST)
            continue;
        dedupe_status status = dd_headline_fold(&h->letters, article[i], error);
        if (status != DEDUPE_OK)
            return status;
        for (size_t w = 0; w + DD_LETTERS_WINDOW <= h->letters.count && t->windows[i] < MOST_WINDOWS; w++) {
            const uint64_t key = dd_letters_window(&h->letters, w);
            dd_headline_window *window = find(h->window, key);
            window->key = key;
            t->windows[i] += !(window->headlines >> i & 1);
            window->headlines |= (uint16_t)(1u << i);
        }
        if (t->windows[i] < LEAST_WINDOWS)
            t->windows[i] = 0;
        *usable += t->windows[i] > 0;
    }
    return DEDUPE_OK;
}

/* Counts which headlines text i of the group tells. */
static dedupe_status read_text(dd_headlines *h, const dd_article *article, size_t i, telling *t,
                               dedupe_error *error) {
    dd_text text;
    dedupe_status status = dd_article_text(article, &h->fetched, &text, error);
    if (status == DEDUPE_OK)
        status = dd_letters_fold(&h->letters, text.bytes, text.length, false, error);
    for (size_t l = 0; status == DEDUPE_OK && l + DD_LETTERS_WINDOW <= h->letters.count; l++) {
        dd_headline_window *window = find(h->window, dd_letters_window(&h->letters, l));
        if (window->key == 0 || window->texts >> i & 1)
            continue;
        window->texts |= (uint16_t)(1u << i);
        for (size_t k = 0; k < CARRIERS_MOST; k++)
            t->told[i][k] += window->headlines >> k & 1;
    }
    return status;
}

static bool is_untold(const telling *t, size_t text, size_t headline) {
    return t->told[text][headline] * 100 <= t->windows[headline] * UNTOLD;
}

/* How many carriers tell of themselves and not of one another. */
static size_t count_different(const telling *t, size_t count) {
    size_t chosen[CARRIERS_MOST], different = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_different = t->windows[i] > 0 && t->told[i][i] * 100 >= t->windows[i] * BORNE_OUT;
        for (size_t k = 0; k < different && is_different; k++)
            is_different = is_untold(t, i, chosen[k]) && is_untold(t, chosen[k], i);
        if (is_different)
            chosen[different++] = i;
    }
    return different;
}

/* Whether text i tells its own headline, and headline k so much less that it is no report of that. */
static bool tells_only_its_own(const telling *t, size_t i, size_t k) {
    const size_t own = t->told[i][i], other = t->told[i][k];
    return t->windows[i] > 0 && own * 100 >= t->windows[i] * TOLD && is_untold(t, i, k) &&
           own * t->windows[k] >= TIMES * other * t->windows[i];
}

/* Counts which of the articles' headlines each of their texts tells; none if fewer than `needed` have one. */
static dedupe_status read_articles(dd_headlines *h, const dd_article *const *article, size_t count,
                                   size_t needed, telling *t, dedupe_error *error) {
    size_t usable;
    if (!h->window)
        h->window = dd_memory_allocate(TABLE_SIZE, sizeof *h->window);
    if (!h->window)
        return dd_error_memory(error);
    memset(h->window, 0, TABLE_SIZE * sizeof *h->window);
    dedupe_status status = enter_headlines(h, article, count, t, &usable, error);
    for (size_t i = 0; i < count && usable >= needed && status == DEDUPE_OK; i++)
        if (t->windows[i] > 0)
            status = read_text(h, article[i], i, t, error);
    return status;
}

dedupe_status dd_headlines_test(dd_headlines *h, const dd_index *index, const dd_carriers *group,
                                size_t needed, bool *differ, dedupe_error *error) {
    const dd_article *article[CARRIERS_MOST] = {NULL};
    telling t = {0};
    dedupe_status status = DEDUPE_OK;
    for (size_t i = 0; i < group->count; i++)
        article[i] = index->article[group->article[i]];
    if (group->count >= needed && is_one_outlet(article, group->count))
        status = read_articles(h, article, group->count, needed, &t, error);
    if (status == DEDUPE_OK)
        *differ = count_different(&t, group->count) >= needed;
    return status;
}

dedupe_status dd_headlines_differ(dd_headlines *h, const dd_article *a, const dd_article *b, bool *differ,
                                  dedupe_error *error) {
    const dd_article *const article[2] = {a, b};
    telling t = {0};
    dedupe_status status = DEDUPE_OK;
    if (dd_headlines_are_comparable(a, b))
        status = read_articles(h, article, 2, 2, &t, error);
    if (status == DEDUPE_OK)
        *differ = tells_only_its_own(&t, 0, 1) && tells_only_its_own(&t, 1, 0);
    return status;
}

void dd_headlines_free(dd_headlines *h) {
    dd_letters_free(&h->letters);
    dd_memory_free(h->fetched.bytes);
    dd_memory_free(h->window);
    *h = (dd_headlines){0};
}
