"""Reading drawings as XML."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
LOOKS = {"style"}


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 — our own drawing, not a stranger's file


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()).strip() for text in read(svg).iter(f"{SVG}text")]


def text_at(svg: str, wanted: str) -> ET.Element:
    [found] = [text for text in read(svg).iter(f"{SVG}text") if "".join(text.itertext()).strip() == wanted]
    return found


def links(svg: str) -> dict[str, str]:
    return {link.attrib["aria-label"]: link.attrib["href"] for link in read(svg).iter(f"{SVG}a")}


def rects(svg: str, **looks: str) -> Iterator[ET.Element]:
    for rect in read(svg).iter(f"{SVG}rect"):
        if all(rect.get(key.rstrip("_").replace("_", "-")) == value for key, value in looks.items()):
            yield rect


def percent(rect: ET.Element, name: str = "width") -> float:
    return float(rect.attrib[name].removesuffix("%"))


def has_inline_styles(svg: str) -> bool:
    return any(element.tag == f"{SVG}style" or LOOKS & set(element.attrib) for element in read(svg).iter())
