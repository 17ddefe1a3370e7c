const EVERY_MS = 20_000;

// Browsers let the timers of a hidden page sleep a minute and more; those of a worker they keep.
setInterval(() => postMessage('beat'), EVERY_MS);
