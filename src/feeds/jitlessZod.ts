import * as z from 'zod';

// without this, zod probes `new Function` on its first parse, which the page's content security policy reports
z.config({ jitless: true });

export { z };
