# Every recipe of docs/ci.md is run as it stands there.
. "$TOOLS/articles.sh"
for tool in jq git; do command -v $tool > /dev/null || { echo "needs $tool"; exit 77; }; done
mkdir -p bin feed/wire archive; ln -s "$DEDUPE" bin/dedupe; PATH="$PWD/bin:$PATH"
recipe() { python3 "$TOOLS/recipes.py" "$DOCS/ci.md" "$@"; }
run() { recipe "$@" > script; sh -eu script; echo "exit $?"; }
form() { printf 'Net income of %s rose to %s million crowns in the %s quarter from %s million a year before, the company said on %s. Sales reached %s million. Shares of %s closed at %s crowns. The board of %s will propose a dividend of %s crowns a share, to be paid on %s. Analysts had expected a profit of %s million on average.\n' "$@"; }
ferry > feed/a.txt; ferry > feed/b.txt; { ferry; bridge; } > feed/c.txt; orchard > feed/wire/o.txt; orchard > feed/o.txt
chess > archive/chess.txt
form Alder 41 first 37 Monday 512 Alder 88.10 Alder 2.10 "May 4" 40 > feed/f1.txt
form Birkholm 902 third 811 Friday 7741 Birkholm 13.55 Birkholm 0.35 "November 19" 866 > feed/f2.txt
echo "-- start"
recipe sh 1 | sed '/^git/d' > script; sh -eu script; echo "exit $?"; grep -c relation dedupe-known.json
python3 - "$DOCS/ci.md" > dedupe-allow <<'END'
import re, sys
print(re.search(r"^```\n(# dedupe-allow.*?)^```$", open(sys.argv[1], encoding="utf-8").read(), re.M | re.S).group(1), end="")
END
echo "-- GitHub: passes, then fails"
run --steps check; ferry > feed/d.txt; run --steps check
python3 "$TOOLS/check_sarif.py" < dedupe.sarif
echo "-- GitLab"
run --steps duplicates | grep -A 2 '^check\|^exit'; python3 -c 'import sys, xml.etree.ElementTree as t; print(t.parse("dedupe.xml").getroot().get("failures"))'
rm feed/d.txt; run --steps duplicates | tail -n 1
echo "-- hooks"
hook() { sed -n "/^- id: $1\$/,/^\$/s/^  entry: //p" "$DOCS/../.pre-commit-hooks.yaml"; }
arguments() { sed -n "/- id: $1\$/,/files:\|^\`/s/^ *args: \[\(.*\)\]/\1/p" "$DOCS/ci.md" | head -n 1 | tr -d ,; }
for id in dedupe dedupe-changed; do echo "$(hook $id) $(arguments $id)"; done
sh -c "$(hook dedupe) $(arguments dedupe)" | tail -n 1
cp feed/o.txt feed/new.txt; sh -c "$(hook dedupe-changed) $(arguments dedupe-changed) feed/new.txt" > out; echo "exit $?"; grep new.txt out; rm feed/new.txt
echo "-- what a change adds: no article, then one whose name git would quote"
commit() { git add -A && git -c user.name=a -c user.email=a@b.example commit -qm "$1"; }
git init -q . && echo "bin" > .gitignore && commit first && git update-ref refs/remotes/origin/main HEAD
echo > notes && commit second; run sh 2
ferry > 'feed/été.txt'; commit third; run sh 2; git reset -q --hard HEAD~1
echo "-- only what is new"
run sh 3; chess > feed/chess.txt; run sh 3; grep '^   feed' report.txt; rm feed/chess.txt
echo "-- questions"
dedupe --format json --pairs feed > report.json
recipe sh; n=4; while [ $n -le "$(recipe sh)" ]; do echo "$((n - 3)):"; run sh $n; n=$((n + 1)); done
