"""What we export, opened in LibreOffice: its numbers are those of the report, its formulas compute, its document has pages.

Run from the repository root; it builds `shapan` and exports a plan as XLSX, DOCX and JSON. LibreOffice, and poppler to look at the
document's pages, are installed with apt where they are missing. A line for each comparison; ends with 1 where one fails.

What the workbook says without being computed is taken out of it before it is opened, so that every formula is LibreOffice's own work.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGES = ["libreoffice-calc", "libreoffice-writer", "poppler-utils", "fonts-noto-cjk"]
# LibreOffice writes what a cell shows: whole yuan, and two decimals elsewhere.
YUAN = 1.0
FAILED = []


def check(name, right, detail=""):
    print(f"{'ok  ' if right else 'FAIL'} {name} {detail}")
    if not right:
        FAILED.append(name)


def near(name, found, wanted, tolerance):
    check(name, abs(found - wanted) <= tolerance, f"{found} against {wanted}")


def tools():
    if shutil.which("soffice") and shutil.which("pdftoppm"):
        return
    subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    if subprocess.run(install, check=False, stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit(f"LibreOffice is needed: install {', '.join(PACKAGES)}")


def office(folder, file, kind):
    """Converts a file with a LibreOffice of its own, which disturbs no other."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=240,
    )


def without_results(source, target):
    """The workbook with every formula's result taken out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(name, data)


def number(text):
    text = text.replace(",", "").strip()
    if text.endswith("%"):
        return float(text[:-1]) / 100
    return float(text)


def sheets(folder, stem):
    """Every sheet as rows, by its name."""
    every = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    office(folder, folder / f"{stem}.xlsx", every)
    found = {}
    for path in folder.glob(f"{stem}-*.csv"):
        with path.open(encoding="utf-8") as file:
            found[path.stem[len(stem) + 1 :]] = list(csv.reader(file))
    return found


def amount(of):
    if "sum" in of:
        return of["sum"]
    product = of["product"]
    return product["quantity"] * product["standard"] * product["months"]


def workbook(folder, report, words):
    without_results(folder / "plan.xlsx", folder / "bare.xlsx")
    book = sheets(folder, "bare")
    check("sheets", len(book) == 11, ", ".join(sorted(book)))

    rows = book[words["targets"]][4:]
    check("targets", len(rows) == len(report["targets"]))
    for row, target in zip(rows, report["targets"]):
        # Shares are shown in percent with a decimal or two.
        tolerance = 0.5 if abs(target["at_least"]) >= 20 else 0.0051
        near(f"target {target['key']}", number(row[3]), target["value"], tolerance)
        near(f"margin {target['key']}, computed", number(row[5]), target["margin"], tolerance)
        check(f"verdict {target['key']}, computed", row[6] == words["met" if target["met"] else "short"])

    rows = book[words["years"]][4:]
    line = report["lines"][0]
    for at, year in enumerate(line["years"]):
        check(f"year {year}", rows[at][0] == str(year))
        near(f"{line['key']} {year}", number(rows[at][1]), line["plan"][at], 0.5)

    indicators = report["indicators"]
    for row, indicator in zip(book[words["indicators"]][4:], indicators["rows"]):
        wide = abs(indicator["base"]) >= 20 or indicator["values"][-1] >= 20
        for at, value in enumerate([indicator["base"], *indicator["values"]]):
            near(f"indicator {indicator['key']} {indicators['base_year'] + at}", number(row[2 + at]), value, 0.5 if wide else 0.0051)

    budget = [row for row in book[words["budget"]][4:] if any(row)]
    for money in report["money"]:
        own = [row for row in budget if row[0] == str(money["year"])]
        total = next(row for row in own if row[1] == words["all"])
        near(f"all cost {money['year']}, computed", number(total[7]), money["plan_cost"], YUAN)
        near(f"all cost without {money['year']}, computed", number(total[11]), money["baseline_cost"], YUAN)
        programme = next(row for row in own if row[1] == words["programme"])
        near(f"programme money {money['year']}, computed", number(programme[7]), sum(money["plan"]), YUAN)
        items = [row for row in report["budget"] if row["year"] == money["year"]]
        near(f"items {money['year']}", sum(amount(row["plan"]) for row in items), money["plan_cost"], YUAN)
        products = sum(amount(row["plan"]) for row in items if "product" in row["plan"])
        check(f"share of products {money['year']}", products > 0.9 * money["plan_cost"], f"{products / money['plan_cost']:.4f}")
    agree = [row for row in budget if row[1].startswith(words["check"])]
    check("checks agree", len(agree) == len(report["money"]) and all(row[7] == row[11] == words["agrees"] for row in agree))
    near("new public money, computed", number(budget[-1][12]), report["new_public_yuan"], YUAN)


def document(folder, report):
    office(folder, folder / "plan.docx", "pdf")
    subprocess.run(["pdftoppm", "-r", "50", "-png", folder / "plan.pdf", folder / "page"], check=True)
    pages = list(folder.glob("page*.png"))
    # Figures are tables here, which a page of the program draws.
    check("pages of the document", 2 <= len(pages) <= 11, str(len(pages)))
    text = subprocess.run(["pdftotext", "-layout", folder / "plan.pdf", "-"], check=True, capture_output=True, text=True).stdout
    plain = re.sub(r"\s", "", text)
    check("answer in the document", re.sub(r"\s", "", report["answer"]) in plain)
    for target in report["targets"]:
        if target["at_least"] >= 20:
            check(f"{target['key']} in the document", f"{target['value']:,.0f}" in plain)
    digest = next(fact["value"] for fact in report["record"] if fact["key"] == "digest")
    check("digest in the document", digest in plain)


ZH = {
    "targets": "指标", "indicators": "指标表", "years": "年度数据", "budget": "预算", "met": "达成", "short": "未达成",
    "all": "全部成本", "programme": "项目资金", "check": "核对", "agrees": "相符",
}
EN = {
    "targets": "Targets", "indicators": "Indicators", "years": "Years", "budget": "Budget", "met": "met", "short": "short",
    "all": "All cost", "programme": "Programme money", "check": "Check", "agrees": "agrees",
}


def main():
    tools()
    subprocess.run(["cargo", "build", "--quiet", "-p", "shapan"], check=True)
    run = ["cargo", "run", "--quiet", "-p", "shapan", "--"]
    for lang, place, words in [("zh", "chuxiong-2021", ZH), ("en", "sanming-2013", EN)]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            print(f"{place}, {lang}")
            asked = [place, "--policy", "document", "--lang", lang, "--date", "2026-11-26"]
            for kind in ["xlsx", "docx", "json"]:
                subprocess.run([*run, "export", *asked, "--to", folder / f"plan.{kind}"], check=True)
            report = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
            ran = subprocess.run([*run, "run", place, "--policy", "document", "--digest"], check=True, capture_output=True, text=True)
            digest = next(fact["value"] for fact in report["record"] if fact["key"] == "digest")
            check("digest is that of the run", ran.stdout.strip() == digest)
            workbook(folder, report, words)
            document(folder, report)
    sys.exit(1 if FAILED else 0)


main()
