package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit/draw"
)

// InlineField is a short field that stands within a sentence, such as a limit
// between its caption and its unit.
type InlineField struct {
	widget.Entry
	OnEscape func() // when Escape is typed; may be nil

	width float32
}

// NewInlineField is a field so wide; changed is called with each new text.
func NewInlineField(width float32, changed func(string)) *InlineField {
	f := &InlineField{width: width}
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	return f
}

// TypedKey leaves with Escape.
func (f *InlineField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && f.OnEscape != nil {
		f.OnEscape()
		return
	}
	f.Entry.TypedKey(k)
}

// Value is what stands in the field, without spaces around it.
func (f *InlineField) Value() string { return strings.TrimSpace(f.Text) }

// MinSize is as high as the other controls.
func (f *InlineField) MinSize() fyne.Size {
	f.ExtendBaseWidget(f)
	return fyne.NewSize(f.width, draw.HeightControl)
}

// CreateRenderer is Fyne's, with its border mended.
func (f *InlineField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return NewBordered(f.Entry.CreateRenderer())
}
