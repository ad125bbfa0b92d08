"""What a generated station is to be: place, strength and posts, by the ratios of the documents."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Design:
    """One station before anybody has a name.

    `officers` are all officers, `leaders` and `community` among them. `posts` are the auxiliaries of the day
    squad, the evening patrol and each night group; `groups` is the number of night groups. `facts` are
    (kind, value, note); `zones` names.
    """

    id: str
    name: str
    phone: str
    profiles: tuple[str, ...]
    source: str
    zones: tuple[str, ...]
    facts: tuple[tuple[str, int, str], ...]
    officers: int
    leaders: int
    community: int
    auxiliaries: int
    posts: tuple[int, int, int]
    groups: int
    community_stand_duty: bool

    @property
    def a_day(self) -> int:
        """Auxiliaries who serve on an ordinary day."""
        day, evening, night = self.posts
        return day + evening + night * self.groups

    def check(self) -> None:
        """Whether the week is feasible by arithmetic; raises ValueError with the sum that fails.

        Each day has 2 officers for 24 h who then rest a day, 1 for the evening patrol, a leader in charge;
        two rest days leave an auxiliary 5 turns a week.
        """
        on_duty = self.officers if self.community_stand_duty else self.officers - self.community
        sums = {
            f"{self.leaders} leaders in turn": self.leaders >= 3,
            f"{on_duty} officers for 2 places of 24 h with 2 free days between": on_duty >= 6,
            f"{self.auxiliaries} auxiliaries x 5 for {self.a_day} x 7 places": self.auxiliaries * 5
            >= self.a_day * 7,
            "a patrol of two": min(self.posts) >= 2,
        }
        if failed := [text for text, holds in sums.items() if not holds]:
            raise ValueError(f"{self.id}: not feasible: {'; '.join(failed)}")


def town() -> Design:
    """A merged central station in a county town after S0 (Taizhou 2016).

    A02: 29,800 + 5,100 people / 5,000 = 6.98, so 7 community officers. A03: 6 communities + 3 villages in one
    beat = 7 beats. A04, A05: 6 x 3 + 3 = 21 community auxiliaries at least, and 3 for the patrol car make 24.
    A06: max(5,100 / 500, 2,100 / 200) = 11 coordinators. A14: 20 officers or more, here 22.
    """
    migrants, rooms = 5100, 2100
    facts = (
        ("residents", 29800, "自拟"), ("migrants", migrants, "自拟"), ("km2", 18, "自拟"),
        ("communities", 6, "自拟"), ("villages", 3, "自拟"), ("rented_rooms", rooms, "自拟"),
        ("beats", 7, "A03: 6社区各一 + 3村合一"), ("police_rooms", 7, "A03"),
        ("coordinators", max(ceil(migrants / 500), ceil(rooms / 200)), "A06"),
        ("calls_per_day", 17, "自拟"),
    )  # fmt: skip
    return Design(
        "meiyuan", "梅园中心派出所", "0523-82000110", ("law", "taizhou-2016"), "S0 (Taizhou 2016)",
        ("梅园社区", "青桥社区", "学苑社区", "长春社区", "东湖社区", "南门社区", "秀水三村"), facts,
        officers=22, leaders=4, community=7, auxiliaries=24, posts=(4, 3, 3), groups=2,
        community_stand_duty=False,
    )  # fmt: skip


def rural() -> Design:
    """A class-3 station in the country after S3 (Wuhai 2018), with few people.

    U01: 4 calls a day are fewer than 10. U03: 40 % of 9 officers = 3.6, so 4 community officers. U04: 3
    police rooms with 1-2 officers and 2-3 auxiliaries each, so 6 of the 12 auxiliaries. As at Tianbu, 4
    leaders with one community officer each make four teams.
    """
    facts = (
        ("residents", 11200, "自拟"), ("migrants", 900, "自拟"), ("km2", 210, "自拟"),
        ("communities", 1, "自拟"), ("villages", 9, "自拟"), ("beats", 4, "社区民警各一"),
        ("police_rooms", 3, "U04"), ("community_auxiliaries", 6, "U04: 3 x 2"),
        ("calls_per_day", 4, "U01: 三类所"),
    )  # fmt: skip
    return Design(
        "liugou", "柳沟派出所", "0473-82000110", ("law", "wuhai-2018"), "S3 (Wuhai 2018)",
        ("柳沟镇区", "黑石片", "沙枣片", "红崖片"), facts,
        officers=9, leaders=4, community=4, auxiliaries=12, posts=(2, 2, 2), groups=1,
        community_stand_duty=True,
    )  # fmt: skip
