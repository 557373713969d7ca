# Pages that are a title in their outlet's frame: title and source of the records tell that they are different articles.
. "$TOOLS/articles.sh"
frame=$(orchard | head -c 700)
lead="The mayor cut the ribbon on Tuesday, and the first readers went home with bags of books. Four shelves of atlases were lost for good; the map room stays shut until the carpenters are done in spring."
# What is left of two pages has this in common, half of it; but that is no brief.
widget="Robotics challenge for beginners: 127 take part, ends in three days"
page() {
    jq -nc --arg id "$1" --arg title "$2" --arg text "$2. ${4:-} $frame" --arg source "$3" \
        '{id: $id, title: $title, text: $text} + if $source == "" then {} else {source: $source} end'
}
pages() {
    page a "Goalkeeper Marrable signs until next summer" "$1" "$widget"
    page b "Astronomers confirm faint double comet" "$1" "$widget"
    page c "Library reopens after flood repairs" "$1" "$lead"
    page d "Tramway drivers accept overtime offer" "$1"
}
told() {
    "$DEDUPE" -f json --pairs pages.jsonl | jq -c '[.summary.clusters, (.boilerplate | length > 0), [.pairs[].relation]]'
}
pages "The Harbour Post" > pages.jsonl; told
echo "-- nobody knows whose they are"
pages "" > pages.jsonl; told
echo "-- a copy of one is found all the same"
pages "The Harbour Post" > pages.jsonl
page e "Library open again after the flood" "The Harbour Post" "$lead" >> pages.jsonl
"$DEDUPE" -f json pages.jsonl | jq -c '[.clusters[].members[].id]'
