package ui

import (
	"context"
	"testing"

	fynetest "fyne.io/fyne/v2/test"

	"zhangfang/assets"
)

// TestAnInterruptedStartTellsNothing: a signal while the book is being opened is no
// failure that a window should wait for the owner with.
func TestAnInterruptedStartTellsNothing(t *testing.T) {
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	ctx, signal := context.WithCancel(t.Context())
	p := Program{Open: func(ctx context.Context, _ string) (*Book, error) {
		signal()
		return nil, ctx.Err()
	}}
	if err := Run(ctx, fynetest.NewTempApp(t), text, p, t.TempDir()+"/a.zfbook", nil); err != nil {
		t.Errorf("told %v", err)
	}
}
