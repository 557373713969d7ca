/*
 * Folding of one character, after Unicode Standard Annex 15 (normalisation forms) and Unicode 5.18 (caseless
 * matching). The order differs from NFKC_Casefold in one point: marks are dropped before case folding, so
 * that a composed letter and its parts take the same way (U+0345 would fold to a letter of its own).
 *
 * Decisions beyond the standard: Arabic and Hebrew vowel points, the hamza over and under a letter and the
 * Arabic elongation stroke carry no letter, since many texts leave them out; vowel signs of Indic, Thai and
 * other scripts stay. Latin letters with a stroke, the dotless i and the letters ae, oe fold like their plain
 * spelling, Arabic letters that are written in several ways to one (plain_arabic.h), and traditional Chinese
 * characters to the simplified ones (plain_han.h).
 *
 * Cost: linear in the bytes of the character, no allocation.
 */
#include "text/character.h"

#include <utf8proc.h>

#include "text/plain_arabic.h"
#include "text/plain_han.h"
#include "text/utf8.h"

/* No decomposition of one code point is longer. */
#define LONGEST_DECOMPOSITION 18

static const utf8proc_property_t *property_of(uint32_t code_point) {
    return utf8proc_get_property((utf8proc_int32_t)code_point);
}

static bool is_mark_category(int category) {
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

bool dd_character_is_mark(uint32_t code_point) {
    if (code_point < 0x300 || (code_point >= 0x3400 && code_point <= 0xa000)) {
        return false;
    }
    return is_mark_category(property_of(code_point)->category) || code_point == 0xff9e ||
           code_point == 0xff9f;
}

int dd_character_digit(uint32_t code_point) {
    if (code_point < 0x80) {
        return code_point - '0' < 10 ? (int)(code_point - '0') : -1;
    }
    if (code_point < 0x660 || property_of(code_point)->category != UTF8PROC_CATEGORY_ND) {
        return -1;
    }
    if (code_point >= 0x1d7ce && code_point <= 0x1d7ff) {
        return (int)((code_point - 0x1d7ce) % 10);
    }
    /* The zero of every other set of digits stands at a multiple of 16, or 6 after one. */
    uint32_t low = code_point & 15;
    bool from_zero = low < 6 || (low < 10 && property_of(code_point - low)->category == UTF8PROC_CATEGORY_ND);
    return (int)(from_zero ? low : low - 6);
}

bool dd_character_is_capital(uint32_t code_point) {
    int category = property_of(code_point)->category;
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool dd_character_is_uncased(uint32_t code_point) {
    int category = property_of(code_point)->category;
    bool georgian = code_point >= 0x10d0 && code_point <= 0x10ff;
    return georgian || category == UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_LM ||
           is_mark_category(category);
}

/* A mark that is style or pronunciation, not spelling. */
static bool is_silent_mark(uint32_t mark) {
    return mark < 0x780 || (mark >= 0x898 && mark <= 0x8ff) || (mark >= 0x180b && mark <= 0x180f) ||
           (mark >= 0x1ab0 && mark <= 0x1aff) || (mark >= 0x1dc0 && mark <= 0x1dff) ||
           (mark >= 0x20d0 && mark <= 0x20ff) || (mark >= 0x2de0 && mark <= 0x2dff) ||
           (mark >= 0x302a && mark <= 0x302f) || (mark >= 0xa66f && mark <= 0xa69f) ||
           (mark >= 0xfe00 && mark <= 0xfe2f) || (mark >= 0x1d165 && mark <= 0x1d1ad) || mark >= 0xe0000;
}

/* Whether a code point that is already decomposed has a letter of its own. */
static bool is_kept(uint32_t code_point, const utf8proc_property_t *property) {
    switch (property->category) {
    case UTF8PROC_CATEGORY_LM:
        /* Apostrophes and other modifiers, and the elongation strokes of Arabic and N'Ko. */
        return !(code_point >= 0x2b9 && code_point <= 0x2df) && code_point != 0x640 && code_point != 0x7fa;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return !property->ignorable;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return !property->ignorable && !is_silent_mark(code_point);
    case UTF8PROC_CATEGORY_CN:
        /* Han that is newer than the tables of utf8proc. */
        return code_point >= 0x20000 && code_point <= 0x3fffd && (code_point & 0xffff) < 0xfffe;
    default:
        return false;
    }
}

static void put(dd_character *character, uint32_t code_point) {
    if (character->count < DD_CHARACTER_ROOM) {
        character->code_point[character->count++] = (int32_t)code_point;
    }
}

/* Appends a folded code point, with the Latin letters that Unicode does not decompose spelled out, and one
 * form of the Arabic letters and the Chinese characters that have several. */
static void put_plain(dd_character *character, uint32_t code_point) {
    static const struct {
        uint16_t from;
        char to[2];
    } plain[] = {{0xe6, {'a', 'e'}},  {0xf8, {'o', 0}},  {0x111, {'d', 0}},
                 {0x127, {'h', 0}},   {0x131, {'i', 0}}, {0x142, {'l', 0}},
                 {0x153, {'o', 'e'}}, {0x167, {'t', 0}}, {0x237, {'j', 0}}};
    if (code_point >= 0xe6 && code_point <= 0x237) {
        for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
            if (plain[i].from == code_point) {
                put(character, (uint8_t)plain[i].to[0]);
                if (plain[i].to[1] != 0) {
                    put(character, (uint8_t)plain[i].to[1]);
                }
                return;
            }
        }
    }
    put(character, dd_plain_han(dd_plain_arabic(code_point)));
}

/* Appends the fold of a code point that is already decomposed. */
static void append_part(dd_character *character, uint32_t code_point, const utf8proc_property_t *property) {
    if (!is_kept(code_point, property)) {
        return;
    }
    int digit = property->category == UTF8PROC_CATEGORY_ND ? dd_character_digit(code_point) : -1;
    if (digit >= 0) {
        put(character, (uint32_t)('0' + digit));
        return;
    }
    if (property->casefold_seqindex == UINT16_MAX) {
        put_plain(character, code_point);
        return;
    }
    utf8proc_int32_t folded[LONGEST_DECOMPOSITION];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded,
                                                     LONGEST_DECOMPOSITION, UTF8PROC_CASEFOLD, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_DECOMPOSITION; i++) {
        put_plain(character, (uint32_t)folded[i]);
    }
}

/* Appends the fold of any code point. */
static void append(dd_character *character, uint32_t code_point) {
    const utf8proc_property_t *property = property_of(code_point);
    bool hangul = code_point >= 0xac00 && code_point <= 0xd7a3;
    if (property->decomp_seqindex == UINT16_MAX && !hangul) {
        append_part(character, code_point, property);
        return;
    }
    utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, LONGEST_DECOMPOSITION,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST_DECOMPOSITION; i++) {
        append_part(character, (uint32_t)parts[i], property_of((uint32_t)parts[i]));
    }
}

/* What a Hangul syllable that is being spelled in jamo lacks. */
typedef enum hangul_state {
    HANGUL_NONE = 0,
    HANGUL_LEAD, /* a vowel may follow */
    HANGUL_OPEN  /* a final consonant may follow */
} hangul_state;

static hangul_state hangul_start(uint32_t code_point) {
    if (code_point >= 0x1100 && code_point <= 0x1112) {
        return HANGUL_LEAD;
    }
    bool open = code_point >= 0xac00 && code_point <= 0xd7a3 && (code_point - 0xac00) % 28 == 0;
    return open ? HANGUL_OPEN : HANGUL_NONE;
}

/* Whether the code point continues the character before it. */
static bool continues(uint32_t code_point, hangul_state *hangul) {
    if (*hangul == HANGUL_LEAD && code_point >= 0x1161 && code_point <= 0x1175) {
        *hangul = HANGUL_OPEN;
        return true;
    }
    bool final = *hangul == HANGUL_OPEN && code_point >= 0x11a8 && code_point <= 0x11c2;
    *hangul = HANGUL_NONE;
    return final || dd_character_is_mark(code_point);
}

/* The character after the one that ends at `at`, if it belongs to it: its bytes, else 0. */
static size_t next_part(const uint8_t *text, size_t room, size_t at, hangul_state *hangul,
                        uint32_t *code_point) {
    if (at >= room || text[at] < 0x80) {
        return 0;
    }
    size_t bytes = dd_utf8_decode(text + at, room - at, code_point);
    return bytes > 0 && continues(*code_point, hangul) ? bytes : 0;
}

size_t dd_character_length(const uint8_t *text, size_t room) {
    uint32_t code_point = 0;
    size_t at = dd_utf8_decode(text, room, &code_point);
    hangul_state hangul = hangul_start(code_point);
    for (;;) {
        size_t bytes = next_part(text, room, at, &hangul, &code_point);
        if (bytes == 0) {
            return at;
        }
        at += bytes;
    }
}

/* Canonical order: a stable sort of every run of marks by combining class. */
static void order(dd_character *character) {
    for (size_t i = 1; i < character->count; i++) {
        int32_t mark = character->code_point[i];
        int rank = property_of((uint32_t)mark)->combining_class;
        size_t place = i;
        while (rank > 0 && place > 0 &&
               property_of((uint32_t)character->code_point[place - 1])->combining_class > rank) {
            character->code_point[place] = character->code_point[place - 1];
            place--;
        }
        character->code_point[place] = mark;
    }
}

/* Marks that compose with nothing and mostly stand in order, for speed: those of Devanagari (but its nukta)
 * and Thai. */
static bool is_simple_mark(uint32_t mark) {
    return (mark >= 0x900 && mark <= 0x963 && mark != 0x93c) || (mark >= 0xe30 && mark <= 0xe4e);
}

void dd_character_fold(dd_character *character, const uint8_t *text, size_t room) {
    uint32_t code_point = 0;
    size_t at = dd_utf8_decode(text, room, &code_point);
    hangul_state hangul = hangul_start(code_point);
    size_t marks = 0;
    character->count = 0;
    append(character, code_point);
    bool simple = character->count <= 1 && property_of(code_point)->combining_class == 0;
    while (character->count <= DD_CHARACTER_ROOM - LONGEST_DECOMPOSITION) {
        size_t bytes = next_part(text, room, at, &hangul, &code_point);
        if (bytes == 0) {
            break;
        }
        append(character, code_point);
        simple = simple && is_simple_mark(code_point);
        marks++;
        at += bytes;
    }
    character->length = at;
    if (character->count > 1 && !(simple && marks < 2)) {
        order(character);
        utf8proc_ssize_t count = utf8proc_normalize_utf32(
            character->code_point, (utf8proc_ssize_t)character->count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
        character->count = (size_t)count;
    }
}
