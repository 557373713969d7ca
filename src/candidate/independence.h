/* Do the carriers of a passage have anything else in common? The test at the heart of boilerplate.h. */
#ifndef DD_CANDIDATE_INDEPENDENCE_H
#define DD_CANDIDATE_INDEPENDENCE_H

#include "candidate/index.h"

enum { DD_INDEPENDENCE_EXAMINED = 12 }; /* carriers looked at */

/* A group of carriers, ascending. */
typedef struct dd_carriers {
    uint32_t article[DD_INDEPENDENCE_EXAMINED];
    size_t count;
} dd_carriers;

/* One thread's scratch memory for one index. */
typedef struct dd_independence {
    const dd_index *index;
    const uint8_t *known;   /* by posting: boilerplate found in earlier rounds */
    const uint8_t *has_own; /* by article: 1 if enough of it is in stretches that no other article has */
    uint8_t *state;         /* by posting; all 0 between calls */
    dd_carriers group;      /* under test */
} dd_independence;

/* How many carriers must be mutually independent in a corpus of so many articles. */
size_t dd_independence_needed(size_t articles);

/* Whether enough of the group (at least needed, and 30 % of those examined) have a text of their own and
 * share nothing but this passage. A pure function of index, known and has_own. */
bool dd_independence_test(dd_independence *test, const dd_carriers *group, size_t needed);

/* Whether so many of an article's samples in stretches of its own are a text of its own: the frame may be 85
 * % of a page. */
bool dd_independence_is_own(size_t own_samples, size_t base_samples);

/* Whether at least 80 % of the group carry the posting. */
bool dd_independence_carried_by(const dd_index *index, uint32_t posting, const dd_carriers *group);

#endif
