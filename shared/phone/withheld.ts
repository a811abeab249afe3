import { readWritten } from './written';

/** The one key of everybody who hides his number. */
export const ANONYMOUS = 'anonymous';

/**
 * What stands where a number should, letters only and in lower case. None of these can be called back; a name that can
 * (`alice` of a SIP caller) is no reason to be here.
 */
const WORDS = new Set([
  // SIP: RFC 3323, 3GPP TS 24.229 and TS 23.003; chan_sip and chan_pjsip pass the user of the From header on.
  'anonymous',
  'anonymousinvalid',
  'unavailable',
  'unknown',
  'unknowninvalid',
  'notavailable',
  'restricted',
  // Q.931 and analog lines, as gateways spell "presentation restricted" and "not available".
  'private',
  'privatenumber',
  'privatecaller',
  'withheld',
  'withheldnumber',
  'numberwithheld',
  'blocked',
  'blockednumber',
  'blockedcaller',
  'hidden',
  'hiddennumber',
  'unknownnumber',
  'unknowncaller',
  'unavailablenumber',
  'numberunavailable',
  'anonymouscaller',
  'restrictednumber',
  'outofarea',
  'nonumber',
  'nocallerid',
  'unavail',
  'anon',
  // Asterisk itself: `asterisk` is the From user of a PBX that was given no caller ID (res_pjsip's default_from_user),
  // `s` the user it assumes where a URI has none, `<unknown>` and `null` what AMI and ARI print for nothing.
  'asterisk',
  's',
  'null',
  'none',
  // National carriers and gateways, in the countries we know them from.
  'anonym',
  'anonyme',
  'anoniem',
  'anonimo',
  'anónimo',
  'unbekannt',
  'unterdrückt',
  'inconnu',
  'masqué',
  'privé',
  'privat',
  'privado',
  'privato',
  'desconocido',
  'desconhecido',
  'oculto',
  'sconosciuto',
  'onbekend',
  'necunoscut',
  'nieznany',
]);

/** ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN and BLOCKED spelled on a keypad: a large SIP carrier sends them, with a `+` or without. */
const SPELLED_ON_KEYPAD = new Set(['266696687', '7378742833', '86282452253', '8656696', '2562533']);

/** Whether these digits spell "withheld" on a keypad; only to be asked of digits that are no valid number. */
export function spellsWithheld(digits: string): boolean {
  return SPELLED_ON_KEYPAD.has(digits.replace(/^\+?1?/, ''));
}

/** Whether a subscriber text, as `readWritten` gives it, names nobody. */
export function isNobody(subscriber: string): boolean {
  // Only zeros: what switches send that must send digits. Nothing but signs (`-`, `?`, `+`): nobody either.
  if (/^[\s+.-]*0[\s0.-]*$/.test(subscriber)) return true;
  // With the `+` these are no number anywhere; without it `7378742833` may be someone in Texas.
  if (subscriber.charAt(0) === '+' && spellsWithheld(subscriber)) return true;
  const bare = subscriber.replace(/[\s!-/:-@[-`{-~]/g, '');
  return bare === '' || WORDS.has(bare.toLowerCase());
}

/** Whether what was written stands for a caller who hides his number, in any of its spellings. */
export function isWithheld(written: string): boolean {
  return isNobody(readWritten(written).subscriber);
}
