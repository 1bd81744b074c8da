import { useEffect, useRef, type RefObject } from 'react';

/**
 * For the element that tells how an action ended: takes the focus whenever `outcome` becomes another one. Never from
 * the sheet, where somebody may be typing by then.
 */
export function useFocusAfter<E extends HTMLElement>(outcome: unknown): RefObject<E | null> {
  const target = useRef<E>(null);
  const last = useRef<unknown>(undefined);
  useEffect(() => {
    if (outcome !== undefined && outcome !== last.current && document.hasFocus()) target.current?.focus();
    last.current = outcome;
  }, [outcome]);
  return target;
}
