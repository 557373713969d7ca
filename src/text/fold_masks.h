/* What stands in a block of up to 64 bytes, a bit for each: what the vectors of every processor come down to.
 */
#ifndef DD_TEXT_FOLD_MASKS_H
#define DD_TEXT_FOLD_MASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DD_FOLD_BLOCK = 64 }; /* bytes of the largest block */

typedef struct dd_fold_masks {
    uint64_t letter; /* and digits */
    uint64_t digit;
    uint64_t sign;    /* points and commas */
    uint64_t control; /* but for tab, line feed, form feed and carriage return, which separate as spaces do */
    uint64_t beyond;  /* beyond ASCII */
    uint64_t print;   /* first bytes of U+2000 to U+203F, E2 80 and a third byte, all in the block */
} dd_fold_masks;

/* Whether a byte may be (part of) a digit: of another script if it is beyond ASCII. */
static inline uint64_t dd_fold_may_be_digit(uint8_t byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9');
}

/* Finds where the block of so many bytes that stands between `before` and `after` has to end: before what may
 * be print but is not all in the block, and before the first special byte, which is one beyond ASCII, a
 * control character or a decimal sign. Writes how many bytes that leaves and returns whether a special one is
 * next. */
static inline bool dd_fold_masks_end(const dd_fold_masks *m, size_t block, uint8_t before, uint8_t after,
                                     size_t *size) {
    uint64_t end = 0;
    *size = block;
    if (m->beyond) {
        end = m->beyond & ~(m->print | m->print << 1 | m->print << 2);
        const uint64_t cut = end & ((uint64_t)3 << (block - 2));
        if (cut) {
            *size = (size_t)__builtin_ctzll(cut);
            end &= ~cut;
        }
    }
    const uint64_t number = m->digit | m->beyond;
    const uint64_t decimal = m->sign & (number << 1 | dd_fold_may_be_digit(before)) &
                             (number >> 1 | dd_fold_may_be_digit(after) << (block - 1));
    end |= m->control | decimal;
    if (end == 0 || (size_t)__builtin_ctzll(end) >= *size)
        return false;
    *size = (size_t)__builtin_ctzll(end);
    return true;
}

/* The letters among the first `size` bytes of a block. */
static inline uint64_t dd_fold_masks_letters(const dd_fold_masks *m, size_t size) {
    return size == DD_FOLD_BLOCK ? m->letter : m->letter & (((uint64_t)1 << size) - 1);
}

#endif
