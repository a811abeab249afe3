import * as fc from 'fast-check';
import { isValidPhoneNumber } from 'libphonenumber-js/max';

/** How a country dials: its code, what goes before a national and an international number, and the start of some of its numbers. */
const COUNTRIES = [
  { country: 'BE', code: '32', national: '0', abroad: '00', starts: ['47', '49', '2'], length: 9 },
  { country: 'NL', code: '31', national: '0', abroad: '00', starts: ['6', '20', '10'], length: 9 },
  { country: 'FR', code: '33', national: '0', abroad: '00', starts: ['6', '1', '7'], length: 9 },
  { country: 'DE', code: '49', national: '0', abroad: '00', starts: ['151', '160'], length: 11 },
  { country: 'GB', code: '44', national: '0', abroad: '00', starts: ['79', '20', '161'], length: 10 },
  { country: 'CH', code: '41', national: '0', abroad: '00', starts: ['79', '44'], length: 9 },
  { country: 'RO', code: '40', national: '0', abroad: '00', starts: ['72', '21'], length: 9 },
  { country: 'ES', code: '34', national: '', abroad: '00', starts: ['61', '91'], length: 9 },
  { country: 'IT', code: '39', national: '', abroad: '00', starts: ['340', '06'], length: 10 },
  { country: 'PL', code: '48', national: '', abroad: '00', starts: ['51', '22'], length: 9 },
  { country: 'US', code: '1', national: '1', abroad: '011', starts: ['212', '917', '415'], length: 10 },
  { country: 'AU', code: '61', national: '0', abroad: '0011', starts: ['41', '2'], length: 9 },
  { country: 'BR', code: '55', national: '0', abroad: '0015', starts: ['119', '21'], length: 11 },
  { country: 'IN', code: '91', national: '0', abroad: '00', starts: ['98', '22'], length: 10 },
  { country: 'ZA', code: '27', national: '0', abroad: '00', starts: ['82', '11'], length: 9 },
  { country: 'MX', code: '52', national: '', abroad: '00', starts: ['55', '33'], length: 10 },
  { country: 'RU', code: '7', national: '8', abroad: '810', starts: ['916', '495'], length: 10 },
];

export interface Subscriber {
  readonly country: string;
  readonly national: string;
  readonly abroad: string;
  readonly code: string;
  readonly digits: string;
  readonly e164: string;
}

/** Anybody with a valid number in one of these countries. */
export const subscriber: fc.Arbitrary<Subscriber> = fc
  .constantFrom(...COUNTRIES)
  .chain((place) =>
    fc
      .record({
        start: fc.constantFrom(...place.starts),
        more: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 11, maxLength: 11 }),
      })
      .map(({ start, more }) => {
        const digits = (start + more).slice(0, place.length);
        return {
          country: place.country,
          national: place.national,
          abroad: place.abroad,
          code: place.code,
          digits,
          e164: `+${place.code}${digits}`,
        };
      }),
  )
  .filter((one) => isValidPhoneNumber(one.e164));

/** The ways to dial one number: at home, from abroad, from a contact list. */
export function dialled(one: Subscriber): string[] {
  return [one.national + one.digits, one.abroad + one.code + one.digits, one.e164];
}

/** The ways to write the same digits. */
const DECORATIONS: readonly ((digits: string) => string)[] = [
  (digits) => digits,
  (digits) => digits.replace(/(\d\d)(?=\d)/g, '$1 '),
  (digits) => digits.replace(/(\d\d\d)(?=\d)/g, '$1-'),
  (digits) => digits.replace(/(\d{4})(?=\d)/, '($1) '),
  (digits) => digits.replace(/(\d\d)(?=\d)/g, '$1.'),
  (digits) => `sip:${digits}@sip.example.com;user=phone`,
  (digits) => `"Name" <sip:${digits}@10.0.0.1:5060>`,
  (digits) => `tel:${digits}`,
  (digits) => digits.replace('+', '%2B'),
  (digits) => ` ${digits}\u200e`,
  (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (digits) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
];
export const decoration = fc.constantFrom(...DECORATIONS);
