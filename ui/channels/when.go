package channels

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// WhenText tells a moment as a person would, by the clock of China: "今早 10:05",
// "昨天 18:20", "11-20 10:05".
func WhenText(t *assets.Text, at, now time.Time) string {
	at, now = at.In(pull.China()), now.In(pull.China())
	clock := at.Format("15:04")
	switch book.DayOf(at) - book.DayOf(now) {
	case 0:
		if at.Hour() < 12 {
			return t.T("channels.at_morning", clock)
		}
		return t.T("channels.at_today", clock)
	case 1:
		return t.T("channels.at_tomorrow", clock)
	case -1:
		return t.T("channels.at_yesterday", clock)
	}
	return words.DayShort(book.DayOf(at)) + " " + clock
}

// PulledText tells when a connection was last pulled, in few words, for the foot of
// the sidebar: "微信支付 今早 10:05 已取".
func PulledText(t *assets.Text, st *pull.Status, now time.Time) string {
	switch {
	case st.Connection.Paused:
		return t.T("channels.foot_paused", st.Connection.Name)
	case st.Last.IsZero():
		return t.T("channels.foot_never", st.Connection.Name)
	}
	return t.T("channels.foot_pulled", st.Connection.Name, WhenText(t, st.Last, now))
}

// hourText writes how long after midnight something happens: "09:00".
func hourText(d time.Duration) string {
	return time.Time{}.Add(d).Format("15:04")
}

// backText says how far a provider goes back, in the largest unit that fits.
func backText(t *assets.Text, days int) string {
	switch {
	case days >= 360:
		return t.Count("channels.back_years", (days+1)/365)
	case days >= 60:
		return t.Count("channels.back_months", (days+1)/30)
	}
	return t.Count("kit.days", days)
}
