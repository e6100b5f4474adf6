"""The frozen values that the stages hand to each other.

Arrays are float64, never rounded, with NaN for "no answer" or "no score", and are made read-only.
Their columns follow ``Framework.leaves`` (values) or ``Framework.codes`` (scores), their rows
``Edition.clusters``. Rounding happens in :mod:`reports.edition.rounding` alone.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .palette import PALETTE

FloatArray = NDArray[np.float64]
Lang = Literal["pl", "en"]
LANGS: tuple[Lang, ...] = ("pl", "en")
#: What problems and remarks call them.
LANGUAGE_NAMES: Mapping[Lang, str] = {"pl": "Polish", "en": "English"}

#: The cases of a Polish noun, in the order of grammars.
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

#: Units that mark an indicator answered by yes or no; its values are 1 and 0.
YES_NO_UNITS = ("tak/nie", "yes/no")
#: Groups that are an answer.
_ANSWERS = {"tak": True, "yes": True, "nie": False, "no": False}


def freeze(array: FloatArray) -> FloatArray:
    """The same array, read-only."""
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in both languages; an empty one falls back to the other."""

    pl: str = ""
    en: str = ""

    def get(self, lang: Lang) -> str:
        return (self.en or self.pl) if lang == "en" else (self.pl or self.en)


@dataclass(frozen=True, slots=True)
class Brand:
    """The look of an edition's documents. ``colours`` has every role of :data:`~.palette.PALETTE`; ``footer``
    is a line of the publisher's at the foot of every page, ``fonts`` are files by face; faces without one are
    set in the fonts of the program.
    """

    colours: Mapping[str, str] = field(default_factory=lambda: dict(PALETTE))
    footer: Localised = Localised()
    fonts: Mapping[str, str] = field(default_factory=dict)


# --- the framework -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """One line of ``framework.csv``: the root, an area, a sub-area or (a leaf) an indicator.

    ``direction`` is 1 where more is better and -1 where less is; ``weight`` counts among siblings;
    ``low`` and ``high`` are the goalposts; ``comparable`` says that a trend may be shown;
    ``influence`` (1-3) says how far the coordinator can move it; ``decimals`` is how many the
    value is published with. ``fitted`` says that these were left open and follow from the answers,
    ``exact`` that they show every answer as it was typed. ``description`` defines it in a sentence,
    ``source`` says where the answers come from. Of an indicator that is ``sector_driven`` the sector decides
    more than the unit: it is never the first strength.
    """

    code: str
    parent: str | None
    name: Localised
    direction: int = 1
    weight: float = 1.0
    unit: str = ""
    decimals: int = 0
    low: float | None = None
    high: float | None = None
    comparable: bool = False
    influence: int = 2
    description: Localised = Localised()
    source: Localised = Localised()
    sector_driven: bool = False
    children: tuple[str, ...] = ()
    depth: int = 0
    unit_en: str = ""
    fitted: bool = False
    exact: bool = True

    @property
    def is_leaf(self) -> bool:
        return not self.children

    def unit_in(self, lang: Lang) -> str:
        """The unit as the report's language prints it; rules look at ``unit`` itself."""
        return (self.unit_en or self.unit) if lang == "en" else self.unit

    @property
    def is_yes_no(self) -> bool:
        return self.unit in YES_NO_UNITS


#: What lies between the overall score and the indicators: nothing, areas, areas of sub-areas, or several
#: levels of sub-areas.
Levels = Literal["indicators", "areas", "subareas", "deep"]


@dataclass(frozen=True)
class Framework:
    """The tree of indicators. ``nodes`` is in the order of the file; ``root`` is its only root."""

    nodes: tuple[Node, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(node.code for node in self.nodes)

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Code -> column of the score arrays."""
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def root(self) -> Node:
        return next(node for node in self.nodes if node.parent is None)

    @cached_property
    def areas(self) -> tuple[Node, ...]:
        return self.children(self.root.code)

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.is_leaf)

    @cached_property
    def leaf_column(self) -> Mapping[str, int]:
        """Code of a leaf -> column of the value arrays."""
        return {node.code: i for i, node in enumerate(self.leaves)}

    @cached_property
    def levels(self) -> Levels:
        """What lies between the overall score and the indicators in the deepest branch."""
        deepest = max(node.depth for node in self.leaves)
        levels: Mapping[int, Levels] = {1: "indicators", 2: "areas", 3: "subareas"}
        return levels.get(deepest, "deep")

    def __getitem__(self, code: str) -> Node:
        return self.by_code[code]

    def children(self, code: str) -> tuple[Node, ...]:
        return tuple(self.by_code[child] for child in self.by_code[code].children)

    def leaves_of(self, code: str) -> tuple[Node, ...]:
        """The leaves at or below ``code``, in the order of the file."""
        node = self.by_code[code]
        if node.is_leaf:
            return (node,)
        return tuple(leaf for child in node.children for leaf in self.leaves_of(child))

    def subtree(self, code: str) -> tuple[Node, ...]:
        """``code`` and everything below it, parents before their children."""
        below = (node for child in self.by_code[code].children for node in self.subtree(child))
        return (self.by_code[code], *below)

    def ancestors(self, code: str) -> tuple[Node, ...]:
        """From the parent of ``code`` up to the root."""
        found = []
        parent = self.by_code[code].parent
        while parent is not None:
            found.append(self.by_code[parent])
            parent = self.by_code[parent].parent
        return tuple(found)

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of the overall score that hangs on each node if every answer is there, 0 to 1."""
        found = {}
        for code in self.by_code:
            share = 1.0
            for node in (self.by_code[code], *self.ancestors(code)):
                if node.parent is not None:
                    share *= node.weight / sum(child.weight for child in self.children(node.parent))
            found[code] = share
        return found

    def area_of(self, code: str) -> Node | None:
        """The area that ``code`` is or belongs to; None for the root."""
        return self._area[code]

    @cached_property
    def _area(self) -> Mapping[str, Node | None]:
        found: dict[str, Node | None] = {node.code: None for node in self.nodes}
        for area in self.areas:
            found.update((node.code, area) for node in self.subtree(area.code))
        return found


# --- the edition -------------------------------------------------------------------------------

Normalisation = Literal["minmax", "goalposts", "zscore", "percentile", "none"]
Aggregation = Literal["arithmetic", "geometric", "harmonic"]
Ties = Literal["min", "max", "average", "dense"]
Benchmark = Literal["max", "top3-mean"]


@dataclass(frozen=True, slots=True)
class Method:
    """How scores are made. ``aggregate`` holds one rule per level of parents, the root's first; the
    last one also serves the levels below it. ``scale`` is (low, high), or (mean, sd) for zscore.
    ``decimals`` is how many all scores are published with, where the framework says so (see
    :func:`rounding.score_decimals`).
    """

    normalise: Normalisation = "minmax"
    scale: tuple[float, float] = (0.0, 100.0)
    aggregate: tuple[Aggregation, ...] = ("arithmetic",)
    missing: float = 0.67
    ties: Ties = "min"
    benchmark: Benchmark = "max"
    decimals: int | None = None

    def aggregation(self, depth: int) -> Aggregation:
        """The rule that makes a parent at ``depth`` (the root is 0) from its children."""
        return self.aggregate[min(depth, len(self.aggregate) - 1)]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One unit of the study. ``groups`` and ``profile`` are keyed without their column prefix;
    ``profile_en`` holds the English form of those characteristics that are texts. ``email`` is ASCII;
    ``salutation`` opens a message to the coordinator ("Szanowna Pani Prezes").
    """

    id: str
    name: str
    short_name: str
    language: Lang = "pl"
    coordinator: str = ""
    email: str = ""
    consent: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    profile_en: Mapping[str, str] = field(default_factory=dict)
    salutation: Localised = Localised()


ProfileKind = Literal["number", "share", "text", "yes/no"]


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One line of ``profile.csv``: what a ``profile_*`` column of ``clusters.csv`` holds.

    ``direction`` is 1 or -1 where more or less of it is better (then it has a benchmark), mostly 0.
    Shares with the same ``parts`` ("Members by kind") are parts of one whole; ``of`` is the code of the
    field that a share is a share of.
    """

    code: str
    name: Localised
    unit: str = ""
    kind: ProfileKind = "text"
    unit_en: str = ""
    direction: int = 0
    parts: Localised = Localised()
    of: str = ""


@dataclass(frozen=True, eq=False)
class PastEdition:
    """An earlier edition as far as this study's clusters took part in it.

    ``values`` has a row per cluster of the present edition (all NaN where it did not take part) and
    a column per leaf. ``scores`` and ``ranks`` (columns as ``Framework.codes``) hold what was
    published then where the file has columns ``<code>`` of inner nodes and ``<code>_rank``; NaN
    elsewhere. ``participants`` is the number of clusters the ranks of that edition are out of.
    ``compared`` names the group columns of which that edition's reports showed medians.
    """

    label: str
    participants: int
    values: FloatArray
    scores: FloatArray
    ranks: FloatArray
    compared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One line of ``questions.csv``: a question of the survey that is no indicator. Its answers are published
    with ``decimals``.
    """

    code: str
    name: Localised
    unit: Localised = Localised()
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What the members of one unit say about an indicator or a :class:`Question`: the mean of ``n`` answers.
    ``coordinator`` is what the coordinator says, None where nobody asked; of an indicator it is its value.
    """

    id: str
    code: str
    members: float
    n: int
    coordinator: float | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """Facts from the interview with one unit, each a sentence or two; empty where nothing was said."""

    id: str
    strategy: Localised = Localised()
    project: Localised = Localised()
    achievement: Localised = Localised()
    service: Localised = Localised()
    challenge: Localised = Localised()


@dataclass(frozen=True, slots=True)
class Logo:
    """One mark of the funding strip: a file, or a declared placeholder with a description."""

    name: Localised
    file: str = ""
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """The expert's own words at a place of one report: the source as it was written, in the Markdown of
    :mod:`reports.edition.markdown`. ``author`` signs them.
    """

    id: str
    place: str
    text: Localised
    author: str = ""


#: "keep" says that a recommendation was looked at and is left to the rules; it makes no override.
Decision = Literal["pin", "drop", "rephrase", "keep"]


@dataclass(frozen=True, slots=True)
class Override:
    """What the expert decided about one record of the library in the report of one cluster.

    ``text`` is the new action for "rephrase" (``first_step`` the new first step, where there is one) and
    the reason for "pin"; plain texts, empty for "drop". ``goal`` is the expert's own for "rephrase": the code
    of an indicator and the value to reach.
    """

    id: str
    record: str
    decision: Decision
    text: Localised = Localised()
    first_step: Localised = Localised()
    goal: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """What a recommendation looks at besides its own result: answers to ``indicators`` and numbers of the
    ``profile`` by their code with the least and the most they may be, comparison ``groups`` by their column
    with the values that count, and ``actions``, the ids of other recommendations of the same report.
    """

    indicators: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    profile: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: tuple[str, ...] = ()


#: An action has a goal where it moves an indicator; what is structural is never a goal.
RecommendationKind = Literal["action", "structural"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One record of ``recommendations.toml``.

    ``node`` is the code of the sub-area or indicator it is for, or ``*`` for any indicator that has
    no record of its own. ``when`` holds the conditions, all of which must hold (see
    :mod:`reports.advice.recommend`). ``after`` names the records whose action should be done before this one.
    The texts are whole sentences or noun phrases without a number.

    ``why`` says what the result comes from or leads to; it may hold placeholders
    (:mod:`reports.edition.placeholders`). ``steps`` are what to do after ``first_step``, ``risk`` is what
    usually goes wrong and how to avoid it, ``cost`` the class of the expense beside working time, from 1
    (none) to 4 (it takes money from outside); None where it is not known.

    It is proposed only where all of ``needs`` and nothing of ``unless`` holds, to offices of at least
    ``staff`` full-time posts, and, where ``sector`` names any, in these sectors only. An ``urgent`` one goes
    before all others. ``moves`` are the codes of the indicators that the action itself changes, none where it
    only prepares the way; None leaves it to ``node``.
    """

    id: str
    node: str
    action: Localised
    first_step: Localised
    owner: Localised
    measure: Localised
    term_months: int
    effort: Literal[1, 2, 3]
    source: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    urgent: bool = False
    kind: RecommendationKind = "action"
    moves: tuple[str, ...] | None = None
    needs: Guard = Guard()
    unless: Guard = Guard()
    staff: float = 0.0
    sector: tuple[str, ...] = ()
    cost: Literal[1, 2, 3, 4] | None = None
    why: Localised = Localised()
    steps: tuple[Localised, ...] = ()
    risk: Localised = Localised()


@dataclass(frozen=True, slots=True)
class Practice:
    """One record of ``practices.toml``: what a cluster can do, told concretely enough to copy.

    ``node`` is the code of the sub-area or indicator it is for, or ``*`` for any. ``cluster`` is the id of
    the cluster where it was seen, which has consented to be named; empty where none is named. ``when`` holds
    the conditions, all of which must hold (see :mod:`reports.advice.good_practices`). The texts name no
    cluster and hold no figures.
    """

    id: str
    node: str
    title: Localised
    what: Localised
    effect: Localised
    audience: Localised
    first_step: Localised
    owner: Localised
    measure: Localised
    term_months: int
    effort: Literal[1, 2, 3]
    source: str = ""
    cluster: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One record of ``patterns.toml``: a finding that several results make together, and its words.

    ``when`` holds the conditions, all of which must hold (see :mod:`reports.advice.patterns`), ``weight``
    says how much the finding matters beside others. Each text has one wording or several in every language;
    they may hold placeholders (:mod:`reports.edition.placeholders`). ``lifts`` are the ids of the
    recommendations that answer the finding.
    """

    id: str
    weight: float
    headline: tuple[Localised, ...]
    lead: tuple[Localised, ...]
    question: tuple[Localised, ...]
    when: Mapping[str, Any] = field(default_factory=dict)
    lifts: tuple[str, ...] = ()


#: tls: encrypted from the first byte (port 465). starttls: encrypted before anything is said (port 587).
#: none: not encrypted, and only allowed to a server on this computer.
Security = Literal["tls", "starttls", "none"]

PORTS: dict[Security, int] = {"tls": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The settings ``mail.*``. Addresses are ASCII, their domains in punycode where need be.

    ``sender`` and ``sender_name`` are what readers see; ``reply_to`` gets their answers, ``bounces`` what
    servers return (both default to the sender); ``bcc`` is the archive that gets a copy of everything, or
    empty. ``host`` is empty where the edition has no server. ``rate`` is in messages a minute;
    ``attempts`` is how often one run tries a message that the server puts off.
    """

    sender: str
    sender_name: Localised = Localised()
    reply_to: str = ""
    bounces: str = ""
    bcc: str = ""
    host: str = ""
    port: int = 465
    security: Security = "tls"
    user: str = ""
    rate: float = 30.0
    attempts: int = 4
    encrypt: bool = False
    sign: bool = False

    @property
    def return_path(self) -> str:
        """The address of the envelope, which servers write to when they cannot deliver."""
        return self.bounces or self.sender

    @property
    def on_this_computer(self) -> bool:
        """Whether the server is on this computer, so that nothing passes a network."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether ``host`` can be nothing but this computer."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, eq=False)
class Edition:
    """One validated edition of the study: everything a report is made from."""

    id: str
    label: str
    language: Lang
    title: Localised
    period: Localised
    published: str  # ISO date, may be empty
    fictional: bool
    #: What a unit of the study is called: language -> form -> word. Forms are the plural categories of CLDR;
    #: in Polish "gender" (m, mo for men, f, n), "singular.nom" to "plural.loc" and "reader.gen", in English
    #: "article"; "reader" is who reads the report, "kind" is "cluster" or "other".
    unit: Mapping[str, Mapping[str, str]]
    method: Method
    min_group: int
    publisher: Mapping[str, Any]
    funding: Localised
    logos: tuple[Logo, ...]
    mail: MailSettings | None
    framework: Framework
    clusters: tuple[Cluster, ...]
    values: FloatArray
    history: tuple[PastEdition, ...] = ()  # oldest first
    profile: tuple[ProfileField, ...] = ()
    comments: tuple[Comment, ...] = ()
    #: What members say, and facts from interviews: :meth:`interview` has those of one unit.
    questions: tuple[Question, ...] = ()
    survey: tuple[SurveyAnswer, ...] = ()
    interviews: tuple[Interview, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    practices: tuple[Practice, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    #: Names of comparison groups: ("kkk", "") of the column ``group_kkk``, ("kkk", "tak") of its value.
    group_names: Mapping[tuple[str, str], Localised] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    #: The group columns, :data:`SIMILAR` among them, that the reports may compare with; empty for all.
    compared: tuple[str, ...] = ()
    #: The group column whose two groups the summary of the edition compares; empty for the first such column.
    summary_by: str = ""
    #: What reading found that is no error and worth a look.
    remarks: tuple[str, ...] = ()
    #: Whether everybody's results are public: then units are named, and nothing is withheld.
    public: bool = False
    #: Whether names of areas, indicators and characteristics are common nouns (:meth:`inside`).
    lower_names: bool = False
    #: The words that the program itself prints, in any language; they name no cluster.
    program_words: frozenset[str] = frozenset()
    brand: Brand = Brand()

    @property
    def least_shown(self) -> int:
        """How many others a figure of several units needs to be shown."""
        return 1 if self.public else self.min_group

    def group_name(self, column: str, value: str, lang: Lang) -> str:
        """What a reader calls a comparison group, or with an empty ``value`` what its column asks."""
        return self.group_names.get((column, value), Localised()).get(lang) or value or column

    def group_answer(self, column: str, value: str) -> bool | None:
        """The yes or no that a group stands for; None where the groups of its column are no answers."""
        held = {cluster.groups.get(column, "") for cluster in self.clusters} - {""}
        return _ANSWERS.get(value.lower()) if all(one.lower() in _ANSWERS for one in held) else None

    def inside(self, name: str) -> str:
        """A name inside a sentence. It stays as it is written, unless the edition says that its names are
        common nouns: then it begins with a small letter, but for abbreviations (``ICT w klastrze``, ``R&D``).
        """
        abbreviated = any(letter.isupper() for letter in name.partition(" ")[0][1:])
        return name[:1].lower() + name[1:] if self.lower_names and not abbreviated else name

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(cluster.id for cluster in self.clusters)

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Cluster id -> row of the arrays."""
        return {cluster: i for i, cluster in enumerate(self.ids)}

    def interview(self, cluster_id: str) -> Interview:
        """What the interview brought; empty where there was none."""
        found = (interview for interview in self.interviews if interview.id == cluster_id)
        return next(found, Interview(cluster_id))

    def cluster(self, cluster_id: str) -> Cluster:
        return self.clusters[self.row[cluster_id]]


# --- results -----------------------------------------------------------------------------------


class Band(Enum):
    """Where a published result stands among the published quartiles of the group, in terms of
    performance (for direction -1 a low value is a high performance).
    """

    MISSING = "missing"
    CONSTANT = "constant"  # all the same, nothing to compare
    HIGHEST = "highest"
    ABOVE = "above"  # better than the third quartile
    UPPER = "upper"  # middle half, above the median
    MEDIAN = "median"  # published equal to the median
    LOWER = "lower"  # middle half, below the median
    BELOW = "below"  # under the first quartile


#: The characteristic that says how many full-time posts the office of a unit has, and the comparison group
#: that says what it does: what the guards ``staff`` and ``sector`` of recommendations look at. Sector and
#: size are also among what makes units similar.
STAFF, SECTOR, SIZE = "staff", "sector", "size"

#: The characteristic that says how old a unit is: the paper for the plenary counts units by age.
AGE = "age"

#: Stands for the whole group where a cluster's id is expected; no cluster can have this id.
GROUP = "@group"
#: What stands in the place of a cluster's id in the paper that tells the rules of an edition.
RULES = "@rules"

#: The column of the similar clusters; no column of an edition can have this name.
SIMILAR = "*"
