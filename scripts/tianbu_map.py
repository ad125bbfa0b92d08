"""What the invented map of Tianbu is made of (stations.md 5.1; what does not stand there is ours)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """A place to be put near (x, y) metres: beside a road, in a lane of its own, or at a junction."""

    id: str
    name: str
    kind: str
    zone: str
    x: float
    y: float
    dwell: int
    risk: float
    visits: int = 0
    at: str = "road"
    windows: str = ""
    camera: bool = False
    note: str = ""


@dataclass(frozen=True)
class Town:
    """A station's land: `width` × `height` metres from the south-western corner `origin` (lon, lat)."""

    seed: int
    origin: tuple[float, float]
    width: float
    height: float
    columns: tuple[str, ...]
    """Roads from south to north, in order from west to east."""
    rows: tuple[str, ...]
    """Roads from west to east, in order from south to north."""
    classes: dict[str, str]
    """Class of the roads that are not village roads (`unclassified`)."""
    zones: tuple[tuple[str, ...], ...]
    """Zones in equal blocks: rows from south to north, each from west to east."""
    core: tuple[range, range]
    """Blocks (columns, rows) that streets cut in four."""
    one_way: tuple[str, ...]
    streets: tuple[str, ...]
    lanes: int
    lane_names: str
    lane_end: str
    missing: int
    bridges: int
    sites: tuple[Site, ...]


TIANBU = Town(
    seed=2006,
    origin=(121.03, 32.02),
    width=6000,
    height=6500,  # 39 km² (T03)
    columns=(
        "西界路", "永兴西路", "兴隆路", "川港路", "友谊路", "育才路", "木行路", "天补路",
        "人民路", "通源路", "秀山路", "石桥路", "保丰路", "长乐路", "东进路", "东界路",
    ),
    rows=(
        "江堤路", "江岸路", "福安路", "汤家路", "东风路", "和平路", "青龙路", "通海路",
        "振兴路", "丰产路", "红星路", "叠秀路", "叠石桥路", "川洪路", "圩塘路", "北界路",
    ),
    classes={
        "川港路": "secondary", "叠石桥路": "secondary", "天补路": "tertiary", "通海路": "tertiary",
        "东风路": "tertiary", "石桥路": "tertiary", "江堤路": "tertiary",
    },
    zones=(("2", "9", "8"), ("3", "1", "7"), ("4", "5", "6")),
    core=(range(6, 9), range(6, 9)),
    one_way=("天补老街", "布市街"),
    streets=("天补老街", "文化街", "布市街", "河东街", "河西街", "新建街"),
    lanes=62,
    lane_names="顾施张陆沈黄徐陈王李朱蔡吴汤袁倪季范郁龚宋曹俞姜邱杨茅秦葛严龙成高管瞿盛包戴丁费",
    lane_end="埭",
    missing=46,
    bridges=8,
    sites=(
        Site("station", "天补中心派出所", "station", "1", 2830, 3050, 0, 0),
        Site("room-3", "永兴警务室", "police_room", "3", 1000, 3300, 5, 1),
        Site("room-5", "叠秀警务室", "police_room", "5", 3000, 5000, 5, 1),
        Site("room-8", "福安警务室", "police_room", "8", 5000, 1300, 5, 1),
        Site("kiosk-2", "东风村岗亭", "kiosk", "2", 1100, 1200, 3, 1, 1),
        Site("kiosk-3", "永兴村岗亭", "kiosk", "3", 700, 2900, 3, 1, 1),
        Site("kiosk-4", "川洪村岗亭", "kiosk", "4", 900, 5300, 3, 1, 1),
        Site("kiosk-5", "叠秀村岗亭", "kiosk", "5", 2600, 5500, 3, 1, 1),
        Site("kiosk-6", "石桥村岗亭", "kiosk", "6", 4700, 5400, 3, 1, 1),
        Site("kiosk-7", "保民村岗亭", "kiosk", "7", 5200, 3400, 3, 1, 1),
        Site("kiosk-8", "福安村岗亭", "kiosk", "8", 4800, 900, 3, 1, 1),
        Site("kiosk-9", "江岸村岗亭", "kiosk", "9", 3100, 800, 3, 1, 1),
        Site("market-2", "东风木材市场", "key_place", "2", 1500, 1800, 15, 5, 2, windows="22:00-05:00"),
        Site("market-3", "永兴木材市场", "key_place", "3", 1400, 3600, 15, 5, 2, windows="22:00-05:00"),
        Site("textile-west", "家纺户集中区西片", "key_place", "5", 2300, 4800, 14, 4, 1),
        Site("textile-mid", "家纺户集中区中片", "key_place", "5", 2900, 5300, 14, 5, 1, camera=True),
        Site("textile-east", "家纺户集中区东片", "key_place", "5", 3500, 5700, 14, 4, 1),
        Site("food-market", "天补农贸市场", "key_place", "1", 3300, 3400, 12, 3, 1, camera=True),
        Site("bus-station", "天补汽车站", "key_place", "1", 2400, 3500, 12, 3, 1, camera=True),
        Site("cloth-store", "石桥布料仓库", "key_place", "6", 4500, 4900, 12, 3, 1),
        Site("school-1", "天补小学", "school", "1", 3500, 2600, 8, 2, windows="07:00-08:30; 16:00-17:30"),
        Site("school-2", "天补初中", "school", "1", 2500, 2700, 8, 2, windows="06:40-08:00; 17:00-18:30"),
        Site("school-3", "永兴小学", "school", "3", 600, 3900, 8, 2, windows="07:00-08:30; 16:00-17:30"),
        Site("school-8", "福安小学", "school", "8", 5300, 1700, 8, 2, windows="07:00-08:30; 16:00-17:30"),
        Site("check-4", "川港路口卡点", "checkpoint", "4", 1200, 6100, 5, 3, 1, camera=True),
        Site("check-6", "叠石桥路口卡点", "checkpoint", "6", 5600, 5200, 5, 3, 1, camera=True),
        Site("exit-4", "往川港出口", "exit", "4", 1200, 6500, 0, 2, at="junction"),
        Site("exit-6", "往叠石桥出口", "exit", "6", 6000, 5200, 0, 2, at="junction"),
        Site("exit-8", "沿江东出口", "exit", "8", 6000, 0, 0, 1, at="junction", note="ours"),
        Site("exit-3", "通海路西出口", "exit", "3", 0, 3033, 0, 1, at="junction", note="ours"),
        Site("point-1", "居委会巡更点", "check_in", "1", 3100, 2900, 2, 1, 2),
        Site("point-2", "东风小桥巡更点", "check_in", "2", 600, 700, 2, 1, 2),
        Site("point-3", "永兴泵站巡更点", "check_in", "3", 300, 2500, 2, 1, 2),
        Site("point-4", "川洪路口巡更点", "check_in", "4", 500, 5900, 2, 1, 2),
        Site("point-5", "布市巡更点", "check_in", "5", 3300, 4600, 2, 2, 2),
        Site("point-6", "石桥桥头巡更点", "check_in", "6", 5100, 6000, 2, 2, 2),
        Site("point-7", "保民河闸巡更点", "check_in", "7", 4500, 2500, 2, 1, 2),
        Site("point-8", "福安粮库巡更点", "check_in", "8", 5600, 400, 2, 1, 2),
        Site("point-9", "江堤水闸巡更点", "check_in", "9", 2500, 200, 2, 1, 2),
        Site("lane-2", "{lane}", "key_place", "2", 400, 1500, 10, 3, 1, at="lane"),
        Site("lane-4", "{lane}", "key_place", "4", 1500, 4800, 10, 2, 1, at="lane"),
        Site("lane-7", "{lane}", "key_place", "7", 5500, 2900, 10, 2, 1, at="lane"),
        Site("lane-9", "{lane}", "key_place", "9", 3600, 1400, 10, 2, 1, at="lane"),
    ),
)  # fmt: skip
