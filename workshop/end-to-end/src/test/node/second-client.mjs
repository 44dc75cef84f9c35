// A second client, which shares nothing with the others: written from docs/protocol.md alone, in another language, on no
// library. People talk in groups and in pairs over all gateways, cut their sockets now and then, and in the end compare what they heard live,
// what they were told in acks, and what history says.
//
//   node --experimental-websocket second-client.mjs SECONDS GATEWAY_URL...
//
// It ends with status 0 if every promise held, 1 if one did not, 2 if it could not begin.

const [seconds, ...gateways] = [Number(process.argv[2]), ...process.argv.slice(3)];
const PEOPLE = 12;
const GROUPS = 3;
const SENDS_PER_SECOND = 40;
const CUT_EVERY_MS = 1_500;
const SETTLE_MS = 120_000;
const PASSWORD = 'a horse of another colour';

const broken = [];
const violation = text => broken.length < 50 && broken.push(text);
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
const pick = list => list[Math.floor(Math.random() * list.length)];

/** Of version 7, so that a repeat is known for ever. */
function newId() {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = crypto.randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

async function call(person, method, path, body) {
  for (let attempt = 0; ; attempt++) {
    const gateway = gateways[(person.turn + attempt) % gateways.length];
    try {
      const answer = await fetch(gateway + path, {
        method,
        headers: {
          'Content-Type': 'application/json',
          'X-Refresh-Token': 'body',
          ...(person.token && { Authorization: `Bearer ${person.token}` }),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status < 500) {
        if (!answer.ok) throw new Refused(`${method} ${path}: ${answer.status} ${await answer.text()}`);
        return await answer.json();
      }
    } catch (failure) {
      if (failure instanceof Refused || attempt > 60) throw failure;
    }
    await sleep(1_000);
  }
}

class Refused extends Error {}

/** What one person knows of one conversation. */
class Log {
  cursor = 0;
  events = [];
  held = new Map();

  /** Takes an event; false if there is a gap before it. */
  take(event) {
    if (event.seq <= this.cursor) {
      const known = this.events[event.seq - 1];
      const empty = known.kind === 'void' || event.kind === 'void';
      if (!empty && JSON.stringify(known) !== JSON.stringify(event)) violation(`told twice and differently: ${JSON.stringify([known, event])}`);
      return true;
    }
    this.held.set(event.seq, event);
    for (let next; (next = this.held.get(this.cursor + 1)); ) {
      this.held.delete(next.seq);
      this.events.push(next);
      this.cursor = next.seq;
    }
    return this.held.size === 0;
  }
}

class Person {
  logs = new Map();
  waiting = new Map();
  sent = [];
  socket = null;
  ended = false;

  constructor(number) {
    this.turn = number;
  }

  async register() {
    const username = `second-${Date.now().toString(36)}-${this.turn}`;
    const session = await call(this, 'POST', '/api/auth/register', { username, password: PASSWORD, displayName: `Second ${this.turn}` });
    this.id = session.user.id;
    this.token = session.accessToken;
    return this;
  }

  joins(conversation) {
    this.logs.set(conversation, new Log());
  }

  connect() {
    if (this.ended) return;
    const url = gateways[this.turn++ % gateways.length].replace('http', 'ws') + '/ws';
    const carrier = encodeURIComponent(`quarkus-http-upgrade#Authorization#Bearer ${this.token}`);
    const socket = new WebSocket(url, ['parley.v1', carrier]);
    let comeBackAfter = Math.random() * 1_000;
    socket.onmessage = message => {
      const frame = JSON.parse(message.data);
      if (frame.type === 'goodbye') comeBackAfter = frame.after;
      else if (socket === this.socket || frame.type === 'ack') this.hear(frame);
    };
    socket.onopen = () => {
      this.socket = socket;
      this.sync([...this.logs.keys()]);
      this.waiting.forEach(send => this.write(send));
    };
    const over = () => {
      socket.onclose = socket.onerror = null;
      if (this.socket === socket) this.socket = null;
      setTimeout(() => this.connect(), comeBackAfter);
    };
    // A connection that was refused may end without a close.
    socket.onclose = socket.onerror = over;
  }

  hear(frame) {
    const log = this.logs.get(frame.conversation);
    switch (frame.type) {
      case 'event': {
        const { type, conversation, ...event } = frame;
        if (log && !log.take(event)) this.sync([conversation]);
        break;
      }
      case 'synced':
        if (log && frame.more) this.page(frame.conversation, log);
        break;
      case 'heads': {
        const behind = Object.entries(frame.heads).filter(([id, seq]) => (this.logs.get(id)?.cursor ?? Infinity) < seq);
        if (behind.length) this.sync(behind.map(([id]) => id));
        break;
      }
      case 'ack': {
        const send = this.waiting.get(frame.id);
        if (send) send.acked = true;
        this.waiting.delete(frame.id);
        break;
      }
      case 'error':
        this.refused(frame);
        break;
    }
  }

  /** What may pass is sent again, and all behind it, in the order of writing. */
  refused(frame) {
    const send = this.waiting.get(frame.id);
    if (!send) return;
    if (frame.code === 'unavailable' || frame.code === 'rate_limited') {
      const way = send.conversation;
      this.again ??= new Map();
      if (!this.again.has(way)) {
        this.again.set(
          way,
          setTimeout(() => {
            this.again.delete(way);
            this.waiting.forEach(other => other.conversation === way && this.write(other));
          }, 1_000 * (frame.retryAfter ?? 1)),
        );
      }
    } else {
      send.refused = frame.code;
      this.waiting.delete(frame.id);
    }
  }

  async page(conversation, log) {
    const page = await call(this, 'GET', `/api/conversations/${conversation}/events?after=${log.cursor}&limit=200`);
    page.events.forEach(({ type, conversation: _, state, ...event }) => log.take(event));
    this.sync([conversation]);
  }

  sync(conversations) {
    const cursors = Object.fromEntries(conversations.map(id => [id, this.logs.get(id).cursor]));
    this.frame({ type: 'sync', cursors });
  }

  say(conversation) {
    const send = { id: newId(), conversation, text: `${this.turn} says ${Math.random()}`, acked: false };
    this.sent.push(send);
    this.waiting.set(send.id, send);
    this.write(send);
  }

  write({ id, conversation, text }) {
    this.frame({ type: 'send', id, conversation, text });
  }

  frame(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  close() {
    this.ended = true;
    this.socket?.close();
  }
}

async function history(person, conversation) {
  const events = [];
  for (;;) {
    const page = await call(person, 'GET', `/api/conversations/${conversation}/events?after=${events.length}&limit=200`);
    if (page.events.length === 0) return events;
    events.push(...page.events.map(({ type, conversation: _, state, ...event }) => event));
  }
}

/** What counts: an event whose sender and id were seen before says nothing, just as a void. */
function meaning(events) {
  const seen = new Set();
  return events.map(event => {
    const name = `${event.sender} ${event.id}`;
    if (event.kind === 'void' || seen.has(name)) return `${event.seq} says nothing`;
    seen.add(name);
    return JSON.stringify(event);
  });
}

function compare(people, conversation, events) {
  events.forEach((event, index) => event.seq === index + 1 || violation(`${conversation}: seq ${event.seq} at place ${index + 1}`));
  const places = new Map();
  for (const event of events.filter(one => one.kind === 'message')) {
    const name = `${event.sender} ${event.id}`;
    if (places.has(name)) violation(`${conversation}: ${name} stands at ${places.get(name).seq} and at ${event.seq}`);
    places.set(name, event);
  }
  const said = meaning(events);
  for (const person of people.filter(one => one.logs.has(conversation))) {
    const log = person.logs.get(conversation);
    const heard = meaning(log.events);
    const at = said.findIndex((event, index) => event !== heard[index]);
    if (at >= 0 || heard.length > said.length) violation(`${conversation}: ${person.id} heard ${heard[at]} where history has ${said[at]}`);
    let before = 0;
    for (const send of person.sent.filter(one => one.conversation === conversation)) {
      const kept = places.get(`${person.id} ${send.id}`);
      if (send.acked && kept?.text !== send.text) violation(`${conversation}: ${send.id} was acked and is not in history as it was`);
      if (send.refused && kept) violation(`${conversation}: ${send.id} was refused (${send.refused}) and is in history`);
      if (kept && kept.seq < before) violation(`${conversation}: ${send.id} has seq ${kept.seq}, what was written before it ${before}`);
      before = Math.max(before, kept?.seq ?? 0);
    }
  }
}

async function until(condition) {
  const deadline = Date.now() + SETTLE_MS;
  while (!condition() && Date.now() < deadline) await sleep(200);
  return condition();
}

async function talk(people) {
  let cutAt = Date.now() + CUT_EVERY_MS;
  for (const end = Date.now() + 1_000 * seconds; Date.now() < end; await sleep(1_000 / SENDS_PER_SECOND)) {
    const person = pick(people);
    person.say(pick([...person.logs.keys()]));
    if (Date.now() > cutAt) {
      pick(people).socket?.close();
      cutAt += CUT_EVERY_MS;
    }
  }
}

async function run() {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, number) => new Person(number).register()));
  const bodies = Array.from({ length: GROUPS }, (_, number) => {
    const members = people.filter((_, index) => index % GROUPS !== number || index < GROUPS);
    return { members, body: { type: 'group', title: `Second ${number}`, members: members.slice(1).map(one => one.id) } };
  });
  for (let i = 0; i + 1 < PEOPLE; i += 2) {
    bodies.push({ members: [people[i], people[i + 1]], body: { type: 'direct', members: [people[i + 1].id] } });
  }
  for (const { members, body } of bodies) {
    const { id } = await call(members[0], 'POST', '/api/conversations', body);
    members.forEach(member => member.joins(id));
  }
  people.forEach(person => person.connect());
  await talk(people);
  if (!(await until(() => people.every(person => person.socket && person.waiting.size === 0)))) {
    violation(`${people.reduce((sum, person) => sum + person.waiting.size, 0)} sends were never answered`);
  }
  const conversations = new Set(people.flatMap(person => [...person.logs.keys()]));
  const deadline = Date.now() + SETTLE_MS;
  let events = 0;
  for (const conversation of conversations) {
    const members = people.filter(person => person.logs.has(conversation));
    // History is written behind the log, and a lost last event is noticed within 30 s.
    let stored = await history(members[0], conversation);
    while (Date.now() < deadline && !members.every(person => person.logs.get(conversation).cursor === stored.length)) {
      await sleep(500);
      stored = await history(members[0], conversation);
    }
    compare(people, conversation, stored);
    events += stored.length;
  }
  people.forEach(person => person.close());
  const sent = people.flatMap(person => person.sent);
  console.log(`${sent.length} sends, ${sent.filter(send => send.acked).length} acked, ${events} events, ${broken.length} promises broken`);
  broken.forEach(text => console.log(text));
  return broken.length ? 1 : 0;
}

run().then(
  status => process.exit(status),
  failure => {
    console.error(failure);
    process.exit(2);
  },
);
