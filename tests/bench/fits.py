"""The same fits as the app's worker makes, by scikit-learn and, where it is there, lifetimes: prints their times and
results as JSON."""

import json
import sys
import time

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

path, rows, alpha, starts = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), json.loads(sys.argv[4])
numbers = numpy.fromfile(path, dtype="<f8").reshape(-1, rows)
x, y = numpy.ascontiguousarray(numbers[:-1].T), numbers[-1].astype(int)


def best(fit):
    """The shortest of five, as the worker's."""
    times = []
    for _ in range(5):
        since = time.perf_counter()
        fitted = fit()
        times.append((time.perf_counter() - since) * 1000)
    return min(times), fitted


logistic_ms, logistic = best(lambda: LogisticRegression(C=1 / alpha).fit(x, y))
groups_ms, groups = best(lambda: KMeans(len(starts), init=x[starts], n_init=1, algorithm="lloyd").fit(x))
told = {
    "version": sklearn.__version__,
    "logistic_ms": logistic_ms,
    "coefficients": [*logistic.coef_[0], logistic.intercept_[0]],
    "groups_ms": groups_ms,
    "inertia": groups.inertia_,
}
try:
    import lifetimes
except ImportError:
    lifetimes = None
if lifetimes:
    last, known, repeats = numpy.fromfile(sys.argv[5], dtype="<f8").reshape(3, -1)
    told["lifetimes"] = lifetimes.__version__
    for name, fitter in [("bg_ms", lifetimes.BetaGeoFitter), ("pareto_ms", lifetimes.ParetoNBDFitter)]:
        since = time.perf_counter()
        fitter().fit(repeats, last, known)
        told[name] = (time.perf_counter() - since) * 1000
print(json.dumps(told))
