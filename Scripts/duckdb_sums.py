#!/usr/bin/env python3
"""Asks DuckDB what Scripts/bench asks the ledger: python3 Scripts/duckdb_sums.py POSTINGS.csv QUESTIONS.sql

POSTINGS.csv has the columns account, day, seq, amount in that order, sorted by them; QUESTIONS.sql a kind, a tab and a
statement a line, over a table `postings` of them. Prints one line of JSON: for each kind the median time of a statement in
milliseconds, with every one asked once before, and the sums of their last columns, so that the answers can be compared. Exit
code 3: no DuckDB.
"""
import json
import statistics
import sys
import time

try:
    import duckdb
except ImportError:
    sys.exit(3)


def main(postings, questions):
    database = duckdb.connect(config={"threads": 2})
    database.execute(
        "CREATE TABLE postings AS SELECT * FROM read_csv(?, header = false, auto_detect = false, columns = "
        "{'account': 'INTEGER', 'day': 'INTEGER', 'seq': 'INTEGER', 'amount': 'BIGINT'})",
        [postings],
    )
    rows = database.execute("SELECT count(*) FROM postings").fetchone()[0]
    times, totals = {}, {}
    with open(questions, encoding="utf-8") as lines:
        for line in lines:
            kind, question = line.rstrip("\n").split("\t")
            database.execute(question).fetchall()
            begun = time.perf_counter()
            answer = database.execute(question).fetchall()
            times.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
            totals.setdefault(kind, []).append(str(sum(int(row[-1]) for row in answer)))
    medians = {kind: statistics.median(times) for kind, times in times.items()}
    print(json.dumps({"version": duckdb.__version__, "rows": rows, "medians": medians, "totals": totals}))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: duckdb_sums.py POSTINGS.csv QUESTIONS.sql")
    main(sys.argv[1], sys.argv[2])
