package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// namedShortcut is a shortcut that a menu does by its name. What Fyne would draw beside
// the item is a fifth as dark as the item and cannot be read, so it stands in the label.
type namedShortcut string

// ShortcutName is by what Fyne finds the item.
func (n namedShortcut) ShortcutName() string { return string(n) }

// legible writes the shortcuts of menus into their labels, flush right. A Mac's own
// menus draw them well.
func legible(menus []*fyne.Menu) {
	if runtime.GOOS == "darwin" {
		return
	}
	for _, m := range menus {
		legibleMenu(m)
	}
}

func legibleMenu(m *fyne.Menu) {
	keys := make([]string, len(m.Items))
	var widest, widestKeys float32
	for i, item := range m.Items {
		if item.ChildMenu != nil {
			legibleMenu(item.ChildMenu)
		}
		widest = max(widest, menuWidth(item.Label))
		if s, ok := item.Shortcut.(fyne.KeyboardShortcut); ok {
			keys[i], item.Shortcut = keysText(s), namedShortcut(item.Shortcut.ShortcutName())
			widestKeys = max(widestKeys, menuWidth(keys[i]))
		}
	}
	const apart = 24
	space := menuWidth(" ")
	for i, item := range m.Items {
		if keys[i] != "" {
			gap := widest + apart + widestKeys - menuWidth(item.Label) - menuWidth(keys[i])
			item.Label += strings.Repeat(" ", int(gap/space+0.5)) + keys[i]
		}
	}
}

func menuWidth(text string) float32 {
	return fyne.MeasureText(text, fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameText), fyne.TextStyle{}).Width
}

// keysText is a shortcut as it stands on the keys: "Ctrl+Shift+O".
func keysText(s fyne.KeyboardShortcut) string {
	text := ""
	for _, m := range []struct {
		mod  fyne.KeyModifier
		text string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}} {
		if s.Mod()&m.mod != 0 {
			text += m.text
		}
	}
	switch key := s.Key(); key {
	case fyne.KeyEqual:
		return text + "+" // it stands on that key, and so people say it
	case fyne.KeyMinus:
		return text + "−"
	default:
		return text + string(key)
	}
}
