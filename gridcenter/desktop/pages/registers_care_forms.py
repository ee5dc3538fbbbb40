"""What the forms of care files ask, by what is done; programmes, outcomes and kinds of benefits come from the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gridcenter.desktop.pages.administration_forms import form_choice, reason_field
from gridcenter.domain.care import CONSENT_NAMES, CareRules
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people_search import FoundPerson, PeopleFound
from gridcenter.language import pick, tr

_Fields = list[MoveField]


def enrolment(rules: CareRules) -> MoveChoice:
    programmes = tuple(
        FieldChoice(one.key, one.name, note=pick(CONSENT_NAMES[one.consent]))
        for one in rules.programmes.values()
    )
    consent = Name("同意日期（需要同意时）", "day of the consent, where one is needed")
    fields = [
        MoveField("number", Name("公民身份号码", "citizen ID number"), "line"),
        MoveField("programme", Name("关爱项目", "programme"), "choice", programmes),
        _day("until", Name("有效期至", "last day")),
        _day("consent_on", consent, asked=False),
        MoveField("know", Name("其他知情账号", "other accounts that may know"), "line", required=False),
        reason_field(),
    ]
    return form_choice("enrol", Name("建立关爱档案", "Open a care file"), fields)


def care_form(action: str, rules: CareRules) -> MoveChoice:
    """Return the form for one of the keys of `desk.ledgers.ACTS`."""
    name, fields = _FORMS[action]
    return form_choice(action, name, fields(rules))


def _renewal(_rules: CareRules) -> _Fields:
    return [_day("until", Name("新的有效期至", "new last day")), reason_field()]


def _ending(_rules: CareRules) -> _Fields:
    return [reason_field()]


def _grant(_rules: CareRules) -> _Fields:
    return [_login(), _day("until", Name("知悉至", "through"), asked=False)]


def _revocation(_rules: CareRules) -> _Fields:
    return [_login()]


def _plan(_rules: CareRules) -> _Fields:
    visitor = MoveField("login", Name("走访人账号", "account of the visitor"), "line", required=False)
    return [_day("on", Name("走访日期", "day of the visit")), visitor]


def _visit(rules: CareRules) -> _Fields:
    return [
        _day("on", Name("走访日期", "day of the visit")),
        MoveField("outcome", Name("结果", "outcome"), "choice", _choices(rules.outcomes)),
        MoveField("note", Name("走访情况", "what was seen and said"), "text", required=False),
    ]


def _benefit(rules: CareRules) -> _Fields:
    return [
        MoveField("kind", Name("种类", "kind"), "choice", _choices(rules.benefits)),
        MoveField("amount", Name("内容和数额", "what and how much"), "line"),
        _day("on", Name("自", "from")),
        _day("until", Name("至", "to"), asked=False),
        MoveField("decided_by", Name("决定机关", "office that decided"), "line"),
    ]


_FORMS: dict[str, tuple[Name, Callable[[CareRules], _Fields]]] = {
    "renew": (Name("续期档案", "Renew the file"), _renewal),
    "end": (Name("结束档案", "End the file"), _ending),
    "grant": (Name("增加知情账号", "Name an account"), _grant),
    "revoke": (Name("移出知悉范围", "Take an account off"), _revocation),
    "plan": (Name("计划走访", "Plan a visit"), _plan),
    "visit": (Name("登记走访", "Record a visit"), _visit),
    "benefit": (Name("登记救助", "Record a benefit"), _benefit),
}


def _login() -> MoveField:
    return MoveField("login", Name("账号", "account"), "line")


def _day(code: str, name: Name, *, asked: bool = True) -> MoveField:
    return MoveField(code, name, "line", required=asked, note=tr("year-month-day"))


def _choices(names: Mapping[str, Name]) -> tuple[FieldChoice, ...]:
    return tuple(FieldChoice(key, name) for key, name in names.items())


def who_is_meant(found: PeopleFound) -> MoveChoice:
    """Return the form that asks which of several people under one number is enrolled."""
    people = tuple(
        FieldChoice(
            str(one.person_id),
            Name(_whom(one, one.sex.zh), _whom(one, one.sex.en)),
            note=" · ".join(part for part in (pick(one.grid), one.address) if part),
        )
        for one in found.rows
    )
    who = MoveField("person", Name("指的是哪一位", "who is meant"), "choice", people)
    return form_choice("enrol", Name("建立关爱档案", "Open a care file"), [who])


def _whom(one: FoundPerson, sex: str) -> str:
    return " · ".join(part for part in (one.name, sex, one.age_band) if part)
