// The result of a run: its status, its output, the files that it changed, and its calls.

import { byId, make, showMessage } from "./dom.js";
import { Output } from "./output.js";
import { bytesOf, count, segments } from "./text.js";

const SIGNALS = { 2: "INT", 3: "QUIT", 4: "ILL", 6: "ABRT", 9: "KILL", 11: "SEGV", 15: "TERM" };
const RAISED =
  "The tool called proc_raise, and this host ends a tool there. " +
  "On a host without signals, a panic exits with status 101.";
// The number of bytes of a changed file that are shown.
const SHOWN = 4096;

export class Result {
  constructor() {
    this.streams = { 1: new Output(byId("stdout")), 2: new Output(byId("stderr")) };
    this.links = [];
  }

  // Nothing has run.
  clear() {
    this.empty();
    this.setStatus("idle", "Nothing has run yet.");
    byId("streams").hidden = true;
  }

  begin(name) {
    this.empty();
    this.setStatus("running", `${name} is running …`);
    byId("streams").hidden = false;
    // On a phone, the result is outside the visible part of the page.
    const card = byId("result");
    if (card.getBoundingClientRect().top > innerHeight - 100) card.scrollIntoView();
  }

  output(stream, parts) {
    this.streams[stream].add(parts);
  }

  end(name, ended) {
    for (const stream of Object.values(this.streams)) stream.end();
    const { how, text, note } = describe(name, ended);
    this.setStatus(how, text);
    showMessage(byId("status-note"), note ?? "");
    byId("times").textContent = times(ended);
    this.showImports(ended.calls);
    this.showChanges(ended.changes);
  }

  empty() {
    for (const stream of Object.values(this.streams)) stream.clear();
    for (const link of this.links.splice(0)) URL.revokeObjectURL(link);
    showMessage(byId("status-note"), "");
    byId("times").textContent = "";
    byId("imports").hidden = true;
    byId("changes").hidden = true;
  }

  setStatus(how, text) {
    byId("status").dataset.how = how;
    byId("status").textContent = text;
  }

  showImports(calls) {
    const all = Object.entries(calls);
    byId("imports").hidden = all.length === 0;
    byId("imports")
      .querySelector("ul")
      .replaceChildren(
        ...all.map(([name, times]) =>
          make(
            "li",
            { class: times === 0 ? "never" : "" },
            make("code", {}, name),
            make("span", {}, `${count(times)}×`),
          ),
        ),
      );
  }

  showChanges(changes) {
    byId("changes").hidden = changes.length === 0;
    byId("changes")
      .querySelector("ul")
      .replaceChildren(...changes.map((change) => this.change(change)));
  }

  change({ name, bytes, how }) {
    const item = make("li", {}, make("code", {}, name), " ", make("span", { class: "hint" }, how));
    if (bytes !== null) {
      const href = URL.createObjectURL(new Blob([bytes]));
      this.links.push(href);
      const download = name.split("/").pop();
      item.append(make("a", { class: "button quiet", href, download }, `Download, ${bytesOf(bytes.length)}`));
      const shown = segments(bytes.subarray(0, SHOWN)).map(({ text, raw }) => (raw ? make("mark", {}, text) : text));
      // Focusable, so that the keyboard can scroll the text.
      item.append(make("pre", { tabindex: "0", role: "region", "aria-label": name }, ...shown));
    }
    return item;
  }
}

// Returns the status as a text, and `how`, which selects the colour.
function describe(name, ended) {
  switch (ended.how) {
    case "exit":
      return { how: ended.status === 0 ? "good" : "bad", text: `${name} ended with status ${ended.status}.` };
    case "signal": {
      const signal = SIGNALS[ended.number] ?? "";
      return {
        how: "bad",
        text: `${name} ended by signal ${ended.number}${signal && ` (${signal})`}.`,
        note: RAISED,
      };
    }
    case "trap":
      return { how: "bad", text: `${name} ended by a trap: ${ended.message}.` };
    case "host":
      return { how: "bad", text: `${name} was ended by this host: ${ended.message}.` };
    case "limit":
      return { how: "bad", text: `${name} was stopped: ${ended.message}.` };
    case "stopped":
      return { how: "bad", text: `${name} was stopped.`, note: "Calls since the last update of the page are not counted." };
    default:
      return { how: "bad", text: `${name} can't run. ${ended.message}` };
  }
}

function times(ended) {
  if (ended.time === undefined) return "";
  const prepared = ended.prepare === undefined ? "" : `, fetched and compiled in ${milliseconds(ended.prepare)}`;
  return `${milliseconds(ended.time)}${prepared}`;
}

function milliseconds(time) {
  return time < 1000 ? `${time.toFixed(1)} ms` : `${(time / 1000).toFixed(2)} s`;
}
