/* Two texts put to the variant guard, for tests. Helpers abort if memory runs out. */
#ifndef FACTS_CASE_H
#define FACTS_CASE_H

#include "story.h"
#include "verify/facts.h"

/* One text as the guard sees it. */
typedef struct facts_text {
    dd_letters letters;
    dd_words words;
} facts_text;

void facts_text_read(facts_text *read, const char *text, size_t length);
void facts_text_free(facts_text *read);

/* Judges both ways round, and aborts if that matters. `counts` may be NULL. */
dd_verdict facts_case_judge(const story *a, const story *b, dd_form_counts *counts);

/* A form with its blanks, "{0}" to "{9}" and "{a}" on, filled in. The caller frees the story. */
story facts_case_fill(const char *form, const char *const *values);

/* Judges a form that is filled in twice. `counts` may be NULL. */
dd_verdict facts_case_judge_filled(const char *form, const char *const *one, const char *const *other,
                                   dd_form_counts *counts);

/* The text as it is. The caller frees the story. */
story facts_case_plain(const char *text);

/* Replaces `from` by `to` everywhere. Aborts if it is nowhere. */
void facts_case_replace(story *made, const char *from, const char *to);

#endif
