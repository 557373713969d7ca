# Short made-up articles for the cases, all about different things. Sourced: `ferry > a.txt`.

ferry() {
    cat <<'END'
The ferry company said on Monday that it would stop all night crossings to the islands from
June, after a year in which fewer than forty passengers a trip had used them. "We cannot run
empty ships through the dark," said its director, Ann Lowe, in the harbour office. The union of
sailors called the step a blow to more than a hundred families and asked the ministry for talks.
Shopkeepers on the outer islands fear for fresh bread and newspapers, which come with the last
boat. A decision about the morning line is expected before the autumn timetable is printed.
END
}

orchard() {
    cat <<'END'
Apple growers in the river valley have begun to pull out their oldest trees. Three dry springs
in a row left the roots weak, and a beetle that nobody had seen there before did the rest. The
farming college is handing out young plants of a Georgian variety that flowers two weeks later.
Pickers who return every September have been told to look for work in the vineyards instead.
Cider makers expect to pay a fifth more for fruit, and two of them are already buying abroad.
END
}

chess() {
    cat <<'END'
A schoolgirl of eleven has won the regional chess championship without losing a single game.
Mira Tolland, who learned the moves from her grandfather on a kitchen table, beat a retired judge
in the last round after five hours. Her trainer says she prepares with paper and pencil, because
screens make her tired. The national federation has invited her to its summer camp in the hills,
where she will meet players twice her age. Her brother, aged nine, finished in fourth place.
END
}

bridge() {
    cat <<'END'
Engineers have closed the old railway bridge at Fennick after a diver found a crack in the third
pillar. Goods trains will be sent over the northern loop for at least six weeks, which adds two
hours to each journey. Commuters are to be carried by bus between the two nearest stations. The
line's owner admitted that the last full inspection had been put off twice to save money. An
independent report on all bridges of that age was promised for the end of the year.
END
}

# record ID < TEXT: one line of JSON Lines.
record() {
    python3 -c 'import json, sys; print(json.dumps({"id": sys.argv[1], "text": sys.stdin.read()}))' "$1"
}
