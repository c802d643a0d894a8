// One change in the list. A row is reused for other changes as the list scrolls.

import { duration, el, number, setText, short, timeOfDay } from './elements.js';

const STAGE = { submitted: 'in review', decided: 'decided', sealed: 'sealed', committed: 'committed', rejected: 'rejected', expired: 'expired' };

export class Row {
  constructor(consortium) {
    this.consortium = consortium;
    this.section = el('span', { class: 'section' });
    this.time = el('time', { class: 'quiet' });
    this.author = el('strong', { class: 'author' });
    this.card = el('span', { class: 'mono quiet' });
    this.chips = el('span', { class: 'chips' });
    this.note = el('span', { class: 'note' });
    this.track = el('span', { class: 'track', 'aria-hidden': 'true' }, ...[1, 2, 3, 4].map(() => el('i')));
    this.stage = el('span', { class: 'stage' });
    this.fact = el('span', { class: 'fact mono quiet' });
    this.element = el('div', { class: 'row', role: 'option', 'aria-selected': 'false' },
      el('span', { class: 'cell what' }, this.section, this.time),
      el('span', { class: 'cell who' }, this.author, this.card),
      el('span', { class: 'cell answers' }, this.chips, this.note),
      el('span', { class: 'cell end' }, el('span', { class: 'line' }, this.stage, this.track), this.fact));
  }

  /** Shows a change; does nothing if it shows just that already. */
  show(change, index, selected) {
    if (this.index !== index) {
      this.index = index;
      this.element.style.setProperty('--index', index);
    }
    if (this.change === change && this.version === change.version && this.selected === selected) return;
    const same = this.change === change;
    Object.assign(this, { change, version: change.version, selected });
    this.element.id = `change-${change.id}`;
    this.element.dataset.section = change.section;
    this.element.dataset.stage = change.stage;
    this.element.setAttribute('aria-selected', String(selected));
    if (!same) this.showSubject(change);
    this.showAnswers(change, same);
    this.showStage(change);
  }

  showSubject(change) {
    setText(this.section, change.section);
    setText(this.time, timeOfDay(change.first));
    setText(this.author, this.consortium.name(change.author));
    setText(this.card, `card ${short(change.card)}`);
  }

  showAnswers(change, same) {
    const organizations = [...new Set([...change.named, ...change.answers.keys()])];
    if (!same || this.chips.childElementCount !== organizations.length) {
      this.chips.replaceChildren(...organizations.map((id) => chip(this.consortium.shortName(id))));
    }
    organizations.forEach((id, index) => {
      const element = this.chips.children[index];
      const answer = change.answer(id);
      const state = answer === 'awaited' && change.ended ? 'unneeded' : answer;
      if (element.dataset.answer !== state) element.dataset.answer = state;
      element.title = `${this.consortium.name(id)}: ${WORDS[state]}`;
    });
    setText(this.note, note(change, this.consortium));
  }

  showStage(change) {
    setText(this.stage, STAGE[change.stage]);
    this.track.dataset.progress = change.progress || change.story.length && 1;
    setText(this.fact, fact(change));
    this.element.setAttribute('aria-label', `${change.section} change by ${this.consortium.name(change.author)}, ${STAGE[change.stage]}. ${this.note.textContent}`);
  }
}

export const WORDS = {
  awaited: 'awaited',
  unneeded: 'did not answer before the end',
  content: 'approved, having read the content',
  header: 'approved, having checked what it may see',
  refused: 'refused',
};

export function chip(text, answer = 'awaited') {
  return el('span', { class: 'chip', 'data-answer': answer }, el('span', { class: 'sign', 'aria-hidden': 'true' }), el('span', { class: 'chip-name' }, text));
}

function note(change, consortium) {
  const refusal = change.refusals[0];
  if (refusal) {
    const reason = refusal.data.reasons[0];
    return `${consortium.name(refusal.data.organization)} refused: ${reason.sentence ?? consortium.sentence(reason.code)}`;
  }
  const rejected = change.step('rejected');
  return rejected ? rejected.data.sentence ?? consortium.sentence(rejected.data.code) : '';
}

function fact(change) {
  const committed = change.step('committed');
  if (committed) {
    const latency = Number.isFinite(change.latency) ? ` · ${duration(change.latency)}` : '';
    return `${short(committed.data.transaction)} · block ${number(committed.data.height)}${latency}`;
  }
  if (change.lost) return duration(change.latency);
  const sealed = change.step('sealed');
  if (sealed) return `${sealed.data.organizations.length} seals · batch ${number(sealed.data.batch)}`;
  const missing = change.named.filter((id) => !change.answers.has(id)).length;
  return missing && !change.step('decided') ? `${change.named.length - missing} of ${change.named.length} answered` : '';
}
