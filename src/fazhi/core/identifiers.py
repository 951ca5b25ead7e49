"""Fields of numbers and names under which persons, bodies and papers are known, and references to records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Unpack

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from fazhi.core import typed
from fazhi.core.field import HIDDEN, Canonical, Common, Field
from fazhi.core.typed import FieldProblem, quoted

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_OLD_CODE = re.compile(r"(?P<body>[0-9A-Z]{8})-?(?P<check>[0-9X])", re.ASCII)
_MOBILE = re.compile(r"(?:\+?(?:00)?86)?(?P<number>1\d{10})", re.ASCII)
_LANDLINE = re.compile(
    r"(?:(?P<area>0[12]\d|0[3-9]\d{2})-?(?=[1-9])|(?=[2-9]))(?P<number>\d{7,8})(?:(?:-|转|ext\.?)(?P<extension>\d{1,6}))?",
    re.ASCII,
)
_SERVICE_LINE = re.compile(r"1\d{2}|1\d{4}|9[56]\d{3,4}", re.ASCII)
_NATIONWIDE = re.compile(r"(?P<first>[48]00)-?(?P<second>\d{3})-?(?P<third>\d{4})", re.ASCII)
_DOCUMENT_NUMBER = re.compile(
    r"(?P<issuer>[\w()]{1,30}?)[\[(〔【](?P<year>\d{4})[\])〕】](?P<nth>第?)(?P<number>[0-9]+)号"
)
_EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.ASCII | re.IGNORECASE
)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class _Written(Field[str]):
    """Base of fields whose canonical value and Python value are the same text."""

    def value(self, canonical: Canonical) -> str:
        """Return the text."""
        return str(canonical)


class Phone(_Written):
    """One telephone number: mobile, landline, 400/800 or a service line such as 12345.

    Sealed unless declared otherwise.
    """

    kind = "phone"

    def __init__(self, label: str, **common: Unpack[Common]) -> None:
        common.setdefault("sealed", True)
        super().__init__(label, **common)

    def canonical(self, raw: object) -> str:
        """Return a mobile as 11 digits, a landline as 区号-号码-分机."""
        typed.refuse_damaged(raw)
        text = typed.folded(typed.as_text(raw))
        bare = re.sub(r"[-－—–]", "-", text)
        digits = bare.replace("-", "")
        if mobile := _MOBILE.fullmatch(digits):
            return mobile["number"]
        if _SERVICE_LINE.fullmatch(digits):
            return digits
        if nationwide := _NATIONWIDE.fullmatch(bare):
            return "-".join(nationwide.groups())
        if landline := _LANDLINE.fullmatch(bare.replace("(", "").replace(")", "-")):
            return "-".join(part for part in landline.groups() if part)
        if re.search(r"\d{7}.*[、，,;；/\s].*\d{7}", typed.plain(typed.as_text(raw)), re.ASCII):
            raise FieldProblem(f"{quoted(raw)}含有几个号码，这一栏只填一个，请保留最常用的。")
        if re.fullmatch(r"1\d+", digits, re.ASCII) and 8 <= len(digits) <= 14:
            raise FieldProblem(f"{quoted(raw)}有{len(digits)}位数字，手机号码应为11位，请核对后重填。")
        raise FieldProblem(
            f"{quoted(raw)}不是电话号码，请填11位手机号码，或带区号的固定电话，例如 0543-3251234。"
        )

    def mask(self, canonical: Canonical) -> str:
        """Return the first three and last four characters; of a short number only the last two."""
        number = str(canonical)
        return f"{number[:3]}****{number[-4:]}" if len(number) > 8 else f"****{number[-2:]}"


class IdNumber(_Written):
    """A citizen's 18-character identity number (GB 11643). Sealed unless declared otherwise.

    The region is not looked up: regions change.
    """

    kind = "id-number"

    def __init__(self, label: str, **common: Unpack[Common]) -> None:
        common.setdefault("sealed", True)
        super().__init__(label, **common)

    def canonical(self, raw: object) -> str:
        """Return the number with a capital X."""
        typed.refuse_damaged(raw)
        text = typed.folded(typed.as_text(raw)).upper()
        if re.fullmatch(r"\d{15}", text, re.ASCII):
            raise FieldProblem(f"{quoted(raw)}是15位的旧身份证号码，请按现行证件填写18位号码。")
        if not re.fullmatch(r"\d{17}[0-9X]", text, re.ASCII):
            raise FieldProblem(
                f"{quoted(raw)}不是身份证号码，应为18位（前17位数字，末位数字或X），请核对证件后重填。"
            )
        try:
            born = ric.get_birth_date(text)
        except ValidationError:
            born = date.min
        if born.year < 1900:
            raise FieldProblem(f"{quoted(raw)}中的出生日期“{text[6:14]}”不存在，请核对证件后重填。")
        if text[-1] != ric.calc_check_digit(text):
            raise FieldProblem(f"{quoted(raw)}的校验位不对，多半有一位写错，请核对证件后重填。")
        return text

    def too_late(self, canonical: Canonical, today: date) -> str:
        """Return why nobody was born after ``today``."""
        born = self.born(str(canonical))
        return "" if born <= today else f"身份证号码中的出生日期“{born:%Y%m%d}”晚于今天，请核对证件后重填。"

    def mask(self, canonical: Canonical) -> str:
        """Return the first three and last four characters."""
        number = str(canonical)
        return f"{number[:3]}{'*' * 11}{number[-4:]}"

    @staticmethod
    def born(number: str) -> date:
        """Return the day of birth written in a canonical number."""
        return ric.get_birth_date(number)

    @staticmethod
    def sex(number: str) -> Literal["male", "female"]:
        """Return the sex written in a canonical number: odd at the 17th place is male."""
        return "male" if int(number[16]) % 2 else "female"


class CreditCode(_Written):
    """A unified social credit code (GB 32100).

    ``old_codes`` lets in the organisation codes of nine characters that old registers hold.
    """

    kind = "credit-code"

    def __init__(self, label: str, *, old_codes: bool = False, **common: Unpack[Common]) -> None:
        super().__init__(label, **common)
        self.old_codes = old_codes

    def canonical(self, raw: object) -> str:
        """Return the 18 characters in capitals; an old code as 12345678-9."""
        typed.refuse_damaged(raw)
        text = typed.folded(typed.as_text(raw)).upper()
        if old := _OLD_CODE.fullmatch(text):
            return self._old(old, raw)
        # Not uscc.validate: it wants a digit first, and rural collectives are registered under N.
        code = text.replace("-", "")
        if not _CREDIT_CODE.fullmatch(code):
            raise FieldProblem(
                f"{quoted(raw)}不是统一社会信用代码，应为18位数字或字母（不用 IOSVZ），请核对证照后重填。"
            )
        if code[-1] != uscc.calc_check_digit(code[:-1]):
            raise FieldProblem(f"{quoted(raw)}的校验位不对，多半有一位写错，请核对证照后重填。")
        return code

    def constraints(self) -> dict[str, Any]:
        """Return whether old codes are taken."""
        return {"old_codes": True} if self.old_codes else {}

    def _old(self, found: re.Match[str], raw: object) -> str:
        if not self.old_codes:
            raise FieldProblem(f"{quoted(raw)}是旧的组织机构代码，请填18位统一社会信用代码。")
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        rest = (
            11 - sum(int(sign, 36) * weight for sign, weight in zip(found["body"], weights, strict=True)) % 11
        )
        if found["check"] != {10: "X", 11: "0"}.get(rest, str(rest)):
            raise FieldProblem(f"{quoted(raw)}的校验位不对，多半有一位写错，请核对证照后重填。")
        return f"{found['body']}-{found['check']}"


class CertificateNumber(_Written):
    """The number of a certificate: 6 to 20 letters and digits, or as ``pattern``, in words ``hint``, says."""

    kind = "certificate-number"

    def __init__(
        self,
        label: str,
        *,
        pattern: str = r"[0-9A-Z]{6,20}",
        hint: str = "6至20位字母或数字",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.pattern = pattern
        self.hint = hint

    def canonical(self, raw: object) -> str:
        """Return the number in capitals, without spaces."""
        typed.refuse_damaged(raw)
        text = typed.folded(typed.as_text(raw)).upper()
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise FieldProblem(f"{quoted(raw)}不是有效的证件号码，应为{self.hint}，请核对证件后重填。")
        return text

    def mask(self, canonical: Canonical) -> str:
        """Return the last two characters."""
        return f"{HIDDEN}{str(canonical)[-2:]}"

    def constraints(self) -> dict[str, Any]:
        """Return the pattern."""
        return {"pattern": self.pattern, "hint": self.hint}


class DocumentNumber(_Written):
    """The number of an official document or case: 青槐街办〔2025〕12号, （青槐）人调字〔2025〕第3号."""

    kind = "document-number"

    def canonical(self, raw: object) -> str:
        """Return it with 〔〕 around the year and full-width brackets elsewhere, no spaces."""
        text = re.sub(r"\s+", "", typed.plain(typed.as_text(raw)))
        found = _DOCUMENT_NUMBER.fullmatch(text)
        if not found or not found["number"].isascii() or not found["year"].isascii() or len(text) > 50:
            raise FieldProblem(
                f"{quoted(raw)}不是文号，请按“机关代字〔年份〕序号”填写，例如 青槐街办〔2025〕12号。"
            )
        if not 1949 <= int(found["year"]) <= 2199:
            raise FieldProblem(f"{quoted(raw)}的年份不对，请核对后重填，例如 青槐街办〔2025〕12号。")
        if found["number"].startswith("0"):
            raise FieldProblem(f"{quoted(raw)}的序号不编虚位，前面不能有0，请写成例如 青槐街办〔2025〕12号。")
        issuer = found["issuer"].replace("(", "（").replace(")", "）")
        return f"{issuer}〔{found['year']}〕{found['nth']}{found['number']}号"


class Digest(_Written):
    """The SM3 digest of something kept elsewhere: 64 hexadecimal digits."""

    kind = "digest"

    def canonical(self, raw: object) -> str:
        """Return the digits in small letters."""
        digest = typed.as_text(raw).lower()
        if not _DIGEST.fullmatch(digest):
            raise FieldProblem(f"{quoted(raw)}不是摘要值，应为64位十六进制数字，请从生成处复制。")
        return digest


class Email(_Written):
    """One e-mail address."""

    kind = "email"

    def canonical(self, raw: object) -> str:
        """Return the address; the part behind @ in small letters."""
        text = typed.plain(typed.as_text(raw))
        if len(text) > 254 or not _EMAIL.fullmatch(text):
            raise FieldProblem(f"{quoted(raw)}不是电子邮箱地址，请填一个地址，例如 zhangsan@example.cn。")
        account, _, domain = text.rpartition("@")
        return f"{account}@{domain.lower()}"

    def mask(self, canonical: Canonical) -> str:
        """Return the first character and the domain."""
        account, _, domain = str(canonical).rpartition("@")
        return f"{account[:1]}{HIDDEN}@{domain}"


class Reference(_Written):
    """Base of fields that name a record by its identifier; whether there is one is not known here."""

    kind = "reference"
    what = "记录"

    def canonical(self, raw: object) -> str:
        """Return the identifier."""
        text = typed.as_text(raw)
        if len(text) > 64 or not re.fullmatch(r"[^\s\x00-\x1f\x7f\ud800-\udfff]+", text):
            raise FieldProblem(f"{quoted(raw)}不是{self.what}的编号，请从名单中选择。")
        return text


class Ref(Reference):
    """A case of another procedure, given by that procedure's code: the dispute a mediation came from.

    ``brings`` maps fields of the form to open fields of that case: the door copies them in, so that what was
    true of the committee on that day is written with the entry.
    """

    kind = "ref"
    what = "关联事项"

    def __init__(
        self,
        label: str,
        procedure: str,
        *,
        brings: Mapping[str, str] | None = None,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.procedure = procedure
        self.brings = dict(brings or {})

    def constraints(self) -> dict[str, Any]:
        """Return the procedure."""
        return {"procedure": self.procedure}


class Place(Reference):
    """A community or grid of the organ, by its identifier in the tree of places."""

    kind = "place"
    what = "社区或网格"


class Person(Reference):
    """A person of the organ, by identifier.

    ``acting``: counts as having done the step (separation of hands). ``roster`` names the register whose
    entry of the person rules may read (a certificate and until when it is valid).  ``posts`` are those whose
    holders are offered (advisers only); whoever is named sees the case from then on.
    """

    kind = "person"
    what = "人员"

    def __init__(
        self,
        label: str,
        *,
        acting: bool = False,
        roster: str = "",
        posts: tuple[str, ...] = (),
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.acting = acting
        self.roster = roster
        self.posts = posts

    def constraints(self) -> dict[str, Any]:
        """Return whether the person counts as having acted."""
        return {"acting": True} if self.acting else {}


class _Several(Field[tuple[str, ...]]):
    """Base of fields that hold several identifiers, in the order given, none twice."""

    one: Reference
    unit = "项"

    def __init__(
        self,
        label: str,
        *,
        min: int = 1,  # noqa: A002 - the word for it in every form
        max: int = 100,  # noqa: A002 - the word for it in every form
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.min = min
        self.max = max

    def canonical(self, raw: object) -> list[str]:
        """Return the identifiers of a list, or of text with spaces or commas between them."""
        items = raw if isinstance(raw, (list, tuple)) else re.split(r"[\s,，、;；]+", typed.as_text(raw))
        found = [self.single(item) for item in items if not typed.is_blank(item)]
        if len(set(found)) != len(found):
            raise FieldProblem(f"“{self.label}”中有重复，请删去重复的{self.unit}。")
        if len(found) < self.min:
            raise FieldProblem(
                f"“{self.label}”至少{self.min}{self.unit}，现有{len(found)}{self.unit}，请补充。"
            )
        if len(found) > self.max:
            raise FieldProblem(
                f"“{self.label}”至多{self.max}{self.unit}，现有{len(found)}{self.unit}，请减少。"
            )
        return found

    def single(self, raw: object) -> str:
        """Return one identifier."""
        return self.one.canonical(raw)

    def value(self, canonical: Canonical) -> tuple[str, ...]:
        """Return the identifiers."""
        return tuple(canonical) if isinstance(canonical, list) else (str(canonical),)

    def text(self, canonical: Canonical) -> str:
        """Return the identifiers with 、 between them."""
        return "、".join(self.value(canonical))

    def constraints(self) -> dict[str, Any]:
        """Return how many."""
        return {"min": self.min, "max": self.max}


class People(_Several):
    """Persons of the organ, by identifier: officers, mediators. The other words as for Person."""

    kind = "people"
    one = Person("人员")
    unit = "人"

    def __init__(
        self,
        label: str,
        *,
        min: int = 1,  # noqa: A002 - the word for it in every form
        max: int = 100,  # noqa: A002 - the word for it in every form
        acting: bool = False,
        roster: str = "",
        posts: tuple[str, ...] = (),
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, min=min, max=max, **common)
        self.acting = acting
        self.roster = roster
        self.posts = posts

    def constraints(self) -> dict[str, Any]:
        """Return how many, and whether they count as having acted."""
        return super().constraints() | ({"acting": True} if self.acting else {})


class Files(_Several):
    """Evidence: the digests of stored files, 64 hexadecimal digits each."""

    kind = "files"
    unit = "份"

    def single(self, raw: object) -> str:
        """Return one digest."""
        digest = typed.as_text(raw).lower()
        if not _DIGEST.fullmatch(digest):
            raise FieldProblem(f"{quoted(raw)}不是已上传的文件，请重新上传。")
        return digest

    def text(self, canonical: Canonical) -> str:
        """Return how many files there are."""
        return f"{len(self.value(canonical))}份"
