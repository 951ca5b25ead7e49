"""新媒体普法 — posts, videos and live talks on official accounts."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Count, Stage, Step, Sum
from fazhi.core.ruling import must
from fazhi.law import HouseRule, figure, statute
from fazhi.law.codes import LAW_TOPICS
from fazhi.law.roles import LAW_PUBLICITY, OFFICE_HEAD, POST_SIGNER

LAW = statute("法治宣传教育法")
THREE_CHECKS = HouseRule("D12", "信息发布实行三审：制作、审核、签发分别由不同的人办理，并经保密审查")
VIDEOS = ask.codes("film 微电影, animation 动漫, explainer 讲解短视频, live 直播回放, other 其他")


class Post(ask.Form):
    """信息发布审核单"""

    subject = ask.Title("标题")
    account = ask.Text("账号名称", max=60)
    channel = ask.Code(
        "平台",
        "official_account 微信公众号, video_account 视频号, short_video 短视频平台, "
        "chat_group 微信群、朋友圈, website 网站, big_screen 大屏, other 其他",
    )
    post_kind = ask.Code("体裁", "article 图文, video 视频, live 直播, audio 音频")
    video_kind = ask.Code("视频类别", VIDEOS, needed_when=post_kind.is_("video"))
    original = ask.Code("来源", "original 原创, forwarded 转载")
    source = ask.Text("转载自", max=80, needed_when=original.is_("forwarded"))
    laws = ask.Codes("宣传的法律", LAW_TOPICS)
    event = ask.Ref("所属宣传活动", "publicity_event", required=False)


Draft = ask.form(
    "拟稿",
    planned_for=ask.Day("计划发布日期"),
    draft_text=ask.Long("稿件", required=False),
    files=ask.Files("图片和视频", required=False),
)


class Check(ask.Form):
    """审核意见"""

    accurate = ask.YesNo("内容准确、清楚")
    cleared = ask.YesNo("经保密审查可以公开")
    check_note = ask.Text("审核意见", max=300, required=False)


Back = ask.form("退回修改", return_reason=ask.Text("退回原因", max=300))
Revised = ask.form("修改稿", draft_text=ask.Long("稿件"), files=ask.Files("图片和视频", required=False))
Published = ask.form("发布登记", link=ask.Text("链接", max=300, required=False))


class Views(ask.Form):
    """浏览情况"""

    views = ask.Number("浏览（播放、点击）", unit="人次")
    views_until = ask.Day("统计截至", happened=True, required=False)


is_accurate = must(
    Check.accurate.is_("yes"),
    LAW(54, "法治宣传教育的内容应当准确、清楚，避免误导公众", paragraph=2),
    "内容不准确、不清楚的，请退回修改，不能送签发。",
)
is_for_the_public = must(
    Check.cleared.is_("yes"), THREE_CHECKS, "保密审查不同意公开的，请退回修改，不能送签发。"
)


class MediaPost(Activity):
    """A post is drafted, checked, signed and published by different hands, and its views are recorded."""

    label = "新媒体普法"
    since = "2019-04-15"
    title = "{subject}"
    by = LAW_PUBLICITY
    basis = LAW(54, "支持运用新平台新技术新产品和无障碍方式开展法治宣传教育", paragraph=1)
    about = Post
    plan = Draft
    hold = Published
    result = Views
    unplanned = False
    papers = table(planned="release_sheet 信息发布审核单")

    # 三审
    planning = Stage("待审核")
    signing = Stage("待签发")
    revising = Stage("待修改")
    ready = Stage("待发布")
    revised = Step("修改稿件", revising >> planning, Revised).under(THREE_CHECKS, by=LAW_PUBLICITY)
    reviewed = Step("审核", planning >> signing, Check).under(
        THREE_CHECKS,
        by=OFFICE_HEAD,
        other_than=(usual("planned"), revised),
        needs=(is_accurate, is_for_the_public),
    )
    returned = Step("退回修改", (planning | signing | ready) >> revising, Back).under(
        THREE_CHECKS, by=OFFICE_HEAD | POST_SIGNER
    )
    signed = Step("签发", signing >> ready).under(
        THREE_CHECKS, by=POST_SIGNER, other_than=(usual("planned"), revised, reviewed), decisive=True
    )
    indicators = (
        figure("publicity.posts", Count("held"), by=(Post.channel, Post.original)),
        figure("publicity.videos", Count("held", Post.post_kind.is_("video")), by=Post.video_kind),
        figure("publicity.views", Sum("recorded", Views.views), by=Post.channel),
    )
