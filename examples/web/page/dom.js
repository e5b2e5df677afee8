// Elements, in one expression each.

export const byId = (id) => document.getElementById(id);

// An element with properties (`class` and `aria-…` are attributes) and what is in it: elements and texts.
export function make(tag, properties = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}

// How many lines of an area show a text, from the fewest to the most that it may take.
export function rowsOf(text, fewest) {
  return Math.min(10, Math.max(fewest, text.split("\n").length));
}

// Shows a text in an element that is hidden without one.
export function tell(element, text) {
  element.textContent = text;
  element.hidden = text === "";
}

// A text in which what is between backticks is code.
export function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part));
}
