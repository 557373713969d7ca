/* Random numbers for tests: the same on every machine, chosen by a seed. */
#ifndef RANDOM_SOURCE_H
#define RANDOM_SOURCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct random_source {
    uint64_t state;
} random_source;

/* A source for any seed. Sources of different seeds have nothing to do with one another. */
static inline random_source random_start(uint64_t seed) {
    uint64_t state = (seed + 1) * 0xd1342543de82ef95u;
    state = (state ^ (state >> 32)) * 0xaf251af3b0f025b5u;
    return (random_source){state ^ (state >> 29)};
}

/* The next 64 bits (SplitMix64). */
static inline uint64_t random_next(random_source *source) {
    uint64_t value = source->state += 0x9e3779b97f4a7c15u;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

/* 0 to limit - 1; limit is not 0. */
static inline size_t random_below(random_source *source, size_t limit) {
    return (size_t)((random_next(source) >> 11) % limit);
}

/* A number in [0, 1). */
static inline double random_share(random_source *source) {
    return (double)(random_next(source) >> 11) * 0x1p-53;
}

#endif
