# Numbers and names are read strictly, and the message says what is allowed.
: > a.txt
for option in --threads=0 --threads=1025 --threads=1.5 --threads= --threads=-1 --threads=0x10 '--threads= 4' \
    --threads=99999999999999999999 --threshold=0.04 --threshold=0.81 --threshold=0,5 --threshold=1e-1 \
    --threshold=nan --threshold=. --threshold= --shingle=4 --shingle=33 --passages=-1 --passages=1001 \
    --level=none --level=Near --level= --format=xml --color=yes --progress=1 --input-format=pdf \
    --text-field= --id-field= --output= --files-from=; do
    "$DEDUPE" "$option" a.txt || echo "$?" > status
    [ "$(cat status)" = 2 ] || echo "$option: exit $(cat status)"
    rm -f status
done
