import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { FullPage } from './full-page.tsx';

type Props = {
  children: ReactNode;
  /** What to show instead of the full page, where only a part of the window failed. */
  fallback?: (error: Error, again: () => void) => ReactNode;
};

/** Meets a mistake of Galley's own: says so, and offers to draw the window anew. What was written is safe in main. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (this.props.fallback) return this.props.fallback(error, () => this.setState({ error: null }));
    return (
      <FullPage
        title="This window has failed"
        text="Galley made a mistake while drawing this window. Your prompts and drafts are kept; loading the window again usually helps."
        detail={error.stack ?? error.message}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            Load again
          </Button>
        }
      />
    );
  }
}
