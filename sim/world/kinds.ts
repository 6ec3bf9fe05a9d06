/** Kinds of kernel events, in the order they are registered. */
export const KIND = { arrive: 0, timer: 1, network: 2, exec: 3, io: 4, action: 5 } as const;
