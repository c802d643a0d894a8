// Makes elements and texts. Everything that comes from the stream goes in as text, never as markup.

/** An element with attributes and children; a child may be a node, a text, or nothing. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') element.className = value;
    else if (key === 'onclick') element.addEventListener('click', value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets a text only if it changed, so that the browser has less to do. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export const short = (id) => (id ? id.slice(0, 8) : '');

/** A duration for people: 214 ms, 3.4 s, 12 min. */
export function duration(millis) {
  if (!Number.isFinite(millis)) return '–';
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(1)} s`;
  if (millis < 3_600_000) return `${Math.round(millis / 60_000)} min`;
  return `${Math.round(millis / 3_600_000)} h`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

export const timeOfDay = (millis) => clock.format(millis);
export const fullTime = (millis) => day.format(millis);
export const number = (value) => value.toLocaleString('en-US');
