#!/usr/bin/env python3
"""Writes han_table.c: the traditional Chinese characters and their simplified forms.

usage: make_han_table.py > han_table.c

They are those of the transform Traditional-Simplified of CLDR (https://cldr.unicode.org), as uconv of ICU applies it
(Debian's package icu-devtools) to each character between U+4E00 and U+9FFF.
"""
import subprocess

FIRST, LAST, WORD = 0x4E00, 0x9FFF, 64


def read_pairs():
    characters = "".join(chr(code) + "\n" for code in range(FIRST, LAST + 1))
    command = ["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Traditional-Simplified"]
    forms = subprocess.run(command, input=characters.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split()
    pairs = {FIRST + i: ord(form) for i, form in enumerate(forms) if ord(form) != FIRST + i}
    simplified = set(pairs.values())
    return {code: form for code, form in pairs.items() if code not in simplified}  # a form is its own


def write_array(declaration, items, width):
    print(f"const {declaration} = {{")
    for at in range(0, len(items), width):
        print("    " + " ".join(f"{item}," for item in items[at : at + width]))
    print("};\n")


def main():
    pairs = read_pairs()
    words = [0] * ((LAST - FIRST) // WORD + 1)
    for code in pairs:
        words[(code - FIRST) // WORD] |= 1 << (code - FIRST) % WORD
    before = [sum(bin(word).count("1") for word in words[:i]) for i in range(len(words))]
    print("/* Made by make_han_table.py from CLDR and ICU (Unicode, Inc.; https://www.unicode.org/license.txt). */")
    print('#include "text/plain_han.h"\n')
    write_array("uint64_t dd_han_has_form[DD_HAN_WORDS]", [f"0x{word:016x}" for word in words], 5)
    write_array("uint16_t dd_han_before[DD_HAN_WORDS]", before, 16)
    write_array("uint16_t dd_han_form[]", [f"0x{pairs[code]:x}" for code in sorted(pairs)], 12)


main()
