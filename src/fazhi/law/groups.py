"""What the groups of procedures are called."""

from __future__ import annotations

from typing import Final

GROUPS: Final = {
    "mediation": "矛盾纠纷",
    "enforcement": "行政执法",
    "review": "合法性审查",
    "decision": "行政决策",
    "leadership": "领导责任",
    "publicity": "普法宣传",
    "service": "公共法律服务",
    "study": "学法培训",
    "people": "队伍和机构",
    "supervision": "监督整改",
    "statement": "报告",
}
