package book

// The names of settings that more than one use case reads.
const (
	// SettingRefundWarn is the refund rate from which on the owner is warned, in per
	// cent; DefaultRefundWarn while it is not set, at which platforms warn shops too.
	SettingRefundWarn = "refund_warn"
	// SettingOwnDays is the days on which the owner's banks do other than the calendar
	// says: "2026-11-25=off 2026-11-29=open".
	SettingOwnDays = "own_days"
)

// DefaultRefundWarn is in per cent.
const DefaultRefundWarn = 10
