"""工作人员名册, told as entries."""

from fazhi.procedures.people.staff import Staff
from journal_text import attempt, codes, linked, posted, postings, view

ENROLLED = (
    "2025-01-02 enrolled 裴南乔 person=易修远 sex=male department=990101001-3 post=合法性审查员"
    " employment=administrative legal_qualification=yes review_post=yes law_post=yes since=2021-03-01"
)


def test_a_member_of_staff_stands_in_the_roster_once():
    twin = linked("staff", person="易修远")

    assert "there-already" in codes(attempt(view("", Staff, twins=(twin,)), ENROLLED))


def test_personal_data_is_sealed_and_what_rates_need_is_not():
    sealed = {name for name, field in Staff.fields().items() if field.sealed}

    assert {"name", "sex", "id_no", "phone", "education"} <= sealed
    assert not sealed & {
        "person",
        "department",
        "employment",
        "legal_qualification",
        "review_post",
        "law_post",
    }


def test_staff_are_counted_by_employment_and_department_and_for_what_they_are():
    assert posted(ENROLLED, Staff) == {
        "staff.count": 1,
        "staff.legal_workers": 1,
        "staff.legal_reviewers": 1,
        "staff.legal_qualified": 1,
    }
    slices = {one.indicator: one.slices for one in postings(ENROLLED, Staff)}
    assert slices["staff.count"] == {"employment": "administrative", "department": "990101001-3"}
    assert slices["staff.legal_reviewers"] == {"employment": "administrative"}
    assert slices["staff.legal_qualified"] == {"department": "990101001-3"}


def test_a_qualification_gained_later_is_one_more_on_that_day():
    without = ENROLLED.replace("legal_qualification=yes", "legal_qualification=no")
    gained = f"{without}\n2025-09-01 changed 裴南乔 event=qualified legal_qualification=yes"

    assert posted(gained, Staff) == {"staff.legal_qualified": 1}


def test_who_moves_to_another_office_leaves_one_slice_for_another():
    moved = f"{ENROLLED}\n2025-09-01 changed 裴南乔 event=appointed department=990101001-4"
    counted = [(p.amount, p.slices) for p in postings(moved, Staff) if p.indicator == "staff.count"]

    assert [amount for amount, _ in counted] == [-1, 1]
    assert counted[1][1]["department"] == "990101001-4"


def test_who_leaves_is_no_longer_counted():
    assert posted(f"{ENROLLED}\n2025-12-31 ended 裴南乔 reason=retired", Staff) == {
        "staff.count": -1,
        "staff.legal_workers": -1,
        "staff.legal_reviewers": -1,
        "staff.legal_qualified": -1,
    }
