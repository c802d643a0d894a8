// One change with its signatures, and the history of its card.

import { byId, duration, el, fullTime, number, short, timeOfDay } from './elements.js';
import { chip, WORDS } from './row.js';

const PAUSE = 400;
const MOST_VERSIONS = 200;

export class Detail {
  /** @param actions has close(), showCard(card), select(change) and touch() */
  constructor(consortium, actions) {
    this.consortium = consortium;
    this.actions = actions;
    this.frame = byId('detail');
    this.life = el('section', { 'aria-label': 'Life of the change' });
    this.history = el('section', { 'aria-label': 'History of the card' });
    this.idle();
  }

  idle() {
    this.change = null;
    this.frame.dataset.open = 'false';
    this.frame.replaceChildren(el('div', { class: 'hint' },
      el('p', { class: 'hint-title' }, 'Pick a change'),
      el('p', {}, 'to see who signed it, on which basis, why it was refused, and in which transaction it is on the ledger. With the keyboard: Tab to the list, then ↑ and ↓.'),
      el('p', { class: 'quiet' }, 'Content never comes here. This page shows codes, ids and signatures only.')));
  }

  show(change) {
    this.change = change;
    this.drawn = -1;
    this.drawnHistory = -1;
    this.frame.dataset.open = 'true';
    this.frame.replaceChildren(this.life, this.history);
    this.frame.scrollTop = 0;
  }

  /** Draws what is new. @param history the changes of this card, the newest last, and whether all of it came */
  draw(history) {
    if (!this.change) return;
    if (this.drawn !== this.change.version) {
      this.drawn = this.change.version;
      const open = new Set([...this.life.querySelectorAll('details[open]')].map((each) => each.dataset.step));
      this.life.replaceChildren(this.head(), this.facts(), this.story(open));
    }
    const version = history.list.reduce((sum, change) => sum + change.version, history.list.length);
    if (this.drawnHistory === version) return;
    const wait = this.drawnAt + PAUSE - performance.now();
    if (this.drawnHistory > 0 && wait > 0) {
      this.again ??= setTimeout(() => { this.again = null; this.actions.touch(); }, wait);
      return;
    }
    this.drawnHistory = version;
    this.drawnAt = performance.now();
    this.history.replaceChildren(...this.versions(history.list));
  }

  head() {
    const { change } = this;
    return el('div', { class: 'detail-head' },
      el('div', {},
        el('p', { class: 'overline' }, el('span', { class: 'section', 'data-section': change.section }, change.section), ` change ${short(change.id)}`),
        el('h2', { 'data-stage': change.stage }, this.title())),
      el('button', { class: 'plain close', type: 'button', 'aria-label': 'Close', onclick: () => this.actions.close() }, '✕'));
  }

  title() {
    const { change } = this;
    const took = Number.isFinite(change.latency) ? ` in ${duration(change.latency)}` : '';
    return {
      submitted: 'In review',
      decided: 'Decided, waiting for seals',
      sealed: 'Sealed, on its way to the ledger',
      committed: `Committed${took}`,
      rejected: `Rejected${took}`,
      expired: 'Expired',
    }[change.stage];
  }

  facts() {
    const { change } = this;
    const submitted = change.step('submitted');
    const rows = [
      ['Author', this.consortium.name(change.author)],
      ['Card', el('button', { class: 'link mono', type: 'button', title: 'Show only this card', onclick: () => this.actions.showCard(change.card) }, change.card)],
      ['Change', el('span', { class: 'mono wrap' }, change.id)],
    ];
    if (submitted) {
      const { policy, deadline, touches, replaces, opens } = submitted.data;
      rows.push(['Policy', el('span', { class: 'mono wrap' }, policy)]);
      rows.push(['Touches', `${touches} ${touches === 1 ? 'thing' : 'things'}, ${replaces} of them replaced${opens === 'nothing' ? '' : `; opens the ${opens}`}`]);
      rows.push(['Answers until', fullTime(Date.parse(deadline))]);
    }
    return el('dl', { class: 'facts' }, ...rows.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))));
  }

  story(open) {
    const { change } = this;
    const awaited = change.ended || change.step('decided') ? [] : change.named.filter((id) => !change.answers.has(id));
    const order = ['submitted', 'approved', 'refused', 'decided', 'sealed', 'committed', 'rejected', 'expired'];
    const steps = change.story.sort((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind));
    const items = steps.map((step) => this.step(step, open.has(step.id)));
    if (awaited.length) {
      items.push(el('li', { class: 'step', 'data-kind': 'awaited' },
        el('p', { class: 'step-title' }, 'Awaited'),
        el('p', { class: 'chips' }, ...awaited.map((id) => chip(this.consortium.name(id))))));
    }
    return el('ol', { class: 'story' }, ...items);
  }

  step(step, open) {
    const kind = step.kind === 'approved' ? step.data.basis : step.kind;
    const after = step.at - this.change.first;
    return el('li', { class: 'step', 'data-kind': kind },
      el('p', { class: 'step-title' }, this.stepTitle(step),
        el('time', { class: 'quiet', title: fullTime(step.at) }, step.kind === 'submitted' ? timeOfDay(step.at) : `+${duration(after)}`)),
      ...this.stepBody(step),
      step.data.signature
        ? el('details', { 'data-step': step.id, open }, el('summary', {}, 'signature'), el('code', { class: 'wrap' }, step.data.signature))
        : null);
  }

  stepTitle({ kind, data }) {
    const name = data.organization ? this.consortium.name(data.organization) : '';
    return {
      submitted: `${this.consortium.name(data.author)} submitted`,
      approved: `${name} approved`,
      refused: `${name} refused`,
      decided: 'The quorum is complete',
      sealed: 'The batch has enough seals',
      committed: 'On the ledger',
      rejected: 'Rejected for good',
      expired: 'The deadline passed',
    }[kind];
  }

  stepBody({ kind, data }) {
    const names = (ids) => ids.map((id) => this.consortium.name(id)).join(', ');
    switch (kind) {
      case 'submitted': return [el('p', { class: 'quiet' }, `The policy names ${names(data.awaiting) || 'nobody'}.`)];
      case 'approved': return [el('p', { class: 'quiet' }, WORDS[data.basis].replace('approved, ', '')), ...this.findings(data.remarks, 'remark')];
      case 'refused': return this.findings(data.reasons, 'reason');
      case 'decided': return [el('p', { class: 'quiet' }, `${names(data.approving)} approved.`)];
      case 'sealed': return [el('p', { class: 'quiet' }, `${names(data.organizations)} sealed batch ${number(data.batch)} of lane ${data.lane}${data.attempt > 1 ? `, attempt ${data.attempt}` : ''}.`)];
      case 'committed': return [
        el('p', { class: 'quiet' }, `Block ${number(data.height)}, batch ${number(data.batch)} of lane ${data.lane}, transaction`),
        el('code', { class: 'wrap' }, data.transaction)];
      case 'rejected': return [el('ul', { class: 'findings', 'data-kind': 'reason' }, el('li', {}, el('code', {}, data.code), ' ', data.sentence ?? this.consortium.sentence(data.code), this.evidence(data.evidence, names)))];
      default: return [el('p', { class: 'quiet' }, `Until ${fullTime(Date.parse(data.deadline))} the quorum was not complete.`)];
    }
  }

  evidence(evidence, names) {
    const who = evidence.refusing ?? evidence.objecting;
    const other = evidence.winner ?? evidence.requirement;
    const text = who ? names(who) : `change ${short(other)}`;
    return el('span', { class: 'quiet' }, ` (${text}${evidence.condition ? `: ${evidence.condition}` : ''})`);
  }

  findings(findings, kind) {
    if (!findings.length) return [];
    return [el('ul', { class: 'findings', 'data-kind': kind }, ...findings.map((finding) => el('li', {},
      el('code', {}, finding.code), ' ', finding.sentence ?? this.consortium.sentence(finding.code),
      finding.pointer ? el('span', { class: 'mono quiet' }, ` at ${finding.pointer}`) : null)))];
  }

  versions(list) {
    const newest = list.slice(-MOST_VERSIONS).reverse();
    const committed = list.filter((change) => change.stage === 'committed').length;
    return [
      el('h3', {}, `Card ${short(this.change.card)}`),
      el('p', { class: 'quiet' }, `${number(list.length)} ${list.length === 1 ? 'change' : 'changes'} since the stream began, ${number(committed)} committed. Newest first.`),
      el('ol', { class: 'versions' }, ...newest.map((change) => this.versionOf(change))),
      list.length > MOST_VERSIONS ? el('p', { class: 'quiet' }, `${number(list.length - MOST_VERSIONS)} older ones are not shown.`) : '',
    ];
  }

  versionOf(change) {
    const committed = change.step('committed');
    const sealed = change.step('sealed');
    const answers = [...change.answers.keys()].sort().map((id) => {
      const element = chip(this.consortium.shortName(id), change.answer(id));
      element.title = `${this.consortium.name(id)}: ${WORDS[change.answer(id)]}`;
      return element;
    });
    return el('li', { 'data-stage': change.stage, 'aria-current': change.id === this.change.id ? 'true' : null },
      el('button', { class: 'version', type: 'button', onclick: () => this.actions.select(change) },
        el('span', { class: 'version-line' },
          el('span', { class: 'section', 'data-section': change.section }, change.section),
          el('strong', {}, this.consortium.name(change.author)),
          el('time', { class: 'quiet' }, timeOfDay(change.first))),
        el('span', { class: 'chips' }, ...answers),
        el('span', { class: 'mono quiet' }, committed
          ? `tx ${short(committed.data.transaction)} · block ${number(committed.data.height)}${sealed ? ` · sealed by ${sealed.data.organizations.length}` : ''}`
          : `${change.stage} · change ${short(change.id)}`)));
  }
}
