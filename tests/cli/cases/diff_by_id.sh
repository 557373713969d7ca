# Two articles of many are named by the ids that a scan gives them; the inputs are whatever a scan reads.
. "$TOOLS/articles.sh"
record() { printf '{"key":"%s","text":"%s"}\n' "$1" "$(tr '\n"' ' ~')"; }
{ ferry | record first; orchard | record second; } > feed.jsonl
{ ferry | sed 's/hundred families/thousand households/' | record third; } > other.jsonl
ferry > a.txt; gzip -k feed.jsonl
told() { "$DEDUPE" diff --id-field key "$@" | sed -n '1,2p;4p'; }
echo "by id"; told feed.jsonl other.jsonl first third
echo "the other way round"; told other.jsonl feed.jsonl third first
echo "without an id"; "$DEDUPE" diff --id-field none feed.jsonl feed.jsonl:1 feed.jsonl:2 | sed -n '1,2p;4p'
echo "packed, and from stdin"; told feed.jsonl.gz first second; told - first second < feed.jsonl
echo "a path is an id"; told a.txt other.jsonl a.txt third
echo "itself"; told feed.jsonl first first
echo "json"; "$DEDUPE" diff --id-field key -f json feed.jsonl first second > out.json
jq -c '[.a.id, .a.path, .b.id]' out.json; python3 "$TOOLS/validate.py" "$DOCS/diff.schema.json" < out.json
echo "twice"; { cat feed.jsonl; ferry | record first; echo broken; } > twice.jsonl
told twice.jsonl second first; told twice.jsonl second second; "$DEDUPE" diff --id-field key twice.jsonl second nobody; echo "$?"
echo "by titles"
titled() { printf '{"id":"%s","title":"%s","text":"%s"}\n' "$1" "$2" "$(tr '\n"' ' ~')"; }
{ { ferry; orchard; chess | head -n 2; } | titled a "Apple growers pull out their oldest trees"; { ferry; bridge; } | titled b "Old railway bridge at Fennick closed"; } > titled.jsonl
"$DEDUPE" diff titled.jsonl a b | sed -n 4p; "$DEDUPE" --pairs -f json titled.jsonl | jq -r '.pairs[].relation'
mkdir news; ferry > news/a.txt; orchard > news/b.txt
echo "nobody"; "$DEDUPE" diff --id-field key feed.jsonl first nobody; echo "$?"
"$DEDUPE" diff --id-field none feed.jsonl 1 edjsonl:2; echo "$?"; "$DEDUPE" diff news a.txt b.txt; echo "$?"
"$DEDUPE" diff missing.jsonl first second; echo "$?"
"$DEDUPE" diff --id-field key -o feed.jsonl feed.jsonl first second; echo "$?"
echo "many"; "$DEDUPE" diff feed.jsonl feed.jsonl; echo "$?"
echo "what is read is not written over, nor a pipe read twice"
"$DEDUPE" diff -o news/a.txt news news/a.txt news/b.txt; echo "$?"; ferry | cmp - news/a.txt
ferry | "$DEDUPE" diff - /dev/fd/0; echo "$?"
ferry | "$DEDUPE" -q - /dev/stdin
echo "three files"; "$DEDUPE" diff a.txt news/a.txt news/b.txt; echo "$?"
echo "too long"; "$DEDUPE" diff --max-article 300 --id-field key feed.jsonl first second; echo "$?"
echo "an input that did not matter"; printf 'PK\003\004 broken' > bad.zip
"$DEDUPE" diff --id-field key bad.zip feed.jsonl first second | sed -n 4p
