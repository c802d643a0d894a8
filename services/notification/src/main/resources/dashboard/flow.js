// The list of changes, newest first. Only the rows in sight exist; everything is drawn at most once per frame.

import { byId, number } from './elements.js';
import { Row } from './row.js';

const SPARE = 4;

export class Flow {
  /** @param select is called with the change that somebody picks */
  constructor(consortium, select) {
    this.consortium = consortium;
    this.select = select;
    this.frame = byId('flow');
    this.space = byId('flow-space');
    this.newer = byId('newer');
    this.rows = [];
    this.shown = [];
    this.selected = null;
    this.pending = 0;
    this.held = false;
    this.frame.addEventListener('pointermove', (event) => { this.held = event.pointerType === 'mouse'; });
    this.frame.addEventListener('pointerleave', () => { this.held = false; });
    this.frame.addEventListener('scroll', () => this.draw(), { passive: true });
    this.frame.addEventListener('click', (event) => this.pick(event.target.closest('.row')));
    this.frame.addEventListener('keydown', (event) => this.key(event));
    this.newer.addEventListener('click', () => { this.held = false; this.frame.scrollTop = 0; this.draw(); });
    new ResizeObserver(() => this.measure()).observe(this.frame);
    this.measure();
  }

  measure() {
    this.rowHeight = parseFloat(getComputedStyle(this.frame).getPropertyValue('--row-height')) || 72;
    this.draw();
  }

  /**
   * Shows these changes, the newest last. Whoever has scrolled down stays where they are, and under a mouse nothing
   * moves: what is newer waits.
   */
  show(all) {
    const newest = this.held ? all.lastIndexOf(this.shown[this.shown.length - 1]) : -1;
    const changes = newest < 0 ? all : all.slice(0, newest + 1);
    this.pending = all.length - changes.length;
    const top = this.frame.scrollTop;
    if (top > this.rowHeight / 2 && this.shown.length && changes.length) {
      const anchor = this.shown[this.shown.length - 1 - Math.floor(top / this.rowHeight)];
      const moved = changes.lastIndexOf(anchor);
      if (moved >= 0) {
        const index = changes.length - 1 - moved;
        this.space.style.height = `${changes.length * this.rowHeight}px`;
        this.frame.scrollTop = index * this.rowHeight + (top % this.rowHeight);
      }
    }
    this.shown = changes;
    this.draw();
  }

  draw() {
    const count = this.shown.length;
    const height = `${count * this.rowHeight}px`;
    if (this.space.style.height !== height) this.space.style.height = height;
    const first = Math.max(0, Math.floor(this.frame.scrollTop / this.rowHeight) - SPARE);
    const last = Math.min(count, Math.ceil((this.frame.scrollTop + this.frame.clientHeight) / this.rowHeight) + SPARE);
    this.fit(Math.max(0, last - first));
    for (let index = first; index < last; index += 1) {
      const change = this.shown[count - 1 - index];
      this.rows[index % this.rows.length].show(change, index, change === this.selected);
    }
    const above = Math.floor(this.frame.scrollTop / this.rowHeight);
    const newer = above + this.pending;
    this.newer.hidden = newer < 1;
    if (newer >= 1) this.newer.textContent = `↑ ${number(newer)} newer`;
    this.frame.setAttribute('aria-activedescendant', this.selected ? `change-${this.selected.id}` : '');
  }

  /** Rows are kept in a ring, so that a change keeps its row while the list moves by a few. */
  fit(wanted) {
    while (this.rows.length < wanted) {
      const row = new Row(this.consortium);
      this.rows.push(row);
      this.space.append(row.element);
    }
    while (this.rows.length > wanted) this.rows.pop().element.remove();
  }

  pick(element) {
    const row = this.rows.find((each) => each.element === element);
    if (row) this.choose(row.change);
  }

  choose(change) {
    this.selected = change;
    this.select(change);
    this.draw();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || !this.shown.length) return;
    event.preventDefault();
    const count = this.shown.length;
    const at = this.selected ? count - 1 - this.shown.indexOf(this.selected) : -1;
    const index = Math.min(count - 1, Math.max(0, at + step));
    const top = index * this.rowHeight;
    if (top < this.frame.scrollTop) this.frame.scrollTop = top;
    const bottom = top + this.rowHeight - this.frame.clientHeight;
    if (bottom > this.frame.scrollTop) this.frame.scrollTop = bottom;
    this.choose(this.shown[count - 1 - index]);
  }
}
