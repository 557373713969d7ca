# A word that differs in letter case alone is the same word; other letters, accents and punctuation are shown.
. "$TOOLS/articles.sh"
ferry > a.txt
ferry | sed 's/The ferry company said/the Ferry COMPANY stated/; s/hundred/HUNDRED/; s/families/families,/' > b.txt
"$DEDUPE" diff a.txt b.txt | grep -v '%\|resemblance\|letters'
ferry | tr a-z A-Z > capitals.txt
echo "in capitals"; "$DEDUPE" diff a.txt capitals.txt | grep -c '\[-\|{+'
"$DEDUPE" diff capitals.txt a.txt | sed -n '/^=/,$p' | head -n 2
# As JSON a passage is a place in either text, and no word is marked.
"$DEDUPE" diff -f json capitals.txt a.txt | jq -c '[.relation, (.passages | length), (.passages[0] | keys)]'
# All capitals of Latin, Greek, Cyrillic and Armenian that Python knows a single small letter for.
python3 - <<'END'
import os, subprocess
letters = [chr(c) for first, last in ((0xC0, 0x17F), (0x386, 0x3AB), (0x400, 0x52F), (0x531, 0x556), (0x1E00, 0x1EFE)) for c in range(first, last)]
capitals = [c for c in letters if len(c.lower()) == 1 and c.lower() != c]
words = ["".join(capitals[(5 * i + k) % len(capitals)] for k in range(7)) for i in range(len(capitals))]
open("upper.txt", "w").write(" ".join(words))
open("lower.txt", "w").write(" ".join("".join(c.lower() for c in word) for word in words))
told = subprocess.run([os.environ["DEDUPE"], "diff", "-v", "upper.txt", "lower.txt"], capture_output=True, text=True).stdout
print(len(capitals) > 300, "[-" in told, "{+" in told, told.count("\n= "))
END
