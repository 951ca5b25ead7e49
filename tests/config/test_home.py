import stat

import pytest

from fazhi.config import home as home_module
from fazhi.config.home import HomeUnusableError, home, secret_key


def test_the_data_lies_where_fazhi_home_says(tmp_path, monkeypatch):
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "a" / "b"))
    assert home() == tmp_path / "a" / "b"
    assert home().is_dir()


def test_a_new_data_folder_is_its_owners_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "data"))
    assert stat.S_IMODE(home().stat().st_mode) == 0o700


def test_without_fazhi_home_the_data_lies_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.delenv("FAZHI_HOME")
    monkeypatch.setattr(home_module, "CHECKOUT", tmp_path)
    assert home() == tmp_path / "var"


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "file" / "data"))
    with pytest.raises(HomeUnusableError, match=r"file/data.*FAZHI_HOME"):
        home()


def test_the_secret_key_is_made_once_and_kept(tmp_path):
    first = secret_key(tmp_path)
    assert len(first) >= 50
    assert secret_key(tmp_path) == first


def test_two_offices_have_two_keys(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_the_secret_key_is_its_owners_alone_and_leaves_no_draft(tmp_path):
    secret_key(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_who_comes_second_keeps_the_key_of_who_came_first(tmp_path):
    first = secret_key(tmp_path)
    home_module._create_once(tmp_path / "secret_key", "second")  # noqa: SLF001 — the race cannot be timed from outside
    assert secret_key(tmp_path) == first
