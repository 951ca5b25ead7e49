"""The parser of the command line: what is wrong with what was typed, in a sentence."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

#: How argparse says it → how we do; what it quotes is kept.
_SAID = (
    (r"the following arguments are required: (?P<what>.+)", "还缺少 {what}。"),
    (r"unrecognized arguments: (?P<what>.+)", "不认识“{what}”。"),
    (r"argument (?P<name>.+?): invalid int value: '(?P<what>.*)'", "{name} 应填整数，“{what}”不是整数。"),
    (
        r"argument (?P<name>.+?): invalid choice: '(?P<what>.*?)' \(choose from (?P<among>.+)\)",
        "{name} 没有“{what}”，可以用的有 {among}。",
    ),
    (r"argument (?P<name>.+?): expected one argument", "{name} 后面要写一个值。"),
    (r"argument (?P<name>.+?): expected at least one argument", "{name} 后面至少要写一个值。"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<what>.+)", "{name} 不能与 {what} 同用。"),
    (
        r"ambiguous option: (?P<what>.+?) could match (?P<among>.+)",
        "“{what}”可能是 {among} 中的任一个，请写全。",
    ),
    (r"argument (?P<name>.+?): (?P<what>.+)", "{name}：{what}。"),
)

_FAULTS = {
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
}


class Help(argparse.HelpFormatter):
    """How help is laid out, its first words in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with 用法 where nothing else is asked."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that says in Chinese what is wrong, and how the command is to be written."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**{"formatter_class": Help, "add_help": False, **said})
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {in_words(message)}用法见 {self.prog} --help。\n")


def in_words(message: str) -> str:
    """Return what argparse complains of as a Chinese sentence.

    >>> in_words("argument year: invalid int value: 'abc'")
    'year 应填整数，“abc”不是整数。'
    """
    for form, said in _SAID:
        if match := re.fullmatch(form, message, re.DOTALL):
            return said.format_map(match.groupdict()).replace("。。", "。")
    return f"{message}。"


def of_file(fault: OSError) -> str:
    """Return why a file cannot be read or written, with its name where that is known."""
    why = _FAULTS.get(fault.errno or 0, fault.strerror or str(fault))
    return f"{fault.filename}：{why}。" if fault.filename is not None else f"{why}。"
