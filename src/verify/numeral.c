#include "verify/numeral.h"

#include <string.h>

enum {
    SIGN_LETTERS = 3,
    WORDS_MOST = 32,  /* that are looked at on either side: a text may be nothing but numerals */
    DIGITS_MOST = 15, /* that a double holds exactly */
    FIRST_HANGUL = 0xac00,
    LAST_HANGUL = 0xd7a3
};

static const double NO_NUMBER = -1, TEN = 10, MYRIAD = 1e4;

static bool is_digit(uint8_t letter) {
    return letter >= '0' && letter <= '9';
}

/* The Han or Hangul character of three letters; 0 if there are fewer, or none of an alphabet can be. */
static uint32_t character_at(const uint8_t *letter, size_t letters) {
    if (letters < SIGN_LETTERS || !(letter[0] & letter[1] & letter[2] & 0x80))
        return 0;
    return (uint32_t)(letter[0] & 0x7f) << 14 | (uint32_t)(letter[1] & 0x7f) << 7 | (letter[2] & 0x7fu);
}

static bool is_hangul_at(const uint8_t *letter, size_t letters) {
    const uint32_t character = character_at(letter, letters);
    return character >= FIRST_HANGUL && character <= LAST_HANGUL;
}

/* What the sign at `letter` stands for; NO_NUMBER if it is none. Of Hangul those that follow digits. */
static double sign_at(const uint8_t *letter, size_t letters) {
    static const struct {
        uint16_t character;
        double value;
    } signs[] = {{0x3007, 0},   {0x96f6, 0},   {0x4e00, 1},   {0x4e8c, 2},   {0x4e24, 2},    {0x5169, 2},
                 {0x4e09, 3},   {0x56db, 4},   {0x4e94, 5},   {0x516d, 6},   {0x4e03, 7},    {0x516b, 8},
                 {0x4e5d, 9},   {0x5341, 10},  {0x5eff, 20},  {0x5345, 30},  {0x767e, 100},  {0x5343, 1e3},
                 {0x4e07, 1e4}, {0x842c, 1e4}, {0x4ebf, 1e8}, {0x5104, 1e8}, {0x5146, 1e12}, {0xc2ed, 10},
                 {0xbc31, 100}, {0xcc9c, 1e3}, {0xb9cc, 1e4}, {0xc5b5, 1e8}, {0xc870, 1e12}};
    const uint32_t character = character_at(letter, letters);
    for (size_t i = 0; character && i < sizeof signs / sizeof *signs; i++)
        if (signs[i].character == character)
            return signs[i].value;
    return NO_NUMBER;
}

/* ---- what belongs to one number */

/* Whether a word is nothing but a sign, and of what value. */
static double value_as_sign(const dd_letters *letters, const dd_word *word) {
    const size_t count = word->end - word->begin;
    return count == SIGN_LETTERS ? sign_at(letters->letter + word->begin, count) : NO_NUMBER;
}

/* Whether the number that a word ends with goes on in the next one: a Han numeral with another; digits with a
 * sign above nine; such a sign with digits. */
static bool goes_on(const dd_letters *letters, const dd_word *word, const dd_word *next) {
    const uint8_t *letter = letters->letter;
    const double sign = value_as_sign(letters, word), next_sign = value_as_sign(letters, next);
    if (sign >= 0 && next_sign >= 0)
        return true;
    if (next_sign >= TEN)
        return is_digit(letter[word->end - 1]);
    return word->end - word->begin >= SIGN_LETTERS && is_digit(letter[next->begin]) &&
           sign_at(letter + word->end - SIGN_LETTERS, SIGN_LETTERS) >= TEN;
}

/* Where the number of a word begins: its first digit, or itself if it is a sign; `end` if it has none, or has
 * letters before it that are not Hangul. */
static size_t find_begin(const dd_letters *letters, const dd_word *word) {
    size_t l = word->begin;
    if (value_as_sign(letters, word) >= 0)
        return l;
    while (l < word->end && !is_digit(letters->letter[l])) {
        if (!is_hangul_at(letters->letter + l, word->end - l))
            return word->end;
        l += SIGN_LETTERS;
    }
    return l;
}

/* ---- reading */

/* A number being read: 42,358 is a total of 40,000, a section of 2,000 and 358 behind that. */
typedef struct reading {
    const uint8_t *letter;
    size_t at, end;
    double total, section, last;
    bool has_last;
} reading;

static double value_of(const reading *r) {
    return r->total + r->section + r->last;
}

/* Reads digits, with a fraction if there is one. False if they are too many. */
static bool read_digits(reading *r) {
    double unit = 0;
    size_t digits = 0;
    for (r->last = 0; r->at < r->end; r->at++) {
        const uint8_t letter = r->letter[r->at];
        if (letter == '.' && unit == 0) {
            unit = 1;
        } else if (!is_digit(letter) || digits++ == DIGITS_MOST) {
            break;
        } else {
            r->last = r->last * TEN + (letter - '0');
            unit *= TEN;
        }
    }
    r->last = unit > 0 ? r->last / unit : r->last;
    r->has_last = true;
    return digits <= DIGITS_MOST;
}

static void read_sign(reading *r, double sign) {
    r->at += SIGN_LETTERS;
    if (sign < TEN) {
        r->last = r->last * TEN + sign;
        r->has_last = true;
        return;
    }
    if (sign < MYRIAD) {
        r->section += (r->has_last ? r->last : 1) * sign;
    } else {
        const double myriads = r->section + r->last;
        r->total += (myriads > 0 ? myriads : 1) * sign;
        r->section = 0;
    }
    r->last = 0;
    r->has_last = false;
}

/* Whether letters end a word that writes a number: nothing, Hangul, or what English puts behind an ordinal.
 */
static bool may_follow(const uint8_t *letter, size_t letters) {
    return letters == 0 || is_hangul_at(letter, letters) ||
           (letters == 2 && (memcmp(letter, "st", 2) == 0 || memcmp(letter, "nd", 2) == 0 ||
                             memcmp(letter, "rd", 2) == 0 || memcmp(letter, "th", 2) == 0));
}

double dd_numeral_read(const dd_words *words, const dd_letters *letters, size_t i) {
    const size_t least = i > WORDS_MOST ? i - WORDS_MOST : 0, most = i + WORDS_MOST;
    size_t last = i;
    while (i > least && goes_on(letters, &words->word[i - 1], &words->word[i]))
        i--;
    while (last < most && last + 1 < words->count &&
           goes_on(letters, &words->word[last], &words->word[last + 1]))
        last++;
    reading r = {
        .letter = letters->letter, .at = find_begin(letters, &words->word[i]), .end = words->word[last].end};
    const size_t begin = r.at;
    while (r.at < r.end) {
        const double sign = sign_at(r.letter + r.at, r.end - r.at);
        if (sign >= 0)
            read_sign(&r, sign);
        else if (!is_digit(r.letter[r.at]) || !read_digits(&r))
            break;
    }
    return r.at > begin && may_follow(r.letter + r.at, r.end - r.at) ? value_of(&r) : NO_NUMBER;
}
