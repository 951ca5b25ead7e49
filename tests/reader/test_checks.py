from pathlib import Path

import pytest

from fazhi.reader import read_text
from fazhi.reader.checks import CHECKS, listed

HEAD = "青槐街道2025年法治政府建设年度报告\n2025年，青槐街道认真履职。现将2025年度法治政府建设情况报告如下。\n一、主要举措和成效\n"  # noqa: E501 — words of a pattern or sentence stay together
TAIL = (
    "\n二、存在的不足和原因\n一是力量不足，主要原因是编制少，熟悉业务的人员不多，执法任务又重。"
    "\n三、党政主要负责人履行推进法治建设第一责任人职责情况\n党政主要负责人亲自部署、亲自过问、亲自协调、亲自督办，带头学法，定期听取汇报。"
    "\n四、2026年度主要安排\n一是举办执法培训4期，补充执法力量，把法治建设与业务工作一同部署、一同推进。"
)


def codes(sentence: str) -> set[str]:
    return {
        problem.code
        for problem in read_text(f"{HEAD}{sentence}{TAIL}").problems
        if problem.severity.value != "question"
    }


def test_a_sound_report_raises_no_alarm():
    sound = "全年开展行政检查120次，办理行政处罚案件30件。排查矛盾纠纷80件，化解76件，化解率95%，其余4件正在调处。"  # noqa: E501 — words of a pattern or sentence stay together
    assert codes(sound) == set()


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("排查矛盾纠纷200件，化解150件，化解率90%。", "numbers.rate"),
        ("办理行政处罚案件20件，其中简易程序15件、普通程序8件。", "numbers.parts"),
        ("检查发现问题33个，督促整改30个。", "numbers.left-open"),
        ("受理信访积案2件，化解率100%。", "numbers.small-base"),
        ("截至10月底，开展法治宣传20场次。", "period.cut"),
        ("全面推行权利清单制度。", "words.typo"),
        ("2人取得法律执业资格证书。", "words.term"),
        ("深入学习二十届八次全会精神。", "words.session"),
        ("认真落实党的二十大精神深入贯彻上级要求。", "words.mark-lost"),
        ("村民王建国反映的问题，联系电话13912345678。", "words.identity-number"),
        ("每开展集中排查，做到心中有数。", "damage.lost-after-every"),
        ("我镇认真落实各项任务。", "words.other-level"),
        ("行政执法人员全部持证上岗，持证率达到90%。", "claims.all-certified"),
        ("组织村民学习《中华人民共和国物权法》。", "names.repealed"),
        ("举办“槐下说法活动6场。", "names.marks-unpaired"),
        ("学习《社区矫正法《监察法》等法律。", "names.marks-unpaired"),
        ("严格执行法治政府建设与责任落实督查工作规定。", "words.term"),
        ("对照《法治政府建设实施纲要（2020—2025年）》抓好落实。", "words.term"),
        ("对照《法治政府建设实施纲要（20212025年）》抓好落实。", "words.typo"),
    ],
)
def test_a_fault_is_found(sentence, code):
    assert code in codes(sentence)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD.replace("现将2025", "现将2024") + "开展检查3次。" + TAIL, "date.stale-year"),
        (
            HEAD
            + "开展检查3次。"
            + TAIL.replace("三、党政主要负责人履行推进法治建设第一责任人职责情况", "三、其他").replace(
                "党政主要负责人", "街道"
            ),
            "structure.part-missing",
        ),
        (
            HEAD + "开展检查3次。" + TAIL.replace("，主要原因是编制少", "").replace("和原因", ""),
            "structure.no-causes",
        ),
        (HEAD + "开展检查3次。" + TAIL.replace("2026年度主要安排", "2025年度主要安排"), "date.stale-plan"),
    ],
)
def test_a_fault_of_the_whole_is_found(text, code):
    assert code in {problem.code for problem in read_text(text).problems}


def test_a_rate_that_is_rounded_is_no_error():
    assert "numbers.rate" not in codes("排查矛盾纠纷362件，调解成功330件，成功率91%。")


@pytest.mark.parametrize(
    "sentence",
    [
        # Cases settled say nothing of how many settle them.
        "现有调解组织40个、行业调解组织3个，调处纠纷120件，成功116件，调解成功率97%。",
        # What follows parts that add up is not one of them.
        "立案处罚60件（其中简易程序24件、普通程序36件），撤销立案2件。",
        "拆除违法建筑30处，年度任务完成率112%。",
        "新增持证执法人员2名，执法人员18名，均已持证。",
        "向区委报告2024年法治政府建设情况，并向社会公开。",
        "学习《民法典》和“八五”普法规划，开展“槐下说法”6场。",
    ],
)
def test_what_only_looks_like_a_fault_raises_no_alarm(sentence):
    assert not codes(sentence) & {
        "numbers.rate",
        "numbers.parts",
        "numbers.rate-above-100",
        "numbers.small-base",
        "date.stale-year",
        "names.marks-unpaired",
    }


def test_a_heading_of_last_year_is_told_once():
    report = HEAD.replace("一、主要举措和成效", "一、2024年法治政府建设基本情况") + "开展检查3次。" + TAIL

    assert [one.quote for one in read_text(report).problems if one.code == "date.stale-year"] == [
        "一、2024年法治政府建设基本情况"
    ]


def test_of_a_text_that_breaks_off_no_missing_parts_are_asked():
    broken = f"{HEAD}（一）开展检查3次，对辖区内的企业、商户和在建工地逐一建立台账，下一步计划把检查的结果"

    found = {one.code for one in read_text(broken).problems}
    assert "damage.cut-off" in found
    assert "structure.part-missing" not in found


def test_every_fault_quotes_the_text_it_stands_in():
    reading = read_text(f"{HEAD}检查发现问题33个，督促整改30个。全面推行权利清单制度。{TAIL}")
    placed = [one for one in reading.problems if one.start is not None and one.code[:6] != "damage"]
    assert placed
    assert all(reading.text[one.start : one.end] == one.quote for one in placed)


def test_codes_are_told_apart():
    assert len({check.code for check in CHECKS}) == len(CHECKS)


def test_the_page_of_the_docs_lists_the_checks():
    page = Path(__file__).resolve().parents[2] / "docs" / "reader.md"
    assert page.read_text(encoding="utf-8").endswith(listed())


def test_one_total_told_twice_with_different_numbers_is_found():
    first = "（一）依法调解\n全年调解矛盾纠纷83件，成功80件。\n（二）多元解纷\n"

    assert "claims.differs" in codes(f"{first}人民调解委员会共调解矛盾纠纷78件，都有回访。")
    assert "claims.differs" not in codes(f"{first}老槐社区调解矛盾纠纷18件，都有回访。")
    assert "claims.differs" not in codes(f"{first}人民调解委员会共调解矛盾纠纷83件，都有回访。")


@pytest.mark.parametrize(
    "others", ["还有2名执法人员未持证。", "执法人员25名，持证22名。", "其中3人尚未取得执法证。"]
)
def test_all_certified_is_denied_by_a_count_too(others):
    assert "claims.all-certified" in codes(f"行政执法人员全部持证上岗。{others}")
    assert "claims.all-certified" not in codes(f"行政执法人员都参加了考试。{others}")


@pytest.mark.parametrize(
    "sentence",
    [
        "审查合同30余份法律顾问全程参与。",
        "开展普法活动20场群众参与1000人次。",
        "受理矛盾纠纷56件化解54件，其余2件正在调处。",
    ],
)
def test_a_count_that_runs_into_the_next_clause_has_lost_its_mark(sentence):
    assert "words.mark-lost-after-count" in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "收到审查意见30份法律顾问出具的意见。",
        "成立专班2个，群众满意率100%，都由第三方测评。",
        "设立法律服务站2个，热线工单办结率100%。",
        "受理信访事项60件，其中重复信访3件，化解率100%。",
        "化解矛盾纠纷80件。",
        "受理热线工单980件，按时办结975件，满意率96%，其余5件正在办理。",
        "调解矛盾纠纷80件，化解80件。",
    ],
)
def test_what_only_looks_like_a_fault_is_none(sentence):
    assert (
        codes(sentence)
        & {
            "words.mark-lost-after-count",
            "numbers.small-base",
            "numbers.no-outcome",
        }
        == set()
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "法治政府建设专项督查",
        "推进法制建设第一责任人职责",
        "行政负责人出庭",
        "谁执法谁宣传",
        "重大执法决定法制审查",
        "执法公式制度",
        "习近平总书记法治思想",
        "法制宣传教育",
        "国务院信访条例",
        "人民调解条例",
        "双随机、双公开",
        "行政诉讼条例",
        "合法性核查",
    ],
)
def test_a_wrong_official_term_is_found(wrong):
    assert codes(f"街道认真落实{wrong}有关要求。") & {"words.term", "words.typo"}


@pytest.mark.parametrize(
    "right",
    [
        "法治政府建设与责任落实督察",
        "党政主要负责人履行推进法治建设第一责任人职责",
        "行政机关负责人出庭应诉",
        "“谁执法谁普法”普法责任制",
        "重大执法决定法制审核",
        "执法全过程记录制度",
        "习近平法治思想",
        "法治宣传教育",
        "信访工作条例",
        "政府信息公开条例",
        "“双随机、一公开”",
        "权利义务和合法权益",
        "公权力",
        "全民国家安全教育日",
        "重大行政决策程序暂行条例",
        "行政复议法实施条例",
        "县公安局法制大队",
        "以法治街道建设为抓手的",
    ],
)
def test_a_right_official_term_is_none(right):
    assert not codes(f"街道认真落实{right}有关要求。") & {"words.term", "words.typo"}


def test_a_title_without_signature_is_asked_about():
    def asked(text: str) -> bool:
        return "structure.unsigned" in {one.code for one in read_text(text).problems}

    assert asked(f"{HEAD}开展检查3次。{TAIL}")
    assert not asked(f"{HEAD}开展检查3次。{TAIL}\n青槐街道办事处\n2026年1月12日")
