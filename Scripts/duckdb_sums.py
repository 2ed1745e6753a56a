#!/usr/bin/env python3
"""Asks DuckDB what Scripts/bench asks the ledger: python3 Scripts/duckdb_sums.py POSTINGS.csv QUESTIONS.sql

POSTINGS.csv has the columns account, day, seq, amount in that order, sorted by them; QUESTIONS.sql one statement a line over
a table `postings` of them. Prints one line of JSON: the median time of a question in milliseconds, with every question asked
once to warm up, and for each the sum of its last column, so that the answers can be compared. Exit code 3: no DuckDB.
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
    times, totals = [], []
    with open(questions, encoding="utf-8") as lines:
        for question in lines:
            database.execute(question).fetchall()
            begun = time.perf_counter()
            answer = database.execute(question).fetchall()
            times.append((time.perf_counter() - begun) * 1000)
            totals.append(str(sum(int(row[-1]) for row in answer)))
    print(
        json.dumps(
            {"version": duckdb.__version__, "rows": rows, "median_ms": statistics.median(times), "totals": totals}
        )
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: duckdb_sums.py POSTINGS.csv QUESTIONS.sql")
    main(sys.argv[1], sys.argv[2])
