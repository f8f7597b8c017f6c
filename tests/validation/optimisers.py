"""Our optimisers beside pycma's CMA-ES and pymoo's NSGA-II on landscapes with known optima.

Run from the repository root; it builds and runs the example program `optimisers` of sim-core. A line for each comparison;
ends with 1 where one fails.

What is compared, and how near it must be:

- Evaluations until a value of 1e-8 is found, median over seeds: at most FACTOR times pycma's, which has the same limits,
  start and first step. Both are draws of chance: the median of 25 lies within some tenth of its own mean, and the two
  programs do not treat limits in the same way. Not one of our searches may fail where pycma's median does not.
- Hypervolume of the front after the same evaluations with the same population, crossover and mutation, median over seeds:
  at least pymoo's less VOLUME of it.
"""

import json
import math
import statistics
import subprocess
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")

import cma  # noqa: E402
from pymoo.algorithms.moo.nsga2 import NSGA2  # noqa: E402
from pymoo.indicators.hv import HV  # noqa: E402
from pymoo.operators.crossover.sbx import SBX  # noqa: E402
from pymoo.operators.mutation.pm import PM  # noqa: E402
from pymoo.optimize import minimize  # noqa: E402
from pymoo.problems import get_problem  # noqa: E402

FACTOR = 1.3
VOLUME = 0.005
FRONT_SEEDS = 5

OPTIMUM = np.array([-2.3, 1.1, 0.7, -1.9, 2.6, -0.4, 1.8, -3.1, 0.2, 2.2])


def away(x):
    return np.asarray(x) - OPTIMUM[: len(x)]


def axes(n):
    return 1e6 ** (np.arange(n) / (n - 1))


def turned(d):
    for phase in (1.0, 2.0):
        normal = np.sin(phase * (np.arange(len(d)) + 1.0))
        d = d - 2.0 * normal @ d / (normal @ normal) * normal
    return d


LANDSCAPES = {
    "sphere": lambda x: float(away(x) @ away(x)),
    "ellipsoid": lambda x: float(axes(len(x)) @ away(x) ** 2),
    "turned_ellipsoid": lambda x: float(axes(len(x)) @ turned(away(x)) ** 2),
    "rosenbrock": lambda x: float(
        sum(100.0 * (b - a * a) ** 2 + (1.0 - a) ** 2 for a, b in zip(x[:-1], x[1:]))
    ),
    "corner": lambda x: float(
        sum((i + 1) * (v + 5.0) + (v + 5.0) ** 2 for i, v in enumerate(x))
    ),
    "rastrigin": lambda x: float(
        sum(d * d + 10.0 - 10.0 * math.cos(math.tau * d) for d in away(x))
    ),
}

# The corner from which a front's hypervolume is measured.
CORNERS = {"zdt1": [1.1, 1.1], "zdt2": [1.1, 1.1], "zdt3": [1.0, 1.1], "bnh": [140.0, 50.0]}


def pycma_evaluations(name, case, target, at_most, seed):
    """Evaluations until pycma finds the target, None where it does not."""
    n, low, high = case["dimensions"], case["low"], case["high"]
    value = LANDSCAPES[name]
    used, population, rng = 0, None, np.random.default_rng(seed)
    start = np.full(n, (low + high) / 2)
    for restart in range(10):
        options = {
            "bounds": [low, high],
            "seed": seed * 100 + restart,
            "verbose": -9,
            "ftarget": target,
            "maxfevals": at_most - used,
        }
        if population:
            options["popsize"] = population
        search = cma.CMAEvolutionStrategy(start, 0.3 * (high - low), options)
        population = 2 * search.popsize
        while not search.stop():
            candidates = search.ask()
            search.tell(candidates, [value(x) for x in candidates])
        used += search.result.evaluations
        if search.result.fbest <= target:
            return used
        start = rng.uniform(low, high, n)
    return None


def pymoo_front(name, evaluations, seed):
    problem = get_problem(name)
    algorithm = NSGA2(
        pop_size=100,
        crossover=SBX(prob=0.9, eta=15),
        mutation=PM(eta=20),
    )
    return minimize(problem, algorithm, ("n_eval", evaluations), seed=seed, verbose=False).F


def median(values):
    return statistics.median(math.inf if v is None else v for v in values)


def main():
    ours = json.loads(
        subprocess.run(
            "cargo run --quiet --release -p sim-core --features study --example optimisers".split(),
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    failures = 0

    def compared(what, holds):
        nonlocal failures
        failures += not holds
        print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)

    for case in ours["descents"]:
        name = case["name"]
        value = LANDSCAPES[name]
        same = all(
            math.isclose(value(x), v, rel_tol=1e-9, abs_tol=1e-9)
            for x, v in zip(case["points"], case["values"])
        )
        compared(f"{name}: both sides speak of the same function", same)
        found = case["evaluations"]
        theirs = [
            pycma_evaluations(name, case, ours["target"], ours["at_most"], seed)
            for seed in range(1, len(found) + 1)
        ]
        mine, other = median(found), median(theirs)
        missed = sum(v is None for v in found)
        compared(
            f"{name}: evaluations to {ours['target']:g}, median of {len(found)}: ours {mine:g}, pycma {other:g}, "
            f"ratio {mine / other:.2f} (at most {FACTOR}); ours failed {missed} times, "
            f"pycma {sum(v is None for v in theirs)}",
            mine <= FACTOR * other and missed <= sum(v is None for v in theirs),
        )
    for case in ours["fronts"]:
        name = case["name"]
        volume = HV(ref_point=np.array(CORNERS[name]))
        mine = statistics.median(volume(np.array(front)) for front in case["fronts"])
        other = statistics.median(
            volume(pymoo_front(name, case["evaluations"], seed)) for seed in range(1, FRONT_SEEDS + 1)
        )
        compared(
            f"{name}: hypervolume after {case['evaluations']} evaluations, median of {len(case['fronts'])}: "
            f"ours {mine:.5g}, pymoo {other:.5g}, ratio {mine / other:.4f} (at least {1 - VOLUME})",
            mine >= (1 - VOLUME) * other,
        )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
