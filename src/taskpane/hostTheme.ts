import {
  createDarkTheme,
  createLightTheme,
  teamsHighContrastTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** The blue-green of the product's icon in Fluent's sixteen steps, dark to light. */
const BRAND: BrandVariants = {
  10: '#02080b', 20: '#06202b', 30: '#06303f', 40: '#073d51', 50: '#0b4f6c', 60: '#105a78', 70: '#186784', 80: '#237391',
  90: '#32809d', 100: '#458da8', 110: '#5a9ab3', 120: '#71a7be', 130: '#89b5c9', 140: '#a2c3d4', 150: '#bcd2df', 160: '#d6e2ea',
}; // prettier-ignore
const LIGHT = createLightTheme(BRAND);
const DARK: Theme = {
  ...createDarkTheme(BRAND),
  // the brand's own steps are too dark for text on a dark ground
  colorBrandForegroundLink: BRAND[120],
  colorBrandForegroundLinkHover: BRAND[130],
  colorBrandForegroundLinkPressed: BRAND[110],
  colorBrandForegroundLinkSelected: BRAND[120],
};

/** Excel's theme where Office tells it, otherwise the browser's; read again whenever the pane is looked at. */
export function useHostTheme(): Theme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const update = () => setTheme(currentTheme());
    const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
    queries.forEach((query) => query.addEventListener('change', update));
    // Excel sends no event when its theme changes, so look whenever the user comes back
    window.addEventListener('focus', update);
    document.addEventListener('visibilitychange', update);
    return () => {
      queries.forEach((query) => query.removeEventListener('change', update));
      window.removeEventListener('focus', update);
      document.removeEventListener('visibilitychange', update);
    };
  }, []);
  return theme;
}

function currentTheme(): Theme {
  if (matchMedia('(forced-colors: active)').matches) return teamsHighContrastTheme;
  const hosted = typeof Office === 'undefined' ? undefined : Office.context?.officeTheme;
  const background = hosted?.bodyBackgroundColor;
  const isDark = background ? luminance(background) < 0.5 : matchMedia('(prefers-color-scheme: dark)').matches;
  return isDark ? DARK : LIGHT;
}

/** 0 black … 1 white, of "#rrggbb". */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
