# What the library promises, read off the installed archive and the sources: it does not print, exit or read
# the environment, keeps no mutable globals, and each foreign library has one stage that uses it.
archive=$LIBRARIES/libdedupe.a

nm --undefined-only "$archive" | awk 'NF == 2 { print $2 }' | sort -u >called
if grep -x -E '(v|f|vf|d)?printf|(f|w)?puts|f?putc|putchar|perror|write|fopen|open|stdout|stderr|exit|_exit|abort|(secure_)?getenv|setlocale|rand|random|srand' called; then
    echo "the library calls what only a program may call" >&2
    exit 1
fi

# Tables of constants lie in .rodata and .data.rel.ro; .tbss is the fault that tests plant in a thread.
readelf -SW "$archive" | sed 's/^ *\[ *[0-9]*\] *//' |
    awk '$1 ~ /^\.(data|data\.rel|data\.rel\.local|bss)$/ && $5 !~ /^0+$/ { print $1, $5; found = 1 } END { exit !found }' && {
    echo "the library keeps mutable globals" >&2
    exit 1
}

cd "$REPOSITORY/src"
# Usage: only_in FOLDER PATTERN. Files elsewhere must not include what PATTERN names.
only_in() {
    if grep -rlE "#include *[<\"]$2" --include='*.[ch]' --include='*.cpp' . | grep -v "^\./$1/"; then
        echo "only $1 may include $2" >&2
        exit 1
    fi
}
only_in text utf8proc
only_in sketch xxhash
only_in cli jansson
only_in cli simdjson
only_in cli csv.h
only_in cli libxml
only_in cli archive
if grep -rn '#include *"\.\.' --include='*.[ch]' base text sketch candidate verify cluster ||
    grep -rnE '#include *"(\.\./)+(base|text|sketch|candidate|verify|cluster)/' cli; then
    echo "an include climbs out of its folder, past the rule of what it may see" >&2
    exit 1
fi
