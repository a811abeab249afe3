import { say } from '../../shared/messages';

/** The colleagues of the captures, by the names they get in the demo. */
const COLLEAGUES: Readonly<Record<string, string>> = {
  'Anna Test': 'Anna Peeters',
  'Boris Test': 'Boris Lambert',
  'Clara Test': 'Clara Dumont',
  'David Test': 'David Janssens',
  'Eva Test': 'Eva Claes',
  'Frank Test': 'Frank Mertens',
  'Grace Test': 'Grace Okafor',
  'Henk Test': 'Henk de Vries',
  'Ines Test': 'Ines Moreau',
  'Jan Test': 'Jan Willems',
  'Karl Test': 'Karl Vogel',
  'Lena Test': 'Lena Nowak',
};

/** What people call the queues and groups whose names in the captures say how they ring. */
const PLACES: Readonly<Record<string, string>> = {
  'Sales ringall': 'Sales',
  'Support rrmemory': 'Support',
  'Breakout q': 'Orders',
  'Empty q': 'Night desk',
  'VM q': 'Complaints',
  'Tenant B queue': 'Workshop desk',
  'Leave empty q': 'Parts desk',
  'RG all': 'Reception',
  'RG hunt': 'Office',
  'RG then VM': 'Accounts',
  'Tenant B team': 'Workshop',
  'RG with mobile': 'On call',
  'RG memoryhunt then queue': 'Deliveries',
};

const NAMES: Readonly<Record<string, string>> = { ...COLLEAGUES, ...PLACES };
const ANY_NAME = new RegExp(Object.keys(NAMES).join('|'), 'g');

const GIVEN = [
  'Andrew',
  'Ioana',
  'Marek',
  'Sofia',
  'Yusuf',
  'Hanne',
  'Luca',
  'Chloé',
  'Piotr',
  'Amira',
  'Tom',
  'Nadia',
  'Jürgen',
  'Elena',
  'Omar',
];
const FAMILY = [
  'Pope',
  'Marin',
  'Kowalski',
  'Rossi',
  'Demir',
  'Maes',
  'Bianchi',
  'Laurent',
  'Nowicki',
  'Haddad',
  'Becker',
  'Popescu',
  'Weber',
];

/** Somebody outside: nine digits as they stand in every way of writing the number, and a name. */
export interface Outsider {
  readonly digits: string;
  readonly name: string;
}

/** The nth caller, always the same one: some give no name, as in life. */
export function outsider(index: number): Outsider {
  const digits = `4702${String((index * 48271 + 31337) % 100000).padStart(5, '0')}`;
  const name = index % 6 === 4 ? '' : `${GIVEN[index % GIVEN.length]} ${FAMILY[(index * 5) % FAMILY.length]}`;
  return { digits, name };
}

/** The text with the colleagues' and places' names of the demo. */
export function renamed(text: string): string {
  return text.replace(ANY_NAME, (name) => NAMES[name] as string);
}

/** How a caller is called in the console. */
export function titleOf({ name, digits }: Outsider): string {
  return name || `0${digits}` || say({ key: 'caller.unknown' });
}
