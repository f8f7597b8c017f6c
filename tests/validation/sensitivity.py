"""Our samplers and sensitivity analyses beside SALib's and SciPy's.

Run by `cargo xtask validate`, from the repository root; builds and asks the example program `sensitivity` of sim-core. A line
for each comparison; ends with 1 where one fails.

What is compared, and how near it must be:

- Indices of the same design and outputs, on functions with a closed form and on outputs of our model: EXACT, since both
  programs compute the same formulae and differ in the order of sums only.
- Widths of bootstrap intervals: both are standard deviations over RESAMPLES draws of chance, each known to 1/sqrt(2 RESAMPLES);
  their ratio is within five standard errors of 1.
- The Sobol sequence as published, and exact Kolmogorov-Smirnov probabilities: EXACT.
- SALib's analysis of our own designs: the same as ours, so our rows are in the order that SALib understands.
- Mean discrepancy of our points over SEEDS seeds: within four standard errors of that of SciPy's points, which are spread by
  the same three methods; and for the two that are not chance, below that of chance.
"""

import json
import math
import subprocess
import sys
import warnings

import numpy as np
from SALib.analyze import morris as salib_morris
from SALib.analyze import sobol as salib_sobol
from SALib.sample import morris as salib_morris_sample
from SALib.sample import sobol as salib_sobol_sample
from SALib.test_functions import Ishigami, Sobol_G
from scipy import stats
from scipy.stats import qmc

warnings.filterwarnings("ignore")

EXACT = 1e-9
RESAMPLES = 2000
RATIO = 5.0 / math.sqrt(RESAMPLES)
SEEDS = 100
LEVELS = 4
BOOTSTRAP = {"resamples": RESAMPLES, "confidence": 0.95, "seed": 1}

SCENARIO = "chuxiong-2021"
PARAMS = [
    "conversion_ceiling",
    "front_share",
    "uptake_assistant",
    "pass_assistant",
    "outside_candidates_factor",
    "exit_ngo",
]
METRICS = ["professionals", "certified_practising"]


class Ours:
    """The example program: a line asks, a line answers."""

    def __init__(self):
        command = "cargo run --quiet --release -p sim-core --features study --example sensitivity".split()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, question, **more):
        self.process.stdin.write(json.dumps({"ask": question, **more}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the example program ended while it was asked for '{question}'")
        answer = json.loads(line)
        if isinstance(answer, dict) and "refusal" in answer:
            sys.exit(f"'{question}' was refused: {answer['refusal']}")
        return answer

    def end(self):
        self.process.stdin.close()
        told("the example program ended well", self.process.wait() == 0)


ours = Ours()
failures = 0
comparisons = 0


def told(what, holds):
    global failures, comparisons
    failures += not holds
    comparisons += 1
    print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)


def equal(what, mine, theirs, tolerance=EXACT):
    mine, theirs = np.asarray(mine, float), np.asarray(theirs, float)
    scale = max(1.0, float(np.max(np.abs(theirs))))
    apart = float(np.max(np.abs(mine - theirs))) / scale if mine.shape == theirs.shape else math.inf
    told(f"{what}: {mine.size} values at most {apart:.1e} apart (allowed {tolerance:.0e})", apart <= tolerance)


def as_wide(what, mine, theirs):
    mine, theirs = np.asarray(mine, float), np.asarray(theirs, float)
    # Where a factor does nothing both are 0 but for rounding.
    seen = theirs > 1e-9
    told(f"{what}: nothing where SALib has nothing", bool(np.all(mine[~seen] <= 1e-9)))
    ratios = mine[seen] / theirs[seen]
    told(
        f"{what}: {ratios.size} ratios from {ratios.min():.3f} to {ratios.max():.3f} (allowed 1 ± {RATIO:.3f})",
        bool(np.all(np.abs(ratios - 1.0) <= RATIO)),
    )


def problem(names, bounds):
    return {"num_vars": len(names), "names": list(names), "bounds": [list(b) for b in bounds]}


def check_morris(what, case, rows, outputs):
    theirs = salib_morris.analyze(
        case, rows, np.asarray(outputs), num_levels=LEVELS, num_resamples=RESAMPLES, seed=1
    )
    mine = ours(
        "morris",
        factors=case["names"],
        levels=LEVELS,
        rows=rows.tolist(),
        outputs=list(outputs),
        bootstrap=BOOTSTRAP,
    )
    factors = mine["factors"]
    equal(f"{what}, Morris mu", [f["mu"] for f in factors], theirs["mu"])
    equal(f"{what}, Morris mu*", [f["mu_star"]["value"] for f in factors], theirs["mu_star"])
    equal(f"{what}, Morris sigma", [f["sigma"] for f in factors], theirs["sigma"])
    as_wide(
        f"{what}, Morris interval of mu*",
        [f["mu_star"]["half_width"] for f in factors],
        theirs["mu_star_conf"],
    )


def check_sobol(what, case, outputs, pairs):
    theirs = salib_sobol.analyze(
        case, np.asarray(outputs), calc_second_order=pairs, num_resamples=RESAMPLES, seed=1
    )
    mine = ours(
        "sobol", factors=case["names"], pairs=pairs, outputs=list(outputs), bootstrap=BOOTSTRAP
    )
    factors = mine["factors"]
    what = f"{what}, Sobol {'with' if pairs else 'without'} pairs"
    for key, index in ("first", "S1"), ("total", "ST"):
        equal(f"{what}, {key}", [f[key]["value"] for f in factors], theirs[index])
        as_wide(f"{what}, interval of {key}", [f[key]["half_width"] for f in factors], theirs[f"{index}_conf"])
    if pairs:
        places = [tuple(pair["factors"]) for pair in mine["pairs"]]
        equal(f"{what}, pairs", [p["share"]["value"] for p in mine["pairs"]], [theirs["S2"][p] for p in places])
        as_wide(
            f"{what}, interval of pairs",
            [p["share"]["half_width"] for p in mine["pairs"]],
            [theirs["S2_conf"][p] for p in places],
        )


def check_function(what, case, f):
    rows = salib_morris_sample.sample(case, 50, num_levels=LEVELS, seed=3)
    check_morris(what, case, rows, f(rows).tolist())
    for pairs in True, False:
        rows = salib_sobol_sample.sample(case, 256, calc_second_order=pairs, seed=3)
        check_sobol(what, case, f(rows).tolist(), pairs)


def check_our_designs(what, case, f):
    """SALib reads rows that we made, in the units of the function."""
    low, high = np.array(case["bounds"]).T
    plan = {"factors": case["names"], "trajectories": 40, "levels": LEVELS, "seed": 5}
    rows = low + (high - low) * np.array(ours("morris_design", **plan))
    check_morris(f"{what}, our design", case, rows, f(rows).tolist())
    plan = {"factors": case["names"], "sampler": "sobol", "base_rows": 256, "pairs": True, "seed": 5}
    rows = low + (high - low) * np.array(ours("sobol_design", **plan))
    check_sobol(f"{what}, our design", case, f(rows).tolist(), True)


def check_model():
    case = problem(PARAMS, ours("ranges", params=PARAMS))

    def run(metric, rows):
        outputs = ours("runs", scenario=SCENARIO, metric=metric, params=PARAMS, rows=rows.tolist())
        told(f"{SCENARIO}, {metric}: {len(outputs)} runs, none broke", None not in outputs)
        told(f"{SCENARIO}, {metric}: they differ", len(set(outputs)) > len(outputs) // 2)
        return outputs

    for metric in METRICS:
        what = f"{SCENARIO}, {metric}"
        rows = salib_morris_sample.sample(case, 30, num_levels=LEVELS, seed=7)
        check_morris(what, case, rows, run(metric, rows))
        rows = salib_sobol_sample.sample(case, 64, calc_second_order=True, seed=7)
        check_sobol(what, case, run(metric, rows), True)


def check_points():
    for rows, dims in (1024, 3), (256, 400), (64, 1000):
        theirs = qmc.Sobol(d=dims, scramble=False, bits=52).random(rows)
        equal(f"Sobol sequence, {rows} × {dims}", ours("sequence", rows=rows, dims=dims), theirs)
    rows = 256
    others = {
        "random": lambda dims, seed: np.random.default_rng(seed).random((rows, dims)),
        "latin_hypercube": lambda dims, seed: qmc.LatinHypercube(d=dims, seed=seed).random(rows),
        "sobol": lambda dims, seed: qmc.Sobol(d=dims, seed=seed).random(rows),
    }
    for dims in 2, 5, 10:
        chance = None
        for sampler, other in others.items():
            mine, theirs = (
                np.array([qmc.discrepancy(points(seed)) for seed in range(1, SEEDS + 1)])
                for points in (
                    lambda seed: np.array(ours("points", sampler=sampler, seed=seed, rows=rows, dims=dims)),
                    lambda seed: other(dims, seed),
                )
            )
            found, expected = mine.mean(), theirs.mean()
            chance = chance or expected
            allowed = 4.0 * math.sqrt((mine.var(ddof=1) + theirs.var(ddof=1)) / SEEDS)
            told(
                f"{sampler}, {dims} dimensions: mean centred discrepancy {found:.3e}, SciPy {expected:.3e} "
                f"(allowed ± {allowed:.0e}), chance {chance:.2e}",
                abs(found - expected) <= allowed and (sampler == "random" or found < chance),
            )


def check_reversal():
    rng = np.random.default_rng(11)
    for n, m, apart in (5, 7, 0.5), (30, 400, 0.2), (250, 250, 0.15), (701, 299, 0.05), (90, 90, 0.0):
        one, two = rng.random(n), rng.random(m) + apart
        theirs = stats.ks_2samp(one, two, method="exact")
        mine = ours("kolmogorov", one=one.tolist(), two=two.tolist())
        what = f"Kolmogorov-Smirnov, {n} and {m} values"
        equal(f"{what}, distance", mine["distance"], theirs.statistic)
        equal(f"{what}, probability {theirs.pvalue:.2g}", mine["p"], theirs.pvalue)
    one, two = rng.random(3000), rng.random(3000) + 0.02
    theirs = stats.ks_2samp(one, two, method="exact")
    mine = ours("kolmogorov", one=one.tolist(), two=two.tolist())
    told(
        f"Kolmogorov-Smirnov, 3000 and 3000 values, the limit: {mine['p']:.4g}, exact {theirs.pvalue:.4g} (allowed ± 3 %)",
        abs(mine["p"] / theirs.pvalue - 1.0) <= 0.03,
    )
    inputs = rng.random((800, 3))
    other = inputs @ np.array([1.0, 0.3, 0.0])
    report = ours(
        "reversal",
        factors=["a", "b", "c"],
        inputs=inputs.tolist(),
        one=[0.8] * 800,
        other=other.tolist(),
        default=[0.8, 0.65],
        better="more",
    )
    flips = other > 0.8
    told(f"reversal: {report['flips']} flips", report["flips"] == int(flips.sum()))
    wilson = stats.binomtest(int(flips.sum()), 800).proportion_ci(0.95, method="wilson")
    equal("reversal: Wilson's interval", report["interval"], [wilson.low, wilson.high])
    tests = [stats.ks_2samp(inputs[~flips, j], inputs[flips, j], method="exact") for j in range(3)]
    by_name = {carrier["name"]: carrier for carrier in report["carriers"]}
    mine = [by_name[name] for name in "abc"]
    equal("reversal: distances", [c["distance"] for c in mine], [t.statistic for t in tests])
    equal("reversal: probabilities", [c["p"] for c in mine], [t.pvalue for t in tests])
    order = sorted(range(3), key=lambda j: tests[j].pvalue)
    holm, largest = [0.0] * 3, 0.0
    for rank, j in enumerate(order):
        largest = max(largest, min(1.0, (3 - rank) * tests[j].pvalue))
        holm[j] = largest
    equal("reversal: Holm's correction", [c["p_any"] for c in mine], holm)


def main():
    check_points()
    ishigami = problem(["x1", "x2", "x3"], [[-math.pi, math.pi]] * 3)
    g = problem([f"x{i}" for i in range(1, 9)], [[0.0, 1.0]] * 8)
    for what, case, f in (
        ("Ishigami", ishigami, Ishigami.evaluate),
        ("Sobol G", g, lambda rows: Sobol_G.evaluate(rows)),
        # Far from 0: what standardising is for.
        ("Ishigami + 1000", ishigami, lambda rows: Ishigami.evaluate(rows) + 1000.0),
    ):
        check_function(what, case, f)
        check_our_designs(what, case, f)
    check_model()
    check_reversal()
    ours.end()
    print(f"{comparisons - failures} of {comparisons} comparisons hold")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
