import type { Channel } from './channels';

/** From so many on a table finds a name sooner than looking at each. */
const MANY = 12;

/** The channels of one group, in the order in which the records name them, and by their names. Most groups have two or three. */
export class ChannelList {
  // Declared only: lowered for old engines, a field with a value costs ten times what the assignment costs, and every call has a list.
  declare readonly all: Channel[];
  declare private byName: Map<string, Channel> | null;

  constructor() {
    this.all = [];
    this.byName = null;
  }

  get(name: string): Channel | undefined {
    if (this.byName !== null) return this.byName.get(name);
    for (const one of this.all) if (one.name === name) return one;
    return undefined;
  }

  /** Adds one whose name is not there yet. */
  add(channel: Channel): void {
    this.all.push(channel);
    if (this.byName !== null) this.byName.set(channel.name, channel);
    else if (this.all.length > MANY) this.byName = new Map(this.all.map((one): [string, Channel] => [one.name, one]));
  }
}
