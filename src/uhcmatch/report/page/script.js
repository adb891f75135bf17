"use strict";
const table = document.getElementById("areas"), body = table.tBodies[0];
const value = (row, at) => { const text = row.cells[at].dataset.v; return text === undefined ? row.cells[at].textContent : Number(text); };
table.tHead.addEventListener("click", (event) => {
  const head = event.target.closest("th");
  if (!head || !head.firstChild) return;
  const at = head.cellIndex, was = head.getAttribute("aria-sort");
  const isDown = was ? was === "ascending" : !head.classList.contains("name");
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  const order = (a, b) => { const x = value(a, at), y = value(b, at); return typeof x === "string" ? x.localeCompare(y, undefined, { numeric: true }) : x - y; };
  body.append(...[...body.rows].sort((a, b) => (isDown ? -order(a, b) : order(a, b))));
});
document.getElementById("find").addEventListener("input", (event) => {
  const sought = event.target.value.toLowerCase();
  for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
});
