import { type Identity, may, type Permission } from '../../shared/identity';
import type { Asked } from './page';
import { Problem } from './problems';

/** What a form sent: each field with every value it was given. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** A request to change something. */
export interface Acted extends Asked {
  readonly fields: Fields;
}

/** A change that was made. */
export interface Done {
  /** What happened, as one sentence for the user. */
  readonly text: string;
  /** The form that takes it back, for ten seconds; null when it cannot be taken back. */
  readonly undo: Undo | null;
  /** Path of the page to go on with, with its query; the form's own `back` field is followed where it is one of ours. */
  readonly back: string;
}

/** A path of an action and the fields it wants. */
export interface Undo {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A form that was not right: the same page again, with a sentence beside each wrong field. */
export interface Wrong {
  readonly template: string;
  readonly view: object;
  /** One sentence for each wrong field, for a script that shows them in place. */
  readonly faults: Readonly<Record<string, string>>;
}

/** One change. Throws Problem or ForbiddenStep. */
export type Act = (acted: Acted) => Promise<Done | Wrong>;

/** A change and who may ask for it. */
export interface Action {
  readonly needs: Permission;
  readonly act: Act;
}

/** Whether the form was right. */
export function isDone(outcome: Done | Wrong): outcome is Done {
  return (outcome as Partial<Done>).text !== undefined;
}

/** The one value of a field; '' when it was not sent. */
export function field(fields: Fields, name: string): string {
  const values = fields[name];
  return values === undefined ? '' : values[0] || '';
}

/** Runs an action for those who may. Throws Problem (403) for everybody else. */
export function runAction(action: Action, identity: Identity, acted: Acted): Promise<Done | Wrong> {
  if (!may(identity, 'view') || !may(identity, action.needs)) return Promise.reject(new Problem(403));
  return action.act(acted);
}

/** What a body parser made of a form or of JSON, as fields; whatever is no text is left out. */
export function readFields(body: unknown): Fields {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const fields: Record<string, readonly string[]> = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    const values = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
    if (values.length > 0) fields[name] = values;
  }
  return fields;
}

/** The form's way back if it leads to a page of ours, else the usual one: a foreign address would send the user elsewhere. */
export function wayBack(fields: Fields, usual: string): string {
  const wanted = field(fields, 'back');
  return /^\/(?![/\\])[^\s\\]{0,2000}$/.test(wanted) ? wanted : usual;
}
