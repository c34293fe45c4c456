package ui

import (
	"fmt"
	"os"
	"strings"

	"zhangfang/app/intake"
	"zhangfang/ui/mapping"
)

// teach asks how to read a file that no format knows, and imports it by that.
func (s *session) teach(path, file string) {
	mapping.Open(mapping.Deps{
		Source: s.book.Intake, Text: s.text, Run: s.run, Window: s.window,
		Saved: func(path string) { s.start([]string{path}, intake.Options{}) }, Export: s.exportProfile,
	}, path, file)
}

// exportProfile asks where a shared profile goes, and writes it.
func (s *session) exportProfile(name string, data []byte) {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, name)
	s.chooseReport(name+intake.ProfileExt, func(path string) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			s.showError(fmt.Errorf("export the profile: %w", err))
			return
		}
		s.toast(s.text.T("mapping.exported"), "", nil)
	})
}
