/** Galley's own version: the one in package.json, which a test holds this to. */
export const APP_VERSION = '0.1.0';
