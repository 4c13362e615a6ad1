import { config } from 'zod';

// The pages may run no code that is made from text (Content-Security-Policy); the library need not try whether it can.
config({ jitless: true });
