import type { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';

/** Keeps the states of editors, and knows the views that show them now. */
export type EditorHost = {
  stateOf: (key: string) => EditorState;
  attach: (key: string, view: EditorView) => () => void;
  /** Called with every new state, changed text or not. */
  keep: (key: string, state: EditorState, textChanged: boolean) => void;
};

type Props = { messageKey: string; host: EditorHost; className?: string | undefined };

/** Shows one message's editor. The state belongs to the host: closing the view loses neither text nor undo. */
export function MessageEditor({ messageKey, host, className }: Props) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isShown = true;
    const view = new EditorView({
      state: host.stateOf(messageKey),
      parent: parent.current!,
      dispatchTransactions: (transactions, target) => {
        // CodeMirror tells of a lost focus a moment later, also after its view is gone. By then another view may show this
        // text: what the old one still says must not become the state.
        if (!isShown) return;
        target.update(transactions);
        host.keep(
          messageKey,
          target.state,
          transactions.some((transaction) => transaction.docChanged),
        );
      },
    });
    const detach = host.attach(messageKey, view);
    return () => {
      isShown = false;
      detach();
      view.destroy();
    };
  }, [host, messageKey]);
  return <div ref={parent} className={className} />;
}
