package settings

import (
	"slices"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Options are how the program behaves on this machine, for whichever book is open.
// Nothing of a book stands here.
type Options struct {
	Language  string `json:"language,omitempty"`   // assets.Chinese, assets.English; "" is the system's
	Theme     string `json:"theme,omitempty"`      // ThemeLight, ThemeDark; "" is the system's
	TextSize  int    `json:"text_size,omitempty"`  // percent, one of TextSizes; 0 is 100
	Quiet     bool   `json:"quiet,omitempty"`      // tell nothing outside the window
	NoTray    bool   `json:"no_tray,omitempty"`    // no icon in the system's tray
	BackupDir string `json:"backup_dir,omitempty"` // "" is a folder beside the book
	NoBackup  bool   `json:"no_backup,omitempty"`  // make no copy by itself
	Keep      int    `json:"keep,omitempty"`       // of how many days copies stay; 0 is DefaultKeep
}

// The themes that can be asked for.
const (
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// DefaultKeep is of how many days copies stay: two weeks.
const DefaultKeep = 14

// keptOptions is the key under which options are remembered.
const keptOptions = "options"

// TextSizes are the sizes that text can have, in percent: Fyne draws in steps of a
// tenth.
func TextSizes() []int { return []int{90, 100, 110, 120, 130, 150} }

// Keeps are the days of copies that can be asked for.
func Keeps() []int { return []int{7, 14, 30, 90} }

// ReadOptions is what was remembered; what makes no sense is as if it were not set.
func ReadOptions(p kit.Prefs) Options {
	var o Options
	if !kit.Recall(p, keptOptions, &o) {
		return Options{}
	}
	if !slices.Contains([]string{assets.Chinese, assets.English}, o.Language) {
		o.Language = ""
	}
	if o.Theme != ThemeLight && o.Theme != ThemeDark {
		o.Theme = ""
	}
	if !slices.Contains(TextSizes(), o.TextSize) {
		o.TextSize = 0
	}
	if o.Keep < 0 {
		o.Keep = 0
	}
	return o
}

// Remember keeps the options for the next run.
func (o Options) Remember(p kit.Prefs) { kit.Remember(p, keptOptions, o) }

// Percent is the size of text in percent.
func (o Options) Percent() int {
	if o.TextSize == 0 {
		return 100
	}
	return o.TextSize
}

// Copies is of how many days copies stay.
func (o Options) Copies() int {
	if o.Keep == 0 {
		return DefaultKeep
	}
	return o.Keep
}
