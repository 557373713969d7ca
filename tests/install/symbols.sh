# The shared library exports the functions of the header and nothing else; the archive defines nothing
# outside the two prefixes that a program could clash with.
nm -D --defined-only "$LIBRARIES/libdedupe.so" | awk '{ print $NF }' | sort >exported
sed 's/^ .*//' "$PREFIX/include/dedupe/dedupe.h" | grep '^DEDUPE_API ' | grep -o 'dedupe_[a-z_]*(' | tr -d '(' |
    sort >documented
[ "$(wc -l <documented)" -ge 10 ]
diff documented exported
nm --defined-only --extern-only "$LIBRARIES/libdedupe.a" 2>/dev/null | awk 'NF == 3 { print $3 }' |
    grep -v -e '^dedupe_' -e '^dd_' >strangers || true
if [ -s strangers ]; then
    echo "the archive defines names that are not its own:" >&2
    cat strangers >&2
    exit 1
fi
