"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("filter-text");
  const result = document.getElementById("filter-result");
  const count = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing");
  const rows = Array.from(document.getElementById("list").tBodies[0].rows, (row) => ({
    row,
    words: (row.cells[0].textContent + " " + Array.from(row.querySelectorAll("summary"), (s) => s.textContent).join(" ")).toLowerCase(),
    results: row.dataset.results.split("|"),
  }));
  const filter = () => {
    const words = text.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const entry of rows) {
      const visible = (!result.value || entry.results.includes(result.value)) && words.every((word) => entry.words.includes(word));
      entry.row.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    count.textContent = shown + " of " + rows.length;
    nothing.hidden = shown > 0;
  };
  text.addEventListener("input", filter);
  result.addEventListener("input", filter);
  filter();
});
