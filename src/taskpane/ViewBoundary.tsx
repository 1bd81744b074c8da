import { Component, type ReactNode } from 'react';

/** A view that cannot be fetched or drawn says so; the other views stay usable. */
export class ViewBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert">
        This part of the pane could not be shown. Check the connection, then close the pane and open it again.
      </p>
    );
  }
}
