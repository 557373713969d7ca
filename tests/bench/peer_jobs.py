"""One job of one peer, run by compare_peers.py with the Python that has the peer installed.

usage: peer_jobs.py PEER FILE

Prints a JSON object: seconds of the whole job, from opening the file to knowing which articles have a duplicate (imports
are not counted), and of sketch and LSH alone where the peer takes ready-made sets of tokens. Each peer is used as its own
documentation shows, on words or word 5-grams of the lower-case text, with 128 values and all threads it starts by itself.
"""
import json
import sys
import time

import orjson

VALUES, BANDS, SEED, THRESHOLD = 128, 16, 42, 0.7


def read_texts(path):
    with open(path, "rb") as lines:
        return [orjson.loads(line)["text"] for line in lines]


def word_sets(texts):
    return [list(set(text.lower().split())) for text in texts]


def word_grams(text, size):
    words = text.lower().split()
    return {" ".join(words[i:i + size]) for i in range(max(1, len(words) - size + 1))}


def prepare_rensa():
    import rensa

    def work(texts):
        sets = word_sets(texts)
        start = time.perf_counter()
        matrix = rensa.RMinHash.digest_matrix_from_token_sets(sets, VALUES, SEED)
        lsh = rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=VALUES, num_bands=BANDS)
        flags = lsh.query_duplicate_flags_matrix_one_shot(matrix)
        return sum(map(bool, flags)), time.perf_counter() - start
    return work


def prepare_fastsketch():
    import FastSketchLSH

    def work(texts):
        sets = word_sets(texts)
        start = time.perf_counter()
        matrix = FastSketchLSH.FastSimilaritySketch(size=VALUES, seed=SEED).batch(sets)
        flags = FastSketchLSH.LSH(num_perm=VALUES, num_bands=BANDS).insert_and_query_duplicates(matrix)
        return int(sum(map(bool, flags))), time.perf_counter() - start
    return work


def prepare_gaoya():
    import gaoya

    def work(texts):
        index = gaoya.minhash.MinHashStringIndex(hash_size=32, jaccard_threshold=THRESHOLD, num_bands=BANDS,
                                                 band_size=VALUES // BANDS, analyzer="word", lowercase=True,
                                                 ngram_range=(5, 5))
        index.par_bulk_insert_docs(list(range(len(texts))), texts)
        return sum(len(found) > 1 for found in index.par_bulk_query(texts)), None
    return work


def prepare_datasketch():
    import datasketch

    def work(texts):
        lsh = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=VALUES)
        duplicates = 0
        for number, text in enumerate(texts):
            sketch = datasketch.MinHash(num_perm=VALUES)
            sketch.update_batch([gram.encode() for gram in word_grams(text, 5)])
            duplicates += bool(lsh.query(sketch))
            lsh.insert(number, sketch)
        return duplicates, None
    return work


PEERS = {"gaoya": prepare_gaoya, "FastSketchLSH": prepare_fastsketch, "rensa": prepare_rensa,
         "datasketch": prepare_datasketch}


def main():
    peer, path = sys.argv[1:]
    work = PEERS[peer]()
    start = time.perf_counter()
    texts = read_texts(path)
    duplicates, step = work(texts)
    json.dump({"whole": time.perf_counter() - start, "step": step, "articles": len(texts), "duplicates": duplicates},
              sys.stdout)


if __name__ == "__main__":
    main()
