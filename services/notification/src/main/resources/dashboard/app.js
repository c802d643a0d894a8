// Wires the page: token, stream, figures, list and detail.

import * as access from './access.js';
import { Changes } from './changes.js';
import { Consortium } from './consortium.js';
import { Detail } from './detail.js';
import { byId, duration, el, number, setText } from './elements.js';
import { Filters } from './filters.js';
import { Flow } from './flow.js';
import { Stream } from './stream.js';

const STATES = {
  idle: 'not connected',
  connecting: 'connecting…',
  live: 'live',
  waiting: 'disconnected',
  unauthenticated: 'token not valid',
  withdrawn: 'access withdrawn',
};

class Page {
  constructor(consortium) {
    this.consortium = consortium;
    this.connection = { name: 'idle' };
    const named = (section, author) => consortium.named(section, author);
    this.changes = new Changes(named);
    this.card = new Changes(named);
    this.cards = 0;
    this.filters = new Filters(consortium, () => this.touch());
    this.flow = new Flow(consortium, (change) => this.select(change));
    this.detail = new Detail(consortium, {
      close: () => this.close(),
      showCard: (card) => this.filters.showCard(card),
      select: (change) => this.select(change),
      touch: () => this.touch(),
    });
    this.stream = new Stream({
      state: (name, details) => this.state(name, details),
      refused: (problem) => notice(`The stream refused: ${problem.title}. ${problem.detail}`),
      gap: () => notice('Part of the stream is no longer in the log. What is shown is not complete; the cards themselves are.'),
    });
    this.stream.subscribe('flow', {}, 'recent', (event) => { this.changes.take(event); this.touch(); });
    setText(byId('consortium'), `${consortium.tree.consortium}, version ${consortium.tree.version} · ${consortium.tree.organizations.length} organizations · ${consortium.tree.lanes} lanes`);
    setText(byId('caller'), `as ${consortium.name(consortium.caller)}`);
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && this.detail.change) this.close(); });
    setInterval(() => this.figures(), 500);
    this.stream.connect();
    this.touch();
  }

  /** Something changed: draw with the next frame. */
  touch() {
    if (this.touched) return;
    this.touched = true;
    requestAnimationFrame(() => {
      this.touched = false;
      this.draw();
    });
  }

  draw() {
    const { filters } = this;
    const shown = filters.active ? this.changes.list.filter((change) => filters.matches(change)) : this.changes.list.slice();
    this.flow.show(shown);
    this.detail.draw(this.card);
    this.empty(shown.length);
  }

  select(change) {
    if (this.detail.change?.card !== change.card) {
      this.leaveCard();
      const card = new Changes(this.card.namedBy);
      this.card = card;
      this.cards += 1;
      this.stream.subscribe(`card-${this.cards}`, { cards: [change.card] }, 'start', (event) => { card.take(event); this.touch(); });
    }
    this.detail.show(change);
    this.flow.selected = this.changes.byId.get(change.id) ?? null;
    this.touch();
  }

  leaveCard() {
    this.stream.unsubscribe(`card-${this.cards}`);
  }

  close() {
    this.leaveCard();
    this.detail.idle();
    this.flow.selected = null;
    byId('flow').focus();
    this.touch();
  }

  state(name, details) {
    this.connection = { name, ...details };
    byId('state').dataset.state = name;
    setText(byId('state-text'), STATES[name]);
    if (name === 'live') notice('');
    if (name === 'unauthenticated') askForToken('The token is not valid any more: tokens live ten minutes. Changes shown here stay; nothing new comes until you connect again.');
    if (name === 'withdrawn') notice('This organization is no longer a member. The stream has ended.');
    this.figures();
    this.touch();
  }

  figures() {
    const { counts } = this.changes;
    setText(byId('count-open'), number(counts.open));
    setText(byId('count-committed'), number(counts.committed));
    setText(byId('count-lost'), number(counts.lost));
    setText(byId('rate'), this.changes.rate().toFixed(1));
    setText(byId('latency'), duration(this.changes.median()));
    if (this.connection.name === 'waiting') {
      const seconds = Math.max(0, Math.ceil((this.connection.until - Date.now()) / 1000));
      notice(`${this.connection.why} Trying again in ${seconds} s; the stream then goes on after notification ${number(this.stream.sequence('flow'))}, nothing is skipped.`);
    }
  }

  empty(shown) {
    const frame = byId('empty');
    frame.hidden = shown > 0;
    if (shown > 0) return;
    const [title, text] = this.emptyWords();
    if (frame.dataset.title === title) return;
    frame.dataset.title = title;
    frame.replaceChildren(el('p', { class: 'hint-title' }, title), el('p', { class: 'quiet' }, text));
  }

  emptyWords() {
    if (this.changes.list.length) return ['No change matches', 'Take away a filter to see more.'];
    if (this.connection.name === 'live') return ['Connected, and all is quiet', 'As soon as an organization proposes a change that yours may hear of, it appears here.'];
    if (this.connection.name === 'waiting') return ['Not connected', 'The page tries again by itself.'];
    return ['Connecting', 'One moment.'];
  }
}

function notice(text) {
  const element = byId('notice');
  setText(element, text);
  element.hidden = !text;
}

function askForToken(why) {
  if (why) setText(byId('access-why'), why);
  byId('state').dataset.state = 'unauthenticated';
  setText(byId('state-text'), why ? STATES.unauthenticated : 'no token');
  const dialog = byId('access');
  if (!dialog.open) dialog.showModal();
}

let page = null;

async function begin() {
  if (!access.token()) {
    askForToken('');
    return;
  }
  try {
    const tree = await access.consortium();
    byId('access').close();
    if (page) page.stream.connect();
    else page = new Page(new Consortium(tree));
  } catch (failure) {
    if (failure instanceof access.NotAuthenticated) {
      access.forget();
      askForToken('This token is not valid, or no longer: tokens live ten minutes.');
    } else {
      byId('state').dataset.state = 'waiting';
      setText(byId('state-text'), STATES.waiting);
      notice('The service does not answer. Trying again in 3 s.');
      setTimeout(begin, 3000);
    }
  }
}

byId('access-form').addEventListener('submit', (event) => {
  event.preventDefault();
  access.remember(byId('token').value);
  begin();
});
addEventListener('hashchange', () => { if (location.hash.includes('token=')) begin(); });

const THEME = 'countersign.theme';
const dark = () => document.documentElement.dataset.theme
  ? document.documentElement.dataset.theme === 'dark'
  : matchMedia('(prefers-color-scheme: dark)').matches;
if (sessionStorage.getItem(THEME)) document.documentElement.dataset.theme = sessionStorage.getItem(THEME);
byId('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
  sessionStorage.setItem(THEME, document.documentElement.dataset.theme);
});

begin();
