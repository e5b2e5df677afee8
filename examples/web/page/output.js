// The display of an output stream: its beginning, more of it on request, and a download.

import { make } from "./dom.js";
import { bytesOf, cut, segments } from "./text.js";

// The number of bytes that are shown initially, and on request. The layout of more takes seconds.
const SHOWN = 16 * 1024;
const MAX_SHOWN = 512 * 1024;

export class Output {
  constructor(section) {
    this.length = section.querySelector("h3 small");
    this.text = section.querySelector("pre");
    this.link = section.querySelector(".download");
    this.more = section.querySelector(".more");
    this.note = section.querySelector(".more .hint");
    this.all = section.querySelector(".more button");
    this.all.addEventListener("click", () => {
      this.limit = MAX_SHOWN;
      this.show();
      this.text.focus();
    });
    this.clear();
  }

  clear() {
    this.parts = [];
    this.size = 0;
    this.limit = SHOWN;
    this.shown = -1;
    if (this.link.href) URL.revokeObjectURL(this.link.href);
    this.link.removeAttribute("href");
    this.link.hidden = true;
    this.show();
  }

  add(parts) {
    this.parts.push(...parts);
    for (const part of parts) this.size += part.length;
    // At most one update per frame, for any number of chunks.
    this.frame ??= requestAnimationFrame(() => this.show());
  }

  // Called when the run has ended and the output is complete.
  end() {
    this.show();
    if (this.size > 0) this.link.href = URL.createObjectURL(new Blob(this.parts));
    this.link.hidden = this.size === 0;
  }

  show() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    this.length.textContent = this.size === 0 ? "" : bytesOf(this.size);
    const shown = Math.min(this.size, this.limit);
    if (shown !== this.shown) {
      const visible = cut(this.beginning(shown + 4), shown);
      this.text.replaceChildren(...segments(visible).map(({ text, raw }) => (raw ? make("mark", {}, text) : text)));
      this.shown = shown;
    }
    this.more.hidden = this.size <= this.limit;
    this.note.textContent = `The first ${bytesOf(this.limit)} are shown.`;
    this.all.hidden = this.limit === MAX_SHOWN;
    this.all.textContent = this.size > MAX_SHOWN ? "Show more" : "Show all";
  }

  // Returns the first `length` bytes, or all if there are fewer.
  beginning(length) {
    const bytes = new Uint8Array(Math.min(length, this.size));
    let at = 0;
    for (const part of this.parts) {
      if (at === bytes.length) break;
      const some = part.subarray(0, bytes.length - at);
      bytes.set(some, at);
      at += some.length;
    }
    return bytes;
  }
}
