package kit

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/box"
)

// Captioned puts a caption above a control of a form.
func Captioned(caption string, control fyne.CanvasObject) fyne.CanvasObject {
	return box.VStack(box.GapTight, NewSecondary(caption), control)
}

// FormRow puts parts of a form beside each other, equally wide.
func FormRow(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return box.Columns(box.Gap, nil, parts...)
}
