import { added } from './added';
import type { Channel } from './channels';

/** From so many on a table finds a name sooner than looking at each. */
const MANY = 12;
const NOBODY: Channel[] = [];

/** The channels of one group, in the order in which the records name them, and by their names. Most groups have two or three. */
export class ChannelList {
  // Declared only: lowered for old engines, a field with a value costs ten times what the assignment costs, and every call has a list.
  declare private list: Channel[];
  declare private byName: Map<string, Channel> | null;

  constructor() {
    this.list = NOBODY;
    this.byName = null;
  }

  get all(): readonly Channel[] {
    return this.list;
  }

  get(name: string): Channel | undefined {
    if (this.byName !== null) return this.byName.get(name);
    for (let at = 0; at < this.list.length; at += 1) if ((this.list[at] as Channel).name === name) return this.list[at];
    return undefined;
  }

  /** Adds one whose name is not there yet. */
  add(channel: Channel): void {
    this.list = added(this.list, channel);
    if (this.byName !== null) this.byName.set(channel.name, channel);
    else if (this.list.length > MANY) this.byName = new Map(this.list.map((one): [string, Channel] => [one.name, one]));
  }
}
