// The size of a tool and of the same program with Rust's standard library: bars, each with a
// figure.

import { byId, make } from "./dom.js";
import { bytesOf, count } from "./text.js";

// The largest size. All bars have the same scale, so those of different tools can be compared.
let largest = 1;

// Shows the bars of a tool, and highlights its row in the table.
export function showSize(tool) {
  byId("size-summary").replaceChildren(...summary(tool));
  const of = [["nanowasi", tool.bytes, "ours"], ...(tool.std === null ? [] : [["std", tool.std, "theirs"]])];
  byId("bars").replaceChildren(
    ...of.map(([name, bytes, kind]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, bar(bytes, kind), bytesOf(bytes))),
    ),
  );
  for (const row of byId("sizes").children) {
    row.classList.toggle("chosen", row.dataset.tool === tool.name);
  }
}

// Fills the table of all tools.
export function listSizes(tools) {
  largest = Math.max(...tools.map(({ bytes, std }) => Math.max(bytes, std ?? 0)));
  byId("sizes").replaceChildren(
    ...tools.map((tool) => {
      const figure = (bytes) => make("td", {}, bytes === null ? "–" : count(bytes));
      const bars = make("td", { class: "wide" }, bar(tool.bytes, "ours"));
      if (tool.std !== null) bars.append(bar(tool.std, "theirs"));
      const row = make("tr", {}, make("th", { scope: "row" }, tool.name), figure(tool.bytes), figure(tool.std), bars);
      row.dataset.tool = tool.name;
      return row;
    }),
  );
}

function summary(tool) {
  const size = `${tool.name} has ${bytesOf(tool.bytes)}`;
  if (tool.std === null) return [`${size}. There is no version with `, make("code", {}, "std"), " to compare it with."];
  const times = tool.std / tool.bytes;
  const factor = times < 10 ? times.toFixed(1) : Math.round(times);
  return [
    `${size}: `,
    make("strong", {}, `${factor} times less`),
    " than with Rust’s ",
    make("code", {}, "std"),
    ".",
  ];
}

// Hidden from screen readers, because the figure beside it has the same information.
function bar(bytes, kind) {
  const element = make("span", { class: `bar ${kind}`, "aria-hidden": "true" });
  element.style.setProperty("--share", String(bytes / largest));
  return element;
}
