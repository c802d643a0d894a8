// One websocket with several subscriptions. It connects again by itself and goes on from the last cursor.

import { NotAuthenticated, ticket } from './access.js';

const AHEAD = 2000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** The service is heard each 30 s; a connection that is silent for longer than this has died without a word. */
const LONGEST_SILENCE = 75_000;
const LISTEN = 5_000;

export class Stream {
  /** @param listener has state(name, details), refused(problem) and gap(missing) */
  constructor(listener) {
    this.listener = listener;
    this.subscriptions = new Map();
    this.pause = FIRST_PAUSE;
    this.attempt = 0;
    addEventListener('offline', () => this.lost('This device is offline.'));
    addEventListener('online', () => this.atOnce());
    setInterval(() => {
      if (this.socket && Date.now() - this.heard > LONGEST_SILENCE) this.lost('The connection fell silent.');
    }, LISTEN);
  }

  /** Takes notifications from a cursor on, or from 'recent', 'start' or 'now'. */
  subscribe(id, filter, cursor, take) {
    this.unsubscribe(id);
    const subscription = { id, filter, cursor, take, sequence: 0, acknowledged: 0 };
    this.subscriptions.set(id, subscription);
    this.begin(subscription);
  }

  unsubscribe(id) {
    if (this.subscriptions.delete(id)) this.send({ type: 'unsubscribe', id });
  }

  async connect() {
    const attempt = ++this.attempt;
    this.listener.state('connecting', {});
    try {
      const address = new URL('v1/stream', location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      address.hash = '';
      address.search = `?ticket=${encodeURIComponent(await ticket())}`;
      if (attempt === this.attempt) this.open(new WebSocket(address));
    } catch (failure) {
      if (attempt !== this.attempt) return;
      if (failure instanceof NotAuthenticated) this.listener.state('unauthenticated', {});
      else this.again('The service does not answer.');
    }
  }

  open(socket) {
    this.socket = socket;
    this.heard = Date.now();
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.pause = FIRST_PAUSE;
      this.listener.state('live', {});
      this.subscriptions.forEach((subscription) => this.begin(subscription));
    };
    socket.onmessage = (message) => {
      if (this.socket !== socket) return;
      this.heard = Date.now();
      this.receive(JSON.parse(message.data));
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (event.code === 4403) this.listener.state('withdrawn', {});
      else this.again(event.reason || 'The connection was lost.');
    };
  }

  /** The connection is dead, whatever the socket believes. */
  lost(why) {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.again(why);
  }

  /** There is a network again: no reason to wait any longer. */
  atOnce() {
    if (this.socket) return;
    this.pause = FIRST_PAUSE;
    clearTimeout(this.timer);
    this.connect();
  }

  again(why) {
    this.attempt++;
    clearTimeout(this.timer);
    const pause = this.pause * (0.75 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.listener.state('waiting', { why, until: Date.now() + pause });
    this.timer = setTimeout(() => this.connect(), pause);
  }

  begin({ id, filter, cursor }) {
    this.send({ type: 'subscribe', id, filter, cursor, window: AHEAD });
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  receive(message) {
    const subscription = this.subscriptions.get(message.subscription);
    if (!subscription) return;
    if (message.type === 'refused') {
      if (message.problem.code === 'cursor-expired' || message.problem.code === 'cursor-invalid') {
        subscription.cursor = 'recent';
        this.listener.gap([]);
        this.begin(subscription);
      } else this.listener.refused(message.problem);
      return;
    }
    if (message.type === 'unsubscribed') return;
    if (message.cursor) subscription.cursor = message.cursor;
    if (message.type === 'gap') this.listener.gap(message.missing);
    if (message.type === 'event') this.take(subscription, message);
  }

  take(subscription, { event, cursor }) {
    subscription.sequence = Number(event.sequence);
    if (subscription.sequence - subscription.acknowledged >= AHEAD / 4) {
      subscription.acknowledged = subscription.sequence;
      this.send({ type: 'ack', id: subscription.id, cursor });
    }
    subscription.take(event);
  }

  sequence(id) { return this.subscriptions.get(id)?.sequence ?? 0; }
}
