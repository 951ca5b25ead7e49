"""What a page puts around a report: tables of metadata, share buttons, footers, white space for layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

_KEYS = (
    "信息索引号 索引号 索引 公开方式 公开形式 公开时限 公开范围 公开类别 公开目录 公开程序 公开主体 公开责任部门 公开日期 公开时间 "  # noqa: E501 — words of a pattern or sentence stay together
    "发布机构 发布单位 发布部门 发布时间 发布日期 发文日期 发文机关 发文机构 发文单位 发文字号 发文时间 生成日期 生成时间 成文日期 成文时间 "  # noqa: E501 — words of a pattern or sentence stay together
    "组配分类 主题分类 信息分类 信息类别 内容分类 分类 主题词 主题 体裁分类 体裁 服务对象 服务对象分类 文件编码 文件编号 文号 "  # noqa: E501 — words of a pattern or sentence stay together
    "文件登记号 登记号 统一登记号 统一编号 有效性 时效性 时效 效力状态 生效日期 生效时间 失效日期 失效时间 废止日期 废止时间 终止日期 "  # noqa: E501 — words of a pattern or sentence stay together
    "信息来源 来源 稿源 作者 编辑 责任编辑 审核 访问次数 访问量 浏览次数 浏览量 阅读次数 阅读量 阅读 点击数 点击量 点击 点击率 浏览 "  # noqa: E501 — words of a pattern or sentence stay together
    "字号 字体 字体大小 分享 分享到 打印 关闭 收藏 名称 信息名称 文件名称 标题 关键词 关键字 内容概述 摘要 语种 载体类型 记录形式 "  # noqa: E501 — words of a pattern or sentence stay together
    "日期 时间 更新时间 更新日期 信息提供日期 您当前的位置 您的位置 当前位置 您现在的位置 所在位置 栏目 主办 附件"  # noqa: E501 — words of a pattern or sentence stay together
)
_KEY_WORDS = sorted(_KEYS.split(), key=len, reverse=True)
_FIELD = re.compile(
    rf"(?P<key>{'|'.join(map(re.escape, _KEY_WORDS))})\s*[:：|]\s*(?P<value>.*?)"
    rf"(?=\s+(?:{'|'.join(map(re.escape, _KEY_WORDS))})\s*[:：|]|$)"
)
_IN_BRACKETS = re.compile(rf"[\[【]\s*({'|'.join(map(re.escape, _KEY_WORDS))})\s*[\]】]\s*[:：|]?")
"""A name of a field in brackets: [ 索引号 ]."""
_BUTTONS = re.compile(
    r"^\W*(?:大|中|小|【?打印】?\s*【?字体\W*|首页|网站首页|返回顶部|返回首页|返回|上一篇|下一篇|上一条|下一条|打印本页|打印|关闭窗口|关闭本页|关闭|关闭页面|收藏|分享|分享到|"
    r"微信|微博|QQ空间|扫一扫.*|无障碍.*|适老版|长者.*|登录|注册|搜索|大\s*中\s*小|【?\s*(?:字体|字号)?\s*[:：]?\s*大\s*中\s*小.*】?|【.*(?:打印|关闭|字体|字号).*】|"
    r"(?:【?(?:打印|关闭|收藏|分享|返回|顶部|纠错|下载)(?:本页|窗口|页面)?】?\s*){2,6}|"
    r"相关(?:链接|附件|信息|文章|解读|新闻).*|附件下载.*|(?:首页|网站首页)\s*[>》›»/].*|.*[>›»].*[>›»].*)\W*$"
)
_FOOT = re.compile(
    r"ICP备|公网安备|网安备|网站标识码|版权所有|技术支持|主办单位|承办单位|网站地图|联系我们|隐私(?:声明|政策)|建议使用.*(?:浏览器|分辨率)|政府信息公开(?:指南|目录)$"
)
_RECORD = re.compile(r"ICP备|公网安备|网站标识码|版权所有")
_TITLE = re.compile(
    r"(?:法治|法制|依法行政|依法治).{0,40}(?:报告|总结|情况)\s*(?:[（(].{0,12}[)）])?$|年度报告$"
)
_NO_TITLE = re.compile(r"[。；;]|^[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|^\d{1,2}[.．、]")
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_PUBLISHED = ("发布时间", "发布日期", "公开日期", "公开时间", "发文日期", "发文时间", "信息提供日期")
_WRITTEN = ("成文日期", "成文时间", "生成日期", "生成时间")
_NAMES = ("标题", "信息名称", "文件名称", "名称")
_SENTENCE = re.compile(
    r"[\u4e00-\u9fff]{2}[^。\n]{4,}。|[，,；;].{8,}[。；;！]$|^[（(]?[一二三四五六七八九十]{1,3}[、）)]"
)
"""What is a sentence or a heading of the report is never taken for the page's furniture."""
_AFTER_VALUE = re.compile(
    r"(?<=[\d日号室府会处委局无是开有效])\s+(?=[^\s:：|]{0,30}[\u4e00-\u9fff]{4}[^。]*[，。])"
)
_LONGEST_VALUE = 80
_LONGEST_FOOT = 25
_SHORT_VALUE = 40
_LONGEST_TITLE = 70
_LONGEST_RUN = 40
_RUN = re.compile(r"(.)\1{40,}|[\d,.]{41,}|[A-Za-z]{200,}")
"""Runs that no report has, and that would cost time out of all proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainText:
    """The main text and what stood around it: fields as (name, value), in order, and how many layout
    spaces.
    """

    text: str
    title: str = ""
    published_on: date | None = None
    written_on: date | None = None
    fields: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    layout_spaces: int = 0


def day_in(text: str) -> date | None:
    """Return the first day written in a text, None if there is none.

    >>> day_in("发布时间：2025-02-10 13:44")
    datetime.date(2025, 2, 10)
    """
    for found in _DAY.finditer(text):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def stripped(main: MainText) -> MainText:
    """Return the main text without the page's furniture, a paragraph a line without indent."""
    spaces = main.text.count("\u00a0")
    lines = [_tidy(line) for line in re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029]", main.text)]
    lines, fields, dropped = _without_fields([line for line in lines if line])
    kept: list[str] = []
    for number, line in enumerate(lines):
        if not re.search(r"\w", line):
            dropped.append(line)
        elif _SENTENCE.search(line) and not _RECORD.search(line):
            kept.append(line)
        elif _BUTTONS.match(line) and len(line) < 60:
            dropped.append(line)
        elif _FOOT.search(line) and len(line) < 200:
            dropped.append(line)
            if number > len(lines) // 2 and _is_foot_to_the_end(lines[number:]):
                dropped += lines[number + 1 :]
                break
        else:
            kept.append(line)
    kept, title = _titled(kept, main.title)
    said = {key: value for key, value in reversed(fields) if value}
    named = next((said[key] for key in _NAMES if key in said and is_title(said[key])), "")
    return replace(
        main,
        text="\n".join(kept),
        title=title or named,
        published_on=next(
            (day for key in _PUBLISHED if (day := day_in(said.get(key, "")))), main.published_on
        ),
        written_on=next((day for key in _WRITTEN if (day := day_in(said.get(key, "")))), main.written_on),
        fields=tuple(fields),
        dropped=tuple(dropped),
        layout_spaces=spaces,
    )


def _tidy(line: str) -> str:
    line = _RUN.sub(lambda run: run.group()[:_LONGEST_RUN], line)
    line = re.sub(r"^#{1,6} +|\*\*", "", line)
    line = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad]", "", line)
    line = re.sub(r"[ \t\u00a0\u2000-\u200a\u3000]+", " ", line).strip()
    return _IN_BRACKETS.sub(lambda key: f"{key.group(1)}：", line) if _IN_BRACKETS.search(line) else line


def _without_fields(lines: list[str]) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Take the lines of metadata out of the head of a page; a field without a value may have it on the
    next line.
    """
    head, foot = _head_ends(lines), _foot_begins(lines)
    kept: list[str] = []
    fields: list[tuple[str, str]] = []
    dropped: list[str] = []
    waiting = False
    for number, line in enumerate(lines):
        bare = line.strip("•·|*-— ")
        around = number < head or number >= foot
        found = list(_FIELD.finditer(bare)) if around else []
        if found and found[0].start() == 0 and not _is_said(found):
            told, rest = _cut(found[-1]["value"].strip(" |"))
            fields += [(one["key"], one["value"].strip(" |")) for one in found[:-1]]
            fields.append((found[-1]["key"], told))
            dropped.append(line.removesuffix(rest).strip())
            kept += [rest] if rest else []
            waiting = not told
        elif around and bare in _KEY_WORDS:
            fields.append((bare, ""))
            dropped.append(line)
            waiting = True
        elif waiting and around and len(bare) < 40 and not is_title(bare) and not _is_text(bare):
            fields[-1] = (fields[-1][0], bare)
            dropped.append(line)
            waiting = False
        else:
            kept.append(line)
            waiting = False
    return kept, fields, dropped


def _is_text(line: str) -> bool:
    return line.endswith("。") or bool(_SENTENCE.search(line))


def _cut(value: str) -> tuple[str, str]:
    """Part the value of a field from the text that follows it on the same line."""
    if not _SENTENCE.search(value):
        return value, ""
    after = _AFTER_VALUE.search(value[:_LONGEST_VALUE])
    return (value[: after.start()], value[after.end() :]) if after else ("", value)


def _is_said(found: list[re.Match[str]]) -> bool:
    """Whether a line is a sentence of the report that only begins like a field: 时间：每季度末，由…."""
    return len(found) == 1 and bool(_SENTENCE.search(found[0]["value"])) and not _cut(found[0]["value"])[0]


def _foot_begins(lines: list[str]) -> int:
    """Return from which line on there is nothing but metadata: they may also stand below a text."""
    begins = len(lines)
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _LONGEST_FOOT), -1):
        bare = lines[number].strip("•·|*-— ")
        found = _FIELD.match(bare)
        if found and not _SENTENCE.search(bare):
            begins = number
        elif len(bare) > _SHORT_VALUE or _SENTENCE.search(bare):
            break
    return begins


def _head_ends(lines: list[str]) -> int:
    """Return how many lines may be a page's head: those before the first real paragraph."""
    for number, line in enumerate(lines):
        if (len(line) > 90 or _SENTENCE.search(line)) and not _FIELD.match(line.strip("•·|*-— ")):
            return number
    return min(len(lines), 60)


def is_title(line: str) -> bool:
    """Tell the title of a report by its words."""
    return len(line) <= _LONGEST_TITLE and not _NO_TITLE.search(line) and bool(_TITLE.search(line))


def _is_foot_to_the_end(lines: list[str]) -> bool:
    return all(len(line) < 200 and "。" not in line for line in lines)


def _titled(lines: list[str], declared: str) -> tuple[list[str], str]:
    """Find the title near the top: what stands above it is the page's; a title broken over two lines is
    joined.
    """
    limit = min(len(lines), 30)
    for number in range(limit):
        line = lines[number]
        if len(line) > 120 or (_SENTENCE.search(line) and len(line) > _SHORT_VALUE):
            break
        if is_title(line):
            start = number
            while start and _goes_on(lines[start - 1]):
                start -= 1
            title = "".join(lines[start : number + 1])
            rest = lines[number + 1 :]
            while rest and rest[0] == title:
                rest = rest[1:]
            return [title, *rest], title
    return lines, declared


def title_line(text: str) -> str:
    """Return the title of a damaged text as it stands after repair; "" if it has none."""
    for line in text.split("\n")[:30]:
        if len(line) > 120:
            break
        if is_title(line):
            return line
    return ""


def _goes_on(line: str) -> bool:
    """Tell a first line of a title: the name of an office, or what it is about."""
    return (
        len(line) <= 30
        and bool(re.search(r"(?:街道|办事处|镇|乡|政府|委员会|工委|局|关于.*|年度?)$", line))
        and not re.search(r"[。；，,:：]", line)
    )
