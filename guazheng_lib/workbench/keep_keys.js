// JupyterLab takes arrows, Enter and letters for its own commands wherever the focus is: an arrow
// in the list of people would move to another cell, "x" would cut the cell. It spares an element
// that carries this mark itself; on an element around it the mark does nothing.
const MARK = "data-lm-suppress-shortcuts";
const mark = (event) => event.target.setAttribute(MARK, "true");

export default {
  render({ el }) {
    let waiting = 0;
    const watch = () => {
      const panel = el.closest(".gz-panel");
      if (panel) panel.addEventListener("focusin", mark);
      else waiting = requestAnimationFrame(watch);
    };
    watch();
    return () => cancelAnimationFrame(waiting);
  },
};
