package words

import (
	"strconv"
	"time"

	"zhangfang/assets"
)

// SpanShort is a length of time in its largest unit alone, the same wherever it is told:
// "48 分钟", "119 分钟", "23 小时", "2 天". Of a unit at least two are told, and whole ones
// only: never more than half as much again is left untold, and no time is made up.
func SpanShort(t *assets.Text, d time.Duration) string {
	switch minutes := int(max(d, time.Minute) / time.Minute); {
	case minutes < 2*60:
		return t.T("kit.minutes_short", strconv.Itoa(minutes))
	case minutes < 48*60:
		return t.T("kit.hours_short", strconv.Itoa(minutes/60))
	default:
		return t.T("kit.days_short", strconv.Itoa(minutes/(24*60)))
	}
}
