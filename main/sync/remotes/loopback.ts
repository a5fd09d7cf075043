/** Whether `host` is this device itself, so that nobody stands in between. An IPv6 address comes without brackets. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
