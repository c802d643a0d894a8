// Which of the changes are shown. The stream itself is not filtered, so that every figure stays true.

import { byId, el } from './elements.js';

const STATES = [
  ['', 'every state', () => true],
  ['open', 'in flight', (change) => !change.ended],
  ['committed', 'committed', (change) => change.stage === 'committed'],
  ['lost', 'rejected or expired', (change) => change.lost],
  ['refused', 'refused by somebody', (change) => change.refusals.length > 0],
];

export class Filters {
  constructor(consortium, changed) {
    this.sections = new Set();
    this.organization = '';
    this.state = '';
    this.card = '';
    this.changed = changed;
    this.draw(consortium);
  }

  draw(consortium) {
    const sections = [...consortium.sections.keys()].map((id) => this.section(id));
    const organizations = this.choice('Organization',
      [['', 'every organization'], ...consortium.tree.organizations.map((each) => [each.id, each.name])],
      (value) => { this.organization = value; });
    const states = this.choice('State', STATES.map(([id, text]) => [id, text]), (value) => { this.state = value; });
    this.cardChip = el('button', { class: 'toggle card-filter', type: 'button', hidden: true, onclick: () => this.showCard('') });
    byId('filters').replaceChildren(...sections, organizations, states, this.cardChip);
  }

  section(id) {
    const button = el('button', { class: 'toggle', type: 'button', 'aria-pressed': 'false', 'data-section': id }, id);
    button.addEventListener('click', () => {
      const on = !this.sections.has(id);
      if (on) this.sections.add(id);
      else this.sections.delete(id);
      button.setAttribute('aria-pressed', String(on));
      this.changed();
    });
    return button;
  }

  choice(label, options, set) {
    const select = el('select', { 'aria-label': label }, ...options.map(([value, text]) => el('option', { value }, text)));
    select.addEventListener('change', () => { set(select.value); this.changed(); });
    return select;
  }

  showCard(card) {
    this.card = card;
    this.cardChip.hidden = !card;
    this.cardChip.textContent = card ? `card ${card.slice(0, 8)} ✕` : '';
    this.cardChip.setAttribute('aria-label', 'Show all cards again');
    this.changed();
  }

  get active() {
    return this.sections.size > 0 || this.organization !== '' || this.state !== '' || this.card !== '';
  }

  matches(change) {
    return (this.sections.size === 0 || this.sections.has(change.section))
      && (!this.card || change.card === this.card)
      && (!this.organization || change.author === this.organization || change.answers.has(this.organization))
      && STATES.find(([id]) => id === this.state)[2](change);
  }
}
