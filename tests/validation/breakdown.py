"""Our shares beside the package `apportionment`, our tables beside SciPy's linear programming (HiGHS).

Run from the repository root; it builds and runs the example program `breakdown` of sim-core. A line for each comparison;
ends with 1 where one fails.

- Largest remainders: every total shared out is the package's, member by member. Cases in which it finds a tie are left out: it
  refuses them, we give to the first.
- Controlled rounding: all sums hold, every cell is a whole-number neighbour of row x column / total, and the sum of distances is
  that of the best table, which a linear programme over the parts that are rounded up finds (its corners are whole numbers).
"""

import json
import subprocess
import sys
from fractions import Fraction

import numpy as np
from apportionment.methods import compute
from scipy.optimize import linprog

# What double precision leaves of a sum of some hundred parts of one.
NEAR = 1e-6


def largest_remainders(case):
    weights = [int(weight) for weight in case["weights"]]
    total = case["total"]
    remainders = sorted((Fraction(total * weight, sum(weights)) % 1 for weight in weights), reverse=True)
    left = round(sum(remainders))
    if 0 < left < len(weights) and remainders[left - 1] == remainders[left]:
        return None
    theirs = compute("hamilton", weights, total, fractions=True, verbose=False)
    return list(theirs) == case["shares"]


def nearest_table(case):
    rows, columns = case["rows"], case["columns"]
    table = np.array(case["table"]).reshape(len(rows), len(columns))
    if list(table.sum(1)) != rows or list(table.sum(0)) != columns:
        return False
    total = max(sum(rows), 1)
    exact = [[Fraction(row * column, total) for column in columns] for row in rows]
    down = np.array([[int(cell) for cell in line] for line in exact])
    part = np.array([[float(cell % 1) for cell in line] for line in exact])
    up = table - down
    if not ((up == 0) | ((up == 1) & (part > 0))).all():
        return False
    sums = []
    for r in range(len(rows)):
        line = np.zeros_like(part)
        line[r] = 1
        sums.append((line.ravel(), rows[r] - down[r].sum()))
    for c in range(len(columns)):
        line = np.zeros_like(part)
        line[:, c] = 1
        sums.append((line.ravel(), columns[c] - down[:, c].sum()))
    best = linprog(
        (1 - 2 * part).ravel(),
        A_eq=np.array([line for line, _ in sums]),
        b_eq=np.array([value for _, value in sums]),
        bounds=[(0, 1 if cell > 0 else 0) for cell in part.ravel()],
        method="highs",
    )
    return best.status == 0 and abs(best.fun - ((1 - 2 * part) * up).sum()) < NEAR


def main():
    ours = json.loads(
        subprocess.run(
            "cargo run --quiet --release -p sim-core --features study --example breakdown".split(),
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    failures = 0
    for what, cases, holds in [
        ("largest remainders as in apportionment", ours["shares"], largest_remainders),
        ("nearest table as by HiGHS", ours["tables"], nearest_table),
    ]:
        found = [answer for answer in map(holds, cases) if answer is not None]
        failed = found.count(False)
        failures += failed > 0 or not found
        print(f"{'FAIL' if failed or not found else 'ok  '} {what}: {len(found) - failed} of {len(found)}", flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
