#include "verify/vocabulary.h"

#include <string.h>

#include "base/memory.h"

enum { MATCHED_UNCASED = 1 << 8, MATCHED = 1 << 9 }; /* beside the flags of a word */
enum { CAPITALS = 4 };                               /* a name has a capital so many times as often as none */

/* The slot of a word, or the free one where it belongs. */
static uint32_t *find_slot(const dd_vocabulary *vocabulary, uint32_t hash) {
    const size_t mask = ((size_t)1 << vocabulary->bits) - 1;
    size_t i = (hash >> 1) & mask;
    while (vocabulary->slot[i] && vocabulary->entry[vocabulary->slot[i] - 1].hash != (hash | 1))
        i = (i + 1) & mask;
    return &vocabulary->slot[i];
}

/* The entry of a word that was taken in. */
static dd_entry *place(const dd_vocabulary *vocabulary, uint32_t hash) {
    return &vocabulary->entry[*find_slot(vocabulary, hash) - 1];
}

static void add(dd_vocabulary *vocabulary, const dd_words *words, unsigned side) {
    for (size_t i = 0; i < words->count; i++) {
        const dd_word *word = &words->word[i];
        uint32_t *slot = find_slot(vocabulary, word->hash);
        if (*slot == 0) {
            vocabulary->entry[vocabulary->count] = (dd_entry){.hash = word->hash | 1};
            *slot = (uint32_t)++vocabulary->count;
        }
        dd_entry *entry = &vocabulary->entry[*slot - 1];
        entry->count[side]++;
        entry->flags |= word->flags;
        entry->lower += !(word->flags & (DD_WORD_CAPITAL | DD_WORD_UNCASED | DD_WORD_NUMBER));
        entry->capital += (word->flags & (DD_WORD_CAPITAL | DD_WORD_SENTENCE)) == DD_WORD_CAPITAL;
    }
}

bool dd_vocabulary_read(dd_vocabulary *vocabulary, const dd_words *a, const dd_words *b) {
    const size_t words = a->count + b->count;
    vocabulary->bits = 6;
    while ((size_t)1 << vocabulary->bits < 2 * words)
        vocabulary->bits++;
    const size_t slots = (size_t)1 << vocabulary->bits;
    if (!dd_memory_reserve(&vocabulary->slot, &vocabulary->slot_capacity, slots, sizeof(uint32_t)) ||
        !dd_memory_reserve(&vocabulary->entry, &vocabulary->capacity, words, sizeof(dd_entry)))
        return false;
    memset(vocabulary->slot, 0, slots * sizeof(uint32_t));
    vocabulary->count = 0;
    add(vocabulary, a, 0);
    add(vocabulary, b, 1);
    return true;
}

void dd_vocabulary_match(dd_vocabulary *vocabulary, const dd_words *a, const dd_diff *diff) {
    for (size_t m = 0; m < diff->count; m++)
        for (uint32_t i = 0; i < diff->match[m].length; i++) {
            const dd_word *word = &a->word[diff->match[m].a + i];
            place(vocabulary, word->hash)->flags |=
                word->flags & DD_WORD_UNCASED ? MATCHED | MATCHED_UNCASED : MATCHED;
        }
}

const dd_entry *dd_vocabulary_find(const dd_vocabulary *vocabulary, const dd_word *word) {
    return place(vocabulary, word->hash);
}

static bool is_capitalised(const dd_entry *entry) {
    return entry->lower == 0 || entry->capital >= CAPITALS * entry->lower;
}

bool dd_vocabulary_is_name(const dd_vocabulary *vocabulary, const dd_word *word) {
    if (word->flags & DD_WORD_NUMBER || !(word->flags & (DD_WORD_CAPITAL | DD_WORD_UNCASED)))
        return false;
    const dd_entry *entry = place(vocabulary, word->hash);
    return is_capitalised(entry) && !(entry->flags & MATCHED_UNCASED);
}

bool dd_vocabulary_is_matched(const dd_vocabulary *vocabulary, const dd_word *word) {
    return place(vocabulary, word->hash)->flags & MATCHED;
}

dd_shared_facts dd_vocabulary_share(const dd_vocabulary *vocabulary) {
    dd_shared_facts share = {0};
    for (size_t i = 0; i < vocabulary->count; i++) {
        const dd_entry *entry = &vocabulary->entry[i];
        const bool both = entry->count[0] && entry->count[1];
        if (entry->flags & DD_WORD_NUMBER) {
            share.numbers[0] += entry->count[0] > 0;
            share.numbers[1] += entry->count[1] > 0;
            share.numbers_shared += both;
            const bool digits = !(entry->flags & DD_WORD_UNCASED);
            share.figures[0] += digits && entry->count[0] > 0;
            share.figures[1] += digits && entry->count[1] > 0;
            share.figures_shared += digits && both;
        } else if (entry->flags & DD_WORD_CAPITAL && is_capitalised(entry)) {
            share.names[0] += entry->count[0] > 0;
            share.names[1] += entry->count[1] > 0;
            share.names_shared += both;
        }
    }
    return share;
}

void dd_vocabulary_free(dd_vocabulary *vocabulary) {
    dd_memory_free(vocabulary->entry);
    dd_memory_free(vocabulary->slot);
    *vocabulary = (dd_vocabulary){0};
}
