// The request layer, in the page's own world: being written.

export {};
