#include "text/speech.h"

#include <stdbool.h>

#include "text/mix.h"
#include "text/utf8.h"

enum { SPEECH_MOST = 2000 }; /* letters; a longer one has lost its closing mark */

static const struct {
    uint16_t opening, closing;
} PAIRS[] = {
    {'"', '"'},       {0x201c, 0x201d}, {0x201d, 0x201d}, {0x201e, 0x201c}, {0x201e, 0x201d},
    {0xab, 0xbb},     {0xbb, 0xab},     {0x2039, 0x203a}, {0x203a, 0x2039}, {0x2018, 0x2019},
    {0x300c, 0x300d}, {0x300e, 0x300f}, {0xff02, 0xff02}, {0xff62, 0xff63},
};

static bool can_open(uint32_t mark) {
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        if (PAIRS[i].opening == mark)
            return true;
    return false;
}

static bool is_pair(uint32_t opening, uint32_t closing) {
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        if (PAIRS[i].opening == opening && PAIRS[i].closing == closing)
            return true;
    return false;
}

static bool is_space(uint32_t code_point) {
    return code_point <= ' ' || code_point == 0xa0 || code_point == 0x3000 ||
           (code_point >= 0x2000 && code_point <= 0x200a) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0x202f;
}

static bool is_latin(uint32_t code_point) {
    const uint32_t lower = code_point | 0x20;
    return (lower >= 'a' && lower <= 'z') || (code_point >= 0xc0 && code_point < 0x250);
}

/* A letter or digit that no opening mark stands right after. Scripts without spaces are not meant. */
static bool is_word(uint32_t code_point) {
    return is_latin(code_point) || (code_point >= '0' && code_point <= '9');
}

/* A mark and its neighbours; a missing one is a space. */
typedef struct mark_place {
    uint32_t mark, before, after;
    size_t bytes;
} mark_place;

static mark_place look_at(const uint8_t *text, size_t length, size_t at) {
    mark_place place = {.before = ' ', .after = ' '};
    place.bytes = dd_utf8_decode(text + at, length - at, &place.mark);
    if (at > 0)
        dd_utf8_decode_before(text, at, &place.before);
    if (at + place.bytes < length)
        dd_utf8_decode(text + at + place.bytes, length - at - place.bytes, &place.after);
    return place;
}

static bool is_angle(uint32_t mark) {
    return mark == 0xab || mark == 0xbb || mark == 0x2039 || mark == 0x203a;
}

/* Marks of one shape, apostrophes, and angles, which point either way, tell by their neighbours what they
 * are. French has spaces on the inner side, too. */
static bool opens(const mark_place *place) {
    const bool points_left = place->mark == 0xab || place->mark == 0x2039;
    if (place->mark == 0x2018)
        return is_space(place->before) && !is_space(place->after);
    if (is_angle(place->mark))
        return !is_word(place->before) && (points_left || !is_space(place->after)) &&
               (points_left || is_space(place->before));
    if (is_pair(place->mark, place->mark))
        return is_space(place->before) || (!is_space(place->after) && !is_word(place->before));
    return can_open(place->mark);
}

static bool closes(const mark_place *place, uint32_t opening) {
    if (opening == 0x2018)
        return place->mark == 0x2019 && !is_latin(place->after);
    return is_pair(opening, place->mark) &&
           (opening != place->mark || !is_space(place->before) || is_space(place->after));
}

/* Whether a mark in UTF-8 can begin with the byte. */
static bool may_be_mark(uint8_t byte) {
    return byte == '"' || byte == 0xc2 || byte == 0xe2 || byte == 0xe3 || byte == 0xef;
}

static void set(uint8_t *mark, size_t begin, size_t end, uint8_t bit) {
    for (size_t l = begin; l < end; l++)
        mark[l] |= bit;
}

/* Whether the mark ends speech whatever stands around it: it never begins any here. */
static bool only_closes(const mark_place *place) {
    const bool has_sides = is_angle(place->mark) || place->mark == 0x201d || place->mark == 0x300d ||
                           place->mark == 0x300f || place->mark == 0xff63;
    return has_sides && !opens(place) && !is_space(place->before);
}

/* The first letter of the line that byte `at` is in, not before `least`. */
static size_t line_letter(const dd_letters *letters, const uint8_t *text, size_t at, size_t letter,
                          size_t least) {
    const size_t stop = least < letters->count ? letters->offset[least] : at;
    while (at > stop && text[at - 1] != '\n')
        at--;
    while (letter > least && letters->offset[letter - 1] >= at)
        letter--;
    return letter;
}

/* The next place from `at` on that may be a mark; `length` if there is none. */
static size_t find_mark(const uint8_t *bytes, size_t length, size_t at) {
    static const uint64_t each = UINT64_C(0x0101010101010101);
    for (; length - at >= 8; at += 8) { /* while there is plain ASCII */
        const uint64_t word = dd_mix_load(bytes + at), quote = word ^ '"' * each;
        if (((((quote - each) & ~quote) | word) & (0x80 * each)) != 0)
            break;
    }
    while (at < length && !may_be_mark(bytes[at]))
        at++;
    return at;
}

/* The first letter from `from` on that starts at source byte `at` or behind it. */
static size_t letter_at(const dd_letters *letters, size_t from, size_t at) {
    size_t step = 1, low = from, high = from; /* the letters before `low` start before `at` */
    while (high < letters->count && letters->offset[high] < at) {
        low = high + 1;
        high = letters->count - high > step ? high + step : letters->count;
        step *= 2;
    }
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (letters->offset[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void dd_speech_mark(const dd_letters *letters, const char *text, size_t length, uint8_t *mark, uint8_t bit) {
    const uint8_t *bytes = (const uint8_t *)text;
    uint32_t opening = 0; /* the mark that is still open; 0: none */
    size_t letter = 0, begin = 0, last_end = 0;
    for (size_t at = find_mark(bytes, length, 0); at < length; at = find_mark(bytes, length, at + 1)) {
        const mark_place place = look_at(bytes, length, at);
        letter = letter_at(letters, letter, at);
        if (opening && letter - begin > SPEECH_MOST)
            opening = 0;
        if (opening && closes(&place, opening)) {
            set(mark, begin, letter, bit);
            opening = 0;
            last_end = letter;
        } else if (!opening && only_closes(&place)) {
            begin = line_letter(letters, bytes, at, letter, last_end);
            if (letter - begin <= SPEECH_MOST)
                set(mark, begin, letter, bit);
            last_end = letter;
        } else if (!opening && opens(&place)) {
            opening = place.mark;
            begin = letter;
        }
    }
}
