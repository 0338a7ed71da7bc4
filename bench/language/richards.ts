/**
 * Richards: the kernel of a small operating system: tasks with priorities that send packets to each other.
 *
 * The problem is Martin Richards', as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

const DATA_SIZE = 4;
const IDLE_RUNS = 10_000;

const TaskId = { idler: 0, worker: 1, handlerA: 2, handlerB: 3, deviceA: 4, deviceB: 5 } as const;
type TaskId = (typeof TaskId)[keyof typeof TaskId];
const TASKS = 6;

type PacketKind = 'device' | 'work';

class Packet {
  link: Packet | null;
  /** The receiver; once it is queued there, the sender. */
  identity: TaskId;
  readonly kind: PacketKind;
  datum = 0;
  readonly data = new Array<number>(DATA_SIZE).fill(0);

  constructor(link: Packet | null, identity: TaskId, kind: PacketKind) {
    this.link = link;
    this.identity = identity;
    this.kind = kind;
  }
}

/** Puts a packet at the end of a queue; the queue's new head. */
function append(packet: Packet, head: Packet | null): Packet {
  packet.link = null;
  if (head === null) return packet;
  let last = head;
  while (last.link !== null) last = last.link;
  last.link = packet;
  return head;
}

class TaskState {
  packetPending = false;
  waiting = false;
  holding = false;

  static waiting(): TaskState {
    const state = new TaskState();
    state.waiting = true;
    return state;
  }

  static waitingWithPacket(): TaskState {
    const state = TaskState.waiting();
    state.packetPending = true;
    return state;
  }

  get isHoldingOrWaiting(): boolean {
    return this.holding || (!this.packetPending && this.waiting);
  }

  get isWaitingWithPacket(): boolean {
    return this.packetPending && this.waiting && !this.holding;
  }

  /** Runs on, with or without a packet left. */
  run(packetPending: boolean): void {
    this.packetPending = packetPending;
    this.waiting = false;
    this.holding = false;
  }
}

interface TaskOptions {
  readonly scheduler: Scheduler;
  readonly identity: TaskId;
  readonly priority: number;
  readonly queue: Packet | null;
  readonly state: TaskState;
}

abstract class Task {
  readonly link: Task | null;
  readonly identity: TaskId;
  readonly priority: number;
  readonly state: TaskState;
  protected readonly scheduler: Scheduler;
  #queue: Packet | null;

  constructor({ scheduler, identity, priority, queue, state }: TaskOptions) {
    this.link = scheduler.add(identity, this);
    this.scheduler = scheduler;
    this.identity = identity;
    this.priority = priority;
    this.state = state;
    this.#queue = queue;
  }

  /** Does the task's part with a packet or without; the task that goes on. */
  protected abstract process(packet: Packet | null): Task | null;

  /** Takes a packet in; the task that goes on: this one when it is more important than the one that runs. */
  receive(packet: Packet, current: Task): Task {
    if (this.#queue === null) {
      this.#queue = packet;
      this.state.packetPending = true;
      if (this.priority > current.priority) return this;
    } else {
      this.#queue = append(packet, this.#queue);
    }
    return current;
  }

  run(): Task | null {
    if (!this.state.isWaitingWithPacket) return this.process(null);
    const packet = this.#queue;
    this.#queue = packet?.link ?? null;
    this.state.run(this.#queue !== null);
    return this.process(packet);
  }
}

class IdleTask extends Task {
  #control = 1;
  #runs = IDLE_RUNS;

  protected override process(): Task | null {
    this.#runs--;
    if (this.#runs === 0) return this.scheduler.holdSelf();
    if ((this.#control & 1) === 0) {
      this.#control /= 2;
      return this.scheduler.release(TaskId.deviceA);
    }
    this.#control = (this.#control / 2) ^ 53256;
    return this.scheduler.release(TaskId.deviceB);
  }
}

class WorkerTask extends Task {
  #destination: TaskId = TaskId.handlerA;
  #letter = 0;

  protected override process(packet: Packet | null): Task | null {
    if (packet === null) return this.scheduler.markWaiting();
    this.#destination = this.#destination === TaskId.handlerA ? TaskId.handlerB : TaskId.handlerA;
    packet.identity = this.#destination;
    packet.datum = 0;
    for (let i = 0; i < DATA_SIZE; i++) {
      this.#letter = this.#letter === 26 ? 1 : this.#letter + 1;
      packet.data[i] = 64 + this.#letter;
    }
    return this.scheduler.queue(packet);
  }
}

class HandlerTask extends Task {
  #work: Packet | null = null;
  #device: Packet | null = null;

  protected override process(packet: Packet | null): Task | null {
    if (packet?.kind === 'work') this.#work = append(packet, this.#work);
    else if (packet?.kind === 'device') this.#device = append(packet, this.#device);

    const work = this.#work;
    if (work === null) return this.scheduler.markWaiting();
    const position = work.datum;
    if (position >= DATA_SIZE) {
      this.#work = work.link;
      return this.scheduler.queue(work);
    }
    const device = this.#device;
    if (device === null) return this.scheduler.markWaiting();
    this.#device = device.link;
    device.datum = work.data[position];
    work.datum = position + 1;
    return this.scheduler.queue(device);
  }
}

class DeviceTask extends Task {
  #pending: Packet | null = null;

  protected override process(packet: Packet | null): Task | null {
    if (packet !== null) {
      this.#pending = packet;
      return this.scheduler.holdSelf();
    }
    const pending = this.#pending;
    if (pending === null) return this.scheduler.markWaiting();
    this.#pending = null;
    return this.scheduler.queue(pending);
  }
}

class Scheduler {
  queuedPackets = 0;
  holds = 0;
  readonly #tasks = new Array<Task | null>(TASKS).fill(null);
  #newest: Task | null = null;
  #current: Task | null = null;

  /** Adds a task to the table; the one that was added before it. */
  add(identity: TaskId, task: Task): Task | null {
    const before = this.#newest;
    this.#newest = task;
    this.#tasks[identity] = task;
    return before;
  }

  schedule(): void {
    this.#current = this.#newest;
    while (this.#current !== null) {
      const task = this.#current;
      this.#current = task.state.isHoldingOrWaiting ? task.link : task.run();
    }
  }

  holdSelf(): Task | null {
    this.holds++;
    const current = this.#running();
    current.state.holding = true;
    return current.link;
  }

  markWaiting(): Task {
    const current = this.#running();
    current.state.waiting = true;
    return current;
  }

  release(identity: TaskId): Task {
    const task = this.#find(identity);
    const current = this.#running();
    task.state.holding = false;
    return task.priority > current.priority ? task : current;
  }

  queue(packet: Packet): Task {
    const receiver = this.#find(packet.identity);
    const current = this.#running();
    this.queuedPackets++;
    packet.link = null;
    packet.identity = current.identity;
    return receiver.receive(packet, current);
  }

  #find(identity: TaskId): Task {
    const task = this.#tasks[identity];
    if (task === null) throw new Error(`there is no task ${identity}`);
    return task;
  }

  #running(): Task {
    if (this.#current === null) throw new Error('no task is running');
    return this.#current;
  }
}

function packets(count: number, identity: TaskId, kind: PacketKind): Packet | null {
  let queue: Packet | null = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, identity, kind);
  return queue;
}

function simulate(): boolean {
  const scheduler = new Scheduler();
  const { idler, worker, handlerA, handlerB, deviceA, deviceB } = TaskId;
  new IdleTask({ scheduler, identity: idler, priority: 0, queue: null, state: new TaskState() });
  new WorkerTask({
    scheduler,
    identity: worker,
    priority: 1000,
    queue: packets(2, worker, 'work'),
    state: TaskState.waitingWithPacket(),
  });
  new HandlerTask({
    scheduler,
    identity: handlerA,
    priority: 2000,
    queue: packets(3, deviceA, 'device'),
    state: TaskState.waitingWithPacket(),
  });
  new HandlerTask({
    scheduler,
    identity: handlerB,
    priority: 3000,
    queue: packets(3, deviceB, 'device'),
    state: TaskState.waitingWithPacket(),
  });
  const state = TaskState.waiting;
  new DeviceTask({ scheduler, identity: deviceA, priority: 4000, queue: null, state: state() });
  new DeviceTask({ scheduler, identity: deviceB, priority: 5000, queue: null, state: state() });
  scheduler.schedule();
  return scheduler.queuedPackets === 23_246 && scheduler.holds === 9_297;
}

export const richards = repeated('Richards', simulate);
