// Helpers for elements.

export const byId = (id) => document.getElementById(id);

// Creates an element with properties (or attributes, such as `class` and `aria-…`) and content.
export function make(tag, properties = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}

// Returns the number of lines of a text area for a text: from `fewest` to 10.
export function rowsOf(text, fewest) {
  return Math.min(10, Math.max(fewest, text.split("\n").length));
}

// Shows a text in an element, or hides the element for an empty text.
export function showMessage(element, text) {
  element.textContent = text;
  element.hidden = text === "";
}

// Converts a text with `code` between backticks to nodes.
export function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part));
}
