# --keep: which copy of a story stands for it, and is not dropped.
. "$TOOLS/articles.sh"
dated() { jq -c --arg date "$1" '. + {date: $date}'; }
{ { ferry; echo "The mayor had no comment."; } | record late | dated 2026-03-04T10:00:00+01:00
  ferry | record early | dated "Wed, 04 Mar 2026 08:59:59 GMT"
  { ferry; echo "Nobody else had one either, said the harbour."; } | record undated; } > feed.jsonl
for rule in fullest oldest newest; do
    echo "$rule"
    "$DEDUPE" --passages=0 --keep $rule feed.jsonl
    "$DEDUPE" -f unique --keep=$rule feed.jsonl
    "$DEDUPE" -f json --keep $rule --check feed.jsonl | jq -c '[.parameters.keep, .clusters[0].representative, (.clusters[0].members[] | "\(.id) \(.verdict)")]'
done
echo "what is there already stays"; mkdir old; { ferry; echo "It was an old ferry."; } > old/ferry.txt
"$DEDUPE" --passages=0 --keep oldest --against old feed.jsonl | sed -n 2p
echo "any order"; "$DEDUPE" -f jsonl --keep newest feed.jsonl > one; jq -sc 'reverse[]' feed.jsonl > other; mv other feed.jsonl
"$DEDUPE" -f jsonl --keep newest -j 4 feed.jsonl | cmp - one && echo same
"$DEDUPE" --keep longest feed.jsonl; echo "$?"
