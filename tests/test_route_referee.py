"""A referee of its own judges the routes of a published plan: streets by networkx, times by the clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from conftest import TIANBU

from models import PatrolMode, Plan, Route
from scheduler.roads.classes import default_speeds
from scheduler.roads.geometry import metres
from scheduler.roads.graph import RoadGraph
from scheduler.roads.read import read_roads
from scheduler.saved_plan import read_plan

NEAR = 1.01
"""Minutes: dues are whole minutes, so two of them may be a minute apart from the truth."""


@pytest.fixture(scope="module")
def roads() -> RoadGraph:
    """The invented map of Tianbu."""
    return read_roads(TIANBU / "road_edges.csv")


@pytest.fixture(scope="module")
def published(planned: tuple[object, Path]) -> Plan:
    """The week that the tests plan once, with its routes."""
    return read_plan(planned[1] / "plan.json")


def of_each(plan: Plan) -> list[Route]:
    """The routes, of which there must be some."""
    assert len(plan.routes) > 20
    return list(plan.routes)


def test_every_patrol_crew_has_one_route(published: Plan) -> None:
    """Two night groups and three day patrols on each of seven days: 35 routes, one a crew."""
    patrols = {crew.id for crew in published.crews if crew.kind in ("night", "day_patrol")}
    assert sorted(route.crew for route in of_each(published)) == sorted(patrols)
    assert len(patrols) == 35


def test_nobody_is_late_or_early(published: Plan) -> None:
    """From one stop to the next there is time for the dwell and the way; all lies in the crew's windows."""
    for route in of_each(published):
        crew = published.crew_by_id[route.crew]
        for stops in route.rounds:
            for here, there in pairwise(stops):
                due = here.due + timedelta(minutes=here.dwell + there.leg.minutes - NEAR)
                assert there.due >= due, (route.crew, there.place)
            first = stops[0].due - timedelta(minutes=stops[0].leg.minutes + NEAR)
            ends = stops[-1].due
            assert any(
                span.start <= first + timedelta(minutes=2 * NEAR) and ends <= span.end for span in crew.spans
            )


def test_legs_are_as_long_as_their_lines_and_no_faster_than_the_mode(
    published: Plan, roads: RoadGraph
) -> None:
    """Metres of a leg are those of its line, its minutes metres over a speed of the mode."""
    for route in of_each(published):
        speeds = default_speeds().kmh[route.mode].values()
        for stop in route.stops:
            drawn = metres(stop.leg.line, roads.crs) if len(stop.leg.line) > 1 else 0.0
            assert abs(drawn - stop.leg.metres) <= 0.02 * stop.leg.metres + 5
            least, most = (stop.leg.metres * 0.06 / kmh for kmh in (max(speeds), min(speeds)))
            assert least - 0.05 <= stop.leg.minutes <= most + 0.05


def test_ways_are_the_fastest_that_the_mode_may_take(published: Plan, roads: RoadGraph) -> None:
    """networkx finds no faster way between the junctions of a leg, and none of its roads is barred."""
    graphs = {mode: _graph(roads, mode) for mode in {route.mode for route in of_each(published)}}
    at = {(round(x, 6), round(y, 6)): node for node, (x, y) in roads.nodes.items()}
    judged = 0
    for route in of_each(published):
        graph = graphs[route.mode]
        for stop in route.stops:
            nodes = [at[point] for point in stop.leg.line if point in at]
            if len(nodes) < 2:
                continue
            taken = sum(graph[a][b]["minutes"] for a, b in pairwise(nodes))
            fastest = nx.shortest_path_length(graph, nodes[0], nodes[-1], weight="minutes")
            assert taken <= fastest + 0.01
            judged += 1
    assert judged > 200


def _graph(roads: RoadGraph, mode: PatrolMode) -> nx.DiGraph:
    """What a mode may use, with minutes."""
    graph = nx.DiGraph()
    for tail, head, key in roads.edges(mode):
        section = roads.sections[key]
        minutes = section.metres * 0.06 / default_speeds().of(mode, section.road)
        if not graph.has_edge(tail, head) or graph[tail][head]["minutes"] > minutes:
            graph.add_edge(tail, head, minutes=minutes)
    return graph
