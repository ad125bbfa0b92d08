"""The folder `routes`: cards, maps, the night, supervision, GeoJSON, and a GPX file a crew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models import Plan
from scheduler.render.routes_cards import cards_page
from scheduler.render.routes_geojson import geojson
from scheduler.render.routes_gpx import gpx
from scheduler.render.routes_map import Ground
from scheduler.render.routes_night import night_page
from scheduler.render.routes_walk import Polyline, crs_of, file_stem, walks
from scheduler.render.supervision import rounds
from scheduler.render.supervision_page import supervision_page
from scheduler.roads.geometry import Crs


def write_routes(plan: Plan, folder: Path, background: Sequence[Polyline] = ()) -> None:
    """Write everything about the plan's routes; GPX only for WGS84 maps.

    `background` are lines of roads, drawn in grey.
    """
    folder.mkdir()
    found = walks(plan)
    ground = Ground(plan.places, background, crs_of(plan))
    _write(folder / "cards.html", cards_page(plan, ground, found))
    _write(folder / "night.html", night_page(plan, ground, found))
    if nights := rounds(plan):
        _write(folder / "supervision.html", supervision_page(plan, nights))
    _write(folder / "routes.geojson", geojson(plan, ground.crs, found))
    for walk in found if ground.crs is Crs.WGS84 else ():
        _write(folder / f"{file_stem(walk.crew.id)}.gpx", gpx(walk))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
