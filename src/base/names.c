/* The names of the public enumerations. */
#include <dedupe/dedupe.h>

#include <string.h>

static const char *const RELATION_NAMES[] = {
    [DEDUPE_NONE] = "none",          [DEDUPE_VARIANT] = "variant", [DEDUPE_RELATED] = "related",
    [DEDUPE_DERIVED] = "derived",    [DEDUPE_EXCERPT] = "excerpt", [DEDUPE_NEAR] = "near",
    [DEDUPE_IDENTICAL] = "identical"};

static const char *const STATUS_NAMES[] = {[DEDUPE_OK] = "ok",
                                           [DEDUPE_ERROR_MEMORY] = "memory",
                                           [DEDUPE_ERROR_ARGUMENT] = "argument",
                                           [DEDUPE_ERROR_DUPLICATE] = "duplicate",
                                           [DEDUPE_ERROR_LIMIT] = "limit",
                                           [DEDUPE_ERROR_CANCELLED] = "cancelled",
                                           [DEDUPE_ERROR_SYSTEM] = "system"};

static const char *const STAGE_NAMES[] = {
    [DEDUPE_STAGE_SKETCH] = "sketching",     [DEDUPE_STAGE_INDEX] = "indexing",
    [DEDUPE_STAGE_BOILERPLATE] = "learning", [DEDUPE_STAGE_CANDIDATES] = "searching",
    [DEDUPE_STAGE_VERIFY] = "verifying",     [DEDUPE_STAGE_CLUSTER] = "clustering"};

static const char *const REASON_TEXTS[] = {
    [DEDUPE_REASON_NOTHING_SHARED] = "they share no passage",
    [DEDUPE_REASON_SAME_TEXT] = "the same letters in the same order",
    [DEDUPE_REASON_BOTH_COVERED] = "each holds nearly all of the other's text",
    [DEDUPE_REASON_ONE_COVERED] = "nearly all of the shorter text stands in the longer one",
    [DEDUPE_REASON_PARTLY_COVERED] = "a good part of the text is reused",
    [DEDUPE_REASON_PASSAGE] = "they share a passage, but not enough of the text",
    [DEDUPE_REASON_SHORT] = "they share a good part, but too little text to tell a copy by",
    [DEDUPE_REASON_PHRASES] = "what they share is mostly phrases, with gaps between",
    [DEDUPE_REASON_FORM] = "most of the facts differ: one form filled in twice",
    [DEDUPE_REASON_SWAPPED] = "one name or figure is swapped for another throughout",
    [DEDUPE_REASON_LIST] = "what they share is mostly a list of names and figures",
    [DEDUPE_REASON_QUOTED] = "what they share is mostly speech that both quote",
    [DEDUPE_REASON_BOILERPLATE] = "all that they share is boilerplate",
    [DEDUPE_REASON_APART] =
        "they are months apart, and a third of their facts differ, or a number by their years",
    [DEDUPE_REASON_HEADLINES] = "a part is reused, but their headlines tell of different things",
    [DEDUPE_REASON_STOCK] = "most of what they share is in unrelated articles, too",
    [DEDUPE_REASON_ROUNDUP] = "one of them strings together parts of unrelated stories",
    [DEDUPE_REASON_HALF] = "half of both texts is the same, the rest is of their own: a form or a frame",
    [DEDUPE_REASON_EDGE] =
        "what they share is one passage at the edge of both, where mastheads and signatures are",
    [DEDUPE_REASON_TOO_LITTLE] = "what they share is too short or too thin to tell anything by",
    [DEDUPE_REASON_SERIES] = "two of a series of briefs in one form, each about something else",
    [DEDUPE_REASON_SUBJECTS] = "their headlines name two things, which the texts put for each other",
    [DEDUPE_REASON_FRAME] = "what they share is a frame, for neither text comes back to what it says"};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Entry `value` of a table, or "unknown" for a value that no caller should have. */
static const char *name_at(const char *const *table, size_t count, unsigned value) {
    return value < count && table[value] ? table[value] : "unknown";
}

const char *dedupe_version(void) {
    return DEDUPE_VERSION;
}

const char *dedupe_status_name(dedupe_status status) {
    return name_at(STATUS_NAMES, COUNT_OF(STATUS_NAMES), (unsigned)status);
}

const char *dedupe_relation_name(dedupe_relation relation) {
    return name_at(RELATION_NAMES, COUNT_OF(RELATION_NAMES), (unsigned)relation);
}

const char *dedupe_stage_name(dedupe_stage stage) {
    return name_at(STAGE_NAMES, COUNT_OF(STAGE_NAMES), (unsigned)stage);
}

const char *dedupe_reason_text(dedupe_reason reason) {
    return name_at(REASON_TEXTS, COUNT_OF(REASON_TEXTS), (unsigned)reason);
}

bool dedupe_relation_parse(const char *name, dedupe_relation *relation) {
    for (unsigned i = 0; name && i < COUNT_OF(RELATION_NAMES); i++)
        if (strcmp(name, RELATION_NAMES[i]) == 0) {
            *relation = (dedupe_relation)i;
            return true;
        }
    return false;
}
