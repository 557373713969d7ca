#include "verify/slot.h"

#include <string.h>

#include "verify/figures.h"
#include "verify/numeral.h"

enum {
    SPELLED_LETTERS = 48, /* letters of a gap, or of a number, that are compared by spelling */
    NAME_LETTERS = 20,    /* letters of a gap that may be a name where there is no case; to SPELLED_LETTERS it
                             is a title or a phrase */
    ALIKE_NAMES = 50,     /* per cent of letters that agree in names that are one name */
    ALIKE_GAP = 60,       /* per cent of letters that agree in a gap that is only damaged */
    SHORT_LETTERS = 4,    /* of an abbreviation: "Sept.", "Capt.", "Lt." */
    NUMBER_LIMIT = 10000  /* of which a shift may be that of years */
};

typedef struct slot {
    const dd_vocabulary *vocabulary;
    const dd_slot_side *a;
    const dd_slot_side *b;
    const dd_gap *gap;
} slot;

static bool is_number(const dd_word *word) {
    return word->flags & DD_WORD_NUMBER;
}

/* ---- spelling */

/* Letters of the chosen words of a gap side, at most SPELLED_LETTERS. */
typedef struct spelling {
    uint8_t letter[SPELLED_LETTERS];
    size_t count;
} spelling;

/* The vocabulary is asked for names only. */
static void spell(const dd_vocabulary *vocabulary, const dd_slot_side *side, uint32_t begin, uint32_t end,
                  bool names_only, spelling *out) {
    out->count = 0;
    for (uint32_t i = begin; i < end; i++) {
        const dd_word *word = &side->words->word[i];
        if (names_only && !dd_vocabulary_is_name(vocabulary, word))
            continue;
        for (uint32_t l = word->begin; l < word->end && out->count < SPELLED_LETTERS; l++)
            out->letter[out->count++] = side->letters->letter[l];
    }
}

/* Per cent of the longer spelling that the two have in common, by edit distance. */
static unsigned alike(const spelling *a, const spelling *b) {
    uint8_t row[SPELLED_LETTERS + 1];
    size_t longer = a->count > b->count ? a->count : b->count;
    if (longer == 0)
        return 100;
    for (size_t k = 0; k <= b->count; k++)
        row[k] = (uint8_t)k;
    for (size_t i = 1; i <= a->count; i++) {
        uint8_t diagonal = row[0];
        row[0] = (uint8_t)i;
        for (size_t k = 1; k <= b->count; k++) {
            uint8_t change = (uint8_t)(diagonal + (a->letter[i - 1] != b->letter[k - 1]));
            uint8_t skip = (uint8_t)((row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1);
            diagonal = row[k];
            row[k] = change < skip ? change : skip;
        }
    }
    return (unsigned)(100 - 100 * (size_t)row[b->count] / longer);
}

/* Whether one side is made of the first letters of the other's words: "US" for "United States". */
static bool is_initials(const dd_slot_side *abbreviated, uint32_t begin, uint32_t end,
                        const dd_slot_side *full, uint32_t full_begin, uint32_t full_end) {
    if (end - begin != 1 || full_end - full_begin < 2)
        return false;
    const dd_word *word = &abbreviated->words->word[begin];
    if (word->end - word->begin != full_end - full_begin)
        return false;
    for (uint32_t i = full_begin; i < full_end; i++)
        if (abbreviated->letters->letter[word->begin + i - full_begin] !=
            full->letters->letter[full->words->word[i].begin])
            return false;
    return true;
}

/* Whether two words are the same, or a short one is the beginning of the other, or begins and ends as it does
 * with letters of it between in their order: "Sept." and "September", "Lt." and "Lieutenant". */
static bool is_short_for(const dd_slot_side *a, const dd_word *x, const dd_slot_side *b, const dd_word *y) {
    const uint8_t *at = a->letters->letter + x->begin, *full = b->letters->letter + y->begin;
    size_t left = x->end - x->begin, full_left = y->end - y->begin;
    if (left > full_left)
        return is_short_for(b, y, a, x);
    if (left > SHORT_LETTERS && left < full_left)
        return false;
    if (memcmp(at, full, left) == 0)
        return true;
    if (left == full_left || *at != *full || at[left - 1] != full[full_left - 1])
        return false;
    for (; left > 0 && full_left >= left; full++, full_left--)
        if (*at == *full) {
            at++;
            left--;
        }
    return left == 0;
}

/* The word with the next name of a side from `begin` on, or `end`. */
static uint32_t next_name(const dd_vocabulary *vocabulary, const dd_slot_side *side, uint32_t begin,
                          uint32_t end) {
    while (begin < end && !dd_vocabulary_is_name(vocabulary, &side->words->word[begin]))
        begin++;
    return begin;
}

/* Whether the names of one side are those of the other, one or more of them abbreviated. */
static bool are_abbreviated(const slot *s) {
    const dd_gap *g = s->gap;
    uint32_t i = next_name(s->vocabulary, s->a, g->a_begin, g->a_end),
             k = next_name(s->vocabulary, s->b, g->b_begin, g->b_end);
    while (i < g->a_end && k < g->b_end) {
        if (!is_short_for(s->a, &s->a->words->word[i], s->b, &s->b->words->word[k]))
            return false;
        i = next_name(s->vocabulary, s->a, i + 1, g->a_end);
        k = next_name(s->vocabulary, s->b, k + 1, g->b_end);
    }
    return i == g->a_end && k == g->b_end;
}

/* ---- gaps */

static bool has_number(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (is_number(&side->words->word[i]))
            return true;
    return false;
}

/* Whether a letter looks like a digit. */
static bool looks_like(uint8_t letter, uint8_t digit) {
    static const char *const letters[] = {"odq", "il", "z", "e", "ah", "s", "bg", "ty", "b", "gq"};
    return memchr(letters[digit - '0'], letter, strlen(letters[digit - '0'])) != NULL;
}

/* Whether letter l of a number, which is short, stands between digits, where no unit and no sign before it
 * does. */
static bool is_inside(const uint8_t *letter, size_t letters, size_t l) {
    bool before = false, behind = false;
    for (size_t i = 0; i < l && !before; i++)
        before = dd_letters_is_digit(letter[i]);
    for (size_t i = l + 1; i < letters && !behind; i++)
        behind = dd_letters_is_digit(letter[i]);
    return before && behind;
}

/* Whether two numbers are of the same digits but for those that were read as letters: letters that look like
 * the digit, or any between digits. "5m" is not 57, nor "F16" 116. */
static bool is_misread(const dd_slot_side *a, const dd_word *x, const dd_slot_side *b, const dd_word *y) {
    const uint8_t *of_x = a->letters->letter + x->begin, *of_y = b->letters->letter + y->begin;
    const size_t letters = x->end - x->begin;
    size_t same = 0;
    if (letters != y->end - y->begin || letters > SPELLED_LETTERS)
        return false;
    for (size_t l = 0; l < letters; l++) {
        if (of_x[l] == of_y[l]) {
            same += dd_letters_is_digit(of_x[l]);
            continue;
        }
        const bool x_digit = dd_letters_is_digit(of_x[l]), y_digit = dd_letters_is_digit(of_y[l]);
        if (x_digit == y_digit || !(x_digit ? looks_like(of_y[l], of_x[l]) || is_inside(of_y, letters, l)
                                            : looks_like(of_x[l], of_y[l]) || is_inside(of_x, letters, l)))
            return false;
    }
    return 2 * same >= letters;
}

/* The word with the next number of a side from `begin` on, or `end`. */
static uint32_t next_number(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    while (begin < end && !is_number(&side->words->word[begin]))
        begin++;
    return begin;
}

/* Whether the n-th number of one side is the n-th of the other, perhaps written in another way. */
static bool share_value(const slot *s) {
    uint32_t i = next_number(s->a, s->gap->a_begin, s->gap->a_end);
    uint32_t k = next_number(s->b, s->gap->b_begin, s->gap->b_end);
    while (i < s->gap->a_end && k < s->gap->b_end) {
        const dd_numeral x = dd_numeral_read(s->a->words, s->a->letters, i);
        const dd_numeral y = dd_numeral_read(s->b->words, s->b->letters, k);
        if (dd_numeral_is_same(&x, &y))
            return true;
        i = next_number(s->a, (uint32_t)x.end, s->gap->a_end);
        k = next_number(s->b, (uint32_t)y.end, s->gap->b_end);
    }
    return false;
}

static bool share_number(const slot *s) {
    for (uint32_t i = s->gap->a_begin; i < s->gap->a_end; i++)
        for (uint32_t k = s->gap->b_begin; k < s->gap->b_end; k++) {
            const dd_word *x = &s->a->words->word[i], *y = &s->b->words->word[k];
            if (is_number(x) && is_number(y) && (x->hash == y->hash || is_misread(s->a, x, s->b, y)))
                return true;
        }
    return share_value(s) || dd_figures_are_same(s->a, s->b, s->gap);
}

/* NUMBERS, SHARES_NUMBER, or none if a side has no number. */
static unsigned compare_numbers(const slot *s) {
    if (!has_number(s->a, s->gap->a_begin, s->gap->a_end) ||
        !has_number(s->b, s->gap->b_begin, s->gap->b_end))
        return DD_CONFLICT_NONE;
    return share_number(s) ? DD_SLOT_SHARES_NUMBER : DD_CONFLICT_NUMBERS;
}

/* Whether a gap has words of a script without case, where any word may be a name. */
static bool is_uncased(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; i++)
        if (side->words->word[i].flags & DD_WORD_UNCASED)
            return true;
    return false;
}

static size_t gap_letters(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    return end > begin ? side->words->word[end - 1].end - side->words->word[begin].begin : 0;
}

/* Whether the words of a gap, names or not, are so alike that they may be the same, damaged. */
static bool is_alike(const slot *s) {
    spelling a, b;
    spell(NULL, s->a, s->gap->a_begin, s->gap->a_end, false, &a);
    spell(NULL, s->b, s->gap->b_begin, s->gap->b_end, false, &b);
    return alike(&a, &b) >= ALIKE_GAP;
}

/* The other flags. */
static unsigned compare_names(const slot *s) {
    spelling a, b;
    spell(s->vocabulary, s->a, s->gap->a_begin, s->gap->a_end, true, &a);
    spell(s->vocabulary, s->b, s->gap->b_begin, s->gap->b_end, true, &b);
    if (a.count == 0 || b.count == 0 || alike(&a, &b) >= ALIKE_NAMES)
        return DD_CONFLICT_NONE;
    const size_t a_letters = gap_letters(s->a, s->gap->a_begin, s->gap->a_end),
                 b_letters = gap_letters(s->b, s->gap->b_begin, s->gap->b_end);
    const size_t letters = a_letters > b_letters ? a_letters : b_letters;
    const bool uncased =
        is_uncased(s->a, s->gap->a_begin, s->gap->a_end) || is_uncased(s->b, s->gap->b_begin, s->gap->b_end);
    if (uncased && letters > SPELLED_LETTERS)
        return DD_CONFLICT_NONE;
    if (uncased && letters <= DD_LETTERS_WIDE) /* one Han character may be a misread one */
        return DD_CONFLICT_SIGN;
    if (is_initials(s->a, s->gap->a_begin, s->gap->a_end, s->b, s->gap->b_begin, s->gap->b_end) ||
        is_initials(s->b, s->gap->b_begin, s->gap->b_end, s->a, s->gap->a_begin, s->gap->a_end))
        return DD_CONFLICT_NONE;
    if (!uncased && are_abbreviated(s))
        return DD_CONFLICT_NONE;
    if (is_alike(s))
        return DD_CONFLICT_NONE;
    return (uncased ? DD_CONFLICT_WORDS : 0u) |
           (!uncased || letters <= NAME_LETTERS ? DD_CONFLICT_NAMES : 0u);
}

/* Whether a word of a side begins `letters` behind the first one. */
static bool has_border(const dd_slot_side *side, uint32_t begin, uint32_t end, size_t letters) {
    for (uint32_t i = begin + 1; i < end; i++)
        if (side->words->word[i].begin - side->words->word[begin].begin == letters)
            return true;
    return false;
}

/* Whether side a parts two digits that side b does not. */
static bool parts_digits(const dd_slot_side *a, uint32_t begin, uint32_t end, const dd_slot_side *b,
                         uint32_t b_begin, uint32_t b_end) {
    for (uint32_t i = begin + 1; i < end; i++) {
        const uint32_t at = a->words->word[i].begin;
        if (dd_letters_is_digit(a->letters->letter[at - 1]) && dd_letters_is_digit(a->letters->letter[at]) &&
            !has_border(b, b_begin, b_end, at - a->words->word[begin].begin))
            return true;
    }
    return false;
}

/* Whether both sides are the same letters, parted into words in two ways: "40kg" and "40 kg", but not "1-12"
 * and "11-2". */
static bool is_same_text(const slot *s) {
    const dd_gap *g = s->gap;
    const size_t letters = gap_letters(s->a, g->a_begin, g->a_end);
    return letters == gap_letters(s->b, g->b_begin, g->b_end) &&
           memcmp(s->a->letters->letter + s->a->words->word[g->a_begin].begin,
                  s->b->letters->letter + s->b->words->word[g->b_begin].begin, letters) == 0 &&
           !parts_digits(s->a, g->a_begin, g->a_end, s->b, g->b_begin, g->b_end) &&
           !parts_digits(s->b, g->b_begin, g->b_end, s->a, g->a_begin, g->a_end);
}

unsigned dd_slot_judge(const dd_vocabulary *vocabulary, const dd_slot_side *a, const dd_slot_side *b,
                       const dd_gap *gap) {
    const slot s = {vocabulary, a, b, gap};
    if (is_same_text(&s))
        return has_number(a, gap->a_begin, gap->a_end) ? DD_SLOT_SHARES_NUMBER : DD_CONFLICT_NONE;
    const unsigned numbers = compare_numbers(&s), names = compare_names(&s);
    return numbers | (numbers == DD_CONFLICT_NUMBERS ? names & ~(unsigned)DD_CONFLICT_SIGN : names);
}

size_t dd_slot_letters(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const size_t of_a = gap_letters(a, gap->a_begin, gap->a_end),
                 of_b = gap_letters(b, gap->b_begin, gap->b_end);
    return of_a > of_b ? of_a : of_b;
}

/* Whether a gap is so small that it may be misread, whatever it is read for: a character, or two of which one
 * side is of a script with case, as a scanner takes them for letters. */
static bool may_be_misread(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const size_t letters = dd_slot_letters(a, b, gap);
    return letters <= DD_LETTERS_WIDE ||
           (letters <= 2 * DD_LETTERS_WIDE &&
            is_uncased(a, gap->a_begin, gap->a_end) != is_uncased(b, gap->b_begin, gap->b_end));
}

bool dd_slot_is_damaged(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const slot s = {NULL, a, b, gap};
    return compare_numbers(&s) != DD_CONFLICT_NUMBERS && (may_be_misread(a, b, gap) || is_alike(&s));
}

/* ---- shifts */

/* The first number of a side of a gap; negative if it has none that can be read. */
static double read_number(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    const uint32_t first = next_number(side, begin, end);
    if (first == end)
        return -1;
    const dd_numeral number = dd_numeral_read(side->words, side->letters, first);
    const bool is_counted = number.prefix || number.unit & DD_NUMERAL_LATIN;
    return is_counted ? -1 : number.value; /* no year, nor the number of a meeting */
}

unsigned dd_slot_shift(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const double x = read_number(a, gap->a_begin, gap->a_end), y = read_number(b, gap->b_begin, gap->b_end);
    const double shift = x > y ? x - y : y - x;
    if (x < 0 || y < 0 || x >= NUMBER_LIMIT || y >= NUMBER_LIMIT || shift != (unsigned)shift)
        return 0;
    return (unsigned)shift;
}

/* ---- exchanges */

/* Whether a side has names, and both texts have all of them at the same place elsewhere. */
static bool are_matched(const dd_vocabulary *vocabulary, const dd_slot_side *side, uint32_t begin,
                        uint32_t end) {
    size_t names = 0;
    for (uint32_t i = begin; i < end; i++) {
        const dd_word *word = &side->words->word[i];
        if (!dd_vocabulary_is_name(vocabulary, word))
            continue;
        names++;
        if (!dd_vocabulary_is_matched(vocabulary, word))
            return false;
    }
    return names > 0;
}

bool dd_slot_is_known(const dd_vocabulary *vocabulary, const dd_slot_side *a, const dd_slot_side *b,
                      const dd_gap *gap) {
    return are_matched(vocabulary, a, gap->a_begin, gap->a_end) ||
           are_matched(vocabulary, b, gap->b_begin, gap->b_end);
}

static uint64_t words_key(const dd_slot_side *side, uint32_t begin, uint32_t end) {
    uint64_t key = 0;
    for (uint32_t i = begin; i < end; i++)
        key = (key ^ side->words->word[i].hash) * 0x9E3779B97F4A7C15u;
    return key ^ key >> 32;
}

dd_exchange dd_slot_exchange(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap) {
    const uint64_t of_a = words_key(a, gap->a_begin, gap->a_end),
                   of_b = words_key(b, gap->b_begin, gap->b_end);
    return (dd_exchange){of_a + of_b, of_a < of_b};
}
