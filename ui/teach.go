package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/mapping"
)

// teach asks how to read a file that no format knows, and imports it by that.
func (s *session) teach(path, file string) {
	deps := s.mappingDeps()
	deps.Source = s.book.Intake.Unlocked(s.passwords[path])
	deps.Locked = func(path, file string, why *book.Problem) {
		s.unlock(path, *why, func() { s.teach(path, file) })
	}
	deps.Saved = func(path string) { // with the refused rows in sight: the good ones go in
		s.start([]string{path}, intake.Options{Only: file, AcceptPartial: true})
	}
	mapping.Open(deps, path, file)
}

// editProfile changes how the sheets of a profile are read; left is called when that is
// not kept, and may be nil.
func (s *session) editProfile(p *book.Profile, left func()) {
	deps := s.mappingDeps()
	deps.Left = left
	deps.Sample = func() {
		s.pickBill(func(path string) { s.teach(path, filepath.Base(path)) })
	}
	mapping.Edit(deps, p)
}

// editProfileOf changes the profile that read a file, by the remarks of its import.
func (s *session) editProfileOf(notes []book.Note) {
	var own *book.Profile
	s.run(s.ctx, func(ctx context.Context) (err error) {
		own, err = s.book.Intake.ProfileOf(ctx, notes)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.showError(err)
		case own == nil:
			s.toast(s.text.T("mapping.gone"), "", nil)
		default:
			s.editProfile(own, nil)
		}
	})
}

func (s *session) mappingDeps() mapping.Deps {
	return mapping.Deps{Source: s.book.Intake, Text: s.text, Run: s.run, Window: s.window, Saved: s.profileSaved, Export: s.exportProfile}
}

// profileSaved tells that a profile was kept that was edited by itself.
func (s *session) profileSaved(string) { s.toast(s.text.T("mapping.saved"), "", nil) }

// profiles lists what the owner taught the program to read.
func (s *session) profiles() {
	mapping.OpenList(mapping.ListDeps{
		Shelf: s.book.Intake, Text: s.text, Run: s.run, Window: s.window,
		Edit: func(p *book.Profile) { s.editProfile(p, s.profiles) }, Export: s.exportProfile, Import: s.chooseFiles, ShowError: s.showError,
	})
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
