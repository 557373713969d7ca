#include "verify/numeral.h"

#include <math.h>
#include <string.h>

enum {
    UNIT_RADIX = 31,    /* of the letters of a unit, which are told apart, not read */
    PREFIX_LETTERS = 3, /* before a number: "USD5m" */
    WORDS_MOST = 16,    /* of one number on either side of a word: a text may be nothing but numerals */
    FIRST_HANGUL = 0xac00,
    LAST_HANGUL = 0xd7a3
};

static const double NO_NUMBER = -1, TEN = 10, MYRIAD = 1e4;
static const double MOST_VALUE = 1e15; /* below it a double holds whole numbers exactly */
static const double ROUNDING = 1e-9;   /* of a value: fractions are not exact */

/* The Han or Hangul character of three letters; 0 if there are fewer, or one is of ASCII. */
static uint32_t character_at(const uint8_t *letter, size_t letters) {
    if (letters < DD_LETTERS_WIDE || !(letter[0] & letter[1] & letter[2] & 0x80))
        return 0;
    return (uint32_t)(letter[0] & 0x7f) << 14 | (uint32_t)(letter[1] & 0x7f) << 7 | (letter[2] & 0x7fu);
}

/* The Hangul syllable of three letters, or 0. */
static uint32_t hangul_at(const uint8_t *letter, size_t letters) {
    const uint32_t character = character_at(letter, letters);
    return character >= FIRST_HANGUL && character <= LAST_HANGUL ? character : 0;
}

/* What the sign at `letter` stands for; NO_NUMBER if it is none. Simplified ones, as they fold; of Hangul
 * those that follow digits. */
static double sign_at(const uint8_t *letter, size_t letters) {
    static const struct {
        uint16_t character;
        double value;
    } signs[] = {{0x3007, 0},   {0x96f6, 0},    {0x4e00, 1},  {0x4e8c, 2},   {0x4e24, 2},   {0x4e09, 3},
                 {0x56db, 4},   {0x4e94, 5},    {0x516d, 6},  {0x4e03, 7},   {0x516b, 8},   {0x4e5d, 9},
                 {0x5341, 10},  {0x5eff, 20},   {0x5345, 30}, {0x767e, 100}, {0x5343, 1e3}, {0x4e07, 1e4},
                 {0x4ebf, 1e8}, {0x5146, 1e12}, {0xc2ed, 10}, {0xbc31, 100}, {0xcc9c, 1e3}, {0xb9cc, 1e4},
                 {0xc5b5, 1e8}, {0xc870, 1e12}};
    const uint32_t character = character_at(letter, letters);
    for (size_t i = 0; character && i < sizeof signs / sizeof *signs; i++)
        if (signs[i].character == character)
            return signs[i].value;
    return NO_NUMBER;
}

/* ---- reading letters */

/* A number being read: 42,358 is a total of 40,000, a section of 2,000 and 358 behind that. */
typedef struct reading {
    const uint8_t *letter;
    size_t at, end;
    double total, section, last;
    double sign; /* the largest that was read last of those that end a total; 0: none was */
    bool has_last;
} reading;

/* Reads digits, with a fraction if there is one. */
static void read_digits(reading *r) {
    double unit = 0;
    for (r->last = 0; r->at < r->end; r->at++) {
        const uint8_t letter = r->letter[r->at];
        if (letter == '.' && unit == 0) {
            unit = 1;
        } else if (!dd_letters_is_digit(letter)) {
            break;
        } else {
            r->last = r->last * TEN + (letter - '0');
            unit *= TEN;
        }
    }
    r->last = unit > 0 ? r->last / unit : r->last;
    r->has_last = true;
}

/* Ten thousand or more: of what came since the last such sign, or, if that was a smaller one, of all. */
static void read_myriads(reading *r, double sign) {
    const bool of_all = r->sign > 0 && r->sign < sign;
    const double since = r->section + r->last, number = of_all ? r->total + since : since;
    r->total = (of_all ? 0 : r->total) + (number > 0 ? number : 1) * sign;
    r->section = 0;
    r->sign = sign;
}

static void read_sign(reading *r, double sign) {
    r->at += DD_LETTERS_WIDE;
    if (sign < TEN) {
        r->last = r->last * TEN + sign;
        r->has_last = r->last > 0;
        return;
    }
    if (sign < MYRIAD)
        r->section += (r->has_last ? r->last : 1) * sign;
    else
        read_myriads(r, sign);
    r->last = 0;
    r->has_last = false;
}

/* Reads digits and signs as far as they go. */
static void read_all(reading *r) {
    while (r->at < r->end) {
        const double sign = sign_at(r->letter + r->at, r->end - r->at);
        if (sign >= 0)
            read_sign(r, sign);
        else if (dd_letters_is_digit(r->letter[r->at]))
            read_digits(r);
        else
            break;
    }
}

/* ---- what belongs to one number */

/* Where the number of a word begins: its first digit, or itself if it is a sign and nothing else; its end if
 * it has none, or has letters before it that are not Hangul. */
static size_t find_begin(const dd_letters *letters, const dd_word *word) {
    const uint8_t *letter = letters->letter;
    size_t l = word->begin;
    if (word->end - word->begin == DD_LETTERS_WIDE && sign_at(letter + l, DD_LETTERS_WIDE) >= 0)
        return l;
    while (l < word->end && !dd_letters_is_digit(letter[l])) {
        if (!hangul_at(letter + l, word->end - l))
            return word->end;
        l += DD_LETTERS_WIDE;
    }
    return l;
}

/* What a word writes: nothing but a number if `rest` is its end. */
typedef struct part {
    size_t begin, rest;
    double sign; /* that it ends with; 0: it ends with a digit */
    bool has_digit;
} part;

static part part_of(const dd_letters *letters, const dd_word *word) {
    reading r = {.letter = letters->letter, .at = find_begin(letters, word), .end = word->end};
    const size_t begin = r.at;
    read_all(&r);
    part p = {
        .begin = begin, .rest = r.at, .has_digit = begin < word->end && dd_letters_is_digit(r.letter[begin])};
    if (r.at > begin && !dd_letters_is_digit(r.letter[r.at - 1]))
        p.sign = sign_at(r.letter + r.at - DD_LETTERS_WIDE, DD_LETTERS_WIDE);
    return p;
}

/* Whether the number that a word ends with goes on in the next one. Side by side: a Han numeral in another,
 * digits in a sign above nine, such a sign in digits. Over a space: a sign in digits with a smaller one, "1조
 * 4300억". */
static bool goes_on(const dd_letters *letters, const dd_word *word, const dd_word *next) {
    if (word->end != next->begin || !(next->flags & (DD_WORD_TOUCHES | DD_WORD_SPACED)))
        return false;
    const part p = part_of(letters, word), n = part_of(letters, next);
    if (p.begin == p.rest || p.rest != word->end || n.begin != next->begin || n.rest == n.begin)
        return false;
    if (next->flags & DD_WORD_SPACED)
        return p.has_digit && n.has_digit && p.sign >= MYRIAD && n.sign >= TEN && n.sign < p.sign;
    if (!n.has_digit)
        return !p.has_digit || n.sign >= TEN;
    return p.sign >= TEN;
}

/* ---- all together */

/* Whether letters are what English puts behind an ordinal. */
static bool is_ordinal(const uint8_t *letter, size_t letters) {
    return letters == 2 && (memcmp(letter, "st", 2) == 0 || memcmp(letter, "nd", 2) == 0 ||
                            memcmp(letter, "rd", 2) == 0 || memcmp(letter, "th", 2) == 0);
}

/* Reads the letters a to z that word i begins with before its first digit, a few at most, as in "Rs500".
 * Returns where the digit is, or the end of the word: if there is none, or if what follows at once may be a
 * sign, as in "RMB3万". */
static size_t read_prefix(const dd_words *words, size_t i, const dd_letters *letters, uint32_t *prefix) {
    const dd_word *word = &words->word[i], *next = i + 1 < words->count ? word + 1 : NULL;
    size_t l = word->begin;
    for (; l < word->end && l - word->begin < PREFIX_LETTERS && letters->letter[l] >= 'a' &&
           letters->letter[l] <= 'z';
         l++)
        *prefix = *prefix * UNIT_RADIX + letters->letter[l];
    const bool is_cut = next && next->begin == word->end && next->flags & DD_WORD_TOUCHES;
    return l < word->end && dd_letters_is_digit(letters->letter[l]) && !is_cut ? l : word->end;
}

/* Reads the letters that end a word that writes a number: nothing, Hangul, an ordinal's, or a unit of letters
 * a to z, perhaps with Hangul behind it. Whether they are any of these. */
static bool read_unit(const uint8_t *letter, size_t letters, uint32_t *unit) {
    *unit = hangul_at(letter, letters);
    if (letters == 0 || *unit || is_ordinal(letter, letters))
        return true;
    size_t l = 0;
    for (; l < letters && letter[l] >= 'a' && letter[l] <= 'z'; l++)
        *unit = *unit * UNIT_RADIX + letter[l];
    *unit |= DD_NUMERAL_LATIN;
    return l == letters || (l > 0 && hangul_at(letter + l, letters - l));
}

dd_numeral dd_numeral_read(const dd_words *words, const dd_letters *letters, size_t i) {
    size_t first = i, last = i;
    while (first > 0 && i - first < WORDS_MOST &&
           goes_on(letters, &words->word[first - 1], &words->word[first]))
        first--;
    while (last + 1 < words->count && last - i < WORDS_MOST &&
           goes_on(letters, &words->word[last], &words->word[last + 1]))
        last++;
    const dd_word *begin = &words->word[first];
    reading r = {.letter = letters->letter, .at = find_begin(letters, begin), .end = words->word[last].end};
    dd_numeral number = {.value = NO_NUMBER, .end = last + 1};
    if (first > 0)
        number.before = letters->letter[words->word[first - 1].begin];
    if (last + 1 < words->count)
        number.behind = letters->letter[words->word[last + 1].begin];
    if (r.at == begin->end) {
        r.at = read_prefix(words, i, letters, &number.prefix);
        number.first_of_prefix = letters->letter[begin->begin];
    }
    const bool is_cut =
        i - first == WORDS_MOST || last - i == WORDS_MOST; /* then not all of it may be here */
    if (is_cut || r.at == begin->end || sign_at(r.letter + r.at, r.end - r.at) >= MYRIAD)
        return number; /* "RMB3万" is left to the caller, and no number begins with ten thousand */
    read_all(&r);
    const double value = r.total + r.section + r.last;
    number.first_of_unit = letters->letter[r.at];
    if (value < MOST_VALUE && read_unit(r.letter + r.at, r.end - r.at, &number.unit))
        number.value = value;
    return number;
}

/* Whether a number without a unit may have that of the other: letters begin its next word. */
static bool may_lack_unit(const dd_numeral *bare, const dd_numeral *other) {
    return !(other->unit & DD_NUMERAL_LATIN) || bare->behind == other->first_of_unit;
}

static bool may_lack_prefix(const dd_numeral *bare, const dd_numeral *other) {
    return bare->before == other->first_of_prefix || bare->behind == other->first_of_prefix;
}

/* Whether what is joined to two numbers goes together, 0 being nothing. */
static bool fit(uint32_t x, uint32_t y, bool x_may_lack, bool y_may_lack) {
    return x == y || (x == 0 && x_may_lack) || (y == 0 && y_may_lack);
}

bool dd_numeral_is_same(const dd_numeral *x, const dd_numeral *y) {
    return x->value >= 0 && y->value >= 0 && fabs(x->value - y->value) <= x->value * ROUNDING &&
           fit(x->unit, y->unit, may_lack_unit(x, y), may_lack_unit(y, x)) &&
           fit(x->prefix, y->prefix, may_lack_prefix(x, y), may_lack_prefix(y, x));
}
