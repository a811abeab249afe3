import type { Directory } from './directory';

type Json = Readonly<Record<string, unknown>>;
type People = Pick<Directory, 'timeConditions' | 'users' | 'userGroups' | 'contacts' | 'mailFrom'>;

function textIn(json: Json, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function textsIn(json: Json, name: string): string[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function rowsIn(json: Json, name: string): Json[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];
}

/** The people, contacts and opening hours a PBX's module knows beside its extensions; what it does not say is absent. */
export function peopleFromJson(json: Json): People {
  const hours = rowsIn(json, 'time_conditions').map((one) => ({ id: textIn(one, 'id'), name: textIn(one, 'name') }));
  const contacts = rowsIn(json, 'contacts').map((one) => {
    const group = textIn(one, 'group');
    return { number: textIn(one, 'number'), name: textIn(one, 'name'), ...(group === '' ? {} : { group }) };
  });
  const users = rowsIn(json, 'users').map((one) => ({
    id: textIn(one, 'id'),
    name: textIn(one, 'name'),
    email: textIn(one, 'email') || null,
    language: textIn(one, 'language') || null,
    timeZone: textIn(one, 'time_zone') || null,
    extension: textIn(one, 'extension') || null,
  }));
  const groups = rowsIn(json, 'user_groups').map((one) => ({ name: textIn(one, 'name'), members: textsIn(one, 'members') }));
  const mailFrom = textIn(json, 'mail_from');
  return {
    ...(hours.length === 0 ? {} : { timeConditions: hours }),
    ...(users.length === 0 ? {} : { users }),
    ...(groups.length === 0 ? {} : { userGroups: groups }),
    ...(contacts.length === 0 ? {} : { contacts }),
    ...(mailFrom === '' ? {} : { mailFrom }),
  };
}

/** The same as directory.json holds it. */
export function peopleJsonOf({ timeConditions, users, userGroups, contacts, mailFrom }: People): Json {
  return {
    ...(timeConditions === undefined ? {} : { time_conditions: timeConditions }),
    ...(users === undefined ? {} : { users: users.map(({ timeZone, ...user }) => ({ ...user, time_zone: timeZone })) }),
    ...(userGroups === undefined ? {} : { user_groups: userGroups }),
    ...(contacts === undefined ? {} : { contacts }),
    ...(mailFrom === undefined ? {} : { mail_from: mailFrom }),
  };
}
