"""What is worked out for all clusters at once is what its plain definition gives for each of them."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from support import plain
from support.editions import edition, framework, past

from reports.advice import whatif
from reports.edition.model import Edition, Localised, Method, ProfileField
from reports.edition.rounding import published, published_all
from reports.results import compare, score

DIGITS = st.integers(-(10**7), 10**7)


@given(
    st.lists(
        st.one_of(
            st.floats(-1e12, 1e12),
            st.builds(lambda n, d: n / 10**d, DIGITS, st.integers(0, 5)),
            st.builds(lambda n, d: np.nextafter(n / 10**d, np.inf), DIGITS, st.integers(0, 5)),
        )
    ),
    st.integers(0, 4),
)
def test_rounding_is_that_of_decimal_fractions(values: list[float], decimals: int) -> None:
    """One at a time and all at once, a published number is rounded half away from zero."""
    expected = [plain.published(value, decimals) for value in values]
    assert [published(value, decimals) for value in values] == expected
    assert published_all(np.array(values), decimals).tolist() == expected
    assert not any(
        np.signbit(rounded) for rounded in published_all(np.array(values), decimals) if rounded == 0
    )


def random_edition(seed: int, *, n: int = 60) -> Edition:
    """Sixty clusters with few distinct values and profiles, groups, and an earlier edition."""
    draw = np.random.default_rng(seed)
    tree = framework(
        A1_1={"decimals": 1, "comparable": True},
        A1_2={"direction": -1, "comparable": True},
        A2_1={"unit": "tak/nie"},
        B1_1={"decimals": 2},
    )
    values = np.column_stack(
        [
            draw.integers(0, 60, n) / 4,
            draw.integers(0, 9, n),
            draw.integers(0, 2, n),
            draw.uniform(0, 2, n).round(draw.integers(1, 4)),
            draw.integers(3, 3 + draw.integers(1, 3), n),
        ]
    ).astype(np.float64)
    values[draw.random(values.shape) < 0.05] = np.nan
    before = np.where(draw.random((n, 1)) < 0.6, values, np.nan)
    rows = [[None if np.isnan(cell) else cell for cell in row] for row in before.tolist()]
    earlier = replace(past(tree, rows, participants=n), compared=("kkk",) if draw.random() < 0.5 else ())
    groups = {
        "kkk": draw.choice(["tak", "nie", ""], n, p=[0.5, 0.45, 0.05]).tolist(),
        "size": draw.choice(["small", "large"], n).tolist(),
        "region": draw.choice(["n", "s", "e"], n).tolist(),
    }
    made = edition(
        values,
        tree,
        Method(
            normalise=draw.choice(["minmax", "percentile"]),
            aggregate=tuple(draw.choice(["arithmetic", "geometric"], 2).tolist()),
            missing=0.5,
            ties=draw.choice(["min", "max", "average", "dense"]),
            benchmark=draw.choice(["max", "top3-mean"]),
        ),
        groups=groups,
        history=[earlier] if draw.random() < 0.7 else [],
        min_group=int(draw.integers(3, 6)),
    )
    profile = [
        {code: str(cell) for code, cell in zip("xyz", row, strict=True) if draw.random() > 0.1}
        for row in draw.integers(0, 5, (n, 3)).tolist()
    ]
    clusters = tuple(replace(c, profile=of) for c, of in zip(made.clusters, profile, strict=True))
    fields = tuple(ProfileField(code, Localised(code, code), kind="number") for code in "xyz")
    by = "size" if draw.random() < 0.5 else ""
    return replace(made, clusters=clusters, profile=fields, summary_by=by)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_bands_and_groups_are_those_of_each_cluster(seed: int) -> None:
    """Bands from arrays, and groups from types of clusters, are those from each cluster and from masks."""
    study = random_edition(seed)
    scores = score.score(study.framework, study.method, study.ids, study.values)
    group = compare.group(study, scores)
    for row, cluster in enumerate(study.ids):
        found = compare.compare(study, scores, group, cluster)
        for node in study.framework.nodes:
            first = group.first[row, study.framework.column[node.code]]
            assert found[node.code].band is plain.band(node, found[node.code], first)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_ifs_are_those_of_each_cluster(seed: int) -> None:
    """All changed rows of a cluster scored together give what each gives by itself, to the last digit."""
    study = random_edition(seed, n=30)
    scores = score.score(study.framework, study.method, study.ids, study.values)
    group, frame = compare.group(study, scores), score.fit(study.framework, study.method, study.values)
    for cluster in study.ids:
        comparison = compare.compare(study, scores, group, cluster)
        found = whatif.what_ifs(study, scores, comparison, frame)
        expected = plain.what_ifs(study, scores, comparison, frame)
        assert list(found) == list(expected)
        for code, what_if in found.items():
            np.testing.assert_equal(asdict(what_if), asdict(expected[code]))
