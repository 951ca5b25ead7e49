"""``fazhi serve``: open the office in a browser."""

import argparse

from django.conf import settings

from fazhi.config.commands import StoppedError
from fazhi.config.serve import address, behind, beyond_this_machine, free_port, serve

NAME = "serve"
HELP = "启动网页服务，端口被占用时自动换下一个。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认 %(default)s，只供本机访问）")
    parser.add_argument("--port", type=_port, default=8000, help="端口（默认 %(default)s）")


def run(args: argparse.Namespace) -> int:
    """Print the address and serve until interrupted."""
    if behind():
        raise StoppedError("数据库尚未建立，或版本较旧。请先运行 fazhi migrate。")
    try:
        port = free_port(args.host, args.port)
    except OSError as error:
        raise StoppedError(f"无法在 {args.host}:{args.port} 上监听：{error.strerror}。") from error
    if port != args.port:
        print(f"端口 {args.port} 已被占用，改用 {port}。", flush=True)
    if beyond_this_machine(args.host) and not settings.CSRF_TRUSTED_ORIGINS:
        print("提示：他人要访问，须以 FAZHI_ORIGIN 写明网址，例如 https://fazhi.example.gov.cn。", flush=True)

    def announce() -> None:
        print(f"\n  法治 · fazhi   {address(args.host, port)}\n", flush=True)
        print(f"  数据目录 {settings.FAZHI_HOME}\n  按 Ctrl-C 停止", flush=True)

    serve(host=args.host, port=port, when_listening=announce)
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请填 1 至 65535 的整数")
    return int(text)
