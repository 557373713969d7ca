#include "verify/blank.h"

#include <string.h>

#include "base/memory.h"
#include "sketch/headline.h"

enum {
    HEADLINE_LETTERS = 128, /* in a longer headline no form is looked for */
    BRIEF = 2,              /* letters of a brief, in those of its headline: a place and an hour beside it */
    ALIKE = 6,              /* letters in which two headlines that open differently may agree, by chance */
    FORM = 50,              /* per cent of the shorter headline that is the form */
    OWN = 50,   /* per cent of the longer opening that the other has not: else it is one name, spelled anew */
    CONTEXT = 6 /* letters of the form behind the opening, by which a text tells it */
};

/* The opening of a headline, [0, end) of its letters, of which [begin, end) is the blank. */
typedef struct opening {
    const dd_letters *headline;
    size_t begin, end;
} opening;

bool dd_blanks_may_have(const dd_article *article) {
    return article->origin.outlet != 0 && article->origin.headline != NULL &&
           article->letters <= BRIEF * HEADLINE_LETTERS;
}

/* Folds a headline; one that is too long has no letters. */
static dedupe_status read_headline(dd_letters *letters, const dd_article *article, dedupe_error *error) {
    dedupe_status status = dd_headline_fold(letters, article, error);
    if (letters->count > HEADLINE_LETTERS)
        letters->count = 0;
    return status;
}

static bool is_brief(const dd_article *article, const dd_letters *headline) {
    return article->letters <= BRIEF * headline->count;
}

static size_t common_beginning(const dd_letters *a, const dd_letters *b, size_t most) {
    size_t same = 0;
    while (same < most && a->letter[same] == b->letter[same])
        same++;
    return same;
}

static size_t common_end(const dd_letters *a, const dd_letters *b, size_t most) {
    size_t same = 0;
    while (same < most && a->letter[a->count - 1 - same] == b->letter[b->count - 1 - same])
        same++;
    return same;
}

static bool has_words(const opening *o) {
    for (size_t l = o->begin; l < o->end; l++)
        if (o->headline->letter[l] != '.' && (o->headline->letter[l] < '0' || o->headline->letter[l] > '9'))
            return true;
    return false;
}

/* Finds the openings of two headlines. Returns whether they are of one form and have two things in it. */
static bool find_openings(const dd_letters *a, const dd_letters *b, opening found[2]) {
    const size_t shorter = a->count < b->count ? a->count : b->count;
    const size_t begin = common_beginning(a, b, shorter), form = common_end(a, b, shorter - begin);
    found[0] = (opening){a, begin, a->count - form};
    found[1] = (opening){b, begin, b->count - form};
    const size_t longer = found[0].end > found[1].end ? found[0].end : found[1].end;
    return begin < ALIKE && form >= CONTEXT && form * 100 >= shorter * FORM &&
           (longer - begin) * 100 >= longer * OWN && has_words(&found[0]) && has_words(&found[1]);
}

/* Whether a text has an opening, with the form behind it. */
static bool tells(const dd_letters *text, const opening *o) {
    const uint8_t *wanted = o->headline->letter, *from = text->letter;
    const size_t length = o->end + CONTEXT;
    for (size_t left = text->count; left >= length; left = text->count - (size_t)(from - text->letter)) {
        from = memchr(from, wanted[0], left - length + 1);
        if (!from)
            return false;
        if (memcmp(from, wanted, length) == 0)
            return true;
        from++;
    }
    return false;
}

/* Whether the text of an article tells its own opening and not the other's. */
static dedupe_status ask_text(dd_blanks *scratch, const dd_article *article, const opening *own,
                              const opening *other, bool *tells_own, dedupe_error *error) {
    dd_text text;
    dedupe_status status = dd_article_text(article, &scratch->fetched, &text, error);
    if (status == DEDUPE_OK)
        status = dd_letters_fold(&scratch->text, text.bytes, text.length, false, error);
    *tells_own = status == DEDUPE_OK && tells(&scratch->text, own) && !tells(&scratch->text, other);
    return status;
}

dedupe_status dd_blanks_differ(dd_blanks *scratch, const dd_article *a, const dd_article *b, bool *differ,
                               dedupe_error *error) {
    dd_letters *headline = scratch->headline;
    opening found[2];
    *differ = false;
    if (!dd_blanks_may_have(a) || !dd_blanks_may_have(b) || a->origin.outlet != b->origin.outlet)
        return DEDUPE_OK;
    dedupe_status status = read_headline(&headline[0], a, error);
    if (status == DEDUPE_OK)
        status = read_headline(&headline[1], b, error);
    if (status != DEDUPE_OK || !is_brief(a, &headline[0]) || !is_brief(b, &headline[1]) ||
        !find_openings(&headline[0], &headline[1], found))
        return status;
    status = ask_text(scratch, a, &found[0], &found[1], differ, error);
    if (status == DEDUPE_OK && *differ)
        status = ask_text(scratch, b, &found[1], &found[0], differ, error);
    return status;
}

void dd_blanks_free(dd_blanks *scratch) {
    dd_letters_free(&scratch->headline[0]);
    dd_letters_free(&scratch->headline[1]);
    dd_letters_free(&scratch->text);
    dd_memory_free(scratch->fetched.bytes);
    *scratch = (dd_blanks){0};
}
