"""The engine on the questions of sealing and coverage; its proofs are checked before they are believed."""

from __future__ import annotations

from benchmarks.sealing import Case
from benchmarks.task import Answer, Report, Task
from models import Limits
from scheduler.response.check import seal_faults
from scheduler.response.coverage import coverage, extra_posts
from scheduler.response.night import worst_minute
from scheduler.response.seal import seal


def run(opened: Case, task: Task, _report: Report) -> Answer:
    """Answer the question of the case."""
    if opened.asked.startswith("exits"):
        return _exits(opened)
    if opened.asked == "night":
        return _night(opened)
    if opened.asked.startswith("posts"):
        return _posts(opened, task)
    city, place = opened.city, opened.place
    posts, places = city.posts(place), city.within(place)
    today = coverage(city.table(posts, places), posts, places)
    beyond, worst = today.beyond(opened.limit), today.worst
    if opened.asked == "beyond":
        return Answer("PROVEN", len(beyond), len(beyond), list(beyond), workers=1)
    return Answer("PROVEN", worst[1], worst[1], [worst[0]], workers=1)


def _exits(case: Case) -> Answer:
    crews, exits = case.city.posts(case.place), case.city.exits[case.place]
    found = seal(case.times, crews, exits)
    cost = found.last if case.asked == "exits-last" else found.total
    wrong = list(seal_faults(case.times, crews, exits, found))
    pairs = [(pair.crew, pair.exit) for pair in found.closings]
    return Answer("FOUND" if wrong else "PROVEN", cost, None if wrong else cost, pairs, workers=1)


def _night(case: Case) -> Answer:
    crews, exits = case.city.posts(case.place), case.city.exits[case.place]
    night = worst_minute(case.night, crews, exits)
    return Answer("PROVEN", night.within, night.within, [night.worst], workers=1)


def _posts(case: Case, task: Task) -> Answer:
    city, place = case.city, case.place
    posts, places = city.posts(place), city.within(place)
    today = coverage(city.table(posts, places), posts, places)
    sites = tuple(node for node in places if node not in posts)
    limits = Limits(seconds=task.seconds, workers=1, seed=task.seed, reproducible=True)
    more = extra_posts(today, case.limit, city.table(sites, places), sites, limits)
    cost, least = (len(more.posts), more.least) if case.asked == "posts" else (more.total, more.total_bound)
    return Answer(str(more.status), cost, least, list(more.posts), workers=1)
