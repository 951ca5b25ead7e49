"""What befalls reports on their way: mirrors, pages around them, paper, Word's own numbers, lost bytes."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import docx
import opencc
import pypinyin
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fazhi.documents import pdf_file

_ASCII = str.maketrans("，。；：（）", ",.;:()")


def mirrored(text: str) -> bytes:
    """A mirror site: traditional characters, pinyin in brackets after some, ASCII commas and brackets."""
    written = opencc.OpenCC("s2tw").convert(text).translate(str.maketrans("，；：（）", ",;:()"))
    out = []
    for number, character in enumerate(written):
        out.append(character)
        if "\u4e00" <= character <= "\u9fff" and number % 9 == 4:
            [[said, *_]] = pypinyin.pinyin(character, style=pypinyin.Style.TONE)
            out.append(f"({said})")
    return "".join(out).encode()


def shown(content: bytes) -> str:
    """What a page shows of bytes: a half character as ?, a pair that is none not at all."""
    out, at = "", 0
    while at < len(content):
        pair = content[at : at + 2]
        if pair[0] < 0x80:
            out, at = out + chr(pair[0]), at + 1
        elif len(pair) < 2 or pair[1] < 0x40:
            out, at = out + "?", at + 1
        else:
            out, at = out + pair.decode("gbk", errors="ignore"), at + 2
    return out


def shifted(text: str) -> bytes:
    """Bytes lost before some second-level headings, so that the heading is read shifted by one."""

    def one(found: re.Match[str]) -> str:
        return shown(found.group().encode("gbk")[1:])

    return re.sub(r"（[二三四]）[\u4e00-\u9fff]{4,12}[，。]", one, text).encode()


def web_page(text: str) -> bytes:
    """A page of a site in GB 18030: navigation, a table about the page, share buttons, a foot."""
    title, *lines = text.split("\n")
    links = "".join(f'<li><a href="/col{n}/">栏目{n}</a></li>' for n in range(40))
    told = "".join(
        f'<p style="text-indent:2em"><span>&emsp;&emsp;{html.escape(line)}</span></p>\n<p>&nbsp;</p>'
        for line in lines
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="gbk"><title>{title}_政府信息公开_某某政府网</title>'
        "<style>p{margin:0}</style><script>var a='全年检查9999次';</script></head><body>"
        f'<div class="header"><ul>{links}</ul></div><div class="crumb">当前位置：'
        "<a>首页</a> &gt; <a>法定主动公开内容</a></div>"
        "<table><tr><td>索 引 号：</td><td>k1/2026-00012</td><td>主题分类：</td><td>其他</td></tr>"
        "<tr><td>发布机构：</td><td>某某办</td><td>文　　号：</td><td></td></tr></table>"
        f'<h1>{title}</h1><div class="info">来源：某某办 浏览次数：365次 字体：[大 中 小] <a>打印</a></div>'
        f'<div id="zoom" class="article">{told}</div>'
        '<div class="share">分享到：<a>微信</a><a>微博</a></div><div class="rel"><h4>相关信息</h4>'
        f"<ul>{links}</ul></div>"
        '<div class="footer">主办：某某办公室 网站标识码：1234560001 京ICP备05000000号</div></body></html>'
    ).encode("gb18030")


def printed(text: str) -> bytes:
    """A PDF of many pages with a header and numbers on each."""
    source = (
        '#set page(paper: "a5", header: [某某街道办事处文件],'
        " footer: context [— #counter(page).display() —])\n"
        '#set text(font: sys.inputs.at("font", default: "Noto Serif CJK SC"), lang: "zh", size: 12pt)\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n"
    ) + "\n\n".join(f"#text({_string(line)})" for line in text.split("\n"))
    return bytes(typst.Compiler(source.encode(), **fonts()).compile(format="pdf"))


def fonts() -> dict[str, Any]:
    folders = [str(folder) for folder in pdf_file.typefaces()]
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return {"font_paths": own, "ignore_system_fonts": True}


def _string(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""
_NUMBERS = (
    re.compile(r"[一二三四五六七八九]、"),
    re.compile(r"（[一二三四五六七八九]）"),
    re.compile(r"\d[.、]"),
)


def numbered_by_word(text: str) -> bytes:
    """A Word file whose headings have no numbers in their text: Word counts them."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    # Word numbers every heading or none: those inside a paragraph come to lines of their own.
    for line in re.sub(r"(?<=[。：])(?=（[一二三四五六七八九]）|[一二三四五]、)", "\n", text).split("\n"):
        depth = next((n for n, number in enumerate(_NUMBERS) if number.match(line)), None)
        words = line if depth is None else _NUMBERS[depth].sub("", line, count=1)
        paragraph = document.add_paragraph(words)
        if depth is not None:
            paragraph.paragraph_format.element.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
            )
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def widened(text: str) -> bytes:
    """Full-width digits and spaces inside lines."""
    wide = text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    return re.sub(r"(?<=开展)", " ", wide, count=3).encode("gb18030")


DAMAGES = {
    "a mirror in traditional characters with pinyin": mirrored,
    "bytes lost before headings": shifted,
    "a web page": web_page,
    "a PDF": printed,
    "a Word file that numbers its headings itself": numbered_by_word,
    "full-width digits": widened,
}
