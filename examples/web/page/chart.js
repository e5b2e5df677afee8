// What a tool weighs beside the same with Rust's standard library: bars, each with its figure as text.

import { byId, make } from "./dom.js";
import { bytesOf, count } from "./text.js";

// The largest of all: bars of one tool can be compared with those of another.
let most = 1;

// Shows one tool, by its bars and in the table of all.
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

// Fills the table, once.
export function listSizes(tools) {
  most = Math.max(...tools.map(({ bytes, std }) => Math.max(bytes, std ?? 0)));
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
  const weighs = `${tool.name} weighs ${bytesOf(tool.bytes)}`;
  if (tool.std === null) return [`${weighs}. There is none with `, make("code", {}, "std"), " to compare it with."];
  const times = tool.std / tool.bytes;
  const factor = times < 10 ? times.toFixed(1) : Math.round(times);
  return [
    `${weighs}: `,
    make("strong", {}, `${factor} times less`),
    " than with Rust’s ",
    make("code", {}, "std"),
    ".",
  ];
}

// Read out, it would say what the figure beside it says.
function bar(bytes, kind) {
  const element = make("span", { class: `bar ${kind}`, "aria-hidden": "true" });
  element.style.setProperty("--share", String(bytes / most));
  return element;
}
