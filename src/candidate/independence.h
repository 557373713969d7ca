/* Do the carriers of a passage have anything else in common? The test at the heart of boilerplate.h. */
#ifndef DD_CANDIDATE_INDEPENDENCE_H
#define DD_CANDIDATE_INDEPENDENCE_H

#include "candidate/index.h"

enum {
    DD_INDEPENDENCE_EXAMINED = 12, /* carriers looked at */
    DD_INDEPENDENCE_BITS = 64      /* carriers of a posting that have a bit: the first ones by rank */
};

/* Whether enough of an article is in stretches of its own; a function of `known` and `own_carriers`. */
enum { DD_OWN_UNKNOWN, DD_OWN_TOO_LITTLE, DD_OWN_ENOUGH };

/* A group of carriers, ascending. */
typedef struct dd_carriers {
    uint32_t article[DD_INDEPENDENCE_EXAMINED];
    size_t count;
} dd_carriers;

/* One thread's scratch memory for one index. */
typedef struct dd_independence {
    const dd_index *index;
    const uint8_t *known;  /* by posting: boilerplate found in earlier rounds */
    const uint64_t *bits;  /* by posting: dd_independence_bit of its first carriers; 0 if they are
                               fewer than a group has */
    uint32_t own_carriers; /* of a shingle that still counts as an article's own */
    uint8_t *own;          /* by article: DD_OWN_...; shared by threads, measured when first asked for */
    uint8_t *state;        /* by posting; all 0 between calls */
    dd_carriers group;     /* under test */
} dd_independence;

/* One of 64 bits for an article, to rule out quickly that it carries a posting. */
static inline uint64_t dd_independence_bit(uint32_t article) {
    return (uint64_t)1 << ((article * 0x9E3779B1u) >> 26);
}

/* How many carriers must be mutually independent in a corpus of so many articles. */
size_t dd_independence_needed(size_t articles);

/* How many of the group must do, if `needed` is the least of all: 30 % of those examined. */
size_t dd_independence_least(const dd_carriers *group, size_t needed);

/* Whether enough of the group (at least needed, and 30 % of those examined) have a text of their own and
 * share nothing but this passage. A pure function of index, known
 * and own_carriers. */
bool dd_independence_test(dd_independence *test, const dd_carriers *group, size_t needed);

/* Whether at least 80 % of the group carry the posting. */
bool dd_independence_carried_by(const dd_index *index, uint32_t posting, const dd_carriers *group);

#endif
