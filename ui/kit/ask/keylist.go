package ask

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
)

// KeyHint is what a key does, in words.
type KeyHint struct{ Key, Does string }

// WindowKeys are the keys of the window that every list shares, for the end of ShowKeys.
func WindowKeys(t *assets.Text) []KeyHint {
	return []KeyHint{
		{"Ctrl Z", t.T("kit.undo")}, {"Ctrl Y", t.T("kit.redo")},
		{"Ctrl A", t.T("kit.key_all")}, {"Shift ↑ ↓", t.T("kit.key_range")}, {"Ctrl C", t.T("kit.copy")},
		{"Ctrl 1 – 9", t.T("kit.key_views")}, {"?", t.T("kit.keys_title")},
	}
}

const (
	keysWidth float32 = 700
	keyWidth  float32 = 72 // of the column of keys
)

// ShowKeys shows what the keys do, in two columns. Any of Escape, Enter and ? shuts
// it; closed gives the keyboard back.
func ShowKeys(w fyne.Window, t *assets.Text, keys []KeyHint, closed func()) *Dialog {
	half := (len(keys) + 1) / 2
	columns := []fyne.CanvasObject{keyColumn(keys[:half]), keyColumn(keys[half:])}
	var d *Dialog
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, func() {
		d.Close()
		closed()
	})
	d = Modal(w, t.T("kit.keys_title"), box.Sized(keysWidth, 0, box.Columns(box.GapLarge, nil, columns...)), shut)
	return d
}

func keyColumn(keys []KeyHint) fyne.CanvasObject {
	rows := box.VStack(2)
	for _, k := range keys {
		key := box.Sized(keyWidth, 26, container.NewStack(kit.NewLabel(k.Key).Bold()))
		rows.Add(box.HFill(box.GapSmall, 1, key, kit.NewLabel(k.Does).Cut()))
	}
	return rows
}
