"""Names and numbers of people and bodies that nobody bears: regions begin with 99, mobiles with 100."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric, uscc

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
    "彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
)
CHARACTERS = (
    "安柏彬波博昌超晨成春达德栋飞菲芬峰凤福刚桂国海涵航浩和恒红洪华慧吉佳嘉建江杰洁金锦静娟军俊凯康可兰乐磊莉丽亮林"
    "玲龙璐梅美萌敏明娜宁培佩鹏平萍琪琦强琴清庆秋群荣瑞珊胜诗淑帅松涛婷伟文武晓欣新馨兴秀旭雪雅燕阳洋瑶怡艺英颖勇宇玉"
    "元媛悦云芸珍智忠卓"
)
FIRM_SYLLABLES = "禾川泰和润远诚嘉朗辰安邦锦舟卓屹"
INDUSTRIES = ("餐饮", "商贸", "物业", "建材", "科技", "家政", "汽修", "教育咨询", "服饰", "物流")
FIRM_ENDINGS = ("有限公司", "商行", "店")

BODIES = ("工作站", "服务中心", "办公室", "工作室", "联络站", "服务站")

REGION = "990101"
_OLDEST, _YOUNGEST = 85, 20


@dataclass(slots=True)
class Names:
    """Draws names and numbers, none of a person or body twice; ``taken`` are names that are never drawn."""

    random: Random
    city: str = "拟州"
    taken: set[str] = field(default_factory=set)
    numbers: int = 0
    syllables: int = 2
    missed: int = 0

    def person(self) -> str:
        """Return the name of a person."""
        while True:
            given = "".join(self.random.sample(CHARACTERS, self.random.choice((1, 2, 2, 2))))
            name = self.random.choice(SURNAMES) + given
            if name not in self.taken:
                self.taken.add(name)
                return name

    def firm(self) -> str:
        """Return the name of a firm."""
        while True:
            syllables = "".join(self.random.sample(FIRM_SYLLABLES, self.syllables))
            name = f"{self.city}{syllables}{self.random.choice(INDUSTRIES)}{self.random.choice(FIRM_ENDINGS)}"
            if name not in self.taken:
                self.taken.add(name)
                return name
            self.missed += 1
            self.syllables = 2 + self.missed // 2000  # once the short names run low

    def body(self) -> str:
        """Return the name of an office, a centre or the like."""
        while True:
            name = f"{''.join(self.random.sample(FIRM_SYLLABLES, 2))}{self.random.choice(BODIES)}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def identity(self, on: date) -> str:
        """Return an identity number of an adult on a day."""
        age = self.random.randint(_YOUNGEST * 365, _OLDEST * 365)
        body = f"{REGION}{on - timedelta(days=age):%Y%m%d}{self.random.randint(1, 999):03}"
        return body + ric.calc_check_digit(f"{body}0")

    def credit_code(self, *, sole_trader: bool = False) -> str:
        """Return a unified social credit code."""
        self.numbers += 1
        body = f"{'92' if sole_trader else '91'}{REGION}MA{self.numbers:07}"
        return body + str(uscc.calc_check_digit(body))

    def mobile(self) -> str:
        """Return a mobile number."""
        return f"100{self.random.randint(0, 99_999_999):08}"

    def serial(self) -> int:
        """Return a number not drawn before."""
        self.numbers += 1
        return self.numbers
