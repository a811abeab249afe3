declare const SMC_VERSION: string | undefined;

/** The version of the build; `development` when run from the sources. */
export function version(): string {
  return typeof SMC_VERSION === 'string' ? SMC_VERSION : 'development';
}
