#!/usr/bin/env python3
"""Reads every row of a workbook with another program's library, and prints a row of the bench's table.

    read_workbook.py openpyxl|calamine FILE
"""
import resource
import sys
import time


def rows_of(library, path):
    if library == "openpyxl":
        import openpyxl

        for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
            yield from sheet.iter_rows(values_only=True)
    else:
        import python_calamine

        book = python_calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            yield from book.get_sheet_by_name(name).iter_rows()


library, path = sys.argv[1:]
start = time.monotonic()
try:
    count = sum(1 for _ in rows_of(library, path))
except ImportError:
    print(f"| {library} | not installed |  |  |")
    sys.exit()
seconds = time.monotonic() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
print(f"| {library}, rows read | {int(count / seconds)} rows/s | {memory} MB |  |")
