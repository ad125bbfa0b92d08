"""Invented names: surnames and given names after sex and decade, no two people alike; places and roads."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许"
    "傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
"""A hundred common surnames, the most common first."""

_GIVEN = {
    ("m", 1960): "建国 卫东 志强 国平 建华 永红 海林 德明 福生 宝林 建军 立新 学军 文斌 金龙 长青 国庆",
    ("m", 1980): "伟 勇 军 磊 涛 强 斌 鹏 志刚 晓峰 海波 俊杰 宏伟 志远 国栋 建平 小龙 文杰 少华 永强",
    ("m", 1995): "子豪 宇航 浩 思源 嘉辉 天宇 泽宇 晨阳 一鸣 鑫 凯 帆 明轩 俊熙 博文 家乐 昊天 旭东",
    ("f", 1960): "秀兰 桂英 玉梅 春梅 红英 丽华 亚琴 雪平 凤霞 淑芬",
    ("f", 1980): "丽 静 芳 敏 燕 婷 海燕 丽萍 晓雯 雅琴 红梅 艳 佳慧 文静 春燕",
    ("f", 1995): "婷婷 倩倩 雨欣 梦洁 思琪 佳佳 露 雪 晓彤 欣怡 诗涵 琳 颖 悦 若曦",
}  # fmt: skip
_SECOND = "明华文国志建海永春晓东新平安庆成林德景兆"

_TOWN = """
梅园 青桥 学苑 长春 东湖 南门 秀水 文昌 西园 新河 望江 槐荫 双桥 锦绣 康宁 平阳 沁园 柳巷 育才 府前
"""
_VILLAGE = """
柳沟 黑石 沙枣 红崖 马圈 滩头 新渠 三道 大湾 团结 东滩 石坝 河沿 杨家 北沟 黄渠 丰台 永丰 高崖 头闸
小坝 西滩 芦苇 双井 白塔 青山 甘泉 月牙 石窑 长流
"""
TOWN_PLACES, VILLAGE_PLACES = tuple(_TOWN.split()), tuple(_VILLAGE.split())
"""Names of communities and of villages, made up from common parts."""

_ROADS = """
人民 解放 建设 文化 和平 胜利 光明 振兴 迎宾 新华 工农 友谊 育英 环城 长安 中山 富民 兴业 春光 前进
幸福 东风 红旗 青年 团结 向阳 北苑 西环 东环 南苑 花园 湖滨 河滨 桃园 竹林 松涛 银杏 海棠 玉兰 丁香
枫林 云台 天平 朝阳 永安 永宁 丰收 金穗 康庄 石桥 龙泉 凤鸣
"""
ROADS = tuple(_ROADS.split())
"""Stems of names of roads and streets."""

LANE_NAMES = "丁卜马王方叶白冯吕朱刘江许孙苏杜李杨吴何余汪"
"""Families after whom lanes are named."""


class Names:
    """Gives out names, each only once; the same seed gives the same names in the same order."""

    def __init__(self, random: Random) -> None:
        self._random, self._taken = random, set[str]()

    def next(self, sex: str, born: int) -> str:
        """A name fit for sex (`m`, `f`) and year of birth that nobody has yet."""
        return next(name for name in self._drawn(sex, born) if name not in self._taken and self._take(name))

    def _take(self, name: str) -> bool:
        self._taken.add(name)
        return True

    def _drawn(self, sex: str, born: int) -> Iterator[str]:
        decade = 1960 if born < 1978 else 1980 if born < 1993 else 1995
        given = _GIVEN[sex, decade].split()
        weights = range(len(SURNAMES) + 20, 20, -1)
        while True:
            surname = self._random.choices(SURNAMES, weights)[0]
            first = self._random.choice(given)
            # a name of one character gets a second one now and then, so that names do not run out
            longer = len(first) == 1 and self._random.random() < 0.4
            yield surname + (self._random.choice(_SECOND) + first if longer else first)
