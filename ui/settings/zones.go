package settings

import (
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// zoneNames are the zones that a shop is likely to be paid by, by their names in the
// IANA database, from east to west but for China's, which nearly all channels have.
// Any other zone can be typed.
func zoneNames() []string {
	return []string{
		"Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei",
		"Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Seoul", "Australia/Perth", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Manila",
		"Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Dhaka", "Asia/Almaty", "Asia/Kolkata", "Asia/Karachi", "Asia/Dubai", "Asia/Riyadh",
		"Europe/Moscow", "Europe/Istanbul", "Africa/Nairobi", "Europe/Athens", "Africa/Cairo", "Africa/Johannesburg",
		"Europe/Berlin", "Europe/Paris", "Europe/Amsterdam", "Europe/Luxembourg", "Europe/Madrid", "Europe/Rome", "Africa/Lagos",
		"Europe/London", "Europe/Dublin", "UTC", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Santiago",
		"America/New_York", "America/Toronto", "America/Bogota", "America/Lima", "America/Chicago", "America/Mexico_City", "America/Denver",
		"America/Los_Angeles", "America/Vancouver", "Pacific/Honolulu",
	}
}

// Zone is a time zone in words.
type Zone struct {
	ID     string // in the IANA database
	Name   string
	Offset string // from UTC, at the moment
}

// zoneOf is a zone in words; false where there is none of the name.
func zoneOf(t *assets.Text, id string, now time.Time) (Zone, bool) {
	loc, err := book.LoadZone(id)
	if err != nil {
		return Zone{}, false
	}
	z := Zone{ID: id, Name: id, Offset: "UTC" + now.In(loc).Format("-07:00")}
	if key := "zone." + strings.ToLower(strings.ReplaceAll(id, "/", "_")); t.Has(key) {
		z.Name = t.T(key)
	}
	return z, true
}

// zonesLike lists the zones whose name, or difference from UTC, has what was typed in
// it; all of them for "". A name of the database that is typed out is one of them.
func zonesLike(t *assets.Text, text string, now time.Time) []Zone {
	text = strings.TrimSpace(text)
	fold := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", " ")) }
	var found []Zone
	for _, id := range zoneNames() {
		z, ok := zoneOf(t, id, now)
		if ok && strings.Contains(fold(z.Name+" "+z.ID+" "+z.Offset), fold(text)) {
			found = append(found, z)
		}
	}
	if typed, ok := zoneOf(t, text, now); ok && text != "" && !slices.ContainsFunc(found, func(z Zone) bool { return z.ID == text }) {
		found = append(found, typed)
	}
	return found
}
