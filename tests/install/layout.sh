# Everything is in its place, and the installed program and man page work from there.
for file in bin/dedupe include/dedupe/dedupe.h share/man/man1/dedupe.1 share/doc/dedupe/LICENSE; do
    [ -s "$PREFIX/$file" ] || { echo "missing: $file" >&2; exit 1; }
done
for file in libdedupe.a libdedupe.so pkgconfig/dedupe.pc cmake/dedupe/dedupe-config.cmake; do
    [ -s "$LIBRARIES/$file" ] || { echo "missing: $file" >&2; exit 1; }
done
[ -L "$LIBRARIES/libdedupe.so" ]
ls "$PREFIX"/share/doc/dedupe/*.schema.json
mandoc -T lint -W error "$PREFIX/share/man/man1/dedupe.1"
"$PREFIX/bin/dedupe" --version
"$PREFIX/bin/dedupe" --quiet "$REPOSITORY/samples/harbour" >report
[ -s report ]
# Nothing installed may point back to where it was built.
if grep -rlF "$REPOSITORY" "$PREFIX" --include='*.pc' --include='*.cmake'; then
    echo "an installed file names the folder of the sources" >&2
    exit 1
fi
