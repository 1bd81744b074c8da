import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import { NATIVE_FORMS } from '../../../src/functions/native/nativeForms';

describe('native forms', () => {
  it('know every worksheet function, and none that is no more', () => {
    expect([...NATIVE_FORMS.keys()].sort()).toEqual(FUNCTION_DEFINITIONS.map(({ id }) => id).sort());
  });

  it('say in a clause why a function has no plain formula', () => {
    const reasons = [...NATIVE_FORMS.values()].flatMap((form) => ('frozen' in form ? form.frozen : []));
    for (const reason of reasons) expect(reason).toMatch(/^it [a-z].{15,80}[^.]$/);
  });
});
