import { llmRoute } from '../llmRoute';
import { ArgumentChecks } from './argumentChecks';
import { nativeForm } from './nativeForm';

/** In the order of `routerUsd`; a router or misroutes that cost nothing for good are left out. */
export const nativeLlmRoute = nativeForm(llmRoute, (args) => {
  const checks = new ArgumentChecks();
  const volume = checks.required(args.volume);
  const weak = checks.required(args.weak);
  const strong = checks.required(args.strong);
  const strongShare = checks.required(args.strong_share);
  const router = checks.required(args.router);
  const misroute = checks.required(args.misroute);
  const routed = router.constant === 0 ? '' : `${router.text}+`;
  const weakPath = misroute.constant === 0 ? weak.text : `(${weak.text}+${misroute.text}*${strong.text})`;
  const { text: share } = strongShare;
  return checks.guarded(`${volume.text}*(${routed}(1-${share})*${weakPath}+${share}*${strong.text})`);
});
