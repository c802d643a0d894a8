// What the stream has told so far, as changes. Bounded: the oldest changes are forgotten.

const LIMIT = 2000;
const STAGES = ['submitted', 'decided', 'sealed', 'committed'];
const ENDS = new Set(['committed', 'rejected', 'expired']);

export class Change {
  constructor(event, named) {
    const { change, card, section, author } = event.data;
    Object.assign(this, { id: change, card, section, author, named });
    this.first = Date.parse(event.time);
    this.stage = 'submitted';
    this.answers = new Map();
    this.steps = new Map();
    this.version = 0;
  }

  /** Takes a step of its life; the same step twice is one step. */
  take(event) {
    if (this.steps.has(event.id)) return false;
    const kind = event.type.split('.')[2];
    const step = { kind, id: event.id, at: Date.parse(event.time), data: event.data };
    this.steps.set(event.id, step);
    this.version += 1;
    if (kind === 'submitted') {
      this.first = step.at;
      this.named = event.data.awaiting;
      this.whole = true;
    } else if (kind === 'approved' || kind === 'refused') {
      this.answers.set(event.data.organization, step);
    } else if (!ENDS.has(this.stage)) {
      this.stage = kind;
    }
    if (ENDS.has(kind)) this.last = step.at;
    return true;
  }

  /** What an organization has said: awaited, content, header or refused. */
  answer(organization) {
    const step = this.answers.get(organization);
    if (!step) return 'awaited';
    return step.kind === 'refused' ? 'refused' : step.data.basis;
  }

  /** How far it is, from 1 to 4. */
  get progress() { return STAGES.indexOf(this.stage) + 1; }

  get ended() { return ENDS.has(this.stage); }

  get lost() { return this.stage === 'rejected' || this.stage === 'expired'; }

  get refusals() { return [...this.answers.values()].filter((step) => step.kind === 'refused'); }

  step(kind) { return [...this.steps.values()].find((step) => step.kind === kind); }

  get story() { return [...this.steps.values()]; }

  get latency() { return this.whole && this.last ? this.last - this.first : NaN; }
}

export class Changes {
  constructor(namedBy) {
    this.namedBy = namedBy;
    this.byId = new Map();
    this.list = [];
    this.counts = { open: 0, committed: 0, lost: 0 };
    this.commits = [];
    this.latencies = [];
    this.latest = 0;
    this.arrived = 0;
  }

  take(event) {
    const at = Date.parse(event.time);
    if (at >= this.latest) {
      this.latest = at;
      this.arrived = performance.now();
    }
    let change = this.byId.get(event.data.change);
    if (!change) {
      change = new Change(event, this.namedBy(event.data.section, event.data.author));
      this.byId.set(change.id, change);
      this.list.push(change);
      this.counts.open += 1;
      this.trim();
    }
    const before = change.ended;
    if (change.take(event) && !before && change.ended) this.end(change);
    return change;
  }

  end(change) {
    this.counts.open -= 1;
    if (change.lost) {
      this.counts.lost += 1;
      return;
    }
    this.counts.committed += 1;
    this.commits.push(change.last);
    if (Number.isFinite(change.latency)) this.latencies.push(change.latency);
    if (this.latencies.length > 400) this.latencies.splice(0, 200);
  }

  trim() {
    if (this.list.length <= LIMIT * 1.1) return;
    for (const old of this.list.splice(0, this.list.length - LIMIT)) {
      this.byId.delete(old.id);
      if (!old.ended) this.counts.open -= 1;
    }
  }

  /** Commits per second over the last ten seconds, by the log's clock: the one here may be wrong. */
  rate() {
    const now = this.latest + performance.now() - this.arrived;
    this.commits = this.commits.filter((at) => at > now - 10_000);
    return this.commits.length / 10;
  }

  median() {
    const sorted = [...this.latencies].sort((a, b) => a - b);
    return sorted.length ? sorted[Math.floor(sorted.length / 2)] : NaN;
  }
}
