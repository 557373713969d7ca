#include "bench_floor.h"

#include <string.h>
#include <xxhash.h>

static uint64_t multiply(uint64_t a, uint64_t b) {
    const __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t window(const uint8_t *letter) {
    uint64_t bytes;
    memcpy(&bytes, letter, sizeof bytes);
    return multiply(bytes, 0x9e3779b97f4a7c15u);
}

uint64_t floor_copy(const char *text, size_t length, char *buffer) {
    memcpy(buffer, text, length);
    return length > 0 ? (unsigned char)buffer[length / 2] : 0;
}

uint64_t floor_hash(const char *text, size_t length) {
    return XXH3_128bits(text, length).low64;
}

uint64_t floor_words(const char *text, size_t length) {
    uint8_t is_letter[256] = {0};
    for (int c = 'a'; c <= 'z'; c++)
        is_letter[c] = is_letter[c - 'a' + 'A'] = 1;
    for (int c = '0'; c <= '9'; c++)
        is_letter[c] = 1;
    uint64_t sum = 0, hash = 0;
    for (size_t i = 0; i < length; i++) {
        const uint8_t byte = (uint8_t)text[i];
        if (is_letter[byte]) {
            hash = (hash ^ byte) * 0x9e3779b97f4a7c15u;
        } else {
            sum += hash;
            hash = 0;
        }
    }
    return sum + hash;
}

uint64_t floor_windows(const uint8_t *letter, size_t count) {
    uint64_t kept = 0;
    for (size_t i = 0; i + 8 <= count; i++)
        kept += window(letter + i) < UINT64_MAX / 16;
    return kept;
}

uint64_t floor_bins(const uint32_t *hash, size_t count) {
    uint32_t bin[128];
    uint64_t sum = 0;
    memset(bin, 0xff, sizeof bin);
    for (size_t i = 0; i < count; i++) {
        const uint32_t mixed = hash[i] * 0x9E3779B1u;
        if (mixed < bin[hash[i] & 127])
            bin[hash[i] & 127] = mixed;
    }
    for (size_t i = 0; i < 128; i++)
        sum += bin[i];
    return sum;
}

uint64_t floor_enter(const uint8_t *letter, size_t count, uint32_t *table) {
    for (size_t i = 0; i + 8 <= count; i++)
        table[window(letter + i) >> (64 - FLOOR_TABLE_BITS)] = (uint32_t)i;
    return table[0];
}

uint64_t floor_look_up(const uint8_t *letter, size_t count, const uint32_t *table) {
    uint64_t sum = 0;
    for (size_t i = 0; i + 8 <= count; i++)
        sum += table[window(letter + i) >> (64 - FLOOR_TABLE_BITS)];
    return sum;
}

uint64_t floor_scatter(const uint64_t *key, size_t count, uint64_t *out) {
    size_t next[257] = {0};
    for (size_t i = 0; i < count; i++)
        next[(key[i] & 255) + 1]++;
    for (size_t i = 0; i < 256; i++)
        next[i + 1] += next[i];
    for (size_t i = 0; i < count; i++)
        out[next[key[i] & 255]++] = key[i];
    return count > 0 ? out[count / 2] : 0;
}
