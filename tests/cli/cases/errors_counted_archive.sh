# Members of one archive are one file for the errors that are listed, which still name the member.
python3 -c 'import jsonschema' 2> /dev/null || { echo "needs python3-jsonschema"; exit 77; }
mkdir members
awk 'BEGIN { for (i = 0; i < 1300; i++) { name = sprintf("members/%04d.json", i); print "broken" > name; close(name) } }'
tar --sort=name -cf bad.tar -C members . && gzip -c bad.tar > bad.tar.gz
tar --sort=name -cf outer.tar -C members 0000.json 0001.json 0002.json -C .. bad.tar.gz
for threads in 1 3; do
    "$DEDUPE" -j "$threads" -f json -o "report.$threads" bad.tar outer.tar 2> "errors.$threads"
    echo "$?"
done
cmp report.1 report.3; cmp errors.1 errors.3
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < report.1
jq -c '.summary | {failed, errors}' report.1
jq -c '[.errors[] | .more // 1] | [length, add]' report.1
jq -c '.errors[] | select(.more)' report.1
jq -r '.errors[0, 999, 1001, 1004].path' report.1
