"""Pages: offline, one h1, charts with their numbers, nobody's number."""

import json
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest
from make import person_id
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from guazheng_lib.reports.pages.charts import PLOTLY_MIME, Chart
from guazheng_lib.reports.pages.leaks import check_page, page_problems
from guazheng_lib.reports.pages.page import render_page, write_assets
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.errors import DocumentError

ID = person_id(7)


def chart():
    import plotly.graph_objects as go

    frame = pd.DataFrame({"level": ["priority", "review"], "人数": [41, 57]})
    figure = go.Figure(
        go.Bar(x=[41, 57], y=["重点核查", "一般核查</script>"], orientation="h"),
        layout={"template": "none", "title": {"text": "各级别人数"}},
    )
    return Chart(figure, Table(frame, "各级别人数"))


def shown(**data):
    bundle = {key.replace("_", "/", 1): value for key, value in data.items()}
    return new_code_cell("print(1)", outputs=[new_output("display_data", data=bundle)])


def chart_cell(value, *, twin=True):
    bundle = dict(value._repr_mimebundle_())
    if not twin:
        del bundle["text/html"]
    return new_code_cell("secret_source()", outputs=[new_output("display_data", data=bundle)])


@pytest.fixture
def render(tmp_path):
    def _render(*cells, **options):
        notebook = tmp_path / "outputs" / "甲县" / "screening.ipynb"
        notebook.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=list(cells)), notebook)
        return render_page(notebook, notebook.with_suffix(".html"), **options)

    return _render


class Dom(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.data = [], {}, []
        self._open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    def scripts(self, kind):
        return [a for a in self.all("script") if a.get("type") == kind]


def test_a_page_is_chinese_with_one_heading_and_the_fairness_sentence(render):
    page = render(
        new_markdown_cell("# 甲县排查结果\n\n一句话"),
        new_markdown_cell("```\n# 代码里的井号\n```\n# 又一节"),
        chart_cell(chart()),
    )
    dom = Dom(page.read_text(encoding="utf-8"))
    assert dom.all("html") == [{"lang": "zh-CN"}]
    assert "".join(dom.text["h1"]) == "甲县排查结果" and len(dom.all("h1")) == 1
    assert "".join(dom.text["h2"]) == "又一节"
    assert LEAD_IS_NO_FINDING in dom.text["p"]
    assert "本页由笔记本 screening.ipynb 生成。" in dom.text["p"]
    assert {"href": "#main", "class": "skip"} in dom.all("a")


def test_a_page_is_headed_by_whose_it_is(render):
    page = render(new_markdown_cell("# 排查报告"), area="乙县", origin="数据截止 2024-11-30")
    text = page.read_text(encoding="utf-8")
    assert "<h1>乙县排查报告</h1>" in text and "<title>乙县排查报告</title>" in text
    assert "数据截止 2024-11-30" in text


def test_the_fairness_sentence_stands_at_the_top_and_in_the_foot_only(render):
    text = render(new_markdown_cell(f"# 甲\n\n一句话\n\n{LEAD_IS_NO_FINDING}"))
    assert text.read_text(encoding="utf-8").count(LEAD_IS_NO_FINDING) == 2


def test_what_is_for_analysts_stays_in_the_notebook(render):
    hint = new_markdown_cell("## 参数\n\n改这里", metadata={"tags": ["analyst"]})
    assert "改这里" not in render(new_markdown_cell("# 甲"), hint).read_text(encoding="utf-8")


@pytest.mark.parametrize("twin", [True, False], ids=["自带数表", "只有图"])
def test_every_figure_is_drawn_and_has_its_numbers(render, twin):
    text = render(chart_cell(chart(), twin=twin)).read_text(encoding="utf-8")
    dom = Dom(text)
    (drawn,) = [a for a in dom.all("div") if "chart" in a.get("class", "").split()]
    assert drawn["role"] == "img" and drawn["aria-label"] == "各级别人数"
    values = json.loads("".join(dom.text["script"][:1]))
    assert values["data"][0]["y"][1] == "一般核查</script>", "the JSON survives its own tags"
    assert {"41", "57"} <= set(dom.text["td"])
    assert dom.all("caption") and {a["scope"] for a in dom.all("th")} == {"col", "row"}
    assert [a["src"] for a in dom.all("script") if "src" in a] == ["../assets/plotly.min.js"]


def test_a_page_without_charts_asks_for_no_plotly(render):
    text = render(new_markdown_cell("# 没有图")).read_text(encoding="utf-8")
    assert "plotly" not in text


def test_sources_prompts_parameters_warnings_and_metadata_stay_behind(render):
    injected = shown(text_plain="参数的输出")
    injected.metadata.tags = ["injected-parameters"]
    warned = new_code_cell("x", execution_count=12, outputs=[])
    warned.outputs = [
        new_output("stream", name="stderr", text="旧写法的警告"),
        new_output("stream", name="stdout", text="读取 12 行"),
    ]
    text = render(injected, warned, chart_cell(chart())).read_text(encoding="utf-8")
    for hidden in (
        "secret_source",
        "print(1)",
        "参数的输出",
        "旧写法的警告",
        "In [",
        "Out[",
        "papermill",
    ):
        assert hidden not in text
    assert "读取 12 行" in text


def test_a_page_knows_no_network(render):
    text = render(new_markdown_cell("# 甲\n\n$x$\n\n```mermaid\nA-->B\n```"), chart_cell(chart()))
    text = text.read_text(encoding="utf-8")
    for foreign in ("http:", "https:", "cdn", "unpkg", "mathjax", "MathJax", "require.js"):
        assert foreign not in text
    assert page_problems(text) == []


def test_a_widget_leaves_a_note(render):
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "ab"}, "text/plain": "VBox()"}
    cell = new_code_cell("panel", outputs=[new_output("display_data", data=view)])
    text = render(new_markdown_cell("# 甲"), cell).read_text(encoding="utf-8")
    assert "JupyterLab" in text and "VBox" not in text and "model_id" not in text


def test_a_failed_notebook_is_no_page(render, tmp_path):
    failed = new_code_cell("1/0", outputs=[])
    failed.outputs = [new_output("error", ename="ZeroDivisionError", evalue="x", traceback=["t"])]
    with pytest.raises(DocumentError, match="ZeroDivisionError"):
        render(failed)
    assert list(tmp_path.rglob("*.html")) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(f"<p>{ID}</p>", "身份证号", id="完整身份证号"),
        pytest.param(f"<p>{ID.lower()}</p>", "身份证号", id="小写x"),
        pytest.param('<img src="https://example.org/a.png">', "指向网络", id="网络图片"),
        pytest.param('<img src="//example.org/a.png">', "指向网络", id="省略协议"),
        pytest.param("<style>@import 'http://example.org/a.css'</style>", "样式", id="样式引入"),
        pytest.param('<p style="background:url(//a.cn/x)">', "样式", id="行内样式"),
        pytest.param('<script src=""></script>', "空的", id="空来源"),
        pytest.param("<p>C:\\Users\\wang\\data.xlsx</p>", "文件夹", id="Windows路径"),
        pytest.param("<p>/home/wang/data.xlsx</p>", "文件夹", id="Linux路径"),
        pytest.param("<h1>又一个</h1>", "一级标题有 2 个", id="两个一级标题"),
    ],
)
def test_a_leak_stops_the_page(render, tmp_path, content, what):
    with pytest.raises(DocumentError, match=what) as caught:
        render(new_markdown_cell("# 甲"), shown(text_html=content))
    assert ID not in str(caught.value)
    assert list(tmp_path.rglob("*.html")) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<p>999999**********1X</p>", id="脱敏号码"),
        pytest.param("<p>冀21320222023000010</p>", id="证书编号"),
        pytest.param("<p>91130302MA0XXXXX1A</p>", id="信用代码"),
        pytest.param("<p>123456789012345678</p>", id="别的18位数"),
        pytest.param("<p>city/养老.csv 和 haigang/注册.xlsx</p>", id="相对路径"),
    ],
)
def test_near_misses_pass(render, content):
    check_page(render(new_markdown_cell("# 甲"), shown(text_html=content)))


def test_check_page_names_the_folder_it_stands_in(render):
    page = render(new_markdown_cell("# 甲"))
    check_page(page)
    page.write_text(page.read_text(encoding="utf-8") + str(page.parent), encoding="utf-8")
    with pytest.raises(DocumentError, match="文件夹"):
        check_page(page)


def test_same_notebook_same_bytes(render):
    first = render(new_markdown_cell("# 甲"), chart_cell(chart())).read_bytes()
    assert render(new_markdown_cell("# 甲"), chart_cell(chart())).read_bytes() == first


def test_assets_are_written_once(tmp_path):
    script = write_assets(tmp_path)
    before = script.stat().st_mtime_ns
    assert script.relative_to(tmp_path).as_posix() == "assets/plotly.min.js"
    assert write_assets(tmp_path).stat().st_mtime_ns == before
    assert PLOTLY_MIME.endswith("+json") and script.stat().st_size > 1_000_000
