import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { followHost, startLoading } from './app/start-up.ts';
import { followTheme } from './state/preferences.ts';

// Radix inserts a few <style> elements, and looks for the nonce that lets it under this name.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

followTheme();
followHost();
// What the first screen shows is asked for before the code that draws it is read: the two take about as long.
startLoading();
void drawWindow();

async function drawWindow(): Promise<void> {
  const { draw } = await import('./app/draw-window.tsx');
  draw();
}
