"""Readers of road maps on files of a few lines, and what they say about mistakes."""

import bz2
import json
import sys

import pytest
from road_worlds import BICYCLE, CAR, EBIKE, EVERYBODY, FOOT, LANE

from models import Faults
from scheduler.roads.geometry import Crs
from scheduler.roads.read import read_roads
from scheduler.roads.read_csv import read_csv
from scheduler.roads.tags import directions

NODES = "node,x,y\na,0,0\nb,100,0\nc,100,50\n"
EDGES = """from,to,length,name,road,oneway,modes,line
a,b,,东风路,tertiary,,,
b,c,70,顾家埭,巷,,,110 0; 110 50
"""

OSM = """<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
  <node id="1" lon="121.000" lat="32.000"/><node id="2" lon="121.001" lat="32.000"/>
  <node id="3" lon="121.002" lat="32.000"/><node id="4" lon="121.001" lat="32.001"/>
  <node id="9" lon="121.009" lat="32.009"><tag k="highway" v="bus_stop"/></node>
  <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
    <tag k="highway" v="residential"/><tag k="name" v="天补路"/><tag k="oneway" v="yes"/></way>
  <way id="11"><nd ref="2"/><nd ref="4"/><nd ref="77"/><tag k="highway" v="path"/></way>
  <way id="12"><nd ref="1"/><nd ref="4"/><tag k="building" v="yes"/></way>
</osm>
"""


def tables(folder, nodes=NODES, edges=EDGES, encoding="utf-8"):
    """The two tables in a folder; returns the folder."""
    (folder / "road_nodes.csv").write_bytes(nodes.encode(encoding))
    (folder / "road_edges.csv").write_bytes(edges.encode(encoding))
    return folder


def faults(path):
    """What reading complains about, line by line."""
    with pytest.raises(Faults) as found:
        read_roads(path)
    return [str(one) for one in found.value.faults]


def lines(*features, **more):
    """A GeoJSON text of (properties, coordinates)."""
    made = [
        {"type": "Feature", "properties": tags, "geometry": {"type": "LineString", "coordinates": line}}
        for tags, line in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made, **more}, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_are_read_in_every_encoding(tmp_path, encoding):
    """Two roads of 100 m and 10 + 50 + 10 m; the lane bends, and no car may enter it."""
    roads = read_roads(tables(tmp_path, encoding=encoding))
    assert [(one.name, one.road, one.metres) for one in roads.sections] == [
        ("东风路", "tertiary", 100.0), ("顾家埭", "path", 70.0)
    ]  # fmt: skip
    assert [one.forward for one in roads.sections] == [EVERYBODY, LANE]
    assert roads.sections[1].line == ((100, 0), (110, 0), (110, 50), (100, 50))
    assert roads.crs is Crs.PLANE


def test_either_table_stands_for_both(tmp_path):
    """Naming road_edges.csv or road_nodes.csv reads the pair."""
    tables(tmp_path)
    assert len(read_roads(tmp_path / "road_edges.csv").sections) == 2
    assert len(read_roads(tmp_path / "road_nodes.csv").sections) == 2


def test_chinese_headers_and_degrees(tmp_path):
    """经度 and 纬度 make it WGS84: 0.001° of latitude are 111 m; 单行 binds cars alone."""
    nodes = "编号\t经度\t纬度\nA\t121\t32\nB\t121\t32.001\n"
    roads = read_roads(tables(tmp_path, nodes, "起点,终点,路名,等级,单行\nA,B,老街,街,是\n"))
    section = roads.sections[0]
    assert (roads.crs, round(section.metres), section.road) == (Crs.WGS84, 111, "residential")
    assert (section.forward, section.backward) == (EVERYBODY, {FOOT})


def test_plain_tables_in_units_of_100_m(tmp_path):
    """Columns we do not need are passed over, and coordinates may count in 100 m: 3 and 4 make 500 m."""
    (tmp_path / "n.csv").write_text("node,x,y,district\n1,0,0,A\n2,3,4,A\n")
    (tmp_path / "e.csv").write_text("from,to\n1,2\n")
    roads = read_csv(tmp_path / "n.csv", tmp_path / "e.csv", unit=100)
    assert roads.sections[0].metres == pytest.approx(500)


def test_modes_may_be_named(tmp_path):
    """`步行 自行车` lets in those two, whatever the class."""
    edges = "from,to,road,modes,oneway\na,b,primary,步行 自行车,-1\n"
    section = read_roads(tables(tmp_path, edges=edges)).sections[0]
    assert (section.forward, section.backward) == ({FOOT}, {FOOT, BICYCLE})


def test_every_mistake_of_both_tables_is_told_with_its_row(tmp_path):
    """Seven mistakes in two files are seven faults with file and row; blank lines and remarks count."""
    nodes = "# 路口\nnode,lon,lat\na,121,32\n\na,121,32\nb,32,121\nc,x,1\nd,121,32.001\n"
    edges = "from,to,length,road,onway\na,e,,path,\na,d,20,path,\na,d,,pth,\n"
    short = "a length of 20 m is less than the way drawn, 111 m; correct it or leave it empty"
    assert faults(tables(tmp_path, nodes, edges)) == [
        "road_nodes.csv, row 5: junction 'a' stands here twice; rename one",
        "road_nodes.csv, row 6: 32.0, 121.0 is no longitude and latitude; are they swapped?",
        "road_nodes.csv, row 7: a junction needs a name and two numbers, lon and lat",
        "road_edges.csv, row 1: unknown column 'onway'; maybe 'oneway'?",
        "road_edges.csv, row 2: to: there is no junction 'e'",
        f"road_edges.csv, row 3: {short}",
        "road_edges.csv, row 4: unknown road class 'pth'; maybe 'path'?",
    ]


def test_table_without_its_columns_says_which(tmp_path):
    """A header that lacks a column names those that are needed."""
    assert faults(tables(tmp_path, nodes="node,x\na,1\n", edges="from,to\n")) == [
        "road_nodes.csv, row 1: columns are missing in the header; needed are node、lon、lat / node、x、y"
    ]


def test_missing_half_of_a_map_is_named(tmp_path):
    """Where only road_nodes.csv or some other table is, the fault names road_edges.csv too."""
    needs = "this file is missing; a map in CSV needs both road_nodes.csv and road_edges.csv"
    (tmp_path / "map.csv").write_text(NODES)
    assert faults(tmp_path / "map.csv") == [f"road_nodes.csv: {needs}"]
    (tmp_path / "road_nodes.csv").write_text(NODES)
    assert faults(tmp_path) == [f"road_edges.csv: {needs}"]


@pytest.mark.parametrize("packed", [False, True])
def test_openstreetmap_is_cut_where_ways_meet(tmp_path, packed):
    """The one-way street is cut at node 2, where the path begins; the path ends where the extract ends."""
    path = tmp_path / ("a.osm.bz2" if packed else "a.osm")
    path.write_bytes(bz2.compress(OSM.encode()) if packed else OSM.encode())
    roads = read_roads(path)
    assert set(roads.nodes) == {"1", "2", "3", "4"}
    assert [(one.tail, one.head, one.name) for one in roads.sections] == [
        ("1", "2", "天补路"), ("2", "3", "天补路"), ("2", "4", "")
    ]  # fmt: skip
    assert sorted(edge[:2] for edge in roads.edges(CAR)) == [("1", "2"), ("2", "3")]
    assert len(roads.edges(FOOT)) == 6
    assert round(roads.sections[2].metres) == 111


def test_broken_openstreetmap_is_a_fault(tmp_path):
    """A download that broke off is no traceback."""
    (tmp_path / "a.osm").write_text(OSM[:200])
    (tmp_path / "b.osm.bz2").write_bytes(b"no bzip2")
    assert faults(tmp_path / "a.osm")[0].startswith("a.osm: this is not an OpenStreetMap file:")
    assert faults(tmp_path / "b.osm.bz2")[0].startswith("b.osm.bz2: this is not an OpenStreetMap file:")


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("a.osm.pbf", "osmium", "osm"), ("a.shp", "shapefile", "shp")]
)
def test_missing_extra_is_named(tmp_path, monkeypatch, name, package, extra):
    """Without the package of a format the fault says what to install."""
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).write_bytes(b"")
    assert f"pip install 'xunfang[{extra}]'" in faults(tmp_path / name)[0]


def test_pbf_says_the_same_as_xml(tmp_path):
    """The same extract as .osm and as .osm.pbf gives the same sections."""
    osmium = pytest.importorskip("osmium", reason="the extra `osm` is not installed")
    (tmp_path / "a.osm").write_text(OSM)
    with osmium.SimpleWriter(str(tmp_path / "a.osm.pbf")) as writer:
        for one in osmium.FileProcessor(str(tmp_path / "a.osm")):
            writer.add(one)
    assert read_roads(tmp_path / "a.osm.pbf").sections == read_roads(tmp_path / "a.osm").sections


def test_geojson_lines_meet_where_they_share_a_point(tmp_path):
    """A street crossed in its middle by a lane becomes two sections, and the lane too."""
    text = lines(
        ({"highway": "residential", "name": "红荔路"}, [[121, 32], [121.001, 32], [121.002, 32]]),
        ({"highway": "path", "name": None}, [[121.001, 31.999], [121.001, 32], [121.001, 32.001, 5]]),
    )
    (tmp_path / "a.geojson").write_text(text, "utf-8")
    roads = read_roads(tmp_path / "a.geojson")
    assert [one.name for one in roads.sections] == ["红荔路", "红荔路", "", ""]
    assert (len(roads.nodes), len(roads.edges(CAR)), len(roads.edges(BICYCLE))) == (5, 4, 8)


def test_geojson_mistakes_name_the_feature(tmp_path):
    """A line without numbers is feature 2, and web Mercator is refused."""
    bad = lines(({}, [[0, 0], [0, 1]]), ({}, ["here", "there"]))
    (tmp_path / "a.geojson").write_text(bad)
    assert faults(tmp_path / "a.geojson") == [
        "a.geojson, feature 2: its geometry cannot be read; write a LineString of [x, y] pairs"
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    (tmp_path / "b.json").write_text(lines(({}, [[1e7, 1e6], [1e7, 2e6]]), crs=crs))
    assert "web Mercator" in faults(tmp_path / "b.json")[0]
    (tmp_path / "c.json").write_text("[]")
    assert "FeatureCollection" in faults(tmp_path / "c.json")[0]
    (tmp_path / "d.json").write_text(lines())
    assert "there is no road in it" in faults(tmp_path / "d.json")[0]


GRAPHML = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="x" for="node" attr.name="x" attr.type="string"/>
<key id="y" for="node" attr.name="y" attr.type="string"/>
<key id="c" for="graph" attr.name="crs" attr.type="string"/>
<key id="h" for="edge" attr.name="highway" attr.type="string"/>
<key id="n" for="edge" attr.name="name" attr.type="string"/>
<key id="o" for="edge" attr.name="oneway" attr.type="string"/>
<key id="i" for="edge" attr.name="osmid" attr.type="string"/>
<key id="l" for="edge" attr.name="length" attr.type="string"/>
<key id="g" for="edge" attr.name="geometry" attr.type="string"/>
<graph edgedefault="directed"><data key="c">epsg:4326</data>
<node id="1"><data key="x">121.0</data><data key="y">32.0</data></node>
<node id="2"><data key="x">121.001</data><data key="y">32.0</data></node>
<node id="3"><data key="x">121.001</data><data key="y">32.001</data></node>
<edge source="1" target="2" id="0"><data key="h">residential</data><data key="o">False</data>
 <data key="i">[5, 6]</data><data key="l">117.37</data><data key="n">['甲路', '乙路']</data></edge>
<edge source="2" target="1" id="0"><data key="h">residential</data><data key="o">False</data>
 <data key="i">[6, 5]</data><data key="l">117.36999999999998</data>
 <data key="n">['乙路', '甲路']</data></edge>
<edge source="2" target="3" id="0"><data key="h">tertiary</data><data key="o">True</data>
 <data key="i">7</data><data key="l">150</data>
 <data key="g">LINESTRING (121.001 32.0, 121.0013 32.0005, 121.001 32.001)</data></edge>
<edge source="1" target="3" id="0"><data key="h">['steps', 'footway']</data><data key="o">False</data>
 <data key="i">8</data><data key="l">160</data></edge>
</graph></graphml>
"""


def test_graphml_of_osmnx_is_cast_from_texts(tmp_path):
    """A pair of edges is one section, a one-way edge opens to walkers backwards, stairs are for walkers."""
    (tmp_path / "a.graphml").write_text(GRAPHML, "utf-8")
    both, stairs, oneway = read_roads(tmp_path / "a.graphml").sections
    assert (both.name, both.metres) == ("甲路、乙路", 117.37)
    assert (both.forward, both.backward) == (EVERYBODY, EVERYBODY)
    assert (oneway.name, oneway.backward, len(oneway.line)) == ("", {FOOT}, 3)
    assert (stairs.road, stairs.forward, stairs.backward) == ("steps", {FOOT}, {FOOT})


def test_graphml_mistakes_name_the_edge(tmp_path):
    """A length that is no number is told with its edge."""
    (tmp_path / "a.graphml").write_text(GRAPHML.replace(">150<", ">far<"), "utf-8")
    assert faults(tmp_path / "a.graphml") == ["a.graphml, edge 2 → 3: its length is no number; write metres"]
    (tmp_path / "b.graphml").write_text("<graphml>")
    assert "this is not GraphML" in faults(tmp_path / "b.graphml")[0]


def test_shapefile_of_geofabrik(tmp_path):
    """`fclass` is the class, oneway F runs with the line and T against it; the text is GB18030."""
    shapefile = pytest.importorskip("shapefile", reason="the extra `shp` is not installed")
    first, second = [(121, 32), (121.001, 32)], [(121.001, 32), (121.002, 32)]
    with shapefile.Writer(str(tmp_path / "roads"), encoding="gb18030") as writer:
        for field in ("fclass", "name", "oneway"):
            writer.field(field, "C", 40)
        for name, oneway, line in (("甲路", "F", first), ("", "T", second)):
            writer.line([line])
            writer.record("residential", name, oneway)
    roads = read_roads(tmp_path / "roads.shp")
    assert [one.name for one in roads.sections] == ["甲路", ""]
    one, other = roads.edges(CAR)
    assert one[1] != other[0]  # the second is driven backwards, so both lead to the middle
    assert one[1] == other[1]


@pytest.mark.parametrize(("tags", "forward", "backward"), [
    ({"highway": "residential"}, EVERYBODY, EVERYBODY),
    ({"highway": "residential", "access": "private"}, EVERYBODY, EVERYBODY),
    ({"highway": "residential", "access": "no"}, set(), set()),
    ({"highway": "residential", "access": "no", "foot": "yes"}, {FOOT}, {FOOT}),
    ({"highway": "residential", "motor_vehicle": "no"}, LANE, LANE),
    ({"highway": "residential", "oneway": "-1"}, {FOOT}, EVERYBODY),
    ({"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}, EVERYBODY, LANE),
    ({"highway": "tertiary", "junction": "roundabout"}, EVERYBODY, {FOOT}),
    ({"highway": "motorway"}, {CAR}, set()),
    ({"highway": "trunk_link", "oneway": "no"}, {CAR}, {CAR}),
    ({"highway": "steps"}, {FOOT}, {FOOT}),
    ({"highway": "footway", "bicycle": "no"}, {FOOT}, {FOOT}),
    ({"highway": "pedestrian", "area": "yes"}, set(), set()),
    ({"highway": "construction"}, set(), set()),
    ({"highway": "track", "electric_bicycle": "no"}, EVERYBODY - {EBIKE}, EVERYBODY - {EBIKE}),
])  # fmt: skip
def test_tags_say_who_may_go_where(tags, forward, backward):
    """Class, access and one-way tags together give the modes of each direction."""
    assert directions(tags) == (forward, backward)


def test_unknown_file_names_what_can_be_read(tmp_path):
    """A map in another format, and one that is not there, are faults with the known formats."""
    (tmp_path / "a.dwg").write_text("")
    assert ".osm.pbf" in faults(tmp_path / "a.dwg")[0]
    assert faults(tmp_path / "b.osm") == ["b.osm: there is no such file"]
