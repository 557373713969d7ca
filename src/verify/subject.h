/*
 * The subjects of two texts: do their headlines name two things that the texts put for one another?
 *
 * A form with a standing text differs in a name or two and little else, and so does a corrected story. Their
 * headlines tell them apart: "Citizens' office opens in Arrel" and "… in Norlund" name what each is about,
 * the texts put one for the other, and then something else differs with it, an address or whoever speaks. Who
 * corrects a name changes nothing but the name. Who tells a story further, with another man in charge or in
 * the lead, writes another headline, where a form fills in the same; and who takes the lead was in the text
 * before.
 *
 * Looks at slots that conflict by names alone, for an update has other figures in its headline. A name is
 * known by its first 6 letters, since it may be inflected. Cost: for each name of up to 256 slots the letters
 * of the headlines, or of a text of up to 65,536 letters.
 */
#ifndef DD_VERIFY_SUBJECT_H
#define DD_VERIFY_SUBJECT_H

#include "sketch/article.h"
#include "verify/facts.h"

/* Scratch memory. Zero-initialise; reuse; one a thread. */
typedef struct dd_subjects {
    dd_letters headline[2];
} dd_subjects;

/* Sets *differ: whether two articles, not known to be of two outlets, have such headlines. `facts` is what
 * dd_facts_judge left of their sides, in this order. Errors: MEMORY. */
dedupe_status dd_subjects_differ(dd_subjects *scratch, const dd_facts *facts, const dd_article *a,
                                 const dd_slot_side *side_a, const dd_article *b, const dd_slot_side *side_b,
                                 bool *differ, dedupe_error *error);

void dd_subjects_free(dd_subjects *scratch);

#endif
