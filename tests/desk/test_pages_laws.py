"""Statutes on the desk: found, read at the place that is cited, and said when they are not there."""

from datetime import UTC, date, datetime

from desk.desks import SignedIn, words
from fazhi.core import statute_text
from fazhi.desk.citing import linked
from fazhi.usecases import laws
from usecases.offices import HE, WAN, Office

TEXT = """# 中华人民共和国人民调解法

第一条 为了完善人民调解制度，制定本法。

第十七条 当事人可以向人民调解委员会申请调解；<b>人民调解委员会</b>也可以主动调解。

第十九条 可以指定一名或者数名人民调解员进行调解。
"""


def loaded() -> None:
    text = statute_text.read(TEXT)
    laws.keep(text, date(2010, 8, 28), now=datetime(2026, 1, 15, tzinfo=UTC))


def test_citations_become_links_and_nothing_else_does():
    said = linked("《中华人民共和国人民调解法》第十七条：<i>可以</i>；内部管理规则D15")
    assert 'href="/laws/人民调解法/#a17"' in said
    assert "&lt;i&gt;可以&lt;/i&gt;" in said
    assert said.count("<a ") == 1


def test_an_article_shows_its_words_and_what_rests_on_it(office: Office, signed_in: SignedIn):  # noqa: ARG001 - there must be an office
    loaded()
    page = words(signed_in(HE).get("/laws/人民调解法/"))
    assert 'id="a17"' in page
    assert "&lt;b&gt;人民调解委员会&lt;/b&gt;" in page
    assert '<a href="/procedures/mediation/">' in page


def test_a_statute_that_is_not_loaded_shows_the_words_relied_upon(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    page = words(signed_in(HE).get("/laws/人民调解法/"))
    assert "全文没有装入" in page
    assert 'id="a17"' in page
    assert signed_in(HE).get("/laws/没有的法/").status_code == 404


def test_articles_are_found_by_their_words(office: Office, signed_in: SignedIn):  # noqa: ARG001 - as above
    loaded()
    client = signed_in(HE)
    assert "<mark>主动</mark>" in words(client.get("/laws/?q=主动"))
    assert "没有找到" in words(client.get("/laws/?q=火星"))


def test_a_form_shows_the_whole_article_beside_it(office: Office, signed_in: SignedIn):
    loaded()
    case = office.register().case
    page = words(signed_in(WAN).get(f"/case/{case}/do/accepted/"))
    assert 'class="article"' in page
    assert "第十九条全文" in page
