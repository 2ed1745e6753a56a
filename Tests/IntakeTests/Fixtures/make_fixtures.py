#!/usr/bin/env python3
"""Makes the spreadsheets that IntakeTests reads, with programs that are not ours: openpyxl and LibreOffice Calc.

The results are kept in this folder, so that tests need neither program. Run it again only to change them:
    pip install openpyxl && python3 Tests/IntakeTests/Fixtures/make_fixtures.py
"""
import datetime
import pathlib
import subprocess
import tempfile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

here = pathlib.Path(__file__).resolve().parent
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def code(number):
    """A made-up credit code with its check character (GB 32100-2015): ExampleEnterprise.code of TestSupport."""
    body = f"91330522MAT{number:06d}"
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(body, WEIGHTS))
    return body + ALPHABET[(31 - total % 31) % 31]


def enterprises(sheet, count=3):
    sheet.append(["企业名称", "所属乡镇", "统一社会信用代码", "出口规模", "归属起始日期"])
    towns = ["夹浦镇", "开发区（太湖街道）", "煤山"]
    for number in range(1, count + 1):
        sheet.append([f"示例{number}公司", towns[(number - 1) % 3], code(number), "500万美元（含）以上", "2018年1月1日"])


def june():
    """A county's monthly table as offices make them: title, unit in a corner, merged headings, total, signatures."""
    book = Workbook()
    sheet = book.active
    sheet.title = "进出口"
    sheet["A1"] = "2020年6月进出口情况表"
    sheet["H2"] = "单位：万元"
    sheet.append(["序号", "统一社会信用代码", "企业名称", "出口", "", "", "进口额（元）", "备注"])
    sheet.append(["", "", "", "出口额", "其中：一般贸易", "防疫物资", "", ""])
    for area in ["A1:H1", "D3:F3", "A3:A4", "B3:B4", "C3:C4", "G3:G4", "H3:H4"]:
        sheet.merge_cells(area)
    sheet.append([1, code(1), "示例1公司", 0.1 + 0.2, "０．３", 0, "2,000.50"])
    sheet.append([2, code(2), "示例2公司", 1234.5600000000001, 1000.5, 0, 0])
    sheet.append([3, code(3).lower(), "示例3公司", "1，234.5万元", "￥1,234.5", 1, "１２　０００元"])
    sheet.append([])
    sheet.append(["合 计", "", "", "=SUM(D5:D7)", "=SUM(E5:E7)", 1, 0])
    sheet.append(["填表人：张三", "", "", "审核人：李四"])
    enterprises(book.create_sheet("企业登记"))
    book.create_sheet("空表")
    book.create_sheet("备忘")["A1"] = "下月五日前报送"
    hidden = book.create_sheet("旧表")
    enterprises(hidden)
    hidden.sheet_state = "hidden"
    return book


def types():
    """A sheet for each type, in an order in which the rows could not be recorded."""
    book = Workbook()
    book.remove(book.active)
    day = datetime.date(2020, 6, 15)
    for title, *rows in [
        ("录用", ["信息编号", "录用级别", "录用简报", "录用日期"], ["信-1", "省简报", "浙江商务第1期", "2020-06-20"]),
        ("报送", ["标题", "信息编号", "乡镇", "类别", "报送日期"], ["稳外贸\n举措", "信-1", "煤山镇", "典型案例", "2020.6.18"]),
        ("保险", ["信用代码", "保单号", "投保日期"], [code(1), 20200088, day]),
        ("参展", ["信用代码", "展会名称", "参展方式", "意向订单（万美元）", "首日"], [code(1), "第127届广交会（网上）", "线上", 12.5, day]),
        ("投资", ["核准文号", "信用代码", "项目", "国别", "投资额（亿美元）", "核准日期"], ["浙-1", code(1), "越南基地", "越南", 0.05, "2020/6/8"]),
        ("新外贸", ["信用代码", "渠道", "首次出口"], [code(1), "三转", day]),
        ("服务", ["信用代码", "首次业务日期"], [code(1), datetime.datetime(2020, 6, 8, 13, 30)]),
        ("打分", ["乡镇", "考核项", "月份", "分值"], ["夹浦镇", "防疫物资·报送质量", "2020-06", 0.4]),
        ("监测", ["月份", "镇街", "得分"], ["2020年06月", "夹浦镇", "９６．５"]),
        ("外包", ["enterprise", "month", "offshore_outsourcing_cny"], [code(1), 202006, 80000]),
        ("贸易", ["企业代码", "月份", "出口额（亿元）", "进口额(千元)", "一般贸易出口额(元)", "防疫物资出口额（元）"], [code(1), datetime.date(2020, 6, 1), 0.12345678, 1.5, 0, 0]),
        ("迁移", ["信用代码", "迁入乡镇", "迁入日期"], [code(2), "小浦镇", "２０２０年６月１日"]),
    ]:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    enterprises(book.create_sheet("企业"))
    return book


def wide():
    """One row an enterprise or a township, one column a month; and a month with four columns below it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "离岸外包"
    sheet["A1"] = "2020年离岸服务外包执行额（单位：万元）"
    sheet.append(["信用代码", "企业名称", "1月", "2月", "3月", "合计"])
    sheet.append([code(1), "示例1公司", 1, 2.5, None, 3.5])
    sheet.append([code(2), "示例2公司", None, 0, 3, 3])
    sheet.append(["合计", None, 1, 2.5, 3, 6.5])
    months = book.create_sheet("订单+清单考核得分")
    months.append(["乡镇", datetime.date(2020, 1, 1), datetime.date(2020, 2, 1)])
    months["B1"].number_format = months["C1"].number_format = 'yyyy"年"m"月"'
    months.append(["夹浦镇", 90, 95.5])
    trade = book.create_sheet("进出口")
    trade.append(["信用代码", "2020年1月", None, None, None, "2020年2月", None, None, None])
    trade.append([None] + ["出口额", "进口额", "一般贸易", "防疫物资"] * 2)
    trade.merge_cells("A1:A2")
    trade.merge_cells("B1:E1")
    trade.merge_cells("F1:I1")
    trade.append([code(1), 10, 0, 5, 1, None, None, None, None])
    trade.append([code(2), 20, 1, 0, 0, 30, 2, 0, 0])
    enterprises(book.create_sheet("企业"))
    return book


def faults():
    """A fault of each kind that a cell can have."""
    book = Workbook()
    sheet = book.active
    sheet.title = "贸易"
    sheet.append(["信用代码", "月份", "出口额（万元）", "进口额（元）", "一般贸易出口额（元）", "防疫物资出口额（元）"])
    sheet.append([code(1), "2020-06", 1.2345678, 0, 0, 0])
    sheet.append([code(2), "2020-05", "12,5O0", None, "=1+1", -5])
    sheet.append([code(9), 2020.1, 100, 0, 0, 0])
    sheet.append([code(3)[:-1] + "X", "2020-13", "12,50", 0, 20, "#"])
    sheet.append([code(3), "2020-04", 1, 0, 0, 0])
    sheet.append([code(3), "2020-04", 2, 0, 0, 0])
    register = book.create_sheet("企业")
    enterprises(register)
    register.append(["长" * 32_000, "家浦镇", code(4), "很大", "2020年2月30日"])
    return book


def dates1904():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    enterprises(book.active, 0)
    book.active.append(["示例1公司", "夹浦镇", code(1), "500万美元以下", datetime.date(2018, 1, 1)])
    book.active["E2"].number_format = 'yyyy"年"m"月"d"日"'
    return book


def csv_files():
    def text(separator):
        rows = [
            ["统一社会信用代码", "企业名称", "乡镇(街道、园区)", "出口规模", "归属起始日期"],
            [code(1), '"示例; ""一""\n公司"', "夹浦镇", "500万美元以下", "2018/1/1"],
            ["合计", "1家", "", "", ""],
        ]
        return "".join(separator.join(row) + "\r\n" for row in rows)

    (here / "enterprises-gb18030.csv").write_bytes(text(";").encode("gb18030"))
    (here / "enterprises-bom.csv").write_bytes(b"\xef\xbb\xbf" + text(",").encode())
    (here / "enterprises-utf16.csv").write_bytes(b"\xff\xfe" + text("\t").encode("utf-16le"))


def save(name, book):
    # The same bytes at every run.
    stamp = datetime.datetime(2020, 7, 1)
    book.properties.created = book.properties.modified = stamp
    book.save(here / name)


save("june.xlsx", june())
save("types.xlsx", types())
save("wide.xlsx", wide())
save("faults.xlsx", faults())
save("dates1904.xlsx", dates1904())
csv_files()
for name in ["june", "types", "wide"]:
    # LibreOffice computes formulas and writes everything its own way.
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder, here / f"{name}.xlsx"],
            check=True, capture_output=True)
        (here / f"{name}-libreoffice.xlsx").write_bytes((pathlib.Path(folder) / f"{name}.xlsx").read_bytes())
