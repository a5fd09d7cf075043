/** An Electron event as a listener gets it: `preventDefault()` keeps what would follow from happening. */
export function preventable<T extends object>(details: T = {} as T) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
