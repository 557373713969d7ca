/*
 * The figures of a slot: whether both sides write one number, in ways that no value tells.
 *
 * "160,000" and "160 mil", "51,840" and "51 mil 840", "18.6" and "18/6": the digits are the same but for
 * zeros, whatever the word of magnitude, in any language. "12,141,000" and "12.1 million": the first digits
 * are, rounded or cut. "16.5" and "16-1/2": one value.
 */
#ifndef DD_VERIFY_FIGURES_H
#define DD_VERIFY_FIGURES_H

#include "verify/slot.h"

/* Both sides have numbers. */
bool dd_figures_are_same(const dd_slot_side *a, const dd_slot_side *b, const dd_gap *gap);

#endif
