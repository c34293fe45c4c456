package kit

import (
	"context"
	"strings"
	"testing"
)

func TestRunnerTurnsPanicsIntoErrors(t *testing.T) {
	var got error
	InlineRunner(t.Context(), func(context.Context) error { panic("boom") }, func(err error) { got = err })
	if got == nil || !strings.Contains(got.Error(), "boom") {
		t.Errorf("got %v", got)
	}
}
