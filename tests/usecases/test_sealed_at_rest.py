"""No personal value lies in clear in any table or file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import connection

from fazhi.store import models
from fazhi.usecases import correct, looks, opening, papers
from fazhi.usecases.evidence import Upload
from fazhi.usecases.opening import Amount
from usecases.offices import HE, NEAR, PDF, SECRETS, SHEN, WAN, Office

#: What tests write elsewhere: in a file name, in evidence, in reasons, in what a correction replaced.
MORE = ("陈家收条", "收据内容甲", "误写为陈家老二", "退回因陈家来电", "花盆坠落砸车", "台账陈家页")


def everything_stored() -> Iterator[tuple[str, bytes]]:
    """Yield every byte of the database and of the data folder, by where it lies."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names from the database
                yield table, "\n".join(row[0] for row in cursor.fetchall()).encode()
    else:
        connection.close()
        for path in Path(str(connection.settings_dict["NAME"])).parent.glob("*.sqlite3*"):
            yield path.name, path.read_bytes()
    for path in settings.FAZHI_HOME.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(settings.FAZHI_HOME)), path.read_bytes()


def written_as(secret: str) -> list[bytes]:
    """Return the ways in which a text may lie in a file."""
    return [
        secret.encode(),
        json.dumps(secret).strip('"').encode(),
        secret.encode("utf-16-le"),
        secret.encode("gb18030"),
    ]


def live(office: Office) -> str:
    receipt = Upload(name="陈家收条.txt", content="收据内容甲".encode())
    case, first, _, settled = office.mediate(evidence=[receipt])
    asked = {"clerk": office.clerk(WAN), "now": office.now}
    wrong = correct.propose(
        case, first, action="replace", reason="误写为陈家老二", form={"summary": "花盆坠落砸车"}, **asked
    )
    assert isinstance(wrong, correct.Proposed)
    correct.confirm(wrong.proposal, clerk=office.clerk(SHEN), now=office.now)
    other = correct.propose(case, settled, action="void", reason="误写为陈家老二", **asked)
    assert isinstance(other, correct.Proposed)
    correct.reject(other.proposal, reason="退回因陈家来电", clerk=office.clerk(HE), now=office.now)
    opening.record(
        [Amount(indicator="mediation.cases", amount=Decimal(1), place=NEAR)],
        on=office.now.date(),
        evidence=[Upload(name="台账陈家页.pdf", content=PDF)],
        reason="台账陈家页",
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    for document in models.Document.objects.all():
        for form in ("html", "md"):
            papers.draw(document, form, now=office.now)
    looks.unmask(case, clerk=office.clerk(SHEN), reason="核对", now=office.now)
    return case


def test_no_personal_value_lies_in_clear_anywhere(shared_office: Office):
    case = live(shared_office)
    told = "\n".join(
        text
        for one in looks.unmask(case, clerk=shared_office.clerk(SHEN), reason="核对", now=shared_office.now)
        for *_, text, _ in one.fields
    )
    assert "陈砚秋" in told
    assert "花盆坠落砸车" in told

    found = {
        (where, secret)
        for where, stored in everything_stored()
        for secret in (*SECRETS, *MORE)
        if any(form in stored for form in written_as(secret))
    }

    assert found == set()


def test_what_is_open_would_have_been_found(shared_office: Office):
    live(shared_office)

    assert any("青槐".encode() in stored for _, stored in everything_stored())
    assert any("邻里纠纷".encode() in stored for _, stored in everything_stored())
