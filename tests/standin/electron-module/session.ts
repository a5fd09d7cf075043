import { EventEmitter } from 'node:events';
import { theChromium } from './pages.ts';
import { preventable } from './preventable.ts';
import { fromShown, toShown } from './schemes.ts';

type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void;

/** Electron's name of a permission → Chromium's. */
const PERMISSIONS: Record<string, object> = {
  'clipboard-sanitized-write': { name: 'clipboard-write' },
  'clipboard-read': { name: 'clipboard-read' },
  geolocation: { name: 'geolocation' },
  notifications: { name: 'notifications' },
  media: { name: 'microphone' },
  'midi-sysex': { name: 'midi', sysex: true },
  'local-fonts': { name: 'local-fonts' },
};

class Session extends EventEmitter {
  private check: CheckHandler | null = null;
  private request: RequestHandler | null = null;

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.check = handler;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.request = handler;
  }

  setDevicePermissionHandler(): void {}

  /** Asks the handlers once for `address` and tells Chromium; as in Electron, without handlers all is granted. */
  async settlePermissions(address: string): Promise<void> {
    const origin = new URL(toShown(address)).origin;
    for (const [name, permission] of Object.entries(PERMISSIONS)) {
      let granted = this.check?.(null, name, address, {}) ?? true;
      if (granted)
        this.request?.(null, name, (answer) => (granted = answer), { requestingUrl: address, isMainFrame: true });
      await theChromium().send('Browser.setPermission', {
        permission,
        setting: granted ? 'granted' : 'denied',
        origin,
      });
    }
  }

  download(
    contents: unknown,
    { guid, url, suggestedFilename }: { guid: string; url: string; suggestedFilename: string },
  ): void {
    const event = preventable();
    const item = { getURL: () => fromShown(url), getFilename: () => suggestedFilename };
    this.emit('will-download', event, item, contents);
    if (event.defaultPrevented) theChromium().sendIfThere('Browser.cancelDownload', { guid });
  }
}

export const defaultSession = new Session();
export const session = { defaultSession };
