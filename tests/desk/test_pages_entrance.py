"""Coming in: by password, as a visitor of a demo, and who is kept out."""

from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from desk.desks import PASSWORD, with_accounts, words
from fazhi.desk import urls
from fazhi.store import models
from fazhi.usecases import founding
from fazhi.usecases.entrance import TRIES
from usecases import offices


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"username": name, "password": password, **more})


@pytest.mark.usefixtures("office")
def test_a_stranger_is_asked_to_sign_in_and_then_led_where_they_wanted(client):
    asked = client.get("/cases/mediation/?stage=mediating")
    assert asked.headers["Location"] == "/sign-in/?next=/cases/mediation/%3Fstage%3Dmediating"

    came = sign_in(client, "wan", next="/cases/mediation/?stage=mediating")
    assert came.headers["Location"] == "/cases/mediation/?stage=mediating"
    assert "万和平" in words(client.get("/todo/"))


@pytest.mark.usefixtures("office")
def test_nobody_is_led_out_of_the_house(client):
    assert sign_in(client, "wan", next="https://example.invalid/").headers["Location"] == "/"


@pytest.mark.usefixtures("office")
def test_a_wrong_password_says_so_and_keeps_the_name(client):
    answer = sign_in(client, "wan", "wrong")
    assert answer.status_code == 403
    assert "用户名或密码不对" in words(answer)
    assert 'value="wan"' in words(answer)


@pytest.mark.usefixtures("office")
def test_after_too_many_wrong_passwords_even_the_right_one_waits(client):
    for _ in range(TRIES):
        sign_in(client, "wan", "wrong")

    assert "暂停登录15分钟" in words(sign_in(client, "wan"))
    assert sign_in(client, "shen").status_code == 302  # another name from the same place is not locked


@pytest.mark.usefixtures("office")
def test_the_right_password_forgets_the_wrong_ones(client):
    for _ in range(TRIES - 1):
        sign_in(client, "wan", "wrong")
    sign_in(client, "wan")
    client.post("/sign-out/")
    sign_in(client, "wan", "wrong")

    assert sign_in(client, "wan").status_code == 302


def test_an_account_without_a_post_is_told_so(office, signed_in):
    models.Holding.objects.filter(person="wan").update(until=office.now.date())

    answer = signed_in("wan").get("/todo/")
    assert answer.status_code == 403
    assert "您目前没有任何岗位" in words(answer)


@pytest.mark.usefixtures("office")
def test_no_visitor_comes_into_an_office_that_is_no_demo(client):
    assert client.get("/").headers["Location"] == "/sign-in/"
    answer = client.post("/enter/", {"username": "wan"})
    assert answer.status_code == 403
    assert "只有演示数据才能这样进入" in words(answer)
    assert client.get("/todo/").status_code == 302


@pytest.mark.django_db
def test_a_demo_offers_people_with_a_task_and_lets_them_in_at_one_press(client):
    office = with_accounts(offices.found(), is_demo=True)
    landing = words(client.get("/"))
    assert "以万和平进入" in landing
    assert "以沈明进入" in landing  # head of the justice office
    assert "以陆文进入" not in landing  # an archivist has no task to try

    assert client.post("/enter/", {"username": "wan"}).headers["Location"] == "/todo/"
    assert "演示时钟" in words(client.get("/todo/"))
    assert office.entries == 0


@pytest.mark.django_db
def test_a_demo_lets_in_only_whom_it_offers(client):
    with_accounts(offices.found(), is_demo=True)
    assert client.post("/enter/", {"username": "qin"}).status_code == 403
    assert client.post("/enter/", {"username": "nobody"}).status_code == 403


def test_one_with_posts_in_two_organs_changes_from_one_to_the_other(office, signed_in):
    founding.found("990101002", name="石桥街道办事处", short="石桥", since=office.now.date(), people=())
    models.Holding.objects.create(
        person_id="shen",
        organ_id="990101002",
        post="justice_head",
        title="司法所所长（兼）",
        since=office.now.date(),
    )
    client = signed_in("shen")
    assert "青槐街道办事处" in words(client.get("/todo/"))

    client.post("/me/", {"organ": "990101002"})
    assert "石桥街道办事处" in words(client.get("/todo/"))
    client.post("/me/", {"organ": "990101999"})  # no post there: nothing changes
    assert "石桥街道办事处" in words(client.get("/todo/"))


def test_the_size_of_type_is_kept_in_a_cookie(signed_in):
    client = signed_in("wan")
    assert client.post("/scale/", {"scale": "150", "back": "/me/"}).headers["Location"] == "/me/"
    assert "scale-150" in words(client.get("/me/"))


def addresses(patterns, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        here = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here)
        else:
            yield here, one


def test_every_page_of_the_desk_asks_who_is_there_or_is_listed_as_public():
    public = {address for address, _, _ in urls.PUBLIC}
    open_ = {
        address
        for address, one in addresses(get_resolver().url_patterns)
        if one.callback.__module__.startswith("fazhi.desk") and not getattr(one.callback, "asks_who", False)
    }
    assert open_ == public


def filled(pattern: RoutePattern) -> str:
    """An address of the pattern, with something in each place."""
    address = str(pattern)
    for name, converter in pattern.converters.items():
        value = "1" if "int" in type(converter).__name__.lower() else "x"
        address = address.replace(
            f"<{type(converter).__name__.lower().removesuffix('converter')}:{name}>", value
        )
    return f"/{address}"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("address", [address for address, _, _ in urls.AT_DESK])
def test_a_stranger_sees_no_page_of_the_desk(client, address):
    [pattern] = [one.pattern for found, one in addresses(get_resolver().url_patterns) if found == address]
    answer = client.get(filled(pattern))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=/")


@pytest.mark.usefixtures("office")
def test_a_form_kept_open_too_long_is_told_how_to_save_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "wan", "password": PASSWORD})
    assert answer.status_code == 403
    assert "这一页打开得太久了" in words(answer)


@pytest.mark.parametrize(
    ("template", "said"),
    [("400.html", "没有看懂这个请求"), ("403.html", "不能这样做"), ("500.html", "系统出错了")],
)
def test_what_goes_wrong_is_told_without_asking_the_books(template, said):
    page = render_to_string(template)
    assert said in page
    assert "请" in page  # what to do


@pytest.mark.usefixtures("office")
def test_an_address_that_is_none_says_so(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这个网址" in words(answer)


def test_a_page_of_the_desk_is_not_kept_for_whoever_comes_next(signed_in):
    assert signed_in("wan").get("/todo/").headers["Cache-Control"] == "private, no-cache"
