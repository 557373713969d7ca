# Usage: run_example.sh PROGRAM. Runs the example on the sample story that has the most copies, and checks
# that it names each of them.
set -eu
cd "$REPOSITORY/samples/harbour"
output=$("$1" wire.txt reprint.txt cut.txt restyled.txt independent.txt)
printf '%s\n' "$output"
[ "$(printf '%s\n' "$output" | grep -c '^[0-9]* articles like ')" = 1 ]
for copy in reprint cut restyled; do
    printf '%s\n' "$output" | grep -q "$copy\.txt$"
done
if printf '%s\n' "$output" | grep -q 'independent\.txt$'; then
    echo "an independent report was put among the copies" >&2
    exit 1
fi
if "$1" no-such-file 2>/dev/null; then
    echo "a missing file was not reported" >&2
    exit 1
fi
