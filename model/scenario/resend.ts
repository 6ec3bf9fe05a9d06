/** A packet that was stuck is sent again at the latest this long after its way is open: the cap of TCP's back-off here, microseconds. */
export const resendMaxUs = 30_000_000;
