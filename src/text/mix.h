/* Multiply and fold: the one mixing step behind the hashes of this stage. The words it reads are little
 * endian on every machine, so that hashes are the same everywhere. */
#ifndef DD_TEXT_MIX_H
#define DD_TEXT_MIX_H

#include <stdint.h>
#include <string.h>

/* Constants for dd_mix_fold: odd, about half of the bits set. Each has a byte 0x1d, 0x1b or 0x17, which no
 * letter and no padding is, so that letters XOR a constant are never zero. */
#define DD_MIX_A UINT64_C(0x9e3779b97f4a1d15)
#define DD_MIX_B UINT64_C(0xc2b2ae3d271d4eb5)
#define DD_MIX_C UINT64_C(0xd6e81bb1a5645a87)
#define DD_MIX_D UINT64_C(0xa0761d6478bd642f)

/* Eight bytes as a number; machines are little-endian (sketch/places.h). */
static inline uint64_t dd_mix_load(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* The two halves of the 128-bit product, XORed. */
static inline uint64_t dd_mix_fold(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Spreads every bit over all bits; a bijection (the finaliser of MurmurHash3 in form). */
static inline uint64_t dd_mix_spread(uint64_t value) {
    value = (value ^ (value >> 32)) * DD_MIX_A;
    value = (value ^ (value >> 29)) * DD_MIX_C;
    return value ^ (value >> 32);
}

#endif
