// The editor of the files in the tool's directory.

import { byId, make, rowsOf } from "./dom.js";

export class Files {
  // `changed` is called after each edit.
  constructor(changed) {
    this.list = byId("files");
    this.changed = changed;
    byId("add-file").addEventListener("click", () => {
      const row = this.add({ name: this.freeName(), text: "" });
      row.querySelector("input").select();
      row.querySelector("input").focus();
      changed();
    });
  }

  set(files) {
    this.list.replaceChildren();
    for (const file of files) this.add(file);
  }

  get() {
    return Array.from(this.list.children, (row) => ({
      name: row.querySelector("input").value,
      text: row.querySelector("textarea").value,
    }));
  }

  add({ name, text }) {
    const title = make("input", { type: "text", value: name, spellcheck: false, "aria-label": "Name of the file" });
    title.setAttribute("autocapitalize", "off");
    const area = make("textarea", { value: text, spellcheck: false, rows: rowsOf(text, 2) });
    const remove = make("button", { type: "button", class: "quiet" }, "Remove");
    const row = make("li", {}, make("div", { class: "row" }, title, remove), area);
    // Each label contains the name of the file, because a screen reader reads it without context.
    const updateLabels = () => {
      area.setAttribute("aria-label", `Text of ${title.value}`);
      remove.setAttribute("aria-label", `Remove ${title.value}`);
    };
    updateLabels();
    title.addEventListener("input", updateLabels);
    row.addEventListener("input", this.changed);
    remove.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (next?.querySelector("button") ?? byId("add-file")).focus();
      this.changed();
    });
    this.list.append(row);
    return row;
  }

  freeName() {
    const taken = new Set(this.get().map((file) => file.name));
    for (let number = 1; ; number++) {
      const name = `file${number}.txt`;
      if (!taken.has(name)) return name;
    }
  }
}
