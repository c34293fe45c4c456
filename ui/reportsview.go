package ui

import (
	"path/filepath"

	"zhangfang/app/monthly"
	"zhangfang/ui/reports"
)

// newReports makes the view of reports, and joins its checklist with the views where
// its points are worked on.
func (s *session) newReports() *reports.View {
	show := func(id string) func() { return func() { s.shell.Show(id) } }
	put := s.copyAtClosing
	if s.isSample() {
		put = nil
	}
	return reports.New(reports.Deps{
		Monthly: s.book.Monthly, Text: s.text, Run: s.run, TempDir: filepath.Join(filepath.Dir(s.book.Path), "reports"),
		Choose: s.chooseReport, Open: s.openFile, OpenImport: show(idImport), Toast: s.toast, ShowError: s.showError,
		Jumps: map[monthly.CheckCode]func(){
			monthly.CheckFiles: show(idImport), monthly.CheckSuggestions: show(idReconcile), monthly.CheckUnmatched: show(idReconcile),
			monthly.CheckHigh: show(idExceptions), monthly.CheckClaims: show(idFees), monthly.CheckChain: show(idSettings), monthly.CheckBackup: s.backupNow,
		},
		BackupDir: s.backupDir, Backups: s.book.Upkeep.Backups, Changed: s.refresh, Copy: put, Named: s.named,
		ShowFolder: func(path string) { s.showFile(filepath.Dir(path)) },
	})
}
