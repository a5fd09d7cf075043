import { deferred } from '../../ui/deferred.tsx';

/** Apart from the window's first code: it brings a checker of schemas along. */
export const ToolsDialog = deferred(() => import('./tools-dialog.tsx'));
