let names = 0;

/** A name for a database or an account nobody else in the run has: `smc_cdr_7`. */
export function ownName(label: string): string {
  names += 1;
  return `smc_${label}_${names}`;
}
