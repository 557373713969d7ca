/*
 * Arabic letters that are written in several ways. Outlets leave out the hamza over an alef, put a heh for a
 * teh marbuta and a yeh without dots at the end of a word, and Persian and Arabic keyboards have a yeh and a
 * kaf each. Search engines fold them likewise: L. Larkey, L. Ballesteros and M. Connell, Improving stemming
 * for Arabic information retrieval, SIGIR 2002, section 3.1.
 */
#ifndef DD_TEXT_PLAIN_ARABIC_H
#define DD_TEXT_PLAIN_ARABIC_H

#include <stdint.h>

/* The plain form of a code point of the Arabic block; any other as it is. Letters with a hamza or madda are
 * taken composed: their marks alone have no letter. */
static inline uint32_t dd_plain_arabic(uint32_t code_point) {
    switch (code_point) {
    case 0x622: /* alef with madda, with hamza above and below, wasla */
    case 0x623:
    case 0x625:
    case 0x671:
        return 0x627;
    case 0x624: /* waw with hamza */
        return 0x648;
    case 0x626: /* yeh with hamza, alef maksura, Farsi yeh */
    case 0x649:
    case 0x6cc:
        return 0x64a;
    case 0x629: /* teh marbuta; ae, heh with yeh above, heh goal, with hamza */
    case 0x6c0:
    case 0x6c1:
    case 0x6c2:
    case 0x6d5:
        return 0x647;
    case 0x6a9: /* keheh */
        return 0x643;
    case 0x6d3: /* yeh barree with hamza */
        return 0x6d2;
    default:
        return code_point;
    }
}

#endif
