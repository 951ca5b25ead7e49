"""Posts on the accounts of the street: drafted, checked, signed and published by different hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer

_WRITER, _CHECKER, _SIGNER = "乔知夏", "秦牧川", "楚怀瑾"
_SUBJECTS = (
    ("以案释法：{topic}", "civil_code"),
    ("一图读懂{topic}", "other"),
    ("普法小课堂：{topic}", "civil_code"),
    ("社区律师说法：{topic}", "civil_code"),
    ("{topic}，这些法律知识要知道", "other"),
)
_TOPICS = (
    *("楼上漏水谁来赔", "高空抛物的责任", "预付卡消费怎么维权", "加装电梯费用分摊", "劳动合同怎么签"),
    *("未成年人打赏能否退", "居住权是什么", "遗嘱怎么写才有效", "电动自行车充电安全", "养犬人的法定义务"),
    *(
        "拒收快递和七日无理由退货",
        "网络诈骗新套路",
        "工资拖欠怎么办",
        "物业费能不能拒交",
        "赡养义务不能附条件",
    ),
)
_BY_MONTH = {
    3: ("消费者权益日：{topic}", "consumer"),
    4: ("国家安全人人有责", "national_security"),
    5: ("民法典宣传月：{topic}", "civil_code"),
    6: ("安全生产月：消防通道不能占", "production_safety"),
    11: ("学习贯彻法治宣传教育法", "other"),
    12: ("宪法宣传周：宪法就在身边", "constitution"),
}
_CHANNELS = (
    ("official_account", 8),
    ("video_account", 2),
    ("short_video", 2),
    ("chat_group", 2),
    ("big_screen", 1),
)


def tell(dealer: Dealer) -> None:
    """Tell every post of the year; some are videos."""
    days = dealer.days(dealer.months("publicity.posts"))
    videos = set(dealer.random.sample(range(len(days)), dealer.total("publicity.videos")))
    for nth, on in enumerate(days):
        _post(dealer, nth, on, video=nth in videos)


def _post(dealer: Dealer, nth: int, on: date, *, video: bool) -> None:
    random, script = dealer.random, dealer.script
    subject, law = _BY_MONTH[on.month] if on.month in _BY_MONTH and nth % 3 == 0 else random.choice(_SUBJECTS)
    drafted = dealer.earlier(on, random.randint(1, 2))
    channel = random.choices([name for name, _ in _CHANNELS], [share for _, share in _CHANNELS])[0]
    if video:
        channel = random.choice(("video_account", "short_video"))
    forwarded = not video and random.random() < 0.35
    form: dict[str, Any] = {"source": "云汀普法"} if forwarded else {}
    if video:
        form["video_kind"] = random.choice(("explainer", "explainer", "animation", "film"))
    case = script.open(
        "media_post",
        "planned",
        drafted,
        _WRITER,
        subject=subject.format(topic=random.choice(_TOPICS)),
        account="青槐街道发布",
        channel=channel,
        post_kind="video" if video else "article",
        original="forwarded" if forwarded else "original",
        laws=[law],
        planned_for=on,
        **form,
    )
    case.do("reviewed", drafted, _CHECKER, accurate="yes", cleared="yes")
    case.do("signed", on, _SIGNER)
    case.do("held", on, _WRITER)
    later = script.working(on, 5)
    case.do("recorded", later, _WRITER, views=random.randint(180, 2600), views_until=later).end()
