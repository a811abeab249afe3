import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import configSchema from '../shared/schemas/config.schema.json';
import directorySchema from '../shared/schemas/directory.schema.json';
import identitySchema from '../shared/schemas/identity.schema.json';
import settingsSchema from '../shared/settings.schema.json';

const ajv = new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true, strict: false, formats: {} });

/** Checks a value against a contract, filling in its defaults: a sentence for each fault, none when it holds. */
export type Contract = (value: unknown) => string[];

function sentence(error: ErrorObject): string {
  const where = error.instancePath === '' ? '' : error.instancePath.slice(1).replace(/\//g, '.');
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties')
    return `${where === '' ? '' : `${where}.`}${String(params.additionalProperty)} is not known: remove it.`;
  if (error.keyword === 'required') return `${where === '' ? '' : `${where}.`}${String(params.missingProperty)} is missing: add it.`;
  const allowed = Array.isArray(params.allowedValues) ? `: ${(params.allowedValues as unknown[]).join(', ')}` : '';
  return `${where === '' ? 'It' : where} ${error.message || 'is wrong'}${allowed}.`;
}

/** Where a value breaks its contract, by what rule, as ajv says it. */
export interface Breach {
  /** Names and places from the outermost in, as `['recipients', '0', 'address']`. */
  readonly path: readonly string[];
  readonly rule: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function contractOf(schema: object): Contract {
  let validate: ValidateFunction | null = null;
  return (value) => {
    if (validate === null) validate = ajv.compile(schema);
    return validate(value) ? [] : Array.from(new Set((validate.errors || []).map(sentence)));
  };
}

/** The daemon's configuration file. */
export const configContract: Contract = contractOf(configSchema);

/** Who asks, as the PBX's pages sign it. */
export const identityContract: Contract = contractOf(identitySchema);

/** One client's settings. */
export const settingsContract: Contract = contractOf(settingsSchema);

let checkSettings: ValidateFunction | null = null;

/** Every place where settings break their contract; fills in defaults like the contract itself. */
export function settingsBreaches(value: unknown): Breach[] {
  if (checkSettings === null) checkSettings = ajv.compile(settingsSchema);
  if (checkSettings(value)) return [];
  return (checkSettings.errors || []).map(({ instancePath, keyword, params }) => ({
    path: instancePath.split('/').slice(1),
    rule: keyword,
    params: params as Record<string, unknown>,
  }));
}

/** The snapshot of names which the PBX's side writes. */
export const directoryContract: Contract = contractOf(directorySchema);
