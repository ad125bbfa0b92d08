"""What the invented map of Zhuantang is made of (stations.md 5.4; what does not stand there is ours).

The real street has about 110 km², most of them hills. The map is the built-up land that is patrolled: ours,
8 × 6 km less the river in the south-east. From the source: six zones, 13 check-in points at schools and key
firms, a kiosk in each of eight villages, and the four exits with the villages and roads they are named after.
"""

from __future__ import annotations

from scenarios.map_town import Site, Town

ZHUANTANG = Town(
    folder="zhuantang",
    seed=2012,
    origin=(120.03, 30.105),
    width=8000,
    height=6000,
    shore=((0, 0), (3000, 150), (5500, 600), (7000, 1400), (8000, 2600)),  # 钱塘江
    columns=(
        "西山路", "龙门路", "石岭路", "茶园路", "回龙路", "上塘路", "凤桥路", "文创路", "转塘路",
        "学院路", "轮渡路", "影视路", "灵山路", "仁桥路", "梧桐路", "望江路", "船厂路", "东界路",
    ),
    rows=(
        "沿江路", "沙埠路", "麦岭路", "浦塘路", "兰溪路", "富春路", "横桥路",
        "象溪路", "杭富路", "枫树路", "狮山路", "山景路", "梅坞路", "环山路",
    ),
    classes={
        "杭富路": "secondary", "灵山路": "secondary", "沿江路": "tertiary", "轮渡路": "tertiary",
        "茶园路": "tertiary", "转塘路": "tertiary", "兰溪路": "tertiary",
    },
    zones=(("4", "5", "6"), ("1", "2", "3")),
    core=(range(7, 10), range(6, 9)),
    one_way=("转塘老街", "和睦街"),
    streets=("转塘老街", "文昌街", "青枫街", "和睦街", "美院街", "新浦街"),
    lanes=54,
    lane_names="葛方傅凌来楼钟盛金沈章孟华骆裘汪应毛余缪羊郎祝邵洪孔夏叶",
    lane_end="弄",
    missing=44,
    bridges=6,
    sites=(
        Site("station", "转塘派出所", "station", "2", 3900, 3350, 0, 0),
        Site("room-4", "上塘警务室", "police_room", "4", 1500, 1700, 5, 1),
        Site("room-6", "麦岭沙警务室", "police_room", "6", 6300, 2300, 5, 1),
        Site("kiosk-1", "周富村岗亭", "kiosk", "1", 700, 3900, 3, 1, 1),
        Site("kiosk-2", "石岭村岗亭", "kiosk", "1", 1100, 5400, 3, 1, 1),
        Site("kiosk-3", "凤桥村岗亭", "kiosk", "2", 2950, 5100, 3, 1, 1),
        Site("kiosk-4", "仁桥村岗亭", "kiosk", "3", 6100, 5200, 3, 1, 1),
        Site("kiosk-5", "上塘村岗亭", "kiosk", "4", 2300, 2100, 3, 1, 1),
        Site("kiosk-6", "沙埠村岗亭", "kiosk", "4", 900, 700, 3, 1, 1),
        Site("kiosk-7", "兰溪口村岗亭", "kiosk", "5", 4500, 900, 3, 1, 1),
        Site("kiosk-8", "麦岭沙村岗亭", "kiosk", "6", 7100, 2400, 3, 1, 1),
        Site("point-1", "周富小学巡更点", "check_in", "1", 500, 4600, 2, 1, 2, windows="21:30-06:00"),
        Site("point-2", "灵峰茶厂巡更点", "check_in", "1", 2200, 4900, 2, 1, 2),
        Site("point-3", "转塘小学巡更点", "check_in", "2", 3500, 3700, 2, 1, 2),
        Site("point-4", "转塘中学巡更点", "check_in", "2", 4900, 4400, 2, 1, 2, windows="21:30-06:00"),
        Site("point-5", "文创印刷厂巡更点", "check_in", "2", 3900, 5500, 2, 2, 2),
        Site("point-6", "仁桥小学巡更点", "check_in", "3", 5800, 4500, 2, 1, 2),
        Site("point-7", "富春电缆厂巡更点", "check_in", "3", 7600, 4900, 2, 2, 2, windows="22:00-05:00"),
        Site("point-8", "上塘小学巡更点", "check_in", "4", 1900, 2600, 2, 1, 2),
        Site("point-9", "沙埠包装厂巡更点", "check_in", "4", 400, 1500, 2, 2, 2),
        Site("point-10", "兰溪口中学巡更点", "check_in", "5", 3800, 1200, 2, 1, 2, windows="21:30-06:00"),
        Site("point-11", "浦塘水厂巡更点", "check_in", "5", 3000, 500, 2, 2, 2),
        Site("point-12", "麦岭沙小学巡更点", "check_in", "6", 5900, 1500, 2, 1, 2),
        Site("point-13", "东风造船厂巡更点", "check_in", "6", 7450, 2150, 2, 2, 2, windows="22:00-05:00"),
        Site("check-1", "周富村杭富路口", "checkpoint", "1", 250, 3692, 5, 3, 1, camera=True),
        Site("check-3", "仁桥村灵山路口", "checkpoint", "3", 5647, 5750, 5, 3, 1, camera=True),
        Site("check-5", "兰溪口村轮渡路口", "checkpoint", "5", 4706, 620, 5, 3, 1, camera=True),
        Site("check-6", "麦岭沙村沿江路东风造船厂路口", "checkpoint", "6", 7850, 2420, 5, 3, 1, camera=True),
        Site("exit-1", "杭富路西出口", "exit", "1", 0, 3692, 0, 2, at="junction"),
        Site("exit-3", "灵山路北出口", "exit", "3", 5647, 6000, 0, 2, at="junction"),
        Site("exit-5", "兰溪口轮渡码头", "exit", "5", 4706, 457, 0, 2, at="junction"),
        Site("exit-6", "沿江路东出口", "exit", "6", 8000, 2600, 0, 2, at="junction"),
        Site("market-1", "周富建材市场", "key_place", "1", 1700, 3800, 12, 5, 2, windows="22:00-05:00"),
        Site("college-2", "象溪美术学院", "key_place", "2", 3100, 4300, 12, 4, 1, camera=True),
        Site("market-2", "转塘农贸市场", "key_place", "2", 4300, 3600, 10, 4, 1, camera=True),
        Site("film-3", "影视外景基地", "key_place", "3", 6600, 4000, 12, 4, 1, camera=True),
        Site("depot-3", "仁桥物流园", "key_place", "3", 7200, 3500, 12, 4, 1),
        Site("works-4", "沙埠工业园", "key_place", "4", 1800, 900, 12, 4, 1),
        Site("college-5", "临江职业学院", "key_place", "5", 3200, 2000, 12, 4, 1),
        Site("market-5", "兰溪路夜市", "key_place", "5", 4900, 1846, 10, 5, 1, windows="20:00-00:30"),
        Site("homes-6", "麦岭沙出租房片区", "key_place", "6", 6700, 1700, 12, 4, 1),
        Site("lane-1", "{lane}", "key_place", "1", 1500, 4500, 8, 3, 1, at="lane"),
        Site("lane-4", "{lane}", "key_place", "4", 1200, 2300, 8, 2, 1, at="lane"),
        Site("lane-6", "{lane}", "key_place", "6", 6000, 2600, 8, 3, 1, at="lane"),
    ),
)  # fmt: skip
