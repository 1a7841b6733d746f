(function () {
  "use strict";
  if (!window.Plotly) { return; }
  var charts = Array.prototype.slice.call(document.querySelectorAll(".chart"));
  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function dress(ink, line) {
    var dressed = { "font.color": ink, "title.font.color": ink, "legend.font.color": ink };
    ["xaxis", "yaxis"].forEach(function (axis) {
      dressed[axis + ".color"] = ink;
      dressed[axis + ".gridcolor"] = line;
      dressed[axis + ".linecolor"] = line;
    });
    return dressed;
  }
  function plain() { return charts.filter(function (chart) { return chart.layout && !chart.ownPaper; }); }
  function redress() {
    plain().forEach(function (chart) { window.Plotly.relayout(chart, dress(colour("--ink"), colour("--line"))); });
  }
  charts.forEach(function (chart) {
    var figure = JSON.parse(chart.parentNode.querySelector("script").textContent);
    var layout = figure.layout || {};
    chart.ownPaper = Boolean(layout.paper_bgcolor);
    if (!chart.ownPaper) { layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)"; }
    layout.autosize = true;
    delete layout.width;
    chart.textContent = "";
    chart.className = "chart";
    window.Plotly.newPlot(chart, figure.data, layout, { displayModeBar: false, responsive: true }).then(redress);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redress);
  var A4 = 670; // the width between the margins, in CSS pixels
  window.addEventListener("beforeprint", function () {
    plain().forEach(function (chart) { window.Plotly.relayout(chart, dress("#000000", "#999999")); });
    charts.forEach(function (chart) {
      if (chart.clientWidth > A4) { window.Plotly.relayout(chart, { autosize: false, width: A4 }); }
    });
  });
  window.addEventListener("afterprint", function () {
    charts.forEach(function (chart) { window.Plotly.relayout(chart, { autosize: true, width: null }); });
    redress();
  });
})();
