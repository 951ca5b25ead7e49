"""Rules of the house on which refusals rest that no statute speaks of: what may be chosen and counted."""

from fazhi.core.law import HouseRule

CHOSEN = HouseRule(
    "（登记）",
    "事项、环节、案件和社区从本机关、本岗位能够办理的当中选择；已经作废或者个人信息已经销毁的案件不再办理",
)
COUNTED = HouseRule("（自设指标）", "自设指标须先由本机关设立，只由活动类事项计入，按整数计")
OWN_DEEDS = HouseRule("（导入）", "旧登记簿由经办人本人导入；代他人导入的，由科室或者分管负责人办理")
DATED = HouseRule("（办理日期）", "每一环节写明实际发生之日，写作 2025-03-05 或者 2025年3月5日")

ONCE = HouseRule("（一次登记）", "一次提交只登记一次；已经登记的内容只以更正改动")

EVERY = (CHOSEN, COUNTED, OWN_DEEDS, DATED, ONCE)
