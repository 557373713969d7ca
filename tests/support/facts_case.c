#include "facts_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void require(bool holds, const char *what) {
    if (holds)
        return;
    (void)fprintf(stderr, "%s\n", what);
    abort();
}

void facts_text_read(facts_text *read, const char *text, size_t length) {
    *read = (facts_text){0};
    require(dd_letters_fold(&read->letters, text, length, true, NULL) == DEDUPE_OK, "folding failed");
    require(dd_words_split(&read->words, &read->letters, text, length, NULL) == DEDUPE_OK,
            "splitting failed");
}

void facts_text_free(facts_text *read) {
    dd_letters_free(&read->letters);
    dd_words_free(&read->words);
}

/* What holds of the counts of any two texts. */
static void check_counts(const dd_form_counts *counts, size_t words) {
    require(counts->words == words, "all words are counted");
    require(counts->conflict_slots <= counts->slots, "a conflict is a slot");
    require(counts->conflicts <= counts->conflict_slots, "distinct conflicts are conflicts");
    require(counts->numbers <= counts->conflict_slots, "numbers that conflict are a conflict");
    require(counts->phrases <= counts->worded && counts->worded <= counts->slots, "words stand in slots");
    require(counts->remainder.known <= counts->remainder.windows, "what is known is left over");
    require(counts->agreeing_short <= counts->agreeing, "facts of short stretches are facts");
    require(counts->matched_facts <= counts->matched_words, "facts are words");
    require(2 * counts->matched_words <= words, "a word is matched once");
    require(counts->shared.numbers_shared <= counts->shared.numbers[0] &&
                counts->shared.numbers_shared <= counts->shared.numbers[1],
            "a shared number is a number of both");
    require(counts->shared.names_shared <= counts->shared.names[0] &&
                counts->shared.names_shared <= counts->shared.names[1],
            "a shared name is a name of both");
}

dd_verdict facts_case_judge(const story *a, const story *b, dd_form_counts *counts) {
    facts_text x, y;
    dd_facts forward = {0}, backward = {0};
    dd_verdict verdict = DD_VERDICT_SAME_EVENT, again = DD_VERDICT_SAME_EVENT;
    facts_text_read(&x, a->text, a->length);
    facts_text_read(&y, b->text, b->length);
    const dd_slot_side first = {&x.words, &x.letters}, second = {&y.words, &y.letters};
    require(dd_facts_judge(&forward, &first, &second, &verdict, NULL) == DEDUPE_OK &&
                dd_facts_judge(&backward, &second, &first, &again, NULL) == DEDUPE_OK,
            "judging failed");
    require(verdict == again, "the verdict is another the other way round");
    check_counts(&forward.counts, x.words.count + y.words.count);
    if (counts != NULL)
        *counts = forward.counts;
    dd_facts_free(&forward);
    dd_facts_free(&backward);
    facts_text_free(&x);
    facts_text_free(&y);
    return verdict;
}

story facts_case_fill(const char *form, const char *const *values) {
    story made = {0};
    for (const char *at = form; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] != '\0' && at[2] == '}') {
            story_add_text(&made, values[at[1] <= '9' ? at[1] - '0' : at[1] - 'a' + 10]);
            at += 2;
        } else {
            story_add_bytes(&made, at, 1);
        }
    }
    return made;
}

dd_verdict facts_case_judge_filled(const char *form, const char *const *one, const char *const *other,
                                   dd_form_counts *counts) {
    story a = facts_case_fill(form, one), b = facts_case_fill(form, other);
    const dd_verdict verdict = facts_case_judge(&a, &b, counts);
    story_free(&a);
    story_free(&b);
    return verdict;
}

story facts_case_plain(const char *text) {
    story made = {0};
    story_add_text(&made, text);
    return made;
}

void facts_case_replace(story *made, const char *from, const char *to) {
    story changed = {0};
    const size_t length = strlen(from);
    size_t found = 0;
    for (size_t i = 0; i < made->length;) {
        if (made->length - i >= length && memcmp(made->text + i, from, length) == 0) {
            story_add_text(&changed, to);
            i += length;
            found++;
        } else {
            story_add_bytes(&changed, made->text + i++, 1);
        }
    }
    require(found > 0, from);
    story_free(made);
    *made = changed;
}
